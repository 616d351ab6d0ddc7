# What hashicorp/subnets/cidr works out: ranges one after another, of as many bits more as each asks for.
variable "base_cidr_block" {}
variable "networks" {}

locals {
  ranges = cidrsubnets(var.base_cidr_block, [for it in var.networks : it.new_bits]...)
}

# A network without a name is a gap.
output "network_cidr_blocks" { value = { for at, it in var.networks : it.name => local.ranges[at] if it.name != null } }
output "networks" {
  value = [for at, it in var.networks : {
    name       = it.name
    new_bits   = it.new_bits
    cidr_block = it.name == null ? null : local.ranges[at]
  }]
}
output "base_cidr_block" { value = var.base_cidr_block }
