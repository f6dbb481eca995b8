"""Matrix arithmetic on lists of lists: products, transposition, elimination, and powers of integer matrices."""


def multiply(a, b):
    rows = len(a)
    inner = len(b)
    columns = len(b[0])
    out = [[0.0] * columns for _ in range(rows)]
    for i in range(rows):
        row = out[i]
        a_row = a[i]
        for k in range(inner):
            factor = a_row[k]
            b_row = b[k]
            for j in range(columns):
                row[j] += factor * b_row[j]
    return out


def multiply_zip(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def determinant(matrix):
    work = [row[:] for row in matrix]
    result = 1.0
    size = len(work)
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(work[r][i]))
        if pivot != i:
            work[i], work[pivot] = work[pivot], work[i]
            result = -result
        result *= work[i][i]
        for r in range(i + 1, size):
            factor = work[r][i] / work[i][i]
            for c in range(i, size):
                work[r][c] -= factor * work[i][c]
    return result


def power(matrix, exponent, modulus):
    size = len(matrix)
    result = [[int(i == j) for j in range(size)] for i in range(size)]
    while exponent:
        if exponent & 1:
            result = [[v % modulus for v in row] for row in multiply_zip(result, matrix)]
        matrix = [[v % modulus for v in row] for row in multiply_zip(matrix, matrix)]
        exponent >>= 1
    return result


def main():
    n = 160
    a = [[(i * j % 17 + 1) / 8 for j in range(n)] for i in range(n)]
    b = [[(i + 2 * j) % 13 / 4 for j in range(n)] for i in range(n)]
    product = multiply(a, b)
    other = multiply_zip(a, b)
    size = 90
    square = [[1.0 / (i + j + 1) + (2.0 if i == j else 0.0) for j in range(size)] for i in range(size)]
    walk = power([[1 if abs(i - j) < 2 else 0 for j in range(12)] for i in range(12)], 10 ** 18, 1000000007)
    print("matrix", sum(map(sum, product)), product == other, "%.6e" % determinant(square), walk[0][:3])


if __name__ == "__main__":
    main()
