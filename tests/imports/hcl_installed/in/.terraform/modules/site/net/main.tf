variable "name" {}
variable "cidr" {}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
  tags = {
    Name   = var.name
    module = path.module
  }
}

resource "aws_subnet" "this" {
  vpc_id     = aws_vpc.this.id
  cidr_block = cidrsubnet(var.cidr, 8, 0)
  tags       = jsondecode(file("${path.module}/tags.json"))
}

output "vpc_id" {
  value = aws_vpc.this.id
}
