# compare: stderr
# An ImportError at top level.
from math import no_such_function
