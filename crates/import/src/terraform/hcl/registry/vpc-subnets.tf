# A family of subnets of terraform-aws-modules/vpc/aws: EACH is public, private, and so on.
variable "EACH_subnets" { default = [] }
variable "EACH_subnet_suffix" { default = "EACH" == "database" ? "db" : "EACH" }
variable "EACH_subnet_names" { default = [] }
variable "EACH_subnet_tags" { default = {} }
variable "EACH_subnet_ipv6_prefixes" { default = [] }
variable "EACH_subnet_ipv6_native" { default = false }
variable "EACH_subnet_assign_ipv6_address_on_creation" { default = null }
variable "EACH_subnet_enable_dns64" { default = true }

locals {
  # One family is not made at all where it has too few for a gateway in each zone.
  EACH_are_too_few = "EACH" == "public" && var.one_nat_gateway_per_az && local.EACH_count < length(var.azs)
  EACH_count       = max(length(var.EACH_subnets), length(var.EACH_subnet_ipv6_prefixes))
  EACH_has_ipv6    = var.enable_ipv6 && length(var.EACH_subnet_ipv6_prefixes) > 0
  EACH_assigned    = var.EACH_subnet_assign_ipv6_address_on_creation == null ? var.assign_ipv6_address_on_creation : var.EACH_subnet_assign_ipv6_address_on_creation
}

resource "aws_subnet" "EACH" {
  count                           = var.create_vpc && !local.EACH_are_too_few ? local.EACH_count : 0
  vpc_id                          = local.vpc_id
  cidr_block                      = var.EACH_subnet_ipv6_native ? null : try(element(var.EACH_subnets, count.index), null)
  availability_zone               = length(regexall("^[a-z]{2}-", try(element(var.azs, count.index), ""))) > 0 ? element(var.azs, count.index) : null
  availability_zone_id            = length(regexall("^[a-z]{2}-", try(element(var.azs, count.index), "-"))) > 0 ? null : try(element(var.azs, count.index), null)
  map_public_ip_on_launch         = "EACH" != "public" ? null : var.map_public_ip_on_launch == null ? !local.from_4 : var.map_public_ip_on_launch
  assign_ipv6_address_on_creation = var.enable_ipv6 && var.EACH_subnet_ipv6_native ? true : local.EACH_assigned
  enable_dns64                    = local.from_4 && var.EACH_subnet_enable_dns64 && var.enable_ipv6 && (local.EACH_has_ipv6 || var.EACH_subnet_ipv6_native) ? true : null
  ipv6_cidr_block                 = local.EACH_has_ipv6 ? cidrsubnet(aws_vpc.this[0].ipv6_cidr_block, 8, var.EACH_subnet_ipv6_prefixes[count.index]) : null
  tags                            = merge({ Name = try(var.EACH_subnet_names[count.index], "${var.name}-${var.EACH_subnet_suffix}-${element(var.azs, count.index)}") }, var.tags, var.EACH_subnet_tags)
}

resource "aws_route_table_association" "EACH" {
  count          = length(aws_subnet.EACH)
  subnet_id      = aws_subnet.EACH[count.index].id
  route_table_id = element(local.tables.EACH, local.table_of.EACH ? count.index : 0)
}

variable "EACH_dedicated_network_acl" { default = false }
variable "EACH_inbound_acl_rules" { default = null }
variable "EACH_outbound_acl_rules" { default = null }

resource "aws_network_acl" "EACH" {
  count      = var.create_vpc && var.EACH_dedicated_network_acl && local.EACH_count > 0 ? 1 : 0
  vpc_id     = local.vpc_id
  subnet_ids = aws_subnet.EACH[*].id
  tags       = merge({ Name = "${var.name}-${var.EACH_subnet_suffix}" }, var.tags)
}

locals {
  EACH_inbound_rules = var.EACH_inbound_acl_rules == null ? local.acl_rules : var.EACH_inbound_acl_rules
}

resource "aws_network_acl_rule" "EACH_inbound" {
  count           = length(aws_network_acl.EACH) > 0 ? length(local.EACH_inbound_rules) : 0
  network_acl_id  = aws_network_acl.EACH[0].id
  egress          = false
  rule_number     = local.EACH_inbound_rules[count.index].rule_number
  rule_action     = local.EACH_inbound_rules[count.index].rule_action
  from_port       = lookup(local.EACH_inbound_rules[count.index], "from_port", null)
  to_port         = lookup(local.EACH_inbound_rules[count.index], "to_port", null)
  icmp_code       = lookup(local.EACH_inbound_rules[count.index], "icmp_code", null)
  icmp_type       = lookup(local.EACH_inbound_rules[count.index], "icmp_type", null)
  protocol        = local.EACH_inbound_rules[count.index].protocol
  cidr_block      = lookup(local.EACH_inbound_rules[count.index], "cidr_block", null)
  ipv6_cidr_block = lookup(local.EACH_inbound_rules[count.index], "ipv6_cidr_block", null)
}

locals {
  EACH_outbound_rules = var.EACH_outbound_acl_rules == null ? local.acl_rules : var.EACH_outbound_acl_rules
}

resource "aws_network_acl_rule" "EACH_outbound" {
  count           = length(aws_network_acl.EACH) > 0 ? length(local.EACH_outbound_rules) : 0
  network_acl_id  = aws_network_acl.EACH[0].id
  egress          = true
  rule_number     = local.EACH_outbound_rules[count.index].rule_number
  rule_action     = local.EACH_outbound_rules[count.index].rule_action
  from_port       = lookup(local.EACH_outbound_rules[count.index], "from_port", null)
  to_port         = lookup(local.EACH_outbound_rules[count.index], "to_port", null)
  icmp_code       = lookup(local.EACH_outbound_rules[count.index], "icmp_code", null)
  icmp_type       = lookup(local.EACH_outbound_rules[count.index], "icmp_type", null)
  protocol        = local.EACH_outbound_rules[count.index].protocol
  cidr_block      = lookup(local.EACH_outbound_rules[count.index], "cidr_block", null)
  ipv6_cidr_block = lookup(local.EACH_outbound_rules[count.index], "ipv6_cidr_block", null)
}

output "EACH_subnets" { value = aws_subnet.EACH[*].id }
output "EACH_subnet_arns" { value = aws_subnet.EACH[*].arn }
output "EACH_subnet_objects" { value = aws_subnet.EACH }
output "EACH_subnets_cidr_blocks" { value = compact(aws_subnet.EACH[*].cidr_block) }
output "EACH_network_acl_id" { value = try(aws_network_acl.EACH[0].id, null) }
output "EACH_route_table_ids" { value = local.tables.EACH }
