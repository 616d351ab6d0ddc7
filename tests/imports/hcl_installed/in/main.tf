# What terraform init downloaded lies in .terraform/modules, and modules.json says what is what.
provider "aws" {
  region = "ap-northeast-1"
}

module "label" {
  source  = "example/label/null"
  version = "1.2.0"
  parts   = ["shop", "dev"]
}

module "site" {
  source = "git::https://git.example.com/network.git?ref=v3"
  count  = 2
  name   = module.label.id
  cidr   = cidrsubnet("10.0.0.0/15", 1, count.index)
}

resource "aws_vpc_peering_connection" "sites" {
  vpc_id      = module.site[0].vpc_id
  peer_vpc_id = module.site[1].vpc_id
  auto_accept = true
}

# Called since the last terraform init: its text is not there.
module "later" {
  source = "example/later/aws"
  vpc_id = module.site[0].vpc_id
}
