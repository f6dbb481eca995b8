"""Integer loops with branches: Collatz chains, a sieve, greatest common divisors and a linear generator."""


def longest_collatz(limit):
    best_start = best_length = 0
    for start in range(1, limit):
        n = start
        length = 1
        while n != 1:
            if n & 1:
                n = 3 * n + 1
            else:
                n >>= 1
            length += 1
        if length > best_length:
            best_start, best_length = start, length
    return best_start, best_length


def count_primes(limit):
    flags = [True] * limit
    flags[0] = flags[1] = False
    n = 2
    while n * n < limit:
        if flags[n]:
            multiple = n * n
            while multiple < limit:
                flags[multiple] = False
                multiple += n
        n += 1
    return flags.count(True)


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def main():
    state = 12345
    shared = 0
    for _ in range(60000):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        a = state >> 8
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        shared += gcd(a, state >> 8)
    print("int_loop", *longest_collatz(55000), count_primes(1000000), shared)


if __name__ == "__main__":
    main()
