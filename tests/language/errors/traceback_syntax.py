# compare: stderr
# A syntax error in compiled text, uncaught.
source = "x = 1\nif x:\n    y = (1,\n"
compile(source, "<made>", "exec")
