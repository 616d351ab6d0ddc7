variable "vpc_id" {
  type        = string
  description = "An existing VPC."
}

variable "subnet_ids" {
  type = list(string)
}

variable "how_many" {
  type = number
}

variable "not_asked" {}

variable "secret" {
  default   = "hush"
  sensitive = true
}

variable "wrong" {
  type    = number
  default = "many"
}

data "aws_vpc" "looked_up" {
  filter {
    name   = "tag:Name"
    values = ["main"]
  }
}

locals {
  one     = local.two
  two     = local.three
  three   = local.one
  divided = 1 / 0
}

# How many there are is not known.
resource "aws_subnet" "some" {
  count      = var.how_many
  vpc_id     = var.vpc_id
  cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)
}

resource "aws_subnet" "for_each" {
  for_each   = toset(var.subnet_ids)
  vpc_id     = data.aws_vpc.looked_up.id
  cidr_block = "10.1.0.0/24"
}

resource "aws_security_group" "web" {
  vpc_id = var.vpc_id
  name   = "web-${var.vpc_id}"

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [data.aws_vpc.looked_up.cidr_block]
  }

  ingress {
    from_port       = local.one
    to_port         = local.divided
    protocol        = "tcp"
    security_groups = [aws_security_group.nowhere.id]
  }

  dynamic "egress" {
    for_each = var.subnet_ids
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [egress.value]
    }
  }
}

resource "aws_vpc_endpoint" "of_unknowns" {
  vpc_id             = var.vpc_id
  service_name       = "com.amazonaws.us-west-2.ssm"
  vpc_endpoint_type  = "Interface"
  subnet_ids         = concat(var.subnet_ids, aws_subnet.some[*].id, [aws_subnet.for_each["a"].id])
  security_group_ids = [aws_security_group.web.id]
}

resource "aws_vpc_endpoint" "of_errors" {
  vpc_id            = local.one
  service_name      = "com.amazonaws.us-west-2.${nosuch("ssm")}"
  vpc_endpoint_type = var.wrong > 1 ? "Interface" : "Gateway"
  subnet_ids        = [each.key, count.index, var.nowhere, local.nowhere]
}

resource "aws_instance" "either" {
  subnet_id = var.how_many > 1 ? aws_subnet.some[0].id : aws_subnet.for_each["a"].id
}

resource "aws_route_table" "data" {
  vpc_id = data.aws_vpc.looked_up.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = data.aws_internet_gateway.nowhere.id
  }
}

# An id that AWS gives is neither null nor empty, whatever it is.
resource "aws_subnet" "there" {
  count      = aws_vpc.given.id != "" && aws_vpc.given.arn != null ? 1 : 0
  vpc_id     = aws_vpc.given.id
  cidr_block = "10.99.1.0/24"
}

resource "aws_vpc" "given" {
  cidr_block = "10.99.0.0/16"
}
