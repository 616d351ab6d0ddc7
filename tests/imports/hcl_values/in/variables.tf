variable "cidr" {
  type        = string
  description = "Range of the VPC, such as 10.0.0.0/16. Must not overlap the office's."
}
variable "zones" {
  type        = list(string)
  description = "Availability Zones to use"
}
variable "subnets" {
  type = map(object({
    newbits = number
    public  = optional(bool, false)
  }))
  description = "Subnets by their names"
}
variable "endpoints" {
  type    = set(string)
}
variable "port" {
  type        = number
  description = "Port of the service"
}
variable "dns" {
  type = bool
  description = "Whether private DNS is on"
}
variable "existing_vpc_id" {
  type    = string
  default = null
}
variable "peer" {
  type = object({ id = string, owner = string })
}
variable "secret" {
  type      = string
  sensitive = true
}
variable "name" { type = string }
variable "environment" { default = "dev" }
