# What one folder keeps in its state and in the parameter store, another one finds.
terraform {
  backend "s3" {
    bucket = "states-of-the-shop"
    key    = "net/terraform.tfstate"
    region = "eu-central-1"
  }
}

provider "aws" {
  region = "eu-central-1"
}

# The networks are written down in files, one for each.
locals {
  networks = {
    for file in fileset("${path.module}/config", "*.{yml,yaml}") :
    split(".", file)[0] => yamldecode(file("${path.module}/config/${file}"))
  }
}

resource "aws_vpc" "each" {
  for_each   = local.networks
  cidr_block = each.value.range
}

resource "aws_subnet" "apps" {
  count      = 2
  vpc_id     = aws_vpc.each["shop"].id
  cidr_block = cidrsubnet(aws_vpc.each["shop"].cidr_block, 8, count.index)
}

resource "aws_ssm_parameter" "subnets" {
  name  = "/shop/subnets"
  type  = "StringList"
  value = join(",", aws_subnet.apps[*].id)
}

output "vpc_id" {
  value = aws_vpc.each["shop"].id
}

output "vpcs" {
  value = aws_vpc.each
}
