"""Gravity between bodies, each a small object, integrated with a leapfrog step."""


class Body:
    def __init__(self, mass, position, velocity):
        self.mass = mass
        self.x, self.y, self.z = position
        self.vx, self.vy, self.vz = velocity


def make_system(count):
    bodies = [Body(100.0, (0.0, 0.0, 0.0), (0.0, 0.0, 0.0))]
    for i in range(1, count):
        distance = 4.0 + 3.0 * i
        speed = (100.0 / distance) ** 0.5
        sign = -1.0 if i % 2 else 1.0
        bodies.append(Body(0.1 + 0.05 * i, (distance * sign, 0.2 * i, 0.1 * sign), (0.01 * i, speed * sign, 0.0)))
    return bodies


def kick(pairs, dt):
    for a, b in pairs:
        dx = a.x - b.x
        dy = a.y - b.y
        dz = a.z - b.z
        squared = dx * dx + dy * dy + dz * dz + 1e-6
        factor = dt / (squared * squared ** 0.5)
        to_a = b.mass * factor
        to_b = a.mass * factor
        a.vx -= dx * to_a
        a.vy -= dy * to_a
        a.vz -= dz * to_a
        b.vx += dx * to_b
        b.vy += dy * to_b
        b.vz += dz * to_b


def drift(bodies, dt):
    for body in bodies:
        body.x += dt * body.vx
        body.y += dt * body.vy
        body.z += dt * body.vz


def energy(bodies, pairs):
    total = 0.0
    for body in bodies:
        total += 0.5 * body.mass * (body.vx ** 2 + body.vy ** 2 + body.vz ** 2)
    for a, b in pairs:
        distance = ((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2 + 1e-6) ** 0.5
        total -= a.mass * b.mass / distance
    return total


def main():
    bodies = make_system(7)
    pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1:]]
    before = energy(bodies, pairs)
    for _ in range(50000):
        drift(bodies, 0.0005)
        kick(pairs, 0.001)
        drift(bodies, 0.0005)
    after = energy(bodies, pairs)
    print("nbody %.12f %.12f %.12f" % (before, after, bodies[1].x))


if __name__ == "__main__":
    main()
