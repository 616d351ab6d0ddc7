# Rules of terraform-aws-modules/security-group/aws by their own ports: EACH is the variable's name.
variable "EACH" { default = [] }

resource "aws_security_group_rule" "EACH" {
  count                    = var.create ? length(var.EACH) : 0
  security_group_id        = local.id
  type                     = strcontains("EACH", "ingress") ? "ingress" : "egress"
  cidr_blocks              = endswith("EACH", "with_cidr_blocks") ? compact(split(",", lookup(var.EACH[count.index], "cidr_blocks", join(",", strcontains("EACH", "ingress") ? var.ingress_cidr_blocks : var.egress_cidr_blocks)))) : null
  ipv6_cidr_blocks         = endswith("EACH", "with_ipv6_cidr_blocks") ? compact(split(",", lookup(var.EACH[count.index], "ipv6_cidr_blocks", ""))) : null
  source_security_group_id = endswith("EACH", "group_id") ? var.EACH[count.index]["source_security_group_id"] : null
  self                     = endswith("EACH", "self") ? lookup(var.EACH[count.index], "self", true) : null
  from_port                = lookup(var.EACH[count.index], "from_port", local.rules[lookup(var.EACH[count.index], "rule", "all-all")][0])
  to_port                  = lookup(var.EACH[count.index], "to_port", local.rules[lookup(var.EACH[count.index], "rule", "all-all")][1])
  protocol                 = lookup(var.EACH[count.index], "protocol", local.rules[lookup(var.EACH[count.index], "rule", "all-all")][2])
  description              = lookup(var.EACH[count.index], "description", null)
}
