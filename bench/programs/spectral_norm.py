"""The largest singular value of an implicit infinite matrix's corner, by power iteration with calls per element."""


def element(i, j):
    diagonal = i + j
    return 1.0 / (diagonal * (diagonal + 1) // 2 + i + 1)


def apply(vector):
    size = range(len(vector))
    return [sum([element(i, j) * vector[j] for j in size]) for i in size]


def apply_transposed(vector):
    size = range(len(vector))
    return [sum([element(j, i) * vector[j] for j in size]) for i in size]


def main():
    u = [1.0] * 300
    v = u
    for _ in range(8):
        v = apply_transposed(apply(u))
        u = apply_transposed(apply(v))
    dot_uv = sum(a * b for a, b in zip(u, v))
    dot_vv = sum(b * b for b in v)
    print("spectral_norm %.9f" % (dot_uv / dot_vv) ** 0.5)


if __name__ == "__main__":
    main()
