from .cycle_c import early
needed = 2
