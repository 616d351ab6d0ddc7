# What terraform-aws-modules/vpc/aws makes of its inputs, as far as the network goes.
# `version` is the call's own argument: version 4 changed two defaults.
variable "version" { default = null }
variable "create_vpc" { default = true }
variable "name" { default = "" }
variable "cidr" { default = "10.0.0.0/16" }
variable "secondary_cidr_blocks" { default = [] }
variable "azs" { default = [] }
variable "enable_dns_hostnames" { default = null }
variable "enable_dns_support" { default = true }
variable "instance_tenancy" { default = "default" }
variable "enable_ipv6" { default = false }
variable "create_egress_only_igw" { default = true }
variable "create_igw" { default = true }
variable "map_public_ip_on_launch" { default = null }
variable "enable_nat_gateway" { default = false }
variable "single_nat_gateway" { default = false }
variable "one_nat_gateway_per_az" { default = false }
variable "reuse_nat_ips" { default = false }
variable "external_nat_ip_ids" { default = [] }
variable "nat_gateway_destination_cidr_block" { default = "0.0.0.0/0" }
variable "create_private_nat_gateway_route" { default = true }
variable "create_multiple_public_route_tables" { default = false }
variable "create_multiple_intra_route_tables" { default = false }
variable "create_database_subnet_route_table" { default = false }
variable "create_database_internet_gateway_route" { default = false }
variable "create_database_nat_gateway_route" { default = false }
variable "create_redshift_subnet_route_table" { default = false }
variable "create_elasticache_subnet_route_table" { default = false }
variable "enable_vpn_gateway" { default = false }
variable "vpn_gateway_id" { default = "" }
variable "amazon_side_asn" { default = "64512" }
variable "propagate_private_route_tables_vgw" { default = false }
variable "propagate_public_route_tables_vgw" { default = false }
variable "propagate_intra_route_tables_vgw" { default = false }
variable "enable_dhcp_options" { default = false }
variable "dhcp_options_domain_name" { default = "" }
variable "dhcp_options_domain_name_servers" { default = ["AmazonProvidedDNS"] }
variable "dhcp_options_ntp_servers" { default = [] }
variable "manage_default_security_group" { default = null }
variable "default_security_group_ingress" { default = [] }
variable "default_security_group_egress" { default = [] }
variable "manage_default_route_table" { default = null }
variable "default_route_table_routes" { default = [] }
variable "tags" { default = {} }
variable "vpc_tags" { default = {} }

locals {
  major          = try(tonumber(regex("[0-9]+", var.version)), 5)
  from_4         = local.major >= 4
  vpc_id         = try(aws_vpc.this[0].id, "")
  longest        = max(length(var.private_subnets), length(var.public_subnets), length(var.database_subnets), length(var.redshift_subnets), length(var.elasticache_subnets))
  nat_gateways   = var.single_nat_gateway ? 1 : var.one_nat_gateway_per_az ? length(var.azs) : local.longest
  nat_ips        = var.reuse_nat_ips ? var.external_nat_ip_ids : try(aws_eip.nat[*].id, [])
  public_tables  = var.create_multiple_public_route_tables ? length(var.public_subnets) : 1
  intra_tables   = var.create_multiple_intra_route_tables ? length(var.intra_subnets) : 1
  has_public     = var.create_vpc && length(var.public_subnets) > 0
  database_table = var.create_vpc && length(var.database_subnets) > 0 && var.create_database_subnet_route_table
  tables = {
    public      = aws_route_table.public[*].id
    private     = aws_route_table.private[*].id
    intra       = aws_route_table.intra[*].id
    database    = length(aws_route_table.database) > 0 ? aws_route_table.database[*].id : aws_route_table.private[*].id
    redshift    = length(aws_route_table.redshift) > 0 ? aws_route_table.redshift[*].id : aws_route_table.private[*].id
    elasticache = length(aws_route_table.elasticache) > 0 ? aws_route_table.elasticache[*].id : aws_route_table.private[*].id
  }
  # Whether each subnet of a family has a table of its own.
  table_of = {
    public      = var.create_multiple_public_route_tables
    private     = !var.single_nat_gateway
    intra       = var.create_multiple_intra_route_tables
    database    = !(var.create_database_subnet_route_table && (var.single_nat_gateway || var.create_database_internet_gateway_route))
    redshift    = !(var.single_nat_gateway || var.create_redshift_subnet_route_table)
    elasticache = !(var.single_nat_gateway || var.create_elasticache_subnet_route_table)
  }
  acl_rules = [{ rule_number = 100, rule_action = "allow", from_port = 0, to_port = 0, protocol = "-1", cidr_block = "0.0.0.0/0" }]
}

