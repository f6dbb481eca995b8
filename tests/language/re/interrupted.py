# A match that would take very long heeds signals.
import re
import signal


def stop(number, frame):
    raise TimeoutError("stopped")


signal.signal(signal.SIGALRM, stop)
signal.alarm(1)
try:
    re.match("(x+x+)+y", "x" * 40)
except TimeoutError as error:
    print(error)
