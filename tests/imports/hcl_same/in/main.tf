# Ids of two resources are two, so that what is chosen by one of them is known.
provider "aws" {
  region = "us-west-2"
}

resource "aws_vpc" "each" {
  for_each             = { left = "10.0.0.0/16", right = "10.1.0.0/16" }
  cidr_block           = each.value
  enable_dns_hostnames = true
}

resource "aws_subnet" "all" {
  for_each          = { "left/a" = 1, "left/b" = 2, "right/a" = 3 }
  vpc_id            = aws_vpc.each[split("/", each.key)[0]].id
  cidr_block        = cidrsubnet(aws_vpc.each[split("/", each.key)[0]].cidr_block, 8, each.value)
  availability_zone = "us-west-2${split("/", each.key)[1]}"
}

resource "aws_vpc_endpoint" "ssm" {
  for_each            = aws_vpc.each
  vpc_id              = each.value.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.us-west-2.ssm"
  private_dns_enabled = true
  subnet_ids          = [for it in aws_subnet.all : it.id if it.vpc_id == aws_vpc.each[each.key].id]
}

# Whether it is one of these cannot be known: how many there are is said not to be.
variable "chosen" {}

resource "aws_vpc_endpoint" "perhaps" {
  vpc_id            = aws_vpc.each["left"].id
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.us-west-2.sqs"
  subnet_ids        = [for it in aws_subnet.all : it.id if it.id == var.chosen]
}

# The list of a gateway endpoint is AWS's own, and that of the group is of one service.
resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.each["left"].id
  service_name = "com.amazonaws.us-west-2.s3"
}

resource "aws_security_group" "to_s3" {
  vpc_id = aws_vpc.each["left"].id
  egress {
    protocol        = "tcp"
    from_port       = 443
    to_port         = 443
    prefix_list_ids = [aws_vpc_endpoint.s3.prefix_list_id]
  }
}

module "web" {
  source              = "terraform-aws-modules/security-group/aws//modules/https-443"
  version             = "~> 5.0"
  name                = "web"
  vpc_id              = aws_vpc.each["left"].id
  ingress_cidr_blocks = ["10.0.0.0/8"]
}
