# The groups of an instance since the sixth major version: those given, and one of its own.
variable "security_group_vpc_id" { default = null }
variable "security_group_egress_rules" {
  default = {
    ipv4_default = { cidr_ipv4 = "0.0.0.0/0", ip_protocol = "-1" }
    ipv6_default = { cidr_ipv6 = "::/0", ip_protocol = "-1" }
  }
}

locals {
  makes_group  = var.create && var.create_security_group && length(var.network_interface == null ? [] : var.network_interface) == 0
  group_vpc_id = var.security_group_vpc_id == null ? data.aws_subnet.this[0].vpc_id : var.security_group_vpc_id
  group_ids    = concat(var.vpc_security_group_ids, aws_security_group.this[*].id)
}

data "aws_subnet" "this" {
  count = local.makes_group && var.security_group_vpc_id == null ? 1 : 0
  id    = var.subnet_id
}
