# random with a seed gives the same values; distributions, sampling and errors.
import random


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for seed in (0, 1, 42, -5, 10 ** 30, "text", b"bytes", 1.5, None.__class__ and 7):
    random.seed(seed)
    print(seed, random.random(), random.randint(1, 100), random.getrandbits(40), random.randrange(0, 1000, 7))
r = random.Random(123)
print([r.random() for _ in range(3)], r.uniform(1, 2), r.choice("abcdef"), r.choices([1, 2, 3], weights=[1, 5, 1], k=5), r.sample(range(100), 5), r.sample("abcdef", 3), r.gauss(0, 1), r.normalvariate(5, 2), r.expovariate(1.5), r.betavariate(1, 2), r.gammavariate(2, 3), r.triangular(0, 10, 3), r.paretovariate(2), r.weibullvariate(1, 2), r.vonmisesvariate(0, 1), r.lognormvariate(0, 1))
l = list(range(10))
r.shuffle(l)
print(l, r.randbytes(5), r.getrandbits(0), r.getrandbits(128))
state = r.getstate()
a = [r.random() for _ in range(3)]
r.setstate(state)
print(a == [r.random() for _ in range(3)], len(state[1]), state[0])
print(attempt(random.choice, []), attempt(random.randint, 5, 1), attempt(random.randrange, 0), attempt(random.sample, [1], 2), attempt(random.sample, {1, 2}, 1), attempt(random.getrandbits, -1), attempt(random.choices, [], k=1), attempt(random.seed, []), attempt(random.choices, [1], weights=[0]), attempt(random.shuffle, (1, 2)))
r.seed(5)
total = sum(r.random() for _ in range(10000))
print(total, sum(r.randrange(6) for _ in range(10000)), r.sample(range(10 ** 12), 3), r.randint(-10 ** 20, 10 ** 20))
