# The range that Amazon gives a VPC, cut into subnets; groups that others fill.
provider "aws" {
  region = "eu-west-1"
}

resource "aws_vpc" "main" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
}

resource "aws_subnet" "dual" {
  count                           = 2
  vpc_id                          = aws_vpc.main.id
  cidr_block                      = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, count.index)
  availability_zone               = "eu-west-1a"
  assign_ipv6_address_on_creation = count.index == 0
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port        = 443
    to_port          = 443
    protocol         = "tcp"
    ipv6_cidr_blocks = [aws_vpc.main.ipv6_cidr_block]
  }
  egress {
    from_port        = 0
    to_port          = 0
    protocol         = "-1"
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_instance" "by_subnet" {
  ami                    = "ami-0a"
  subnet_id              = aws_subnet.dual[0].id
  vpc_security_group_ids = [aws_security_group.web.id]
}

resource "aws_instance" "by_count" {
  ami                    = "ami-0a"
  subnet_id              = aws_subnet.dual[1].id
  ipv6_address_count     = 1
  vpc_security_group_ids = [aws_security_group.web.id]
}

resource "aws_instance" "four_only" {
  ami       = "ami-0a"
  subnet_id = aws_subnet.dual[1].id
}

# Another VPC's range is another one.
resource "aws_vpc" "other" {
  cidr_block                       = "10.1.0.0/16"
  assign_generated_ipv6_cidr_block = true
}

resource "aws_lb_target_group" "this" {
  for_each = toset(["asg", "attached", "traffic", "tasks", "empty"])
  port     = 80
  protocol = "TCP"
  vpc_id   = aws_vpc.main.id
}

resource "aws_autoscaling_group" "fleet" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = aws_subnet.dual[*].id
  target_group_arns   = [aws_lb_target_group.this["asg"].arn]
}

resource "aws_autoscaling_group" "alone" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = aws_subnet.dual[*].id
}

resource "aws_autoscaling_attachment" "fleet" {
  autoscaling_group_name = aws_autoscaling_group.alone.name
  lb_target_group_arn    = aws_lb_target_group.this["attached"].arn
}

resource "aws_autoscaling_traffic_source_attachment" "fleet" {
  autoscaling_group_name = aws_autoscaling_group.alone.name
  traffic_source {
    identifier = aws_lb_target_group.this["traffic"].arn
    type       = "elbv2"
  }
}

resource "aws_ecs_service" "web" {
  name = "web"
  load_balancer {
    target_group_arn = aws_lb_target_group.this["tasks"].arn
    container_name   = "web"
    container_port   = 80
  }
}
