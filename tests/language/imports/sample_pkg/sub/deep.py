from .. import NAME
from ..alpha import VALUE as parent_value


def where():
    return NAME, __name__
