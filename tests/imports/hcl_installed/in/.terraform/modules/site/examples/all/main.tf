# Nobody calls an example of a module.
module "all" {
  source = "../../"
  name   = "example"
  cidr   = "192.168.0.0/16"
}
