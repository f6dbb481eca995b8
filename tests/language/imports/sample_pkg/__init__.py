"""The sample package."""
print("init sample_pkg")
NAME = "sample"
