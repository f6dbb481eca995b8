"""A recursive-descent parser and evaluator for a small expression language, over one large string."""


class ParseError(Exception):
    pass


class Parser:
    def __init__(self, text):
        self.text = text
        self.position = 0
        self.end = len(text)

    def peek(self):
        while self.position < self.end and self.text[self.position] in " \n\t":
            self.position += 1
        if self.position >= self.end:
            return ""
        return self.text[self.position]

    def accept(self, char):
        if self.peek() == char:
            self.position += 1
            return True
        return False

    def expect(self, char):
        if not self.accept(char):
            raise ParseError("expected %r at %d" % (char, self.position))

    def program(self):
        statements = []
        while self.peek():
            statements.append(self.statement())
        return statements

    def statement(self):
        name = self.name()
        self.expect("=")
        value = self.expression()
        self.expect(";")
        return ("set", name, value)

    def expression(self):
        node = self.term()
        while True:
            if self.accept("+"):
                node = ("+", node, self.term())
            elif self.accept("-"):
                node = ("-", node, self.term())
            else:
                return node

    def term(self):
        node = self.factor()
        while True:
            if self.accept("*"):
                node = ("*", node, self.factor())
            elif self.accept("%"):
                node = ("%", node, self.factor())
            else:
                return node

    def factor(self):
        char = self.peek()
        if char == "(":
            self.position += 1
            node = self.expression()
            self.expect(")")
            return node
        if char == "-":
            self.position += 1
            return ("neg", self.factor())
        if char.isdigit():
            return ("num", self.number())
        if char.isalpha():
            return ("var", self.name())
        raise ParseError("unexpected %r at %d" % (char, self.position))

    def number(self):
        start = self.position
        while self.position < self.end and self.text[self.position].isdigit():
            self.position += 1
        return int(self.text[start:self.position])

    def name(self):
        self.peek()
        start = self.position
        while self.position < self.end and (self.text[self.position].isalnum() or self.text[self.position] == "_"):
            self.position += 1
        if start == self.position:
            raise ParseError("name expected at %d" % start)
        return self.text[start:self.position]


def evaluate(node, variables):
    kind = node[0]
    if kind == "num":
        return node[1]
    if kind == "var":
        return variables[node[1]]
    if kind == "neg":
        return -evaluate(node[1], variables)
    left = evaluate(node[1], variables)
    right = evaluate(node[2], variables)
    if kind == "+":
        return left + right
    if kind == "-":
        return left - right
    if kind == "*":
        return left * right % 1000003
    return left % (right * right + 7)


def make_program(lines):
    state = 5
    out = ["x0 = 1;", "x1 = 2;", "x2 = 3;"]
    for i in range(3, lines):
        state = (state * 48271) % 2147483647
        out.append(f"x{i} = (x{i - 1} + {state % 1000}) * (x{i - 2} - -{state % 97}) % x{i - 3} + "
                   f"({state % 13} * (x{state % i} - ({state % 5} + x{i - 1})));")
    return "\n".join(out)


def main():
    text = make_program(16000)
    statements = Parser(text).program()
    variables = {}
    for _, name, value in statements:
        variables[name] = evaluate(value, variables)
    errors = 0
    for broken in ("a = ;", "= 3;", "a = (1 + 2;", "a = 1 +", "a 3;"):
        try:
            Parser(broken).program()
        except ParseError:
            errors += 1
    print("parser", len(text), len(statements), sum(variables.values()) % 1000003, errors)


if __name__ == "__main__":
    main()
