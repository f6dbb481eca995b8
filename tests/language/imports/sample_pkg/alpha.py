print("loading alpha")
VALUE = 10
