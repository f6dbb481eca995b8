"""List, dict and set comprehensions, nested and filtered."""


def pythagorean(limit):
    return [(a, b, c)
            for c in range(1, limit)
            for b in range(1, c)
            for a in range(1, b)
            if a * a + b * b == c * c]


def transpose(rows):
    return [[row[i] for row in rows] for i in range(len(rows[0]))]


def main():
    triples = pythagorean(240)
    rows = [[r * 500 + c for c in range(500)] for r in range(500)]
    flipped = transpose(transpose([[v ^ 1 for v in row] for row in rows]))
    squares = {n: n * n for n in range(400000)}
    odd_squares = {key: value for key, value in squares.items() if value & 1}
    inverse = {value: key for key, value in odd_squares.items()}
    digits = {n % 1009 for n in range(900000) if n % 3}
    words = ["w" + str(n % 5000) for n in range(500000)]
    lengths = {w: len(w) for w in words}
    total = sum([a * b * c for a, b, c in triples])
    print("comprehensions", len(triples), total, sum(map(sum, flipped)), len(inverse), inverse[399999 ** 2],
          sum(digits), sum(lengths.values()))


if __name__ == "__main__":
    main()
