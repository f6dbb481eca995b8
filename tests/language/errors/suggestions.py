# compare: stderr
# The top-level report suggests a near name; a module that is missing is an ImportError elsewhere.
class Rectangle:
    def __init__(self):
        self.width = 1
        self.height = 2


length = 5
try:
    Rectangle().widht
except AttributeError as error:
    print(error)
try:
    lenght
except NameError as error:
    print(error)
Rectangle().heigth
