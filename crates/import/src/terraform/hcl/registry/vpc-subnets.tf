# A family of subnets of terraform-aws-modules/vpc/aws: EACH is public, private, and so on.
variable "EACH_subnets" { default = [] }
variable "EACH_subnet_suffix" { default = "EACH" == "database" ? "db" : "EACH" }
variable "EACH_subnet_names" { default = [] }
variable "EACH_subnet_tags" { default = {} }
variable "EACH_subnet_ipv6_prefixes" { default = [] }

resource "aws_subnet" "EACH" {
  count                           = var.create_vpc ? length(var.EACH_subnets) : 0
  vpc_id                          = local.vpc_id
  cidr_block                      = element(var.EACH_subnets, count.index)
  availability_zone               = length(regexall("^[a-z]{2}-", try(element(var.azs, count.index), ""))) > 0 ? element(var.azs, count.index) : null
  availability_zone_id            = length(regexall("^[a-z]{2}-", try(element(var.azs, count.index), "-"))) > 0 ? null : try(element(var.azs, count.index), null)
  map_public_ip_on_launch         = "EACH" != "public" ? null : var.map_public_ip_on_launch == null ? !local.from_4 : var.map_public_ip_on_launch
  assign_ipv6_address_on_creation = var.enable_ipv6 && length(var.EACH_subnet_ipv6_prefixes) > 0 ? true : null
  ipv6_cidr_block                 = var.enable_ipv6 && length(var.EACH_subnet_ipv6_prefixes) > 0 ? cidrsubnet(aws_vpc.this[0].ipv6_cidr_block, 8, var.EACH_subnet_ipv6_prefixes[count.index]) : null
  tags                            = merge({ Name = try(var.EACH_subnet_names[count.index], "${var.name}-${var.EACH_subnet_suffix}-${element(var.azs, count.index)}") }, var.tags, var.EACH_subnet_tags)
}

resource "aws_route_table_association" "EACH" {
  count          = var.create_vpc ? length(var.EACH_subnets) : 0
  subnet_id      = aws_subnet.EACH[count.index].id
  route_table_id = element(local.tables.EACH, local.table_of.EACH ? count.index : 0)
}

variable "EACH_dedicated_network_acl" { default = false }
variable "EACH_inbound_acl_rules" { default = null }
variable "EACH_outbound_acl_rules" { default = null }

resource "aws_network_acl" "EACH" {
  count      = var.create_vpc && var.EACH_dedicated_network_acl && length(var.EACH_subnets) > 0 ? 1 : 0
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
