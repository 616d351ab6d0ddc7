# What terraform-aws-modules/security-group/aws makes of its inputs. A rule whose name is not in the
# table below is one the report says it does not know.
variable "create" { default = true }
variable "create_sg" { default = true }
variable "security_group_id" { default = null }
variable "vpc_id" { default = null }
variable "name" { default = null }
variable "use_name_prefix" { default = true }
variable "description" { default = "Security Group managed by Terraform" }
variable "tags" { default = {} }

locals {
  makes = var.create && var.create_sg
  id    = var.create_sg ? concat(aws_security_group.this[*].id, aws_security_group.this_name_prefix[*].id, [""])[0] : var.security_group_id
  # From port, to port, protocol.
  rules = {
    all-all                     = [-1, -1, "-1"]
    all-icmp                    = [-1, -1, "icmp"]
    all-ipv6-icmp               = [-1, -1, "58"]
    all-tcp                     = [0, 65535, "tcp"]
    all-udp                     = [0, 65535, "udp"]
    cassandra-clients-tcp       = [9042, 9042, "tcp"]
    consul-tcp                  = [8300, 8300, "tcp"]
    dns-tcp                     = [53, 53, "tcp"]
    dns-udp                     = [53, 53, "udp"]
    docker-swarm-mngmt-tcp      = [2377, 2377, "tcp"]
    elasticsearch-rest-tcp      = [9200, 9200, "tcp"]
    grafana-tcp                 = [3000, 3000, "tcp"]
    http-80-tcp                 = [80, 80, "tcp"]
    http-8080-tcp               = [8080, 8080, "tcp"]
    https-443-tcp               = [443, 443, "tcp"]
    https-443-udp               = [443, 443, "udp"]
    https-8443-tcp              = [8443, 8443, "tcp"]
    ipsec-500-udp               = [500, 500, "udp"]
    ipsec-4500-udp              = [4500, 4500, "udp"]
    kafka-broker-tcp            = [9092, 9092, "tcp"]
    kafka-broker-tls-tcp        = [9094, 9094, "tcp"]
    kubernetes-api-tcp          = [6443, 6443, "tcp"]
    ldap-tcp                    = [389, 389, "tcp"]
    ldaps-tcp                   = [636, 636, "tcp"]
    memcached-tcp               = [11211, 11211, "tcp"]
    mongodb-27017-tcp           = [27017, 27017, "tcp"]
    mssql-tcp                   = [1433, 1433, "tcp"]
    mysql-tcp                   = [3306, 3306, "tcp"]
    nfs-tcp                     = [2049, 2049, "tcp"]
    ntp-udp                     = [123, 123, "udp"]
    oracle-db-tcp               = [1521, 1521, "tcp"]
    postgresql-tcp              = [5432, 5432, "tcp"]
    prometheus-http-tcp         = [9090, 9090, "tcp"]
    rabbitmq-5672-tcp           = [5672, 5672, "tcp"]
    rdp-tcp                     = [3389, 3389, "tcp"]
    rdp-udp                     = [3389, 3389, "udp"]
    redis-tcp                   = [6379, 6379, "tcp"]
    redshift-tcp                = [5439, 5439, "tcp"]
    smtp-tcp                    = [25, 25, "tcp"]
    splunk-hec-tcp              = [8088, 8088, "tcp"]
    ssh-tcp                     = [22, 22, "tcp"]
    winrm-http-tcp              = [5985, 5985, "tcp"]
    winrm-https-tcp             = [5986, 5986, "tcp"]
    consul-dns-tcp              = [8600, 8600, "tcp"]
    consul-dns-udp              = [8600, 8600, "udp"]
    consul-webui-http-tcp       = [8500, 8500, "tcp"]
    kafka-broker-sasl-iam-tcp   = [9098, 9098, "tcp"]
    kafka-broker-sasl-scram-tcp = [9096, 9096, "tcp"]
    kibana-tcp                  = [5601, 5601, "tcp"]
    logstash-tcp                = [5044, 5044, "tcp"]
    minio-tcp                   = [9000, 9000, "tcp"]
    mongodb-27018-tcp           = [27018, 27018, "tcp"]
    mongodb-27019-tcp           = [27019, 27019, "tcp"]
    mssql-udp                   = [1434, 1434, "udp"]
    openvpn-https-tcp           = [443, 443, "tcp"]
    openvpn-tcp                 = [943, 943, "tcp"]
    openvpn-udp                 = [1194, 1194, "udp"]
    rabbitmq-4369-tcp           = [4369, 4369, "tcp"]
    rabbitmq-5671-tcp           = [5671, 5671, "tcp"]
    rabbitmq-15672-tcp          = [15672, 15672, "tcp"]
    rabbitmq-25672-tcp          = [25672, 25672, "tcp"]
    smtp-submission-587-tcp     = [587, 587, "tcp"]
    smtps-465-tcp               = [465, 465, "tcp"]
    squid-proxy-tcp             = [3128, 3128, "tcp"]
    vault-tcp                   = [8200, 8200, "tcp"]
    web-jmx-tcp                 = [1099, 1099, "tcp"]
    zookeeper-2181-tcp          = [2181, 2181, "tcp"]
  }
}

resource "aws_security_group" "this" {
  count       = local.makes && !var.use_name_prefix ? 1 : 0
  name        = var.name
  description = var.description
  vpc_id      = var.vpc_id
  tags        = merge({ Name = var.name }, var.tags)
}

resource "aws_security_group" "this_name_prefix" {
  count       = local.makes && var.use_name_prefix ? 1 : 0
  name_prefix = "${var.name}-"
  description = var.description
  vpc_id      = var.vpc_id
  tags        = merge({ Name = var.name }, var.tags)
}

output "security_group_id" { value = local.id }
output "security_group_arn" { value = try(aws_security_group.this[0].arn, aws_security_group.this_name_prefix[0].arn, null) }
output "security_group_vpc_id" { value = var.vpc_id }
output "security_group_name" { value = var.name }
output "security_group_description" { value = var.description }

variable "ingress_rules" { default = [] }
variable "ingress_cidr_blocks" { default = [] }
variable "ingress_ipv6_cidr_blocks" { default = [] }
variable "ingress_prefix_list_ids" { default = [] }
variable "egress_rules" { default = [] }
variable "egress_cidr_blocks" { default = ["0.0.0.0/0"] }
variable "egress_ipv6_cidr_blocks" { default = ["::/0"] }
variable "egress_prefix_list_ids" { default = [] }

resource "aws_security_group_rule" "ingress_rules" {
  count             = var.create ? length(var.ingress_rules) : 0
  security_group_id = local.id
  type              = "ingress"
  cidr_blocks       = var.ingress_cidr_blocks
  ipv6_cidr_blocks  = var.ingress_ipv6_cidr_blocks
  prefix_list_ids   = var.ingress_prefix_list_ids
  from_port         = local.rules[var.ingress_rules[count.index]][0]
  to_port           = local.rules[var.ingress_rules[count.index]][1]
  protocol          = local.rules[var.ingress_rules[count.index]][2]
}

resource "aws_security_group_rule" "egress_rules" {
  count             = var.create ? length(var.egress_rules) : 0
  security_group_id = local.id
  type              = "egress"
  cidr_blocks       = var.egress_cidr_blocks
  ipv6_cidr_blocks  = var.egress_ipv6_cidr_blocks
  prefix_list_ids   = var.egress_prefix_list_ids
  from_port         = local.rules[var.egress_rules[count.index]][0]
  to_port           = local.rules[var.egress_rules[count.index]][1]
  protocol          = local.rules[var.egress_rules[count.index]][2]
}
