"""Big integers: digits of pi by a spigot and by Machin's formula, a factorial, and modular powers."""


def spigot(count):
    digits = []
    numerator, accumulator, denominator = 1, 0, 1
    k = 0
    while len(digits) < count:
        k += 1
        step = 2 * k + 1
        accumulator = (accumulator + 2 * numerator) * step
        denominator *= step
        numerator *= k
        if numerator > accumulator:
            continue
        digit = (numerator * 3 + accumulator) // denominator
        if digit == (numerator * 4 + accumulator) // denominator:
            digits.append(digit)
            accumulator = 10 * (accumulator - denominator * digit)
            numerator *= 10
    return "".join(map(str, digits))


def arctan_inverse(x, unit):
    term = unit // x
    total = term
    squared = x * x
    n = 3
    sign = -1
    while term:
        term //= squared
        total += sign * (term // n)
        sign = -sign
        n += 2
    return total


def machin(digits):
    unit = 10 ** (digits + 10)
    return 4 * (4 * arctan_inverse(5, unit) - arctan_inverse(239, unit)) // 10 ** 10


def main():
    first = spigot(3000)
    long_pi = str(machin(4200))
    factorial = 1
    for n in range(2, 9000):
        factorial *= n
    prime = (1 << 521) - 1
    power = 3
    for i in range(300):
        power = pow(power + i, prime - 2, prime)
    print("pi_digits", first[-10:], first == long_pi[:3000], long_pi[-20:], factorial.bit_length(),
          factorial % 1000000007, power % 1000000007)


if __name__ == "__main__":
    main()
