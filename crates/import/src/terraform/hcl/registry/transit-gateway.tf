# What terraform-aws-modules/transit-gateway/aws makes of its inputs. Routes of the VPCs are told apart by
# their number, since the ids of their tables are not known before they are there.
variable "create_tgw" { default = true }
variable "name" { default = "" }
variable "description" { default = null }
variable "amazon_side_asn" { default = null }
variable "enable_default_route_table_association" { default = true }
variable "enable_default_route_table_propagation" { default = true }
variable "enable_auto_accept_shared_attachments" { default = false }
variable "enable_vpn_ecmp_support" { default = true }
variable "enable_dns_support" { default = true }
variable "transit_gateway_cidr_blocks" { default = [] }
variable "transit_gateway_route_table_id" { default = null }
variable "create_tgw_routes" { default = true }
variable "vpc_attachments" { default = {} }
variable "tags" { default = {} }
variable "tgw_tags" { default = {} }
variable "tgw_route_table_tags" { default = {} }
variable "tgw_vpc_attachment_tags" { default = {} }

locals {
  has_table = var.create_tgw && var.create_tgw_routes
  table_id  = local.has_table ? aws_ec2_transit_gateway_route_table.this[0].id : var.transit_gateway_route_table_id
  routes = flatten([
    for k, v in var.vpc_attachments : [for route in try(v.tgw_routes, []) : { key = k, route = route }]
  ])
  vpc_routes = flatten([
    for k, v in var.vpc_attachments : [for table in try(v.vpc_route_table_ids, []) : { table = table, to = v.tgw_destination_cidr }]
  ])
}

resource "aws_ec2_transit_gateway" "this" {
  count                           = var.create_tgw ? 1 : 0
  description                     = try(coalesce(var.description, var.name), null)
  amazon_side_asn                 = var.amazon_side_asn
  default_route_table_association = var.enable_default_route_table_association ? "enable" : "disable"
  default_route_table_propagation = var.enable_default_route_table_propagation ? "enable" : "disable"
  auto_accept_shared_attachments  = var.enable_auto_accept_shared_attachments ? "enable" : "disable"
  vpn_ecmp_support                = var.enable_vpn_ecmp_support ? "enable" : "disable"
  dns_support                     = var.enable_dns_support ? "enable" : "disable"
  transit_gateway_cidr_blocks     = var.transit_gateway_cidr_blocks
  tags                            = merge({ Name = var.name }, var.tags, var.tgw_tags)
}

resource "aws_ec2_transit_gateway_route_table" "this" {
  count              = local.has_table ? 1 : 0
  transit_gateway_id = aws_ec2_transit_gateway.this[0].id
  tags               = merge({ Name = var.name }, var.tags, var.tgw_route_table_tags)
}

resource "aws_ec2_transit_gateway_route" "this" {
  count                          = length(local.routes)
  destination_cidr_block         = local.routes[count.index].route.destination_cidr_block
  blackhole                      = try(local.routes[count.index].route.blackhole, null)
  transit_gateway_route_table_id = local.table_id
  transit_gateway_attachment_id  = try(tobool(local.routes[count.index].route.blackhole), false) ? null : aws_ec2_transit_gateway_vpc_attachment.this[local.routes[count.index].key].id
}

resource "aws_route" "this" {
  for_each                    = { for at, it in local.vpc_routes : at => it }
  route_table_id              = each.value.table
  destination_cidr_block      = strcontains(each.value.to, ":") ? null : each.value.to
  destination_ipv6_cidr_block = strcontains(each.value.to, ":") ? each.value.to : null
  transit_gateway_id          = aws_ec2_transit_gateway.this[0].id
}

resource "aws_ec2_transit_gateway_vpc_attachment" "this" {
  for_each                                        = var.vpc_attachments
  transit_gateway_id                              = var.create_tgw ? aws_ec2_transit_gateway.this[0].id : each.value.tgw_id
  vpc_id                                          = each.value.vpc_id
  subnet_ids                                      = each.value.subnet_ids
  dns_support                                     = try(each.value.dns_support, true) ? "enable" : "disable"
  ipv6_support                                    = try(each.value.ipv6_support, false) ? "enable" : "disable"
  appliance_mode_support                          = try(each.value.appliance_mode_support, false) ? "enable" : "disable"
  transit_gateway_default_route_table_association = try(each.value.transit_gateway_default_route_table_association, true)
  transit_gateway_default_route_table_propagation = try(each.value.transit_gateway_default_route_table_propagation, true)
  tags                                            = merge({ Name = "${var.name}-${each.key}" }, var.tags, var.tgw_vpc_attachment_tags, try(each.value.tags, {}))
}

resource "aws_ec2_transit_gateway_route_table_association" "this" {
  for_each                       = { for k, v in var.vpc_attachments : k => v if !try(v.transit_gateway_default_route_table_association, true) }
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.this[each.key].id
  transit_gateway_route_table_id = local.has_table ? local.table_id : try(each.value.transit_gateway_route_table_id, local.table_id)
}

resource "aws_ec2_transit_gateway_route_table_propagation" "this" {
  for_each                       = { for k, v in var.vpc_attachments : k => v if !try(v.transit_gateway_default_route_table_propagation, true) }
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.this[each.key].id
  transit_gateway_route_table_id = local.has_table ? local.table_id : try(each.value.transit_gateway_route_table_id, local.table_id)
}

output "ec2_transit_gateway_id" { value = try(aws_ec2_transit_gateway.this[0].id, "") }
output "ec2_transit_gateway_arn" { value = try(aws_ec2_transit_gateway.this[0].arn, "") }
output "ec2_transit_gateway_owner_id" { value = try(aws_ec2_transit_gateway.this[0].owner_id, "") }
output "ec2_transit_gateway_association_default_route_table_id" { value = try(aws_ec2_transit_gateway.this[0].association_default_route_table_id, "") }
output "ec2_transit_gateway_propagation_default_route_table_id" { value = try(aws_ec2_transit_gateway.this[0].propagation_default_route_table_id, "") }
output "ec2_transit_gateway_route_table_id" { value = try(local.table_id, "") }
output "ec2_transit_gateway_vpc_attachment" { value = aws_ec2_transit_gateway_vpc_attachment.this }
output "ec2_transit_gateway_vpc_attachment_ids" { value = [for k, v in aws_ec2_transit_gateway_vpc_attachment.this : v.id] }
