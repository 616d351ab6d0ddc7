# Modules that only work something out: names with their tags, and ranges.
provider "aws" {
  region = "us-east-2"
}

module "label" {
  source     = "cloudposse/label/null"
  version    = "0.25.0"
  namespace  = "ex"
  stage      = "Live!"
  name       = "shop"
  attributes = ["public"]
  tags       = { Owner = "shops" }
}

module "off" {
  source  = "git::https://github.com/cloudposse/terraform-null-label.git?ref=tags/0.25.0"
  enabled = false
  context = module.label.context
}

module "apps" {
  source     = "cloudposse/label/null"
  version    = "0.25.0"
  context    = module.label.context
  name       = "apps"
  delimiter  = "_"
  attributes = ["a"]
}

module "ranges" {
  source          = "hashicorp/subnets/cidr"
  version         = "1.0.0"
  base_cidr_block = "10.0.0.0/8"
  networks = [
    { name = "shop", new_bits = 8 },
    { name = null, new_bits = 8 },
    { name = "office", new_bits = 8 },
  ]
}

resource "aws_vpc" "shop" {
  count      = module.label.enabled ? 1 : 0
  cidr_block = module.ranges.network_cidr_blocks["shop"]
  tags       = module.label.tags
}

resource "aws_vpc" "off" {
  count      = module.off.enabled ? 1 : 0
  cidr_block = "192.168.0.0/16"
}

resource "aws_vpc" "office" {
  for_each   = { for it in module.ranges.networks : it.name => it if it.name == "office" }
  cidr_block = each.value.cidr_block
  tags       = merge(module.apps.tags, { id = module.apps.id })
}

# A VPC with its gateway, named by the same label.
module "base" {
  source                  = "cloudposse/vpc/aws"
  version                 = "2.1.0"
  ipv4_primary_cidr_block = "10.64.0.0/16"
  context                 = module.apps.context
}

resource "aws_route_table" "out" {
  vpc_id = module.base.vpc_id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = module.base.igw_id
  }
}

# Of the provider that spells everything otherwise: it has a part, and that is said.
resource "awscc_ec2_route_table" "other" {
  vpc_id = module.base.vpc_id
}
