# What terraform-aws-modules/alb/aws makes of its inputs in every version: the load balancer.
variable "name" { default = null }
variable "load_balancer_type" { default = "application" }
variable "internal" { default = null }
variable "ip_address_type" { default = null }
variable "enable_cross_zone_load_balancing" { default = null }
variable "enable_deletion_protection" { default = null }
variable "security_groups" { default = [] }
variable "subnets" { default = null }
variable "vpc_id" { default = null }
variable "tags" { default = {} }

locals {
  group_vpc_id = var.vpc_id
}

resource "aws_lb" "this" {
  count                            = local.makes ? 1 : 0
  name                             = var.name
  load_balancer_type               = var.load_balancer_type
  internal                         = var.internal
  ip_address_type                  = var.ip_address_type
  enable_cross_zone_load_balancing = var.enable_cross_zone_load_balancing
  security_groups                  = local.makes_group ? concat([aws_security_group.this[0].id], var.security_groups) : var.security_groups
  subnets                          = var.subnets
  tags                             = merge({ Name = var.name }, var.tags)
  dynamic "subnet_mapping" {
    for_each = var.subnet_mapping == null ? [] : var.subnet_mapping
    content {
      subnet_id            = subnet_mapping.value.subnet_id
      allocation_id        = try(subnet_mapping.value.allocation_id, null)
      private_ipv4_address = try(subnet_mapping.value.private_ipv4_address, null)
      ipv6_address         = try(subnet_mapping.value.ipv6_address, null)
    }
  }
}
