locals {
  region = "eu-central-1"
}

provider "aws" {
  region = local.region
}

data "aws_availability_zones" "available" {}

module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "~> 5.0"

  name = "example"
  cidr = "10.0.0.0/16"

  azs              = slice(data.aws_availability_zones.available.names, 0, 2)
  private_subnets  = [for k in range(2) : cidrsubnet("10.0.0.0/16", 8, k)]
  public_subnets   = ["10.0.101.0/24", "10.0.102.0/24"]
  database_subnets = ["10.0.201.0/24", "10.0.202.0/24"]
  intra_subnets    = ["10.0.51.0/24"]

  enable_nat_gateway = true
  single_nat_gateway = true

  public_dedicated_network_acl = true

  tags = { Environment = "test" }
}

module "endpoints" {
  source = "terraform-aws-modules/vpc/aws//modules/vpc-endpoints"

  vpc_id                = module.vpc.vpc_id
  create_security_group = true
  security_group_rules = {
    ingress_https = {
      cidr_blocks = [module.vpc.vpc_cidr_block]
    }
  }

  endpoints = {
    s3 = {
      service         = "s3"
      service_type    = "Gateway"
      route_table_ids = flatten([module.vpc.intra_route_table_ids, module.vpc.private_route_table_ids])
    }
    ssm = {
      service             = "ssm"
      private_dns_enabled = true
      subnet_ids          = module.vpc.private_subnets
    }
    no = {
      create  = false
      service = "sqs"
    }
  }
}

module "web" {
  source = "terraform-aws-modules/security-group/aws"

  name                = "web"
  vpc_id              = module.vpc.vpc_id
  ingress_cidr_blocks = ["0.0.0.0/0"]
  ingress_rules       = ["https-443-tcp", "http-80-tcp"]
  egress_rules        = ["all-all"]
  ingress_with_source_security_group_id = [
    {
      rule                     = "ssh-tcp"
      source_security_group_id = module.endpoints.security_group_id
    },
  ]
}

module "alb" {
  source  = "cloudposse/alb/aws"
  version = "1.10.0"
  vpc_id  = module.vpc.vpc_id
  subnets = module.vpc.public_subnets
}

resource "aws_instance" "web" {
  subnet_id              = module.vpc.private_subnets[1]
  vpc_security_group_ids = [module.web.security_group_id]
}

resource "aws_route53_record" "web" {
  zone_id = "Z1"
  name    = "web.example.com"
  type    = "A"
  alias {
    name                   = module.alb.dns_name
    zone_id                = module.alb.zone_id
    evaluate_target_health = true
  }
}