resource "aws_vpc" "this" {
  count                            = var.create_vpc ? 1 : 0
  cidr_block                       = var.cidr
  instance_tenancy                 = var.instance_tenancy
  enable_dns_hostnames             = var.enable_dns_hostnames == null ? local.from_4 : var.enable_dns_hostnames
  enable_dns_support               = var.enable_dns_support
  assign_generated_ipv6_cidr_block = var.enable_ipv6 ? true : null
  tags                             = merge({ Name = var.name }, var.tags, var.vpc_tags)
}

resource "aws_vpc_ipv4_cidr_block_association" "this" {
  count      = var.create_vpc ? length(var.secondary_cidr_blocks) : 0
  vpc_id     = aws_vpc.this[0].id
  cidr_block = element(var.secondary_cidr_blocks, count.index)
}

resource "aws_internet_gateway" "this" {
  count  = local.has_public && var.create_igw ? 1 : 0
  vpc_id = local.vpc_id
  tags   = merge({ Name = var.name }, var.tags)
}

resource "aws_egress_only_internet_gateway" "this" {
  count  = var.create_vpc && var.create_egress_only_igw && var.enable_ipv6 && local.longest > 0 ? 1 : 0
  vpc_id = local.vpc_id
}

resource "aws_eip" "nat" {
  count  = var.create_vpc && var.enable_nat_gateway && !var.reuse_nat_ips ? local.nat_gateways : 0
  domain = "vpc"
  tags   = merge({ Name = "${var.name}-${element(var.azs, var.single_nat_gateway ? 0 : count.index)}" }, var.tags)
}

resource "aws_nat_gateway" "this" {
  count         = var.create_vpc && var.enable_nat_gateway ? local.nat_gateways : 0
  allocation_id = element(local.nat_ips, var.single_nat_gateway ? 0 : count.index)
  subnet_id     = element(aws_subnet.public[*].id, var.single_nat_gateway ? 0 : count.index)
  tags          = merge({ Name = "${var.name}-${element(var.azs, var.single_nat_gateway ? 0 : count.index)}" }, var.tags)
}

resource "aws_route_table" "public" {
  count  = local.has_public ? local.public_tables : 0
  vpc_id = local.vpc_id
  tags   = merge({ Name = "${var.name}-public" }, var.tags)
}

