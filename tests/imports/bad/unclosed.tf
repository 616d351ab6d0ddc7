locals {
  text = <<-END
    never closed
}
