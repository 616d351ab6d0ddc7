# What cloudposse/vpc/aws makes of its inputs: a VPC with its gateway, and a default group that lets nothing in or out.
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
variable "label_order" { default = null }
variable "regex_replace_chars" { default = null }
variable "id_length_limit" { default = null }
variable "label_key_case" { default = null }
variable "label_value_case" { default = null }
variable "ipv4_primary_cidr_block" { default = null }
variable "ipv4_primary_cidr_block_association" { default = null }
variable "ipv4_additional_cidr_block_associations" { default = {} }
variable "assign_generated_ipv6_cidr_block" { default = true }
variable "dns_hostnames_enabled" { default = true }
variable "dns_support_enabled" { default = true }
variable "instance_tenancy" { default = "default" }
variable "internet_gateway_enabled" { default = true }
variable "ipv6_egress_only_internet_gateway_enabled" { default = false }
variable "default_security_group_deny_all" { default = true }
variable "default_route_table_no_routes" { default = false }
variable "default_network_acl_deny_all" { default = false }

module "this" {
  source              = "cloudposse/label/null"
  context             = var.context
  enabled             = var.enabled
  namespace           = var.namespace
  tenant              = var.tenant
  environment         = var.environment
  stage               = var.stage
  name                = var.name
  delimiter           = var.delimiter
  attributes          = var.attributes
  tags                = var.tags
  label_order         = var.label_order
  regex_replace_chars = var.regex_replace_chars
  id_length_limit     = var.id_length_limit
  label_key_case      = var.label_key_case
  label_value_case    = var.label_value_case
}

locals {
  pool = var.ipv4_primary_cidr_block_association
}

resource "aws_vpc" "default" {
  count                            = module.this.enabled ? 1 : 0
  cidr_block                       = var.ipv4_primary_cidr_block
  ipv4_ipam_pool_id                = try(local.pool.ipv4_ipam_pool_id, null)
  ipv4_netmask_length              = try(local.pool.ipv4_netmask_length, null)
  instance_tenancy                 = var.instance_tenancy
  enable_dns_hostnames             = var.dns_hostnames_enabled
  enable_dns_support               = var.dns_support_enabled
  assign_generated_ipv6_cidr_block = var.assign_generated_ipv6_cidr_block
  tags                             = module.this.tags
}

resource "aws_vpc_ipv4_cidr_block_association" "default" {
  for_each   = module.this.enabled ? var.ipv4_additional_cidr_block_associations : {}
  vpc_id     = aws_vpc.default[0].id
  cidr_block = each.value.ipv4_cidr_block
}

resource "aws_internet_gateway" "default" {
  count  = module.this.enabled && var.internet_gateway_enabled ? 1 : 0
  vpc_id = aws_vpc.default[0].id
  tags   = module.this.tags
}

resource "aws_egress_only_internet_gateway" "default" {
  count  = module.this.enabled && var.ipv6_egress_only_internet_gateway_enabled ? 1 : 0
  vpc_id = aws_vpc.default[0].id
}

resource "aws_default_security_group" "default" {
  count  = module.this.enabled && var.default_security_group_deny_all ? 1 : 0
  vpc_id = aws_vpc.default[0].id
}

resource "aws_default_route_table" "default" {
  count                  = module.this.enabled && var.default_route_table_no_routes ? 1 : 0
  default_route_table_id = aws_vpc.default[0].default_route_table_id
}

resource "aws_default_network_acl" "default" {
  count                  = module.this.enabled && var.default_network_acl_deny_all ? 1 : 0
  default_network_acl_id = aws_vpc.default[0].default_network_acl_id
}

output "vpc_id" { value = try(aws_vpc.default[0].id, null) }
output "vpc_arn" { value = try(aws_vpc.default[0].arn, null) }
output "vpc_cidr_block" { value = try(aws_vpc.default[0].cidr_block, null) }
output "vpc_ipv6_cidr_block" { value = try(aws_vpc.default[0].ipv6_cidr_block, null) }
output "additional_cidr_blocks" { value = [for it in aws_vpc_ipv4_cidr_block_association.default : it.cidr_block] }
output "vpc_main_route_table_id" { value = try(aws_vpc.default[0].main_route_table_id, null) }
output "vpc_default_route_table_id" { value = try(aws_vpc.default[0].default_route_table_id, null) }
output "vpc_default_network_acl_id" { value = try(aws_vpc.default[0].default_network_acl_id, null) }
output "vpc_default_security_group_id" { value = try(aws_vpc.default[0].default_security_group_id, null) }
output "igw_id" { value = try(aws_internet_gateway.default[0].id, null) }
output "ipv6_egress_only_igw_id" { value = try(aws_egress_only_internet_gateway.default[0].id, null) }
