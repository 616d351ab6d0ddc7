variable "vpc_id" {}
variable "vpc" {}
variable "zone" {}
variable "cidr_block" {}

resource "aws_subnet" "this" {
  vpc_id            = var.vpc_id
  cidr_block        = var.cidr_block
  availability_zone = var.zone
  tags              = { Of = var.vpc.cidr_block }
}

output "id" {
  value       = aws_subnet.this.id
  description = "The subnet."
}
