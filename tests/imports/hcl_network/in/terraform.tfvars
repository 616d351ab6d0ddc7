name   = "first"
region = "eu-west-1"
zones  = 2
allowed = [
  { port = 443, cidr_blocks = ["10.0.0.0/8", "192.0.2.0/24"] },
  { port = "53", protocol = "udp" },
]
