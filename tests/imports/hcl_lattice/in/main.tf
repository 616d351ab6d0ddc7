resource "aws_vpc" "shop" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "shop" {
  vpc_id            = aws_vpc.shop.id
  cidr_block        = "10.0.0.0/24"
  availability_zone = "eu-west-1a"
}

resource "aws_vpc" "data" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "data" {
  vpc_id            = aws_vpc.data.id
  cidr_block        = "10.1.0.0/24"
  availability_zone = "eu-west-1a"
}

resource "aws_security_group" "gateway" {
  vpc_id = aws_vpc.data.id
}

resource "aws_instance" "web" {
  subnet_id = aws_subnet.data.id
}

resource "aws_vpclattice_service_network" "shop" {
  name      = "shop"
  auth_type = "AWS_IAM"
}

resource "aws_vpclattice_auth_policy" "shop" {
  resource_identifier = aws_vpclattice_service_network.shop.arn
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*" }]
  })
}

resource "aws_vpclattice_service_network_vpc_association" "shop" {
  vpc_identifier             = aws_vpc.shop.id
  service_network_identifier = aws_vpclattice_service_network.shop.id
}

resource "aws_vpclattice_service" "web" {
  name               = "web"
  custom_domain_name = "web.example.com"
}

resource "aws_vpclattice_service_network_service_association" "web" {
  service_identifier         = aws_vpclattice_service.web.id
  service_network_identifier = aws_vpclattice_service_network.shop.id
}

resource "aws_vpclattice_target_group" "web" {
  name = "web"
  type = "INSTANCE"

  config {
    vpc_identifier = aws_vpc.data.id
    port           = 8080
    protocol       = "HTTP"
  }
}

resource "aws_vpclattice_target_group_attachment" "web" {
  target_group_identifier = aws_vpclattice_target_group.web.id

  target {
    id = aws_instance.web.id
  }
}

resource "aws_vpclattice_listener" "web" {
  name               = "http"
  protocol           = "HTTP"
  service_identifier = aws_vpclattice_service.web.id

  default_action {
    forward {
      target_groups {
        target_group_identifier = aws_vpclattice_target_group.web.id
        weight                  = 100
      }
    }
  }
}

resource "aws_vpclattice_listener_rule" "old" {
  name                = "old"
  listener_identifier = aws_vpclattice_listener.web.listener_id
  service_identifier  = aws_vpclattice_service.web.id
  priority            = 10

  match {
    http_match {
      path_match {
        match {
          prefix = "/old"
        }
      }
    }
  }

  action {
    fixed_response {
      status_code = 404
    }
  }
}

resource "aws_vpclattice_resource_gateway" "data" {
  name               = "data"
  vpc_id             = aws_vpc.data.id
  subnet_ids         = [aws_subnet.data.id]
  security_group_ids = [aws_security_group.gateway.id]
}

resource "aws_vpclattice_resource_configuration" "db" {
  name                        = "db"
  resource_gateway_identifier = aws_vpclattice_resource_gateway.data.id
  port_ranges                 = ["5432"]
  protocol                    = "TCP"

  resource_configuration_definition {
    ip_resource {
      ip_address = "10.1.0.50"
    }
  }
}

resource "aws_vpclattice_service_network_resource_association" "db" {
  resource_configuration_identifier = aws_vpclattice_resource_configuration.db.id
  service_network_identifier        = aws_vpclattice_service_network.shop.id
}

resource "aws_vpc_endpoint" "db" {
  vpc_id                     = aws_vpc.shop.id
  vpc_endpoint_type          = "Resource"
  resource_configuration_arn = aws_vpclattice_resource_configuration.db.arn
  subnet_ids                 = [aws_subnet.shop.id]
}
