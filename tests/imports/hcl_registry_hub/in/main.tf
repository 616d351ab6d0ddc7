# Modules of the registry around a transit gateway: versions decide what they make.
provider "aws" {
  region = "eu-central-1"
}

locals {
  azs = ["eu-central-1a", "eu-central-1b"]
}

module "apps" {
  source             = "terraform-aws-modules/vpc/aws"
  name               = "apps"
  cidr               = "10.0.0.0/16"
  azs                = local.azs
  public_subnets     = ["10.0.0.0/24", "10.0.1.0/24"]
  private_subnets    = ["10.0.2.0/24", "10.0.3.0/24"]
}

module "office" {
  source          = "terraform-aws-modules/vpc/aws"
  name            = "office"
  cidr            = "10.1.0.0/16"
  azs             = local.azs
  private_subnets = ["10.1.2.0/24"]
}

module "hub" {
  source  = "terraform-aws-modules/transit-gateway/aws"
  version = "~> 2.0"
  name    = "hub"

  enable_default_route_table_association = false
  enable_default_route_table_propagation = false

  vpc_attachments = {
    apps = {
      vpc_id               = module.apps.vpc_id
      subnet_ids           = module.apps.private_subnets
      vpc_route_table_ids  = module.apps.private_route_table_ids
      tgw_destination_cidr = "10.1.0.0/16"

      transit_gateway_default_route_table_association = false
      transit_gateway_default_route_table_propagation = false

      tgw_routes = [{ blackhole = true, destination_cidr_block = "10.9.0.0/16" }]
    }
    office = {
      vpc_id               = module.office.vpc_id
      subnet_ids           = module.office.private_subnets
      vpc_route_table_ids  = module.office.private_route_table_ids
      tgw_destination_cidr = "10.0.0.0/8"

      transit_gateway_default_route_table_association = false
      transit_gateway_default_route_table_propagation = false

      tgw_routes = [{ destination_cidr_block = "0.0.0.0/0" }]
    }
  }
}

module "web_group" {
  source              = "terraform-aws-modules/security-group/aws"
  name                = "web"
  vpc_id              = module.apps.vpc_id
  ingress_cidr_blocks = ["10.0.0.0/8"]
  ingress_rules       = ["http-80-tcp"]
}

# Until the sixth version there is no group but those that are given.
module "web" {
  source   = "terraform-aws-modules/ec2-instance/aws"
  version  = "~> 5.0"
  for_each = toset(["one", "two"])

  name                   = "web-${each.key}"
  subnet_id              = module.apps.private_subnets[0]
  vpc_security_group_ids = [module.web_group.security_group_id]
}

# Since then the module makes one that lets all out.
module "client" {
  source    = "terraform-aws-modules/ec2-instance/aws"
  name      = "client"
  subnet_id = module.office.private_subnets[0]
}

module "front" {
  source   = "terraform-aws-modules/alb/aws"
  version  = ">= 9.0, < 10.0"
  name     = "front"
  internal = true
  vpc_id   = module.apps.vpc_id
  subnets  = module.apps.private_subnets

  security_group_ingress_rules = {
    web = { from_port = 80, to_port = 80, ip_protocol = "tcp", cidr_ipv4 = "10.0.0.0/8" }
  }
  security_group_egress_rules = {
    all = { ip_protocol = "-1", cidr_ipv4 = module.apps.vpc_cidr_block }
  }

  listeners = {
    web = {
      port     = 80
      protocol = "HTTP"
      forward  = { target_group_key = "web" }
      rules = {
        api = {
          priority   = 10
          actions    = [{ type = "forward", target_group_key = "web" }]
          conditions = [{ path_pattern = { values = ["/api/*"] } }]
        }
      }
    }
    gone = {
      port           = 81
      protocol       = "HTTP"
      fixed_response = { content_type = "text/plain", status_code = "410" }
    }
    both = {
      port     = 82
      protocol = "HTTP"
      weighted_forward = {
        target_groups = [{ target_group_key = "web", weight = 1 }]
      }
    }
  }

  target_groups = {
    web = {
      protocol    = "HTTP"
      port        = 80
      target_type = "instance"
      target_id   = module.web["one"].id
    }
  }

  additional_target_group_attachments = {
    two = { target_group_key = "web", target_id = module.web["two"].id, port = 80 }
  }
}

module "inside" {
  source             = "terraform-aws-modules/alb/aws"
  version            = "~> 8.7"
  name               = "inside"
  load_balancer_type = "network"
  internal           = true
  vpc_id             = module.apps.vpc_id
  subnets            = module.apps.private_subnets

  http_tcp_listeners = [{ port = 80, protocol = "TCP", target_group_index = 0 }]
  target_groups = [
    {
      backend_protocol = "TCP"
      backend_port     = 80
      target_type      = "instance"
      targets          = { one = { target_id = module.web["one"].id, port = 80 } }
    },
  ]
}
