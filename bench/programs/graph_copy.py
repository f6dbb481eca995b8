"""Copying an object graph with a deep copy written by hand: recursion over types, with a memo for shared parts."""


class City:
    def __init__(self, name):
        self.name = name
        self.roads = []
        self.tags = {}

    def connect(self, other, length):
        road = Road(self, other, length)
        self.roads.append(road)
        other.roads.append(road)


class Road:
    def __init__(self, a, b, length):
        self.ends = (a, b)
        self.length = length


def deep_copy(value, memo):
    if value is None or isinstance(value, (int, float, str, bool)):
        return value
    key = id(value)
    done = memo.get(key)
    if done is not None:
        return done
    if isinstance(value, list):
        memo[key] = out = []
        for item in value:
            out.append(deep_copy(item, memo))
        return out
    if isinstance(value, tuple):
        out = tuple([deep_copy(item, memo) for item in value])
        return memo.setdefault(key, out)
    if isinstance(value, dict):
        memo[key] = out = {}
        for k, v in value.items():
            out[deep_copy(k, memo)] = deep_copy(v, memo)
        return out
    cls = type(value)
    memo[key] = out = cls.__new__(cls)
    for name, attribute in vars(value).items():
        setattr(out, name, deep_copy(attribute, memo))
    return out


def make_map(size):
    cities = [City("city%d" % i) for i in range(size)]
    state = 17
    for i, city in enumerate(cities):
        city.tags["index"] = i
        city.tags["area"] = (i % 10, [i, i + 1])
        for _ in range(3):
            state = (state * 48271) % 2147483647
            back = state % min(i + 1, 6)
            if back:
                city.connect(cities[i - back], 1.0 + state % 100)
    return cities


def total_length(cities):
    return sum(road.length for city in cities for road in city.roads if road.ends[0] is city)


def main():
    cities = make_map(60)
    expected = total_length(cities)
    copied = cities
    same = 0
    for generation in range(450):
        copied = deep_copy(copied, {})
        same += total_length(copied) == expected and copied[0] is not cities[0]
    ring_ok = all(road in road.ends[0].roads for city in copied for road in city.roads)
    print("graph_copy", len(copied), same, expected, ring_ok, copied[10].tags["area"])


if __name__ == "__main__":
    main()
