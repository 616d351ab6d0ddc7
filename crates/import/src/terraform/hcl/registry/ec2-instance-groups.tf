# The groups of an instance until the sixth major version.
locals {
  group_ids = var.vpc_security_group_ids
}
