# Everything of the other folder is found by what it is asked for.
provider "aws" {
  region = "eu-west-1"
}

data "aws_vpc" "shared" {
  tags = { Name = "shared" }
}

data "aws_subnets" "app" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.shared.id]
  }
  filter {
    name   = "tag:Tier"
    values = ["app"]
  }
}

data "aws_subnet" "first" {
  vpc_id = data.aws_vpc.shared.id
  tags   = { Zone = "a" }
}

data "aws_route_tables" "all" {
  vpc_id = data.aws_vpc.shared.id
}

data "aws_security_group" "shared" {
  name   = "shared"
  vpc_id = data.aws_vpc.shared.id
}

data "aws_security_group" "default" {
  name   = "default"
  vpc_id = data.aws_vpc.shared.id
}

# There are two of these, so it may be either.
data "aws_subnet" "either" {
  vpc_id = data.aws_vpc.shared.id
  tags   = { Tier = "app" }
}

# What a star stands for is not known.
data "aws_subnets" "pattern" {
  filter {
    name   = "tag:Tier"
    values = ["*"]
  }
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = data.aws_vpc.shared.id
  service_name    = "com.amazonaws.eu-west-1.s3"
  route_table_ids = data.aws_route_tables.all.ids
}

resource "aws_vpc_endpoint" "sts" {
  vpc_id              = data.aws_vpc.shared.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.eu-west-1.sts"
  subnet_ids          = data.aws_subnets.app.ids
  security_group_ids  = [data.aws_security_group.shared.id]
  private_dns_enabled = true
}

resource "aws_instance" "app" {
  subnet_id              = data.aws_subnet.first.id
  vpc_security_group_ids = [data.aws_security_group.default.id]
}

module "service" {
  source    = "./service"
  subnet_id = aws_subnet.own.id
}

resource "aws_subnet" "own" {
  vpc_id     = data.aws_vpc.shared.id
  cidr_block = "10.0.20.0/24"
}
