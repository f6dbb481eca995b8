# compare: stderr
# Carets below the failing part of a long expression over several lines.
data = {"a": {"b": [1, 2, None]}}


def compute(d):
    first = d["a"]["b"][0] + d["a"]["b"][1]
    return first + d["a"]["b"][2] * (first - 1) + \
        first


compute(data)
