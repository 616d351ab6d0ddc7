locals {
  networks = yamldecode(file("${path.module}/networks.yaml"))
  rules    = csvdecode(file("rules.csv"))
}

resource "aws_vpc" "main" {
  for_each   = local.networks.vpcs
  cidr_block = each.value.cidr
  tags       = { Name = each.key, Zones = join("+", each.value.zones) }
}

resource "aws_security_group" "main" {
  vpc_id = aws_vpc.main["one"].id

  dynamic "ingress" {
    for_each = { for rule in local.rules : rule.port => rule }
    content {
      from_port   = ingress.key
      to_port     = ingress.key
      protocol    = ingress.value.protocol
      cidr_blocks = split(" ", ingress.value.from)
    }
  }
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.main["one"].id
  service_name = "com.amazonaws.eu-west-3.s3"
  policy       = templatefile("templates/policy.json.tftpl", { actions = ["s3:GetObject", "s3:ListBucket"], bucket = "one" })
}

resource "aws_vpc_endpoint" "dynamodb" {
  vpc_id       = aws_vpc.main["one"].id
  service_name = "com.amazonaws.eu-west-3.dynamodb"
  policy       = file("missing.json")
}
