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
variable "use_ipam_pool" { default = false }
variable "ipv4_ipam_pool_id" { default = null }
variable "ipv4_netmask_length" { default = null }
variable "ipv6_cidr" { default = null }
variable "ipv6_ipam_pool_id" { default = null }
variable "ipv6_netmask_length" { default = null }
variable "vpc_block_public_access_options" { default = {} }
variable "vpc_block_public_access_exclusions" { default = {} }
variable "assign_ipv6_address_on_creation" { default = false }
variable "enable_ipv6" { default = false }
variable "create_egress_only_igw" { default = true }
variable "create_igw" { default = true }
variable "map_public_ip_on_launch" { default = null }
variable "enable_nat_gateway" { default = false }
variable "single_nat_gateway" { default = false }
variable "one_nat_gateway_per_az" { default = false }
variable "reuse_nat_ips" { default = false }
variable "external_nat_ip_ids" { default = [] }
variable "nat_gateway_connectivity_type" { default = {} }
variable "nat_gateway_destination_cidr_block" { default = "0.0.0.0/0" }
variable "create_private_nat_gateway_route" { default = true }
variable "create_multiple_public_route_tables" { default = false }
variable "create_multiple_intra_route_tables" { default = false }
variable "create_database_subnet_route_table" { default = false }
variable "create_database_internet_gateway_route" { default = false }
variable "create_database_nat_gateway_route" { default = false }
variable "create_redshift_subnet_route_table" { default = false }
variable "create_elasticache_subnet_route_table" { default = false }
variable "customer_gateways" { default = {} }
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
variable "manage_default_network_acl" { default = null }
variable "default_network_acl_ingress" { default = null }
variable "default_network_acl_egress" { default = null }
variable "manage_default_vpc" { default = false }
variable "default_vpc_enable_dns_support" { default = true }
variable "default_vpc_enable_dns_hostnames" { default = null }
variable "manage_default_route_table" { default = null }
variable "default_route_table_propagating_vgws" { default = [] }
variable "default_route_table_routes" { default = [] }
variable "tags" { default = {} }
variable "vpc_tags" { default = {} }

locals {
  major          = try(tonumber(regex("[0-9]+", var.version)), 5)
  from_4         = local.major >= 4
  vpc_id         = try(aws_vpc.this[0].id, "")
  longest        = max(local.private_count, local.public_count, local.database_count, local.redshift_count, local.elasticache_count)
  nat_mode       = try(var.nat_gateway_connectivity_type.availability_mode, null)
  is_regional    = local.nat_mode == "regional"
  by_hand        = local.is_regional && try(var.nat_gateway_connectivity_type.eip_allocation, "") == "manual"
  nat_gateways   = local.is_regional || local.nat_mode == "zonal" || var.single_nat_gateway ? 1 : var.one_nat_gateway_per_az ? length(var.azs) : local.longest
  nat_ips        = var.reuse_nat_ips ? var.external_nat_ip_ids : try(aws_eip.nat[*].id, [])
  has_zonal      = var.create_vpc && var.enable_nat_gateway && !local.is_regional
  private_tables = var.create_vpc && local.private_count > 0 ? (local.is_regional ? local.private_count : local.nat_gateways) : 0
  public_tables  = var.create_multiple_public_route_tables ? local.public_count : 1
  intra_tables   = var.create_multiple_intra_route_tables ? local.intra_count : 1
  has_public     = var.create_vpc && local.public_count > 0
  has_dns64      = var.enable_ipv6 && local.from_4 && (length(var.private_subnet_ipv6_prefixes) > 0 || var.private_subnet_ipv6_native) && var.private_subnet_enable_dns64
  has_vpn        = var.create_vpc && (var.enable_vpn_gateway || var.vpn_gateway_id != "")
  vpn_gateway_id = try(aws_vpn_gateway.this[0].id, var.vpn_gateway_id)
  database_table = var.create_vpc && local.database_count > 0 && var.create_database_subnet_route_table
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
    private     = local.is_regional || !var.single_nat_gateway
    intra       = var.create_multiple_intra_route_tables
    database    = !(var.create_database_subnet_route_table && (var.single_nat_gateway || var.create_database_internet_gateway_route))
    redshift    = !(var.single_nat_gateway || var.create_redshift_subnet_route_table)
    elasticache = !(var.single_nat_gateway || var.create_elasticache_subnet_route_table)
  }
  subnets = {
    private     = aws_subnet.private[*].id
    public      = aws_subnet.public[*].id
    database    = aws_subnet.database[*].id
    redshift    = aws_subnet.redshift[*].id
    elasticache = aws_subnet.elasticache[*].id
    intra       = aws_subnet.intra[*].id
  }
  default_acl = [
    { rule_no = 100, action = "allow", from_port = 0, to_port = 0, protocol = "-1", cidr_block = "0.0.0.0/0" },
    { rule_no = 101, action = "allow", from_port = 0, to_port = 0, protocol = "-1", ipv6_cidr_block = "::/0" },
  ]
  acl_rules = [{ rule_number = 100, rule_action = "allow", from_port = 0, to_port = 0, protocol = "-1", cidr_block = "0.0.0.0/0" }]
}

