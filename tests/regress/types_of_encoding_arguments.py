# The types of encoding and errors are looked at before anything else is.
for cls in bytes, bytearray, str:
    for arguments in [(b"a", 1), (1, 1), (1, "x"), ("a",), ("a", "utf-8", 1), ("a", None), (b"", None), (b"", "a"), ("a", "ascii", "x")]:
        try:
            print(cls(*arguments))
        except (TypeError, LookupError) as error:
            print(cls.__name__, arguments, error)
for keywords in [{"encoding": 1}, {"errors": 1}, {"encoding": "a"}, {"errors": "a"}, {"encoding": "a", "errors": 2.5}]:
    for cls in bytes, bytearray:
        try:
            print(cls(**keywords))
        except TypeError as error:
            print(cls.__name__, keywords, error)
