# As it was written before Terraform 0.12.
variable "zones" {
  type    = "list"
  default = ["eu-central-1a", "eu-central-1b"]
}

variable "ranges" {
  type = "map"

  default = {
    "test" = "10.8.0.0/16"
    "live" = "10.9.0.0/16"
  }
}

variable "office" {
  default = "192.0.2.0/24,198.51.100.0/24"
}

variable "stage" {
  default = "test"
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_vpc" "main" {
  cidr_block = "${lookup(var.ranges, var.stage)}"

  tags {
    Name  = "${var.stage}-network"
    Stage = "${upper(var.stage)}"
  }
}

resource "aws_subnet" "each" {
  count             = "${length(var.zones)}"
  vpc_id            = "${aws_vpc.main.id}"
  cidr_block        = "${cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)}"
  availability_zone = "${element(var.zones, count.index)}"
  tags              = "${merge(map("Name", format("each-%d", count.index)), map("Stage", var.stage))}"
}

resource "aws_route_table" "all" {
  vpc_id = "${aws_vpc.main.id}"
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = "${aws_vpc.main.id}"
  service_name    = "com.amazonaws.eu-central-1.s3"
  route_table_ids = ["${aws_route_table.all.*.id}"]
}

# A list in a list is its items.
resource "aws_security_group" "web" {
  vpc_id = "${aws_vpc.main.id}"

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["${split(",", var.office)}", "203.0.113.7/32"]
  }
}
