# Where tracebacks place the items of comprehensions.
import sys
import traceback
try:
    x = {
      [] for i in (1,)}
except TypeError: traceback.print_exc(file=sys.stdout)
try:
    x = {
      []: 
      1 for i in (1,)}
except TypeError: traceback.print_exc(file=sys.stdout)
g = (
   i for i in (1,2))
next(g)
try: g.throw(KeyError)
except KeyError: traceback.print_exc(file=sys.stdout)
