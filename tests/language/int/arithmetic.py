# Integer arithmetic on small, 64-bit-edge and huge values, with every operator.
values = [0, 1, -1, 2, -2, 7, -7, 10, 255, 256, 257, -5, -6, 2 ** 15, 2 ** 30 - 1, 2 ** 30, -2 ** 30, 2 ** 31, 2 ** 32 - 1, 2 ** 62, 2 ** 63 - 1, 2 ** 63, -2 ** 63, -2 ** 63 - 1, 2 ** 64,
          10 ** 18, 10 ** 19, 3 ** 50, -3 ** 60, 2 ** 127 - 1, -2 ** 128, 10 ** 40 + 7]
total = 0
for a in values:
    row = []
    for b in values:
        results = [a + b, a - b, a * b, a & b, a | b, a ^ b, a < b, a == b, a >= b]
        if b:
            q, r = divmod(a, b)
            assert q * b + r == a and (r == 0 or (r < 0) == (b < 0)) and abs(r) < abs(b), (a, b)
            results += [a // b, a % b, q, r]
        if 0 <= b < 200:
            results += [a << b, a >> b]
        row.append(hash(tuple(results)))
        total = (total * 31 + sum(results)) % (10 ** 9 + 7)
    print(a, total)
for a in values:
    print(-a, +a, ~a, abs(a), a.bit_length(), bool(a), a.bit_count(), hash(a))
small = [0, 1, 2, 3, 5, 10]
for a in (-3, -1, 0, 1, 2, 10, 2 ** 70):
    print([a ** b for b in small])
print([a / b for a, b in ((1, 3), (-7, 2), (10 ** 20, 3), (2 ** 1000, 2 ** 999), (10 ** 400, 10 ** 399 + 1), (1, 10 ** 400), (2 ** 53 + 1, 1), (0, -5), (-1, 2 ** 1080))])
for f in (lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 10 ** 400 / 1, lambda: 1 << -1, lambda: 1 >> -1, lambda: 2 ** -2, lambda: 0 ** -1, lambda: float(10 ** 400), lambda: divmod(2 ** 70, 0), lambda: 1 << 2 ** 70):
    try:
        print(f())
    except (ArithmeticError, ValueError, MemoryError) as error:
        print(type(error).__name__, error)
print((-7) // 2, -7 % 3, 7 // -2, 7 % -3, (-2 ** 64) // 3, (-2 ** 64) % 3, -1 >> 100, 1 >> 100, -2 ** 100 >> 99, 5 >> 2 ** 70, -5 >> 2 ** 70, 0 << 2 ** 10)
