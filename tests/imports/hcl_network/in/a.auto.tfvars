name     = "second"
with_nat = "true"
