variable "subnet_id" {}

# By its id it is surely the one, and all of it is known here.
data "aws_subnet" "this" {
  id = var.subnet_id
}

resource "terraform_data" "port" {
  input = 8080
}

resource "aws_security_group" "this" {
  vpc_id = data.aws_subnet.this.vpc_id

  ingress {
    protocol    = "tcp"
    from_port   = terraform_data.port.output
    to_port     = terraform_data.port.output
    cidr_blocks = [data.aws_subnet.this.cidr_block]
  }
}
