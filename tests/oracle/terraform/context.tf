# What the expressions may refer to.
locals {
  object = {
    list = [{ name = "a" }, { name = "b" }]
    map  = { k = "v" }
  }
  subnets = {
    "public-1"  = { cidr = cidrsubnet("10.0.0.0/16", 8, 0), public = true }
    "private-1" = { cidr = cidrsubnet("10.0.0.0/16", 8, 1), public = false }
  }
  chained = local.third
  third   = "${local.second}!"
  second  = upper(local.first)
  first   = "first"

  heredoc = <<EOT
line $${one} \n "quoted"
  two ${local.first}
EOT

  indented = <<-EOT
    one
      two

    three ${1 + 1}
   
    four
  EOT

  indented_template = <<-EOT
    start
    %{ for x in ["a", "b"] ~}
    item ${x}
    %{ endfor ~}
    %{ if true }
    yes
    %{ endif }
  EOT

  trimmed = <<EOT
x %{ for i in [1, 2] ~}


   item ${i}
%{ endfor ~}
end
EOT

  tabs = <<-EOT
  	tab
      six
EOT

  blank = <<-EOT
      one
    
          
        two
  
  EOT

  columns = <<-EOT
    a
  ${"b"}
${"c"} d
    e
  EOT

  mixed = <<-EOT
    ${"x"}
      y
     z
  EOT
}

variable "text" {
  type    = string
  default = 5
}

variable "number" {
  type    = number
  default = "41"
}

variable "flag" {
  type    = bool
  default = "true"
}

variable "list" {
  type    = list(string)
  default = [1, "a", true]
}

variable "set" {
  type    = set(number)
  default = [3, "10", 2, 3]
}

variable "map" {
  type    = map(string)
  default = { a = 1, b = true }
}

variable "object" {
  type = object({
    name   = string
    port   = optional(number, 80)
    tags   = optional(map(string), {})
    note   = optional(string)
    nested = optional(object({ deep = optional(bool, true) }), {})
  })
  default = { name = "x", extra = 1, port = null }
}

variable "tuple" {
  type    = tuple([string, number])
  default = [1, "2"]
}

variable "any" {
  default = [1, { a = "b" }]
}

variable "nullable" {
  type    = string
  default = null
}

variable "not_nullable" {
  type     = string
  default  = "default"
  nullable = false
}

variable "objects" {
  type = map(object({
    cidr = string
    az   = optional(string, "a")
  }))
  default = {
    one = { cidr = "10.0.0.0/24" }
    two = { cidr = "10.0.1.0/24", az = "b" }
  }
}
