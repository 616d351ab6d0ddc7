variable "name" {
  type = string
}

variable "cidr" {
  type = string
}

variable "zones" {
  type     = list(string)
  default  = ["ap-northeast-1d"]
  nullable = false
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
  tags       = { Name = var.name }
}

module "subnet" {
  source   = "../subnet"
  for_each = { for index, zone in var.zones : zone => index }

  vpc_id     = aws_vpc.this.id
  vpc        = aws_vpc.this
  zone       = each.key
  cidr_block = cidrsubnet(aws_vpc.this.cidr_block, 4, each.value)
}

resource "aws_route_table" "this" {
  vpc_id = aws_vpc.this.id
  tags   = { Module = path.module, Root = path.root }
}

resource "aws_route_table_association" "this" {
  for_each       = module.subnet
  subnet_id      = each.value.id
  route_table_id = aws_route_table.this.id
}

output "vpc_id" {
  value = aws_vpc.this.id
}

output "cidr" {
  value = aws_vpc.this.cidr_block
}

output "route_table_id" {
  value = aws_route_table.this.id
}

output "subnets" {
  value = { for zone, subnet in module.subnet : zone => subnet.id }
}
