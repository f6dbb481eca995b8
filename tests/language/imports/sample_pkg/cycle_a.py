print("cycle_a starts")
from . import cycle_b
value = "a"
print("cycle_a ends", cycle_b.value)