resource "aws_route" "public_internet_gateway" {
  count                  = local.has_public && var.create_igw ? local.public_tables : 0
  route_table_id         = aws_route_table.public[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}

resource "aws_route" "public_internet_gateway_ipv6" {
  count                       = local.has_public && var.create_igw && var.enable_ipv6 ? local.public_tables : 0
  route_table_id              = aws_route_table.public[count.index].id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.this[0].id
}

resource "aws_route_table" "private" {
  count  = var.create_vpc && length(var.private_subnets) > 0 ? local.nat_gateways : 0
  vpc_id = local.vpc_id
  tags   = merge({ Name = var.single_nat_gateway ? "${var.name}-private" : "${var.name}-private-${element(var.azs, count.index)}" }, var.tags)
}

resource "aws_route" "private_nat_gateway" {
  count                  = var.create_vpc && var.enable_nat_gateway && var.create_private_nat_gateway_route ? min(local.nat_gateways, length(aws_route_table.private)) : 0
  route_table_id         = element(aws_route_table.private[*].id, count.index)
  destination_cidr_block = var.nat_gateway_destination_cidr_block
  nat_gateway_id         = element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route" "private_ipv6_egress" {
  count                       = var.create_vpc && var.create_egress_only_igw && var.enable_ipv6 ? length(aws_route_table.private) : 0
  route_table_id              = element(aws_route_table.private[*].id, count.index)
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.this[0].id
}

resource "aws_route_table" "intra" {
  count  = var.create_vpc && length(var.intra_subnets) > 0 ? local.intra_tables : 0
  vpc_id = local.vpc_id
  tags   = merge({ Name = "${var.name}-intra" }, var.tags)
}

resource "aws_route_table" "database" {
  count  = local.database_table ? (var.single_nat_gateway || var.create_database_internet_gateway_route ? 1 : length(var.database_subnets)) : 0
  vpc_id = local.vpc_id
  tags   = merge({ Name = "${var.name}-db" }, var.tags)
}

resource "aws_route" "database_internet_gateway" {
  count                  = local.database_table && var.create_igw && var.create_database_internet_gateway_route && !var.create_database_nat_gateway_route ? 1 : 0
  route_table_id         = aws_route_table.database[0].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}

resource "aws_route" "database_nat_gateway" {
  count                  = local.database_table && !var.create_database_internet_gateway_route && var.create_database_nat_gateway_route && var.enable_nat_gateway ? (var.single_nat_gateway ? 1 : length(var.database_subnets)) : 0
  route_table_id         = element(aws_route_table.database[*].id, count.index)
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route_table" "redshift" {
  count  = var.create_vpc && length(var.redshift_subnets) > 0 && var.create_redshift_subnet_route_table ? 1 : 0
  vpc_id = local.vpc_id
}

resource "aws_route_table" "elasticache" {
  count  = var.create_vpc && length(var.elasticache_subnets) > 0 && var.create_elasticache_subnet_route_table ? 1 : 0
  vpc_id = local.vpc_id
}

resource "aws_vpn_gateway" "this" {
  count           = var.create_vpc && var.enable_vpn_gateway ? 1 : 0
  vpc_id          = local.vpc_id
  amazon_side_asn = var.amazon_side_asn
  tags            = merge({ Name = var.name }, var.tags)
}

resource "aws_vpn_gateway_route_propagation" "public" {
  count          = var.create_vpc && var.propagate_public_route_tables_vgw && var.enable_vpn_gateway ? length(aws_route_table.public) : 0
  route_table_id = element(aws_route_table.public[*].id, count.index)
  vpn_gateway_id = aws_vpn_gateway.this[0].id
}

resource "aws_vpn_gateway_route_propagation" "private" {
  count          = var.create_vpc && var.propagate_private_route_tables_vgw && var.enable_vpn_gateway ? length(aws_route_table.private) : 0
  route_table_id = element(aws_route_table.private[*].id, count.index)
  vpn_gateway_id = aws_vpn_gateway.this[0].id
}

resource "aws_vpn_gateway_route_propagation" "intra" {
  count          = var.create_vpc && var.propagate_intra_route_tables_vgw && var.enable_vpn_gateway ? length(aws_route_table.intra) : 0
  route_table_id = element(aws_route_table.intra[*].id, count.index)
  vpn_gateway_id = aws_vpn_gateway.this[0].id
}

resource "aws_vpc_dhcp_options" "this" {
  count               = var.create_vpc && var.enable_dhcp_options ? 1 : 0
  domain_name         = var.dhcp_options_domain_name
  domain_name_servers = var.dhcp_options_domain_name_servers
  ntp_servers         = var.dhcp_options_ntp_servers
}

resource "aws_vpc_dhcp_options_association" "this" {
  count           = var.create_vpc && var.enable_dhcp_options ? 1 : 0
  vpc_id          = local.vpc_id
  dhcp_options_id = aws_vpc_dhcp_options.this[0].id
}

resource "aws_default_security_group" "this" {
  count  = var.create_vpc && (var.manage_default_security_group == null ? local.from_4 : var.manage_default_security_group) ? 1 : 0
  vpc_id = aws_vpc.this[0].id
  dynamic "ingress" {
    for_each = var.default_security_group_ingress
    content {
      self            = lookup(ingress.value, "self", null)
      cidr_blocks     = compact(split(",", lookup(ingress.value, "cidr_blocks", "")))
      security_groups = compact(split(",", lookup(ingress.value, "security_groups", "")))
      from_port       = lookup(ingress.value, "from_port", 0)
      to_port         = lookup(ingress.value, "to_port", 0)
      protocol        = lookup(ingress.value, "protocol", "-1")
    }
  }
  dynamic "egress" {
    for_each = var.default_security_group_egress
    content {
      self            = lookup(egress.value, "self", null)
      cidr_blocks     = compact(split(",", lookup(egress.value, "cidr_blocks", "")))
      security_groups = compact(split(",", lookup(egress.value, "security_groups", "")))
      from_port       = lookup(egress.value, "from_port", 0)
      to_port         = lookup(egress.value, "to_port", 0)
      protocol        = lookup(egress.value, "protocol", "-1")
    }
  }
}

resource "aws_default_route_table" "default" {
  count                  = var.create_vpc && (var.manage_default_route_table == null ? local.from_4 : var.manage_default_route_table) ? 1 : 0
  default_route_table_id = aws_vpc.this[0].default_route_table_id
  dynamic "route" {
    for_each = var.default_route_table_routes
    content {
      cidr_block                = route.value.cidr_block
      gateway_id                = lookup(route.value, "gateway_id", null)
      nat_gateway_id            = lookup(route.value, "nat_gateway_id", null)
      transit_gateway_id        = lookup(route.value, "transit_gateway_id", null)
      vpc_endpoint_id           = lookup(route.value, "vpc_endpoint_id", null)
      vpc_peering_connection_id = lookup(route.value, "vpc_peering_connection_id", null)
    }
  }
}

output "vpc_id" { value = try(aws_vpc.this[0].id, null) }
output "vpc_arn" { value = try(aws_vpc.this[0].arn, null) }
output "vpc_cidr_block" { value = try(aws_vpc.this[0].cidr_block, null) }
output "vpc_ipv6_cidr_block" { value = try(aws_vpc.this[0].ipv6_cidr_block, null) }
output "vpc_main_route_table_id" { value = try(aws_vpc.this[0].main_route_table_id, null) }
output "default_security_group_id" { value = try(aws_vpc.this[0].default_security_group_id, null) }
output "default_network_acl_id" { value = try(aws_vpc.this[0].default_network_acl_id, null) }
output "default_route_table_id" { value = try(aws_vpc.this[0].default_route_table_id, null) }
output "vpc_secondary_cidr_blocks" { value = aws_vpc_ipv4_cidr_block_association.this[*].cidr_block }
output "igw_id" { value = try(aws_internet_gateway.this[0].id, null) }
output "egress_only_internet_gateway_id" { value = try(aws_egress_only_internet_gateway.this[0].id, null) }
output "nat_ids" { value = aws_eip.nat[*].id }
output "nat_public_ips" { value = aws_eip.nat[*].public_ip }
output "natgw_ids" { value = aws_nat_gateway.this[*].id }
output "vgw_id" { value = try(aws_vpn_gateway.this[0].id, null) }
output "dhcp_options_id" { value = try(aws_vpc_dhcp_options.this[0].id, null) }
output "azs" { value = var.azs }
output "name" { value = var.name }
