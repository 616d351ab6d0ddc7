# OpenTofu loads main.tofu in place of this file.
resource "aws_vpc" "terraform_only" {
  cidr_block = "10.9.0.0/16"
}
