"""A bytecode interpreter: a while loop with an if/elif chain over a list of tuples, running three programs."""


PUSH, LOAD, STORE, ADD, SUB, MUL, MOD, LESS, JUMP, JUMP_IF_NOT, CALL, RETURN, DUP, HALT = range(14)


def run(code, entry, variables):
    stack = []
    calls = []
    pc = entry
    steps = 0
    while True:
        op, operand = code[pc]
        pc += 1
        steps += 1
        if op == LOAD:
            stack.append(variables[operand])
        elif op == PUSH:
            stack.append(operand)
        elif op == STORE:
            variables[operand] = stack.pop()
        elif op == ADD:
            right = stack.pop()
            stack[-1] += right
        elif op == SUB:
            right = stack.pop()
            stack[-1] -= right
        elif op == MUL:
            right = stack.pop()
            stack[-1] *= right
        elif op == MOD:
            right = stack.pop()
            stack[-1] %= right
        elif op == LESS:
            right = stack.pop()
            stack[-1] = stack[-1] < right
        elif op == JUMP:
            pc = operand
        elif op == JUMP_IF_NOT:
            if not stack.pop():
                pc = operand
        elif op == CALL:
            calls.append((pc, variables.copy()))
            pc = operand
        elif op == RETURN:
            pc, variables = calls.pop()
        elif op == DUP:
            stack.append(stack[-1])
        else:
            return stack, steps


def sum_of_squares(limit):
    return [
        (PUSH, 0), (STORE, "total"), (PUSH, 0), (STORE, "i"),
        (LOAD, "i"), (PUSH, limit), (LESS, None), (JUMP_IF_NOT, 19),
        (LOAD, "i"), (DUP, None), (MUL, None), (LOAD, "total"), (ADD, None), (PUSH, 1000003), (MOD, None),
        (STORE, "total"), (LOAD, "i"), (PUSH, 1), (JUMP, 20), (JUMP, 23),
        (ADD, None), (STORE, "i"), (JUMP, 4), (LOAD, "total"), (HALT, None),
    ]


def fibonacci(n):
    # The function at 3 takes its argument from the stack and leaves its result there.
    return [
        (PUSH, n), (CALL, 3), (HALT, None),
        (STORE, "n"), (LOAD, "n"), (PUSH, 2), (LESS, None), (JUMP_IF_NOT, 10), (LOAD, "n"), (RETURN, None),
        (LOAD, "n"), (PUSH, 1), (SUB, None), (CALL, 3),
        (LOAD, "n"), (PUSH, 2), (SUB, None), (CALL, 3),
        (ADD, None), (RETURN, None),
    ]


def main():
    squares, first_steps = run(sum_of_squares(150000), 0, {})
    fib, second_steps = run(fibonacci(22), 0, {"n": 0})
    print("bytecode", squares, first_steps, fib, second_steps)


if __name__ == "__main__":
    main()
