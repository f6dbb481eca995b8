"""N queens: a recursive search with sets and a search with bit masks."""


def place(size, row, columns, rising, falling):
    if row == size:
        return 1
    found = 0
    for column in range(size):
        up = row + column
        down = row - column
        if column in columns or up in rising or down in falling:
            continue
        columns.add(column)
        rising.add(up)
        falling.add(down)
        found += place(size, row + 1, columns, rising, falling)
        columns.remove(column)
        rising.remove(up)
        falling.remove(down)
    return found


def place_bits(full, columns, rising, falling):
    if columns == full:
        return 1
    found = 0
    free = full & ~(columns | rising | falling)
    while free:
        bit = free & -free
        free ^= bit
        found += place_bits(full, columns | bit, (rising | bit) << 1, (falling | bit) >> 1)
    return found


def first_solution(size):
    def extend(partial):
        row = len(partial)
        if row == size:
            return partial
        for column in range(size):
            if all(column != c and abs(column - c) != row - r for r, c in enumerate(partial)):
                solution = extend(partial + [column])
                if solution:
                    return solution
        return None

    return extend([])


def main():
    print("queens", place(9, 0, set(), set(), set()), place_bits((1 << 11) - 1, 0, 0, 0), first_solution(18))


if __name__ == "__main__":
    main()
