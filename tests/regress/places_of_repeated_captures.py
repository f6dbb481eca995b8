# Where a name that a pattern captures twice is complained about: at the pattern that was looked at last.
for pattern in [
    "(2.5, k, *_) as k", "(2.5, k, *r) as k", "(k, _, *_) as k", "(k, _) as k", "[_, _, *_] as k | 1", "{1: k, 2: _} as k", "int(k) as k",
    "[[k, *_], _] as k", "[k, *k]", "[k, [_, k]]", "{'a': k, **k}", "(1 | k) as k", "[k, (1 | 2)] as k",
]:
    try:
        compile(f"match 1:\n    case {pattern}:\n        pass\n", "p", "exec")
        print(pattern, "is fine")
    except SyntaxError as error:
        print(pattern, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
