"""Create and drop 300,000 pairs of objects that refer to each other, with the default thresholds; milliseconds."""
import time

PAIRS = 300000


class Half:
    def __init__(self):
        self.other = None


def churn(count):
    for _ in range(count):
        a = Half()
        b = Half()
        a.other = b
        b.other = a


def main():
    churn(1000)
    started = time.perf_counter()
    churn(PAIRS)
    print("%.3f" % ((time.perf_counter() - started) * 1000))


main()
