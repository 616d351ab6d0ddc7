# What an IPAM pool gives is known once it is given.
provider "aws" {
  region = "us-east-1"
}

variable "pool" {
  default = "ipam-pool-0a1"
}

resource "aws_vpc" "given" {
  ipv4_ipam_pool_id   = var.pool
  ipv4_netmask_length = 22
}

resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.given.id
  cidr_block = cidrsubnet(aws_vpc.given.cidr_block, 2, 0)
}

# It asks the pool for a range of its choice.
resource "aws_vpc" "chosen" {
  ipv4_ipam_pool_id = var.pool
  cidr_block        = "10.4.0.0/22"
}