resource "aws_vpc" "this" {
  count                            = var.create_vpc ? 1 : 0
  cidr_block                       = var.use_ipam_pool ? null : var.cidr
  ipv4_ipam_pool_id                = var.ipv4_ipam_pool_id
  ipv4_netmask_length              = var.ipv4_netmask_length
  ipv6_cidr_block                  = var.ipv6_cidr
  ipv6_ipam_pool_id                = var.ipv6_ipam_pool_id
  ipv6_netmask_length              = var.ipv6_netmask_length
  instance_tenancy                 = var.instance_tenancy
  enable_dns_hostnames             = var.enable_dns_hostnames == null ? local.from_4 : var.enable_dns_hostnames
  enable_dns_support               = var.enable_dns_support
  assign_generated_ipv6_cidr_block = var.enable_ipv6 && !var.use_ipam_pool ? true : null
  tags                             = merge({ Name = var.name }, var.tags, var.vpc_tags)
}

resource "aws_vpc_ipv4_cidr_block_association" "this" {
  count      = var.create_vpc ? length(var.secondary_cidr_blocks) : 0
  vpc_id     = aws_vpc.this[0].id
  cidr_block = element(var.secondary_cidr_blocks, count.index)
}

resource "aws_vpc_block_public_access_options" "this" {
  count                       = var.create_vpc && length(keys(var.vpc_block_public_access_options)) > 0 ? 1 : 0
  internet_gateway_block_mode = try(var.vpc_block_public_access_options["internet_gateway_block_mode"], null)
}

resource "aws_vpc_block_public_access_exclusion" "this" {
  for_each                        = { for k, v in var.vpc_block_public_access_exclusions : k => v if var.create_vpc }
  vpc_id                          = try(each.value.exclude_vpc, false) ? local.vpc_id : null
  subnet_id                       = try(each.value.exclude_subnet, false) ? local.subnets[each.value.subnet_type][each.value.subnet_index] : null
  internet_gateway_exclusion_mode = each.value.internet_gateway_exclusion_mode
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
  count  = local.has_zonal && !var.reuse_nat_ips ? local.nat_gateways : 0
  domain = "vpc"
  tags   = merge({ Name = "${var.name}-${element(var.azs, var.single_nat_gateway ? 0 : count.index)}" }, var.tags)
}

resource "aws_eip" "regional_nat" {
  count  = var.create_vpc && var.enable_nat_gateway && local.by_hand ? length(var.azs) : 0
  domain = "vpc"
  tags   = merge({ Name = "${var.name}-${element(var.azs, count.index)}" }, var.tags)
}

resource "aws_nat_gateway" "regional" {
  count             = var.create_vpc && var.enable_nat_gateway && local.is_regional ? 1 : 0
  vpc_id            = local.vpc_id
  connectivity_type = "public"
  availability_mode = "regional"
  tags              = merge({ Name = var.name }, var.tags)
  dynamic "availability_zone_address" {
    for_each = local.by_hand ? { for at, zone in var.azs : zone => aws_eip.regional_nat[at].id } : {}
    content {
      availability_zone = availability_zone_address.key
      allocation_ids    = [availability_zone_address.value]
    }
  }
}

