provider "aws" {
  region = "us-west-2"
}

provider "aws" {
  alias  = "east"
  region = "us-east-1"
}

resource "aws_default_vpc" "here" {}

resource "aws_default_subnet" "b" {
  availability_zone = "us-west-2b"
}

# It is looked up, so no range of a subnet is known but the VPC's.
data "aws_vpc" "there" {
  provider = aws.east
  default  = true
}

# What Terraform takes over has the routes it says.
resource "aws_default_route_table" "there" {
  provider               = aws.east
  default_route_table_id = data.aws_vpc.there.main_route_table_id
}

resource "aws_instance" "web" {
  subnet_id = aws_default_subnet.b.id
}

resource "aws_vpclattice_service" "orders" {
  name = "orders"
}
