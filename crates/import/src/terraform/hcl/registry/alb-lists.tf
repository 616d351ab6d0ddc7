# Listeners and target groups of terraform-aws-modules/alb/aws before its ninth major version.
variable "create_lb" { default = true }
variable "create_security_group" { default = true }
variable "subnet_mapping" { default = [] }
variable "http_tcp_listeners" { default = [] }
variable "https_listeners" { default = [] }
variable "target_groups" { default = [] }
variable "security_group_name" { default = null }
variable "security_group_rules" { default = {} }

locals {
  makes       = var.create_lb
  makes_group = var.create_lb && var.create_security_group && var.load_balancer_type == "application" && length(var.security_group_rules) > 0
  targets = merge(flatten([
    for at, group in var.target_groups : [
      for key, target in try(group.targets, {}) : { "${at}.${key}" = merge({ at = at }, target) }
    ]
  ])...)
}

resource "aws_lb_target_group" "main" {
  count              = local.makes ? length(var.target_groups) : 0
  name               = try(var.target_groups[count.index].name, null)
  name_prefix        = try(var.target_groups[count.index].name_prefix, null)
  vpc_id             = var.vpc_id
  port               = try(var.target_groups[count.index].backend_port, null)
  protocol           = try(upper(var.target_groups[count.index].backend_protocol), null)
  target_type        = try(var.target_groups[count.index].target_type, null)
  preserve_client_ip = try(var.target_groups[count.index].preserve_client_ip, null)
  proxy_protocol_v2  = try(var.target_groups[count.index].proxy_protocol_v2, false)
  dynamic "health_check" {
    for_each = try([var.target_groups[count.index].health_check], [])
    content {
      port     = try(health_check.value.port, null)
      protocol = try(health_check.value.protocol, null)
      path     = try(health_check.value.path, null)
    }
  }
}

resource "aws_lb_target_group_attachment" "this" {
  for_each          = { for k, v in local.targets : k => v if local.makes }
  target_group_arn  = aws_lb_target_group.main[each.value.at].arn
  target_id         = each.value.target_id
  port              = try(each.value.port, null)
  availability_zone = try(each.value.availability_zone, null)
}

resource "aws_lb_listener" "frontend_http_tcp" {
  count             = local.makes ? length(var.http_tcp_listeners) : 0
  load_balancer_arn = aws_lb.this[0].arn
  port              = var.http_tcp_listeners[count.index].port
  protocol          = var.http_tcp_listeners[count.index].protocol
  default_action {
    type             = try(var.http_tcp_listeners[count.index].action_type, "forward")
    target_group_arn = try(var.http_tcp_listeners[count.index].action_type, "forward") == "forward" ? aws_lb_target_group.main[try(var.http_tcp_listeners[count.index].target_group_index, count.index)].arn : null
  }
}

resource "aws_lb_listener" "frontend_https" {
  count             = local.makes ? length(var.https_listeners) : 0
  load_balancer_arn = aws_lb.this[0].arn
  port              = var.https_listeners[count.index].port
  protocol          = try(var.https_listeners[count.index].protocol, "HTTPS")
  certificate_arn   = try(var.https_listeners[count.index].certificate_arn, null)
  default_action {
    type             = try(var.https_listeners[count.index].action_type, "forward")
    target_group_arn = try(var.https_listeners[count.index].action_type, "forward") == "forward" ? aws_lb_target_group.main[try(var.https_listeners[count.index].target_group_index, count.index)].arn : null
  }
}

resource "aws_security_group" "this" {
  count       = local.makes_group ? 1 : 0
  name_prefix = "${try(coalesce(var.security_group_name, var.name), "")}-"
  vpc_id      = local.group_vpc_id
}

resource "aws_security_group_rule" "this" {
  for_each                 = { for k, v in var.security_group_rules : k => v if local.makes_group }
  security_group_id        = aws_security_group.this[0].id
  type                     = each.value.type
  protocol                 = each.value.protocol
  from_port                = each.value.from_port
  to_port                  = each.value.to_port
  cidr_blocks              = try(each.value.cidr_blocks, null)
  ipv6_cidr_blocks         = try(each.value.ipv6_cidr_blocks, null)
  prefix_list_ids          = try(each.value.prefix_list_ids, null)
  self                     = try(each.value.self, null)
  source_security_group_id = try(each.value.source_security_group_id, null)
}

output "lb_id" { value = try(aws_lb.this[0].id, null) }
output "lb_arn" { value = try(aws_lb.this[0].arn, null) }
output "lb_dns_name" { value = try(aws_lb.this[0].dns_name, null) }
output "lb_zone_id" { value = try(aws_lb.this[0].zone_id, null) }
output "security_group_id" { value = try(aws_security_group.this[0].id, null) }
output "target_group_arns" { value = aws_lb_target_group.main[*].arn }
output "http_tcp_listener_arns" { value = aws_lb_listener.frontend_http_tcp[*].arn }
output "https_listener_arns" { value = aws_lb_listener.frontend_https[*].arn }