resource "aws_nat_gateway" "this" {
  count         = local.has_zonal ? local.nat_gateways : 0
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
  count  = local.private_tables
  vpc_id = local.vpc_id
  tags   = merge({ Name = var.single_nat_gateway && !local.is_regional ? "${var.name}-private" : "${var.name}-private-${element(var.azs, count.index)}" }, var.tags)
}

resource "aws_route" "private_nat_gateway" {
  count                  = var.create_vpc && var.enable_nat_gateway && var.create_private_nat_gateway_route ? local.private_tables : 0
  route_table_id         = element(aws_route_table.private[*].id, count.index)
  destination_cidr_block = var.nat_gateway_destination_cidr_block
  nat_gateway_id         = local.is_regional ? aws_nat_gateway.regional[0].id : element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route" "private_dns64_nat_gateway" {
  count                       = var.create_vpc && var.enable_nat_gateway && local.has_dns64 ? min(local.nat_gateways, local.private_tables) : 0
  route_table_id              = element(aws_route_table.private[*].id, count.index)
  destination_ipv6_cidr_block = "64:ff9b::/96"
  nat_gateway_id              = local.is_regional ? aws_nat_gateway.regional[0].id : element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route" "private_ipv6_egress" {
  count                       = var.create_vpc && var.create_egress_only_igw && var.enable_ipv6 ? length(aws_route_table.private) : 0
  route_table_id              = element(aws_route_table.private[*].id, count.index)
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.this[0].id
}

resource "aws_route_table" "intra" {
  count  = var.create_vpc && local.intra_count > 0 ? local.intra_tables : 0
  vpc_id = local.vpc_id
  tags   = merge({ Name = "${var.name}-intra" }, var.tags)
}

resource "aws_route_table" "database" {
  count  = local.database_table ? (var.single_nat_gateway || var.create_database_internet_gateway_route ? 1 : local.database_count) : 0
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
  count                  = local.database_table && !var.create_database_internet_gateway_route && var.create_database_nat_gateway_route && var.enable_nat_gateway ? (var.single_nat_gateway ? 1 : local.database_count) : 0
  route_table_id         = element(aws_route_table.database[*].id, count.index)
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route_table" "redshift" {
  count  = var.create_vpc && local.redshift_count > 0 && var.create_redshift_subnet_route_table ? 1 : 0
  vpc_id = local.vpc_id
}

resource "aws_route_table" "elasticache" {
  count  = var.create_vpc && local.elasticache_count > 0 && var.create_elasticache_subnet_route_table ? 1 : 0
  vpc_id = local.vpc_id
}

resource "aws_customer_gateway" "this" {
  for_each         = var.customer_gateways
  bgp_asn          = try(each.value["bgp_asn"], null)
  bgp_asn_extended = try(each.value["bgp_asn_extended"], null)
  ip_address       = each.value["ip_address"]
  type             = "ipsec.1"
  tags             = merge({ Name = "${var.name}-${each.key}" }, var.tags)
}

resource "aws_vpn_gateway_attachment" "this" {
  count          = var.vpn_gateway_id != "" ? 1 : 0
  vpc_id         = local.vpc_id
  vpn_gateway_id = var.vpn_gateway_id
}

resource "aws_vpn_gateway" "this" {
  count           = var.create_vpc && var.enable_vpn_gateway ? 1 : 0
  vpc_id          = local.vpc_id
  amazon_side_asn = var.amazon_side_asn
  tags            = merge({ Name = var.name }, var.tags)
}

resource "aws_vpn_gateway_route_propagation" "public" {
  count          = local.has_vpn && var.propagate_public_route_tables_vgw ? 1 : 0
  route_table_id = element(aws_route_table.public[*].id, count.index)
  vpn_gateway_id = local.vpn_gateway_id
}

resource "aws_vpn_gateway_route_propagation" "private" {
  count          = local.has_vpn && var.propagate_private_route_tables_vgw ? length(aws_route_table.private) : 0
  route_table_id = element(aws_route_table.private[*].id, count.index)
  vpn_gateway_id = local.vpn_gateway_id
}

