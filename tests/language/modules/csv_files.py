# csv: readers, writers, dialects, quoting, errors.
import csv
import io


def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)


def read(text, *args, **options):
    return list(csv.reader(text.splitlines(True), *args, **options))


def write(rows, *args, **options):
    out = io.StringIO()
    csv.writer(out, *args, **options).writerows(rows)
    return out.getvalue()


samples = ["a,b,c\n1,2,3\n", "a,\"b,c\",d\r\n", "\"a\"\"b\",'c'\n", "\n\na\n", "a,b", ",\n", "\"multi\nline\",x\n", "\"open\nend", "a\"b,\"c\"d\n", "a\\,b,\\\"c\n", " a, \"b\"\n", "1,2.5,\"x\"\n", "a\rb\n", "é,\u1234,\U0001F600\n", "a;b;c\n", "a\tb\n", "\"a\",\n", "\"\"\n", "a,b\r\n\r\nc\r\n", "'a,b',c\n", "x\0y,z\n", "a\\\nb,c\n"]
for text in samples:
    for options in ({}, {"delimiter": ";"}, {"quotechar": "'"}, {"escapechar": "\\"}, {"doublequote": False, "escapechar": "\\"}, {"skipinitialspace": True}, {"strict": True}, {"quoting": csv.QUOTE_NONE, "escapechar": "\\"}, {"quoting": csv.QUOTE_NONNUMERIC}, {"quotechar": None}, {"dialect": "excel-tab"}, {"dialect": "unix"}):
        show(lambda: read(text, **options))
rows = [["a", "b,c", 'd"e', "f\ng", "h\r", "", None, 1, 2.5, True, " s ", "é;\U0001F600", "a'b", "\\"], [], [""], [None], ["", ""], ("t", 1), "str", {1: 2}, [[1], {"k": 1}]]
for row in rows:
    for options in ({}, {"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC}, {"quoting": csv.QUOTE_NONE}, {"quoting": csv.QUOTE_NONE, "escapechar": "\\"}, {"doublequote": False}, {"doublequote": False, "escapechar": "\\"}, {"escapechar": "\\"}, {"lineterminator": "!"}, {"delimiter": "\t"}, {"quotechar": "'"}, {"dialect": "unix"}):
        show(lambda: write([row], **options))
show(lambda: write([3]), lambda: write(3), lambda: csv.writer(3), lambda: csv.reader(3), lambda: list(csv.reader([3])), lambda: list(csv.reader([b"a"])), lambda: csv.writer(io.StringIO()).writerow(["a"]))
show(lambda: csv.reader([], delimiter=""), lambda: csv.reader([], delimiter="ab"), lambda: csv.reader([], delimiter=None), lambda: csv.reader([], delimiter=3), lambda: csv.reader([], quotechar="ab"), lambda: csv.reader([], quotechar=3), lambda: csv.reader([], escapechar="ab"), lambda: csv.reader([], escapechar=3), lambda: csv.reader([], quoting=9), lambda: csv.reader([], quoting="x"), lambda: csv.reader([], quoting=-1), lambda: csv.reader([], lineterminator=None), lambda: csv.reader([], lineterminator=3), lambda: csv.reader([], quotechar=None, quoting=1), lambda: csv.reader([], dialect="none"))
show(csv.list_dialects, lambda: csv.get_dialect("excel").delimiter, lambda: csv.get_dialect("x"), lambda: csv.unregister_dialect("x"), lambda: csv.register_dialect("mine", "excel", delimiter="|"), lambda: csv.get_dialect("mine").delimiter, lambda: read("a|b\n", "mine"), lambda: csv.unregister_dialect("mine"), lambda: csv.register_dialect(3), lambda: csv.list_dialects())
d = csv.get_dialect("unix")
print(type(d), d.delimiter, d.doublequote, d.escapechar, repr(d.lineterminator), d.quotechar, d.quoting, d.skipinitialspace, d.strict)
r = csv.reader(["a\n", "b,\"c\n", "d\"\n"])
print(type(r), r.line_num, next(r), r.line_num, next(r), r.line_num, r.dialect.delimiter, list(r))
show(lambda: setattr(d, "delimiter", ";"), lambda: csv.field_size_limit(5), lambda: read("abcdefgh\n"), lambda: read("abcde\n"), lambda: csv.field_size_limit(131072), lambda: csv.field_size_limit("x"), lambda: csv.__version__)
out = io.StringIO()
w = csv.DictWriter(out, ["a", "b"], restval="-", extrasaction="raise")
w.writeheader()
w.writerow({"a": 1})
show(lambda: w.writerow({"c": 1}), lambda: out.getvalue(), lambda: list(csv.DictReader(io.StringIO("x,y\n1,2\n3\n4,5,6\n"))), lambda: csv.Sniffer().sniff("a;b\n1;2\n").delimiter, lambda: csv.Sniffer().has_header("name,age\nann,3\nbob,4\n"))


class Pipe(csv.Dialect):
    delimiter = "|"
    quotechar = '"'
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL


show(lambda: write([["a|b", 1]], Pipe), lambda: write([["a|b", 1]], Pipe()), lambda: issubclass(csv.Error, Exception), lambda: csv.Error.__module__)
