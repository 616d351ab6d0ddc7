provider "aws" {
  region = "ap-northeast-1"
}

provider "aws" {
  alias  = "virginia"
  region = "us-east-1"
}

module "tokyo" {
  source = "./modules/network"
  name   = "tokyo"
  cidr   = "10.0.0.0/16"
  zones  = ["ap-northeast-1a", "ap-northeast-1c"]
}

module "virginia" {
  count  = 2
  source = "./modules/network"
  name   = "virginia-${count.index}"
  cidr   = cidrsubnet("10.64.0.0/10", 6, count.index)
  zones  = ["us-east-1a"]

  providers = {
    aws = aws.virginia
  }
}

module "by_key" {
  for_each = {
    blue  = "10.1.0.0/16"
    green = "10.2.0.0/16"
  }
  source = "./modules/network"
  name   = each.key
  cidr   = each.value
}

# The network of a module, from outside it.
resource "aws_vpc_peering_connection" "all" {
  for_each    = module.by_key
  vpc_id      = module.tokyo.vpc_id
  peer_vpc_id = each.value.vpc_id
  auto_accept = true
}

resource "aws_route" "peering" {
  for_each                  = module.by_key
  route_table_id            = module.tokyo.route_table_id
  destination_cidr_block    = each.value.cidr
  vpc_peering_connection_id = aws_vpc_peering_connection.all[each.key].id
}

resource "aws_security_group" "all" {
  count  = length(module.virginia)
  vpc_id = module.virginia[count.index].vpc_id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [for network in module.virginia : network.cidr]
  }
  provider = aws.virginia
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = module.tokyo.vpc_id
  service_name    = "com.amazonaws.ap-northeast-1.s3"
  route_table_ids = [module.tokyo.route_table_id]
  tags            = { Subnets = join(",", keys(module.tokyo.subnets)) }
}
