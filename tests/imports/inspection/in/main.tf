provider "aws" {
  region = "ap-northeast-1"
}
variable "cidr" { default = "10.0.0.0/16" }
locals {
  web = cidrsubnet(var.cidr, 8, 100)
  fw  = "10.0.50.0/28"
}
resource "aws_vpc" "c" {
  cidr_block = var.cidr
}
resource "aws_internet_gateway" "igw" { vpc_id = aws_vpc.c.id }
resource "aws_subnet" "pub" {
  vpc_id            = aws_vpc.c.id
  cidr_block        = local.web
  availability_zone = "ap-northeast-1a"
}
resource "aws_subnet" "gwlbe" {
  vpc_id            = aws_vpc.c.id
  cidr_block        = local.fw
  availability_zone = "ap-northeast-1a"
}
resource "aws_subnet" "appl" {
  vpc_id            = aws_vpc.c.id
  cidr_block        = "10.0.60.0/24"
  availability_zone = "ap-northeast-1a"
}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.c.id
  ingress {
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "fw" {
  vpc_id = aws_vpc.c.id
  ingress {
    from_port   = 6081
    to_port     = 6081
    protocol    = "udp"
    cidr_blocks = [aws_vpc.c.cidr_block]
  }
}
resource "aws_instance" "web" {
  ami                    = "ami-1"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.pub.id
  private_ip             = "10.0.100.10"
  vpc_security_group_ids = [aws_security_group.web.id]
}
resource "aws_eip" "web" {
  instance = aws_instance.web.id
  domain   = "vpc"
}
resource "aws_instance" "fw" {
  ami                    = "ami-1"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.appl.id
  source_dest_check      = false
  vpc_security_group_ids = [aws_security_group.fw.id]
}
resource "aws_lb" "gwlb" {
  name               = "gwlb"
  load_balancer_type = "gateway"
  subnets            = [aws_subnet.appl.id]
}
resource "aws_lb_target_group" "fw" {
  port     = 6081
  protocol = "GENEVE"
  vpc_id   = aws_vpc.c.id
}
resource "aws_lb_target_group_attachment" "fw" {
  target_group_arn = aws_lb_target_group.fw.arn
  target_id        = aws_instance.fw.id
}
resource "aws_lb_listener" "fw" {
  load_balancer_arn = aws_lb.gwlb.arn
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.fw.arn
  }
}
resource "aws_vpc_endpoint_service" "fw" {
  acceptance_required        = false
  gateway_load_balancer_arns = [aws_lb.gwlb.arn]
}
resource "aws_vpc_endpoint" "fw" {
  vpc_id            = aws_vpc.c.id
  service_name      = aws_vpc_endpoint_service.fw.service_name
  vpc_endpoint_type = aws_vpc_endpoint_service.fw.service_type
  subnet_ids        = [aws_subnet.gwlbe.id]
}
resource "aws_route_table" "pub" {
  vpc_id = aws_vpc.c.id
  route {
    cidr_block      = "0.0.0.0/0"
    vpc_endpoint_id = aws_vpc_endpoint.fw.id
  }
}
resource "aws_route_table" "fw" {
  vpc_id = aws_vpc.c.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.igw.id
  }
}
resource "aws_route_table" "edge" {
  vpc_id = aws_vpc.c.id
}
resource "aws_route_table_association" "pub" {
  subnet_id      = aws_subnet.pub.id
  route_table_id = aws_route_table.pub.id
}
resource "aws_route_table_association" "fw" {
  subnet_id      = aws_subnet.gwlbe.id
  route_table_id = aws_route_table.fw.id
}
resource "aws_route_table_association" "edge" {
  gateway_id     = aws_internet_gateway.igw.id
  route_table_id = aws_route_table.edge.id
}
resource "aws_route" "edge" {
  route_table_id         = aws_route_table.edge.id
  destination_cidr_block = aws_subnet.pub.cidr_block
  vpc_endpoint_id        = aws_vpc_endpoint.fw.id
}
