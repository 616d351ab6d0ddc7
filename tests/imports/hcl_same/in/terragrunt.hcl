# Of another tool: listed, and not read.
inputs = {
  chosen = "subnet-1"
}
