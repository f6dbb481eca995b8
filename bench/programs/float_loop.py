"""Floating-point arithmetic in loops: the Mandelbrot set, a numerical integral, and a Newton iteration."""


def mandelbrot_row(y, width, limit):
    inside = 0
    for column in range(width):
        cr = 3.0 * column / width - 2.25
        zr = zi = 0.0
        for _ in range(limit):
            zr2 = zr * zr
            zi2 = zi * zi
            if zr2 + zi2 > 4.0:
                break
            zi = 2.0 * zr * zi + y
            zr = zr2 - zi2 + cr
        else:
            inside += 1
    return inside


def integrate(steps):
    width = 1.0 / steps
    total = 0.0
    for i in range(steps):
        x = (i + 0.5) * width
        total += 4.0 / (1.0 + x * x)
    return total * width


def newton_roots(count):
    total = 0.0
    for i in range(1, count):
        guess = i * 0.5
        for _ in range(6):
            guess = 0.5 * (guess + i / guess)
        total += guess
    return total


def main():
    height = 120
    inside = sum(mandelbrot_row(2.5 * row / height - 1.25, 200, 200) for row in range(height))
    print("float_loop", inside, repr(integrate(2500000)), repr(newton_roots(300000)))


if __name__ == "__main__":
    main()
