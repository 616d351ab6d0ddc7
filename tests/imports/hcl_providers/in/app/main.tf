# In the account and the Region of the provider that the caller gives.
resource "aws_vpc" "app" {
  cidr_block = "10.2.0.0/16"
}
