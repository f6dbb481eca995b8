# An iterator that a loop exhausted stays exhausted when its list grows.
for length in (1, 5, 50):
    for _ in range(100):
        items = list(range(length))
        used, held = iter(items), iter(items)
        for item in used:
            next(held)
        items.append("more")
        assert list(used) == []
        assert list(held) == ["more"]
print("fine")
