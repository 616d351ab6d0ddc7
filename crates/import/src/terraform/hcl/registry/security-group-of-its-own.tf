# The group that modules make beside what they are for, with the rules it is given.
variable "create_security_group" { default = true }
variable "security_group_name" { default = null }
variable "security_group_use_name_prefix" { default = true }
variable "security_group_description" { default = null }
variable "security_group_tags" { default = {} }
variable "security_group_ingress_rules" { default = {} }

resource "aws_security_group" "this" {
  count       = local.makes_group ? 1 : 0
  name        = var.security_group_use_name_prefix ? null : try(coalesce(var.security_group_name, var.name), null)
  name_prefix = var.security_group_use_name_prefix ? "${try(coalesce(var.security_group_name, var.name), "")}-" : null
  description = var.security_group_description
  vpc_id      = local.group_vpc_id
  tags        = merge({ Name = try(coalesce(var.security_group_name, var.name), "") }, var.tags, var.security_group_tags)
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each                     = { for k, v in var.security_group_ingress_rules == null ? {} : var.security_group_ingress_rules : k => v if local.makes_group }
  security_group_id            = aws_security_group.this[0].id
  ip_protocol                  = try(coalesce(each.value.ip_protocol, null), "tcp")
  from_port                    = try(each.value.from_port, null)
  to_port                      = try(coalesce(each.value.to_port, null), each.value.from_port, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  cidr_ipv6                    = try(each.value.cidr_ipv6, null)
  prefix_list_id               = try(each.value.prefix_list_id, null)
  referenced_security_group_id = try(each.value.referenced_security_group_id, null) == "self" ? aws_security_group.this[0].id : try(each.value.referenced_security_group_id, null)
  description                  = try(each.value.description, null)
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each                     = { for k, v in var.security_group_egress_rules == null ? {} : var.security_group_egress_rules : k => v if local.makes_group }
  security_group_id            = aws_security_group.this[0].id
  ip_protocol                  = try(coalesce(each.value.ip_protocol, null), "tcp")
  from_port                    = try(each.value.from_port, null)
  to_port                      = try(coalesce(each.value.to_port, null), each.value.from_port, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  cidr_ipv6                    = try(each.value.cidr_ipv6, null)
  prefix_list_id               = try(each.value.prefix_list_id, null)
  referenced_security_group_id = try(each.value.referenced_security_group_id, null) == "self" ? aws_security_group.this[0].id : try(each.value.referenced_security_group_id, null)
  description                  = try(each.value.description, null)
}

output "security_group_id" { value = try(aws_security_group.this[0].id, null) }
output "security_group_arn" { value = try(aws_security_group.this[0].arn, null) }
