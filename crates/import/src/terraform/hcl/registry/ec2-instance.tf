# What terraform-aws-modules/ec2-instance/aws makes of its inputs, but for the group of its own that it makes
# since its sixth major version.
variable "create" { default = true }
variable "name" { default = "" }
variable "ami" { default = null }
variable "instance_type" { default = "t3.micro" }
variable "ignore_ami_changes" { default = false }
variable "create_spot_instance" { default = false }
variable "availability_zone" { default = null }
variable "subnet_id" { default = null }
variable "vpc_security_group_ids" { default = [] }
variable "associate_public_ip_address" { default = null }
variable "private_ip" { default = null }
variable "secondary_private_ips" { default = null }
variable "ipv6_address_count" { default = null }
variable "ipv6_addresses" { default = null }
variable "network_interface" { default = [] }
variable "source_dest_check" { default = null }
variable "iam_instance_profile" { default = null }
variable "create_eip" { default = false }
variable "eip_domain" { default = "vpc" }
variable "eip_tags" { default = {} }
variable "tags" { default = {} }
variable "instance_tags" { default = {} }

locals {
  instance = try(aws_instance.this[0], aws_instance.ignore_ami[0], null)
}

resource "aws_instance" "this" {
  count                       = var.create && !var.ignore_ami_changes && !var.create_spot_instance ? 1 : 0
  ami                         = var.ami
  instance_type               = var.instance_type
  availability_zone           = var.availability_zone
  subnet_id                   = var.subnet_id
  vpc_security_group_ids      = local.group_ids
  associate_public_ip_address = var.associate_public_ip_address
  private_ip                  = var.private_ip
  secondary_private_ips       = var.secondary_private_ips
  ipv6_address_count          = var.ipv6_address_count
  ipv6_addresses              = var.ipv6_addresses
  source_dest_check           = var.source_dest_check
  iam_instance_profile        = var.iam_instance_profile
  tags                        = merge({ Name = var.name }, var.instance_tags, var.tags)
  dynamic "network_interface" {
    for_each = var.network_interface == null ? [] : var.network_interface
    content {
      device_index         = try(network_interface.value.device_index, network_interface.key)
      network_interface_id = try(network_interface.value.network_interface_id, null)
    }
  }
}

resource "aws_instance" "ignore_ami" {
  count                       = var.create && var.ignore_ami_changes && !var.create_spot_instance ? 1 : 0
  ami                         = var.ami
  instance_type               = var.instance_type
  availability_zone           = var.availability_zone
  subnet_id                   = var.subnet_id
  vpc_security_group_ids      = local.group_ids
  associate_public_ip_address = var.associate_public_ip_address
  private_ip                  = var.private_ip
  secondary_private_ips       = var.secondary_private_ips
  ipv6_address_count          = var.ipv6_address_count
  ipv6_addresses              = var.ipv6_addresses
  source_dest_check           = var.source_dest_check
  iam_instance_profile        = var.iam_instance_profile
  tags                        = merge({ Name = var.name }, var.instance_tags, var.tags)
  dynamic "network_interface" {
    for_each = var.network_interface == null ? [] : var.network_interface
    content {
      device_index         = try(network_interface.value.device_index, network_interface.key)
      network_interface_id = try(network_interface.value.network_interface_id, null)
    }
  }
}

resource "aws_eip" "this" {
  count    = var.create && var.create_eip && !var.create_spot_instance ? 1 : 0
  instance = local.instance.id
  domain   = var.eip_domain
  tags     = merge(var.tags, var.eip_tags)
}

output "id" { value = try(local.instance.id, null) }
output "arn" { value = try(local.instance.arn, null) }
output "availability_zone" { value = try(local.instance.availability_zone, null) }
output "primary_network_interface_id" { value = try(local.instance.primary_network_interface_id, null) }
output "private_dns" { value = try(local.instance.private_dns, null) }
output "private_ip" { value = try(local.instance.private_ip, null) }
output "public_dns" { value = try(local.instance.public_dns, null) }
output "public_ip" { value = try(aws_eip.this[0].public_ip, local.instance.public_ip, null) }
output "ipv6_addresses" { value = try(local.instance.ipv6_addresses, []) }
