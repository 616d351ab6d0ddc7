provider "aws" { region = "ap-northeast-1" }
resource "aws_vpc" "main" {
  cidr_block           = var.cidr
  enable_dns_hostnames = var.dns
  tags                 = { Name = var.name }
}
resource "aws_subnet" "s" {
  for_each          = var.subnets
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(var.cidr, each.value.newbits, index(keys(var.subnets), each.key))
  availability_zone = element(var.zones, index(keys(var.subnets), each.key))
  map_public_ip_on_launch = each.value.public
}
resource "aws_security_group" "e" {
  vpc_id = aws_vpc.main.id
  ingress {
    protocol    = "tcp"
    from_port   = var.port
    to_port     = var.port
    cidr_blocks = [var.cidr]
  }
}
resource "aws_vpc_endpoint" "e" {
  for_each            = var.endpoints
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.ap-northeast-1.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = var.dns
  subnet_ids          = [for s in aws_subnet.s : s.id]
  security_group_ids  = [aws_security_group.e.id]
}
resource "aws_vpc_peering_connection" "p" {
  vpc_id        = aws_vpc.main.id
  peer_vpc_id   = var.peer.id
  peer_owner_id = var.peer.owner
}
resource "aws_route53_zone" "z" {
  name = var.secret
  vpc { vpc_id = aws_vpc.main.id }
}