resource "aws_vpn_gateway_route_propagation" "intra" {
  count          = local.has_vpn && var.propagate_intra_route_tables_vgw ? length(aws_route_table.intra) : 0
  route_table_id = element(aws_route_table.intra[*].id, count.index)
  vpn_gateway_id = local.vpn_gateway_id
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
      ipv6_cidr_blocks = compact(split(",", lookup(ingress.value, "ipv6_cidr_blocks", "")))
      prefix_list_ids = compact(split(",", lookup(ingress.value, "prefix_list_ids", "")))
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
      ipv6_cidr_blocks = compact(split(",", lookup(egress.value, "ipv6_cidr_blocks", "")))
      prefix_list_ids = compact(split(",", lookup(egress.value, "prefix_list_ids", "")))
      security_groups = compact(split(",", lookup(egress.value, "security_groups", "")))
      from_port       = lookup(egress.value, "from_port", 0)
      to_port         = lookup(egress.value, "to_port", 0)
      protocol        = lookup(egress.value, "protocol", "-1")
    }
  }
}

resource "aws_default_network_acl" "this" {
  count                  = var.create_vpc && (var.manage_default_network_acl == null ? local.from_4 : var.manage_default_network_acl) ? 1 : 0
  default_network_acl_id = aws_vpc.this[0].default_network_acl_id
  dynamic "ingress" {
    for_each = var.default_network_acl_ingress == null ? local.default_acl : var.default_network_acl_ingress
    content {
      rule_no         = ingress.value.rule_no
      action          = ingress.value.action
      protocol        = ingress.value.protocol
      from_port       = ingress.value.from_port
      to_port         = ingress.value.to_port
      icmp_type       = lookup(ingress.value, "icmp_type", null)
      icmp_code       = lookup(ingress.value, "icmp_code", null)
      cidr_block      = lookup(ingress.value, "cidr_block", null)
      ipv6_cidr_block = lookup(ingress.value, "ipv6_cidr_block", null)
    }
  }
  dynamic "egress" {
    for_each = var.default_network_acl_egress == null ? local.default_acl : var.default_network_acl_egress
    content {
      rule_no         = egress.value.rule_no
      action          = egress.value.action
      protocol        = egress.value.protocol
      from_port       = egress.value.from_port
      to_port         = egress.value.to_port
      icmp_type       = lookup(egress.value, "icmp_type", null)
      icmp_code       = lookup(egress.value, "icmp_code", null)
      cidr_block      = lookup(egress.value, "cidr_block", null)
      ipv6_cidr_block = lookup(egress.value, "ipv6_cidr_block", null)
    }
  }
}

resource "aws_default_vpc" "this" {
  count                = var.manage_default_vpc ? 1 : 0
  enable_dns_support   = var.default_vpc_enable_dns_support
  enable_dns_hostnames = var.default_vpc_enable_dns_hostnames == null ? local.from_4 : var.default_vpc_enable_dns_hostnames
}

resource "aws_default_route_table" "default" {
  count                  = var.create_vpc && (var.manage_default_route_table == null ? local.from_4 : var.manage_default_route_table) ? 1 : 0
  default_route_table_id = aws_vpc.this[0].default_route_table_id
  propagating_vgws       = var.default_route_table_propagating_vgws
  dynamic "route" {
    for_each = var.default_route_table_routes
    content {
      cidr_block                = try(route.value.cidr_block, null)
      ipv6_cidr_block           = lookup(route.value, "ipv6_cidr_block", null)
      egress_only_gateway_id    = lookup(route.value, "egress_only_gateway_id", null)
      network_interface_id      = lookup(route.value, "network_interface_id", null)
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
output "cgw_ids" { value = [for it in aws_customer_gateway.this : it.id] }
output "natgw_ids" { value = concat(aws_nat_gateway.this[*].id, aws_nat_gateway.regional[*].id) }
output "vgw_id" { value = local.has_vpn ? local.vpn_gateway_id : null }
output "dhcp_options_id" { value = try(aws_vpc_dhcp_options.this[0].id, null) }
output "azs" { value = var.azs }
output "name" { value = var.name }
