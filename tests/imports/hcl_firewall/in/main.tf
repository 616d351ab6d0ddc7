provider "aws" {
  region = "ap-northeast-1"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "second" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "firewall" {
  for_each          = { a = "10.0.0.0/28", c = "10.0.0.16/28" }
  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value
  availability_zone = "ap-northeast-1${each.key}"
}

resource "aws_networkfirewall_firewall" "main" {
  name                = "main"
  vpc_id              = aws_vpc.main.id
  firewall_policy_arn = "arn:aws:network-firewall:ap-northeast-1:111122223333:firewall-policy/main"

  dynamic "subnet_mapping" {
    for_each = aws_subnet.firewall
    content {
      subnet_id = subnet_mapping.value.id
    }
  }
}

locals {
  states = tolist(aws_networkfirewall_firewall.main.firewall_status[0].sync_states)
  by_zone = {
    for state in local.states : state.availability_zone => state.attachment[0].endpoint_id
  }
}

# Each zone's way leads through the endpoint of its own zone.
resource "aws_route_table" "zone" {
  for_each = toset(["ap-northeast-1a", "ap-northeast-1c"])
  vpc_id   = aws_vpc.main.id

  route {
    cidr_block      = "0.0.0.0/0"
    vpc_endpoint_id = local.by_zone[each.key]
  }
}

resource "aws_route53_zone" "inside" {
  name = "inside.example"

  vpc {
    vpc_id = aws_vpc.main.id
  }
}

# The ids are not known yet; that they are two is.
resource "aws_route53_zone_association" "more" {
  for_each = toset([aws_vpc.second.id])
  zone_id  = aws_route53_zone.inside.zone_id
  vpc_id   = each.value
}
