"""An attribute- and method-heavy simulation: lifts carrying people between the floors of a building."""


class Lcg:
    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (self.state >> 33) % limit


class Person:
    def __init__(self, start, target, born):
        self.start = start
        self.target = target
        self.born = born

    @property
    def going_up(self):
        return self.target > self.start


class Floor:
    def __init__(self, level):
        self.level = level
        self.waiting = []

    def arrive(self, person):
        self.waiting.append(person)

    def pick(self, direction, room):
        taken = []
        left = []
        for person in self.waiting:
            if len(taken) < room and person.going_up == (direction > 0):
                taken.append(person)
            else:
                left.append(person)
        self.waiting = left
        return taken


class Lift:
    capacity = 8

    def __init__(self, building, level):
        self.building = building
        self.level = level
        self.direction = 1
        self.load = []
        self.moved = 0

    def step(self, now):
        self.leave(now)
        self.turn()
        self.load.extend(self.building.floors[self.level].pick(self.direction, self.capacity - len(self.load)))
        self.level += self.direction
        self.moved += 1

    def leave(self, now):
        staying = []
        for person in self.load:
            if person.target == self.level:
                self.building.delivered(now - person.born)
            else:
                staying.append(person)
        self.load = staying

    def turn(self):
        if self.level == 0:
            self.direction = 1
        elif self.level == self.building.top:
            self.direction = -1


class ExpressLift(Lift):
    capacity = 12

    def step(self, now):
        super().step(now)
        if not self.load and 0 < self.level < self.building.top:
            super().step(now)


class Building:
    def __init__(self, levels, lifts):
        self.floors = [Floor(level) for level in range(levels)]
        self.top = levels - 1
        self.lifts = [(ExpressLift if i % 3 == 0 else Lift)(self, i % levels) for i in range(lifts)]
        self.random = Lcg(42)
        self.served = 0
        self.total_wait = 0

    def delivered(self, wait):
        self.served += 1
        self.total_wait += wait

    def tick(self, now):
        for _ in range(2):
            start = self.random.below(len(self.floors))
            target = self.random.below(len(self.floors))
            if start != target:
                self.floors[start].arrive(Person(start, target, now))
        for lift in self.lifts:
            lift.step(now)


def main():
    building = Building(20, 9)
    for now in range(50000):
        building.tick(now)
    waiting = sum(len(floor.waiting) for floor in building.floors)
    print("simulation", building.served, building.total_wait, waiting, sum(lift.moved for lift in building.lifts))


if __name__ == "__main__":
    main()
