# What the inputs of the registry's vpc module say beside subnets and gateways of zones.
provider "aws" {
  region = "ap-northeast-1"
}

# Its default network ACL and its customer gateways.
module "branches" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "~> 6.0"

  name            = "branches"
  cidr            = "10.20.0.0/16"
  azs             = ["ap-northeast-1a", "ap-northeast-1c"]
  private_subnets = ["10.20.0.0/24", "10.20.1.0/24"]
  vpn_gateway_id  = aws_vpn_gateway.shared.id

  propagate_private_route_tables_vgw = true

  default_network_acl_ingress = [
    { rule_no = 100, action = "allow", protocol = "-1", from_port = 0, to_port = 0, cidr_block = "10.0.0.0/8" },
  ]
  customer_gateways = {
    north = { bgp_asn = 65000, ip_address = "192.0.2.1" }
  }
}

resource "aws_vpn_gateway" "shared" {}

# One NAT gateway for all zones, in no subnet.
module "wide" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "~> 6.0"

  name            = "wide"
  cidr            = "10.21.0.0/16"
  azs             = ["ap-northeast-1a", "ap-northeast-1c"]
  private_subnets = ["10.21.0.0/24", "10.21.1.0/24"]
  public_subnets  = ["10.21.8.0/24", "10.21.9.0/24"]

  enable_nat_gateway            = true
  nat_gateway_connectivity_type = { availability_mode = "regional", eip_allocation = "auto" }
}

# Subnets of IPv6 alone, whose names of IPv4 go through the NAT gateway.
module "ipv6" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "~> 5.0"

  name                        = "ipv6"
  cidr                        = "10.22.0.0/16"
  azs                         = ["ap-northeast-1a"]
  enable_ipv6                 = true
  enable_nat_gateway          = true
  public_subnets              = ["10.22.0.0/24"]
  public_subnet_ipv6_prefixes = [0]

  private_subnet_ipv6_native   = true
  private_subnet_ipv6_prefixes = [1]

  vpc_block_public_access_options = { internet_gateway_block_mode = "block-bidirectional" }
  vpc_block_public_access_exclusions = {
    door = { exclude_subnet = true, subnet_type = "public", subnet_index = 0, internet_gateway_exclusion_mode = "allow-egress" }
  }
}

# The addresses of an endpoint are the ones that are asked for.
module "endpoints" {
  source  = "terraform-aws-modules/vpc/aws//modules/vpc-endpoints"
  version = "~> 6.0"

  vpc_id = module.branches.vpc_id
  endpoints = {
    ecs = {
      service             = "ecs"
      private_dns_enabled = true
      subnet_ids          = module.branches.private_subnets
      subnet_configurations = [
        for it in module.branches.private_subnet_objects : { subnet_id = it.id, ipv4 = cidrhost(it.cidr_block, 10) }
      ]
      dns_options = { dns_record_ip_type = "ipv4" }
    }
  }
}
