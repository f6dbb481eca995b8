# compare: stderr
# The report of a NameError suggests a local, a global or a built-in name.
def area(width, height):
    return widht * height


area(1, 2)
