# What cloudposse/label/null makes of its inputs: a name, tags, and whether anything is made at all. What is not
# given here is taken of the context of another label.
variable "context" { default = {} }
variable "enabled" { default = null }
variable "namespace" { default = null }
variable "tenant" { default = null }
variable "environment" { default = null }
variable "stage" { default = null }
variable "name" { default = null }
variable "delimiter" { default = null }
variable "attributes" { default = [] }
variable "tags" { default = {} }
variable "additional_tag_map" { default = {} }
variable "label_order" { default = null }
variable "labels_as_tags" { default = ["default"] }
variable "regex_replace_chars" { default = null }
variable "id_length_limit" { default = null }
variable "label_key_case" { default = null }
variable "label_value_case" { default = null }
variable "descriptor_formats" { default = {} }

locals {
  own = {
    enabled             = var.enabled
    namespace           = var.namespace
    tenant              = var.tenant
    environment         = var.environment
    stage               = var.stage
    name                = var.name
    delimiter           = var.delimiter
    label_order         = try(length(var.label_order), 0) > 0 ? var.label_order : null
    regex_replace_chars = var.regex_replace_chars
    id_length_limit     = var.id_length_limit
    label_key_case      = var.label_key_case
    label_value_case    = var.label_value_case
  }
  given   = { for key, value in local.own : key => value != null ? value : try(var.context[key], null) }
  enabled = local.given.enabled == null ? true : local.given.enabled
  between = local.given.delimiter == null ? "-" : local.given.delimiter
  dropped = local.given.regex_replace_chars == null ? "/[^-a-zA-Z0-9]/" : local.given.regex_replace_chars
  case    = local.given.label_value_case == null ? "lower" : local.given.label_value_case
  order   = try(length(local.given.label_order), 0) > 0 ? local.given.label_order : ["namespace", "environment", "stage", "name", "attributes"]
  limit   = local.given.id_length_limit == null ? 0 : local.given.id_length_limit

  kept       = { for key in ["namespace", "tenant", "environment", "stage", "name"] : key => local.given[key] == null ? "" : replace(local.given[key], local.dropped, "") }
  labels     = { for key, text in local.kept : key => local.case == "none" ? text : local.case == "title" ? title(lower(text)) : local.case == "upper" ? upper(text) : lower(text) }
  all        = distinct(compact([for it in concat(try(var.context.attributes, []), var.attributes) : replace(it, local.dropped, "")]))
  attributes = [for text in local.all : local.case == "none" ? text : local.case == "title" ? title(lower(text)) : local.case == "upper" ? upper(text) : lower(text)]
  parts      = merge(local.labels, { attributes = join(local.between, local.attributes) })
  id_full    = join(local.between, [for key in local.order : local.parts[key] if local.parts[key] != ""])
  # A name that is too long ends with a digest of it.
  cut = "${trimsuffix(substr(local.id_full, 0, max(0, local.limit - 5 - length(local.between))), local.between)}${local.between}${md5(local.id_full)}"
  id  = local.limit > 0 && length(local.id_full) > local.limit ? substr(local.cut, 0, local.limit) : local.id_full

  tagged   = merge(local.parts, { name = local.id })
  as_tags  = contains(var.labels_as_tags, "default") ? keys(local.tagged) : var.labels_as_tags
  key_case = local.given.label_key_case == null ? "title" : local.given.label_key_case
  labelled = { for key, text in local.tagged : local.key_case == "upper" ? upper(key) : local.key_case == "lower" ? lower(key) : title(key) => text if text != "" && contains(local.as_tags, key) }
  tags     = merge(local.labelled, try(var.context.tags, {}), var.tags)
}

output "id" { value = local.enabled ? local.id : "" }
output "id_full" { value = local.enabled ? local.id_full : "" }
output "enabled" { value = local.enabled }
output "namespace" { value = local.enabled ? local.labels.namespace : "" }
output "tenant" { value = local.enabled ? local.labels.tenant : "" }
output "environment" { value = local.enabled ? local.labels.environment : "" }
output "stage" { value = local.enabled ? local.labels.stage : "" }
output "name" { value = local.enabled ? local.labels.name : "" }
output "delimiter" { value = local.enabled ? local.between : "" }
output "attributes" { value = local.enabled ? local.attributes : [] }
output "tags" { value = local.enabled ? local.tags : {} }
output "label_order" { value = local.order }
output "regex_replace_chars" { value = local.dropped }
output "id_length_limit" { value = local.limit }
output "additional_tag_map" { value = merge(try(var.context.additional_tag_map, {}), var.additional_tag_map) }
output "tags_as_list_of_maps" { value = [for key, value in local.enabled ? local.tags : {} : merge({ key = key, value = value }, var.additional_tag_map)] }
# As it was given, so that another label makes its own of it.
output "context" {
  value = merge(var.context, local.given, {
    attributes = distinct(compact(concat(try(var.context.attributes, []), var.attributes)))
    tags       = merge(try(var.context.tags, {}), var.tags)
  })
}
output "normalized_context" {
  value = merge(var.context, local.given, local.labels, {
    enabled    = local.enabled
    attributes = local.attributes
    tags       = local.tags
  })
}
