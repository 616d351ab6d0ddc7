# Two accounts and two Regions, told apart by their providers.
provider "aws" {
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/deploy"
  }

  default_tags {
    tags = { Name = "unnamed", Team = "network" }
  }
}

provider "aws" {
  alias               = "partner"
  region              = "us-east-1"
  allowed_account_ids = ["444455556666"]
}

data "aws_caller_identity" "partner" {
  provider = aws.partner
}

resource "aws_vpc" "ours" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "ours" }
}

# It has no name of its own but the provider's.
resource "aws_subnet" "ours" {
  vpc_id     = aws_vpc.ours.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_vpc" "theirs" {
  provider   = aws.partner
  cidr_block = "10.1.0.0/16"
}

resource "aws_vpc_peering_connection" "both" {
  vpc_id        = aws_vpc.ours.id
  peer_vpc_id   = aws_vpc.theirs.id
  peer_owner_id = data.aws_caller_identity.partner.account_id
  peer_region   = "us-east-1"
}

module "app" {
  source = "./app"
  providers = {
    aws = aws.partner
  }
}
