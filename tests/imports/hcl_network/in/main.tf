terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
  backend "s3" {}
}

provider "aws" {
  region = var.region
  default_tags {
    tags = { team = "network" }
  }
}

data "aws_region" "here" {}

data "aws_availability_zones" "all" {
  state = "available"
}

locals {
  # From the last to the first, to show that order does not matter.
  subnets = { for index, zone in local.zones : zone => {
    public  = cidrsubnet(local.range, 8, index)
    private = cidrsubnet(local.range, 8, index + 100)
    is_first = index == 0
  } }
  zones = slice(data.aws_availability_zones.all.names, 0, var.zones)
  range = var.cidr
  tags  = merge({ stack = "${var.name}-${local.range}" }, { for key in ["a", "b"] : key => upper(key) if key != "b" })

  ports = {
    web   = 443
    proxy = 8080
  }
}

resource aws_vpc main {
  cidr_block           = local.range
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags = merge(local.tags, {
    Name = format("%s-vpc", var.name)
  })
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

# By count.
resource "aws_subnet" "public" {
  count = length(local.zones)

  vpc_id                  = aws_vpc.main.id
  cidr_block              = local.subnets[local.zones[count.index]].public
  availability_zone       = element(local.zones, count.index)
  map_public_ip_on_launch = true
  tags                    = { Name = "public-${count.index}" }
}

# By keys.
resource "aws_subnet" "private" {
  for_each = local.subnets

  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value.private
  availability_zone = each.key
  tags              = { Name = "private-${substr(each.key, -1, 1)}", First = each.value.is_first }
}

resource "aws_route_table" "public" {
  vpc_id = aws_subnet.public[0].vpc_id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_route_table_association" "public" {
  count          = length(aws_subnet.public)
  subnet_id      = aws_subnet.public.*.id[count.index]
  route_table_id = aws_route_table.public.id
}

resource "aws_eip" "nat" {
  count  = var.with_nat ? 1 : 0
  domain = "vpc"
}

resource "aws_nat_gateway" "main" {
  count         = var.with_nat ? 1 : 0
  allocation_id = one(aws_eip.nat[*].id)
  subnet_id     = aws_subnet.public[0].id
}

resource "aws_route_table" "private" {
  for_each = aws_subnet.private

  vpc_id = each.value.vpc_id

  dynamic "route" {
    for_each = aws_nat_gateway.main
    iterator = nat
    content {
      cidr_block     = "0.0.0.0/0"
      nat_gateway_id = nat.value.id
    }
  }
}

resource "aws_route_table_association" "private" {
  for_each       = aws_subnet.private
  subnet_id      = each.value.id
  route_table_id = aws_route_table.private[each.key].id
}

resource "aws_security_group" "web" {
  name        = "${var.name}-web"
  description = <<-EOT
    web
    servers
  EOT
  vpc_id = aws_vpc.main.id

  dynamic "ingress" {
    for_each = { for rule in var.allowed : "${rule.protocol}-${rule.port}" => rule }
    content {
      description = ingress.value.description
      from_port   = ingress.value.port
      to_port     = ingress.value.port
      protocol    = ingress.value.protocol
      cidr_blocks = coalesce(ingress.value.cidr_blocks, [aws_vpc.main.cidr_block])
    }
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "web" {
  for_each          = local.ports
  security_group_id = aws_security_group.web.id
  cidr_ipv4         = try(aws_vpc.main.cidr_block, "0.0.0.0/0")
  from_port         = each.value
  to_port           = each.value
  ip_protocol       = "tcp"
  description       = each.key
}

resource "aws_vpc_endpoint" "interface" {
  for_each            = var.endpoints
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.${data.aws_region.here.name}.${each.key}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [for subnet in aws_subnet.private : subnet.id]
  security_group_ids  = [aws_security_group.web.id]
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.endpoint.json
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.main.id
  service_name    = data.aws_vpc_endpoint_service.s3.service_name
  route_table_ids = concat([aws_route_table.public.id], values(aws_route_table.private)[*].id)
}

data "aws_vpc_endpoint_service" "s3" {
  service      = "s3"
  service_type = "Gateway"
}

data "aws_iam_policy_document" "endpoint" {
  statement {
    actions   = ["ssm:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceVpc"
      values   = ["vpc-1"]
    }
  }
  statement {
    effect    = "Deny"
    actions   = ["ssm:Delete*", "ssm:Put*"]
    resources = ["*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

resource "aws_instance" "web" {
  count                  = var.with_nat && length(var.allowed) > 1 ? 2 : 0
  ami                    = "ami-1"
  instance_type          = "t3.micro"
  subnet_id              = values(aws_subnet.private)[count.index].id
  vpc_security_group_ids = [aws_security_group.web.id]
  private_ip             = cidrhost(values(aws_subnet.private)[count.index].cidr_block, 10 + count.index)
  user_data              = <<EOT
#!/bin/sh
%{for key, port in local.ports~}
echo ${key} $${port} ${port}
%{endfor~}
EOT

  provisioner "local-exec" {
    command = "echo ${self.private_ip}"
  }
}

resource "aws_sqs_queue" "none" {
  count = 0
}

moved {
  from = aws_subnet.old
  to   = aws_subnet.public
}

import {
  to = aws_vpc.main
  id = "vpc-1"
}

removed {
  from = aws_vpc.gone
  lifecycle {
    destroy = false
  }
}

check "health" {
  data "aws_caller_identity" "checked" {}

  assert {
    condition     = var.zones > 0
    error_message = "no zones"
  }
}

output "vpc_id" {
  value = aws_vpc.main.id
}

resource "aws_lb_listener_rule" "api" {
  listener_arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/web/1/2"
  priority     = 10

  action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/api/0123456789abcdef"
  }

  condition {
    path_pattern {
      values = ["/api/*"]
    }
  }

  condition {
    host_header {
      values = ["api.example.com"]
    }
  }
}

resource "aws_lb_listener_rule" "split" {
  listener_arn = aws_lb_listener_rule.api.listener_arn
  priority     = 20

  action {
    type = "forward"

    forward {
      target_group {
        arn    = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/blue/0123456789abcdef"
        weight = 9
      }
      target_group {
        arn    = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/green/0123456789abcdef"
        weight = 1
      }
    }
  }

  condition {
    query_string {
      key   = "version"
      value = "v2"
    }
    http_header {
      http_header_name = "X-Canary"
      values           = ["yes"]
    }
  }
}

resource "aws_alb_listener_rule" "gone" {
  listener_arn = aws_lb_listener_rule.api.listener_arn

  action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "410"
    }
  }

  condition {
    source_ip {
      values = ["10.0.0.0/8"]
    }
  }
}

resource "aws_lb_target_group" "api" {
  port     = 80
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id

  load_balancing_cross_zone_enabled = "true"

  health_check {
    path = "/health"
    port = "8081"
  }
}
