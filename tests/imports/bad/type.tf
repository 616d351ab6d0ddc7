variable "a" {
  type = list(text)
}
