# compile, exec and eval take any buffer as a source.
for make in (bytes, bytearray, memoryview):
    print(eval(make(b"1 + 2")))
    exec(make(b"print('run')"))
    print(eval(compile(make(b"'compiled'"), "f", "eval")))
    try:
        eval(make(b"1\0"))
    except (SyntaxError, ValueError) as error:
        print(error)
for wrong in (1, None, [b"1"]):
    for run in (eval, exec, lambda source: compile(source, "f", "exec")):
        try:
            run(wrong)
        except TypeError as error:
            print(error)
