# Listeners and target groups of terraform-aws-modules/alb/aws since its ninth major version.
variable "create" { default = true }
variable "subnet_mapping" { default = [] }
variable "default_port" { default = 80 }
variable "default_protocol" { default = "HTTP" }
variable "listeners" { default = {} }
variable "target_groups" { default = {} }
variable "additional_target_group_attachments" { default = {} }
variable "security_group_egress_rules" { default = {} }

locals {
  makes       = var.create
  makes_group = var.create && var.create_security_group
  listeners   = { for k, v in var.listeners == null ? {} : var.listeners : k => v if var.create }
  groups      = { for k, v in var.target_groups == null ? {} : var.target_groups : k => v if var.create }
  rules = merge([
    for name, listener in local.listeners : {
      for rule, it in try(coalesce(listener.rules, null), {}) : "${name}/${rule}" => { listener = name, rule = it }
    }
  ]...)
}

resource "aws_lb_target_group" "this" {
  for_each           = local.groups
  name               = try(each.value.name, null)
  name_prefix        = try(each.value.name_prefix, null)
  port               = try(each.value.target_type, null) == "lambda" ? null : try(coalesce(each.value.port, null), var.default_port)
  protocol           = try(each.value.target_type, null) == "lambda" ? null : try(coalesce(each.value.protocol, null), var.default_protocol)
  target_type        = try(each.value.target_type, null)
  vpc_id             = try(coalesce(each.value.vpc_id, null), var.vpc_id)
  preserve_client_ip = try(each.value.preserve_client_ip, null)
  proxy_protocol_v2  = try(each.value.proxy_protocol_v2, null)
  dynamic "health_check" {
    for_each = try([coalesce(each.value.health_check, null)], [])
    content {
      port     = try(health_check.value.port, null)
      protocol = try(health_check.value.protocol, null)
      path     = try(health_check.value.path, null)
    }
  }
}

resource "aws_lb_target_group_attachment" "this" {
  for_each          = { for k, v in local.groups : k => v if try(v.create_attachment, true) }
  target_group_arn  = aws_lb_target_group.this[each.key].arn
  target_id         = each.value.target_id
  port              = try(each.value.target_type, null) == "lambda" ? null : try(coalesce(each.value.port, null), var.default_port)
  availability_zone = try(each.value.availability_zone, null)
}

resource "aws_lb_target_group_attachment" "additional" {
  for_each          = { for k, v in var.additional_target_group_attachments == null ? {} : var.additional_target_group_attachments : k => v if var.create }
  target_group_arn  = aws_lb_target_group.this[each.value.target_group_key].arn
  target_id         = each.value.target_id
  port              = try(each.value.port, var.default_port)
  availability_zone = try(each.value.availability_zone, null)
}

resource "aws_lb_listener" "this" {
  for_each          = local.listeners
  load_balancer_arn = aws_lb.this[0].arn
  port              = try(coalesce(each.value.port, null), var.default_port)
  protocol          = try(coalesce(each.value.protocol, null), var.default_protocol)
  certificate_arn   = try(each.value.certificate_arn, null)
  dynamic "default_action" {
    for_each = try([coalesce(each.value.forward, null)], [])
    content {
      type             = "forward"
      target_group_arn = try(default_action.value.arn, aws_lb_target_group.this[default_action.value.target_group_key].arn)
    }
  }
  dynamic "default_action" {
    for_each = try([coalesce(each.value.weighted_forward, null)], [])
    content {
      type = "forward"
      forward {
        dynamic "target_group" {
          for_each = default_action.value.target_groups
          content {
            arn    = try(target_group.value.arn, aws_lb_target_group.this[target_group.value.target_group_key].arn)
            weight = try(target_group.value.weight, null)
          }
        }
      }
    }
  }
  dynamic "default_action" {
    for_each = [for type in ["redirect", "fixed_response"] : type if try(each.value[type], null) != null]
    content {
      type = replace(default_action.value, "_", "-")
    }
  }
}

resource "aws_lb_listener_rule" "this" {
  for_each     = local.rules
  listener_arn = try(each.value.rule.listener_arn, aws_lb_listener.this[each.value.listener].arn)
  priority     = try(each.value.rule.priority, null)
  dynamic "action" {
    for_each = flatten([for it in each.value.rule.actions : try(it.type, null) != null ? [it] : values({ for type, v in it : type => merge(v, { type = replace(type, "_", "-") }) if v != null && type != "order" })])
    content {
      type             = action.value.type == "weighted-forward" ? "forward" : action.value.type
      target_group_arn = action.value.type == "forward" ? try(action.value.target_group_arn, aws_lb_target_group.this[action.value.target_group_key].arn) : null
      dynamic "forward" {
        for_each = action.value.type == "weighted-forward" ? [action.value] : []
        content {
          dynamic "target_group" {
            for_each = forward.value.target_groups
            content {
              arn    = try(target_group.value.arn, aws_lb_target_group.this[target_group.value.target_group_key].arn)
              weight = try(target_group.value.weight, null)
            }
          }
        }
      }
    }
  }
  dynamic "condition" {
    for_each = each.value.rule.conditions
    content {
      dynamic "path_pattern" {
        for_each = try([condition.value.path_pattern], [])
        content { values = path_pattern.value.values }
      }
      dynamic "host_header" {
        for_each = try([condition.value.host_header], [])
        content { values = host_header.value.values }
      }
      dynamic "source_ip" {
        for_each = try([condition.value.source_ip], [])
        content { values = source_ip.value.values }
      }
    }
  }
}

output "id" { value = try(aws_lb.this[0].id, null) }
output "arn" { value = try(aws_lb.this[0].arn, null) }
output "dns_name" { value = try(aws_lb.this[0].dns_name, null) }
output "zone_id" { value = try(aws_lb.this[0].zone_id, null) }
output "listeners" { value = aws_lb_listener.this }
output "target_groups" { value = aws_lb_target_group.this }
