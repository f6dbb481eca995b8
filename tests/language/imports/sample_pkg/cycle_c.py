from .cycle_d import needed
early = 1
