variable "name" {}
variable "cidr" {}

module "net" {
  source = "./net"
  name   = var.name
  cidr   = var.cidr
}

output "vpc_id" {
  value = module.net.vpc_id
}
