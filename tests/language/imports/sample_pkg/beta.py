from .alpha import VALUE
from . import alpha as _alpha

from_alpha = VALUE + _alpha.VALUE
