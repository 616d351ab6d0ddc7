# The modules of terraform-aws-modules/security-group/aws for one service: a group with its rules, in which
# members talk to each other and everything out.
variable "create" { default = true }
variable "create_sg" { default = true }
variable "security_group_id" { default = null }
variable "vpc_id" { default = null }
variable "name" { default = null }
variable "use_name_prefix" { default = true }
variable "tags" { default = {} }
variable "ingress_rules" { default = [] }
variable "ingress_cidr_blocks" { default = [] }
variable "ingress_ipv6_cidr_blocks" { default = [] }
variable "ingress_prefix_list_ids" { default = [] }
variable "egress_rules" { default = [] }
variable "egress_cidr_blocks" { default = ["0.0.0.0/0"] }
variable "egress_ipv6_cidr_blocks" { default = ["::/0"] }
variable "egress_prefix_list_ids" { default = [] }
variable "ingress_with_cidr_blocks" { default = [] }
variable "ingress_with_ipv6_cidr_blocks" { default = [] }
variable "ingress_with_source_security_group_id" { default = [] }
variable "ingress_with_self" { default = [] }
variable "computed_ingress_with_cidr_blocks" { default = [] }
variable "computed_ingress_with_ipv6_cidr_blocks" { default = [] }
variable "computed_ingress_with_source_security_group_id" { default = [] }
variable "computed_ingress_with_self" { default = [] }
variable "egress_with_cidr_blocks" { default = [] }
variable "egress_with_ipv6_cidr_blocks" { default = [] }
variable "egress_with_source_security_group_id" { default = [] }
variable "egress_with_self" { default = [] }
variable "computed_egress_with_cidr_blocks" { default = [] }
variable "computed_egress_with_ipv6_cidr_blocks" { default = [] }
variable "computed_egress_with_source_security_group_id" { default = [] }
variable "computed_egress_with_self" { default = [] }
variable "auto_ingress_with_self" { default = [{ rule = "all-all" }] }
variable "auto_egress_rules" { default = ["all-all"] }
variable "auto_egress_with_self" { default = [] }

module "sg" {
  source                   = "terraform-aws-modules/security-group/aws"
  create                   = var.create
  create_sg                = var.create_sg
  security_group_id        = var.security_group_id
  vpc_id                   = var.vpc_id
  name                     = var.name
  use_name_prefix          = var.use_name_prefix
  tags                     = var.tags
  ingress_cidr_blocks      = var.ingress_cidr_blocks
  ingress_ipv6_cidr_blocks = var.ingress_ipv6_cidr_blocks
  ingress_prefix_list_ids  = var.ingress_prefix_list_ids
  egress_cidr_blocks       = var.egress_cidr_blocks
  egress_ipv6_cidr_blocks  = var.egress_ipv6_cidr_blocks
  egress_prefix_list_ids   = var.egress_prefix_list_ids

  ingress_rules                                  = sort(compact(distinct(concat(var.auto_ingress_rules, var.ingress_rules))))
  egress_rules                                   = sort(compact(distinct(concat(var.auto_egress_rules, var.egress_rules))))
  ingress_with_self                              = concat(var.auto_ingress_with_self, var.ingress_with_self)
  egress_with_self                               = concat(var.auto_egress_with_self, var.egress_with_self)
  ingress_with_cidr_blocks                       = var.ingress_with_cidr_blocks
  ingress_with_ipv6_cidr_blocks                  = var.ingress_with_ipv6_cidr_blocks
  ingress_with_source_security_group_id          = var.ingress_with_source_security_group_id
  computed_ingress_with_cidr_blocks              = var.computed_ingress_with_cidr_blocks
  computed_ingress_with_ipv6_cidr_blocks         = var.computed_ingress_with_ipv6_cidr_blocks
  computed_ingress_with_source_security_group_id = var.computed_ingress_with_source_security_group_id
  computed_ingress_with_self                     = var.computed_ingress_with_self
  egress_with_cidr_blocks                        = var.egress_with_cidr_blocks
  egress_with_ipv6_cidr_blocks                   = var.egress_with_ipv6_cidr_blocks
  egress_with_source_security_group_id           = var.egress_with_source_security_group_id
  computed_egress_with_cidr_blocks               = var.computed_egress_with_cidr_blocks
  computed_egress_with_ipv6_cidr_blocks          = var.computed_egress_with_ipv6_cidr_blocks
  computed_egress_with_source_security_group_id  = var.computed_egress_with_source_security_group_id
  computed_egress_with_self                      = var.computed_egress_with_self
}

output "security_group_id" { value = module.sg.security_group_id }
output "security_group_arn" { value = module.sg.security_group_arn }
output "security_group_vpc_id" { value = module.sg.security_group_vpc_id }
output "security_group_name" { value = module.sg.security_group_name }
output "security_group_description" { value = module.sg.security_group_description }
