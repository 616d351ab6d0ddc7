resource "aws_vpc_endpoint" "s3" {
  service_name = "com.amazonaws.eu-west-3.s3express"
}
