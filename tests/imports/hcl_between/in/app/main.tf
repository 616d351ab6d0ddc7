data "terraform_remote_state" "net" {
  backend = "s3"
  config = {
    bucket = "states-of-the-shop"
    key    = "net/terraform.tfstate"
    region = "eu-central-1"
  }
}

# Nobody here keeps a state there.
data "terraform_remote_state" "other" {
  backend = "s3"
  config = {
    bucket = "states-of-the-shop"
    key    = "other/terraform.tfstate"
  }
}

data "aws_ssm_parameter" "subnets" {
  name = "/shop/subnets"
}

resource "aws_security_group" "app" {
  vpc_id = data.terraform_remote_state.net.outputs.vpc_id
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = [data.terraform_remote_state.net.outputs.vpcs["office"].cidr_block]
  }
}

resource "aws_instance" "app" {
  subnet_id              = split(",", data.aws_ssm_parameter.subnets.value)[1]
  vpc_security_group_ids = [aws_security_group.app.id, data.terraform_remote_state.other.outputs.group_id]
}
