partial = 1
raise RuntimeError("module failed")
