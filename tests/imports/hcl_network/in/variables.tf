variable "name" {
  type = string
}

variable "region" {
  type    = string
  default = "us-east-1"
}

variable "cidr" {
  type    = string
  default = "10.9.0.0/16"
}

variable "zones" {
  type    = number
  default = 3
}

variable "allowed" {
  type = list(object({
    port        = number
    protocol    = optional(string, "tcp")
    cidr_blocks = optional(list(string))
    description = optional(string, "allowed")
  }))
  default = []
}

variable "with_nat" {
  type    = bool
  default = false
}

variable "endpoints" {
  type    = set(string)
  default = []
}
