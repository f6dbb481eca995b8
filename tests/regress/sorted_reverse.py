# The flag `reverse` of sorted() is an int, not any truth value.
for flag in (True, False, 0, 1, -1, 2, "yes", None, 1.0, []):
    try:
        print(sorted([2, 3, 1], reverse=flag))
    except TypeError as e:
        print(e)
