"""The longest pause of automatic collections, in milliseconds, while lists are made with two million containers live.

Two figures: the longest time between the start and stop calls of gc.callbacks, and the longest time a chunk of one
hundred allocations took, which sees pauses that the callbacks do not report.
"""
import gc
import time

LIVE = 2000000
MADE = 1000000
CHUNK = 100


def main():
    gc.disable()
    live = [[] for _ in range(LIVE)]
    gc.enable()
    longest_callback = 0.0
    collections = 0
    started = 0.0

    def callback(phase, info):
        nonlocal longest_callback, collections, started
        if phase == "start":
            started = time.perf_counter()
        else:
            longest_callback = max(longest_callback, time.perf_counter() - started)
            collections += 1

    gc.callbacks.append(callback)
    longest_chunk = 0.0
    kept = [None] * MADE
    clock = time.perf_counter
    for first in range(0, MADE, CHUNK):
        before = clock()
        for i in range(first, first + CHUNK):
            kept[i] = [i]
        # Not max(): its argument tuple is an allocation too, and would draw the collections out of the measured time.
        elapsed = clock() - before
        if elapsed > longest_chunk:
            longest_chunk = elapsed
    gc.callbacks.remove(callback)
    if not collections:
        raise RuntimeError("no collection ran")
    print("%.3f %.3f %d" % (longest_callback * 1000, longest_chunk * 1000, len(live) and collections))


main()
