"""Conway's game of life two ways: on a grid of lists, and on a set of live coordinates."""


def step_grid(grid, size):
    out = []
    for r in range(size):
        above = grid[r - 1]
        here = grid[r]
        below = grid[(r + 1) % size]
        row = []
        for c in range(size):
            right = c + 1 if c + 1 < size else 0
            left = c - 1
            near = (above[left] + above[c] + above[right] + here[left] + here[right] +
                    below[left] + below[c] + below[right])
            row.append(1 if near == 3 or (near == 2 and here[c]) else 0)
        out.append(row)
    return out


def step_set(cells):
    near = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    key = (x + dx, y + dy)
                    near[key] = near.get(key, 0) + 1
    return {cell for cell, count in near.items() if count == 3 or (count == 2 and cell in cells)}


def main():
    size = 80
    grid = [[1 if (r * r + c * 3) % 5 == 0 else 0 for c in range(size)] for r in range(size)]
    for _ in range(400):
        grid = step_grid(grid, size)
    cells = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2), (40, 40), (41, 40), (42, 40), (41, 42), (50, 50), (51, 50),
             (52, 50), (53, 51), (54, 51), (55, 52), (55, 53)}
    seen = 0
    for _ in range(1600):
        cells = step_set(cells)
        seen += len(cells)
    print("life", sum(map(sum, grid)), len(cells), seen)


if __name__ == "__main__":
    main()
