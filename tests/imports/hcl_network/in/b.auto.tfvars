name = "third"
