# json: what the accelerated parts must do as the ones in Python do.
import json
from json import decoder, encoder, scanner

print(encoder.c_make_encoder is not None, scanner.c_make_scanner is not None, decoder.c_scanstring is not None)


def show(*functions):
    for function in functions:
        try:
            print(ascii(function()))
        except RecursionError as error:
            print("RecursionError")
        except Exception as error:
            print(type(error).__name__, error, getattr(error, "pos", ""))


texts = ["", " ", "1", "-1", "-", "01", "1.", "1.5", "-0", "-0.0", "1e5", "1E+5", "1e", "1.5e-3x", "123456789012345678901234567890", "nul", "null", "true", "false", "tru", "NaN", "Infinity", "-Infinity", "-Inf", "nan", "[]", "[ ]", "[1]", "[1,]", "[1 2]", "[1", "[", "[,", "[1,2", "{}", "{ }", '{"a"}', '{"a":}', '{"a":1', '{"a":1,}', '{"a":1,"b"', '{"a" 1}', "{1:2}", "{", '{"', '{"a":1 "b":2}', '"', '"a', '"\\', '"\\x"', '"\\u12"', '"\\u12G4"', '"\\u1234"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\ud83dx"', '"\\ud83d\\u0041"', '"\\ude00"', '"\\ud83d\\uXXXX"', '"a\nb"', '"a\tb"', '"\x7f"', '"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"é\u1234\U0001F600"', "[[[[1]]]]", '{"a":{"b":[{"c":null}]}}', '\ufeff1', "1 1", '"a" "b"', "[1]x", '  {"a" : [ 1 , 2 ] }  ', '{"a":1,"a":2}', "'a'", "[1,\n2,\n  x]", '"\\ud83d\\ude00', '"\\u00e']
for text in texts:
    show(lambda: json.loads(text))
    show(lambda: json.loads("[" + text + ",\u1234]"), lambda: scanner.c_make_scanner(json.JSONDecoder())(text, 0))
show(lambda: json.loads('{"a":1.5,"b":[2]}', parse_float=str, parse_int=lambda s: s + "!", object_pairs_hook=tuple), lambda: json.loads('{"a":{"b":1}}', object_hook=lambda d: sorted(d.items())), lambda: json.loads("[NaN]", parse_constant=lambda c: c * 2), lambda: json.loads(b'"\xc3\xa9"'), lambda: json.loads(bytearray(b"[1]")), lambda: json.loads('"a\nb"', strict=False), lambda: json.loads(3), lambda: json.loads("[" * 100000))
show(lambda: decoder.scanstring('"ab"c', 1), lambda: decoder.scanstring("ab", 5), lambda: decoder.scanstring(3, 1), lambda: decoder.scanstring("ab", -1), lambda: decoder.scanstring('a\n"', 0, False), lambda: json.JSONDecoder().raw_decode("1 x"), lambda: json.JSONDecoder().raw_decode("x"), lambda: json.JSONDecoder().raw_decode("1", -1), lambda: scanner.c_make_scanner(json.JSONDecoder())("1", -1), lambda: scanner.c_make_scanner(3))
keys = json.loads('[{"key":1},{"key":2}]')
print(list(keys[0])[0] is list(keys[1])[0])


class Text(str):
    pass


class Number(int):
    def __repr__(self):
        return "no"


class Real(float):
    def __repr__(self):
        return "no"


class Row(list):
    pass


class Table(dict):
    def items(self):
        return [("x", 1)]


values = [None, True, False, 0, -1, 10 ** 30, 1.5, -0.0, 1e300, 1e-7, float("nan"), float("inf"), -float("inf"), "", "a\"\\\b\f\n\r\t/\x00\x1f\x7f\x80é\u2028\ud800\U0001F600", [], [1, [2, []]], (), (1, (2,)), {}, {"a": 1, "b": {"c": []}}, {1: 1, 1.5: 2, None: 3, True: 4, False: 5, "s": 6, 10 ** 20: 7, float("inf"): 8}, Text("é"), Number(5), Real(2.5), Row([1]), Table(a=2), {Text("k"): Number(3)}, {1, 2}, object, b"x", 1j, {(1, 2): 3}, {b"k": 1}, range(3), {"a": {1}}]
for value in values:
    for options in ({}, {"ensure_ascii": False}, {"separators": (",", ":")}, {"skipkeys": True}, {"default": str}, {"allow_nan": False}, {"check_circular": False}, {"indent": 2}):
        if "default" in options and value is object:
            continue
        show(lambda: json.dumps(value, **options))
show(lambda: json.dumps({"b": 1, "a": 2, "c": 3}, sort_keys=True), lambda: json.dumps({1: 1, "a": 2}, sort_keys=True), lambda: json.dumps({2: 1, 1: 2}, sort_keys=True))
loop = []
loop.append(loop)
table = {}
table["self"] = [table]
deep = []
for _ in range(100000):
    deep = [deep]
show(lambda: json.dumps(loop), lambda: json.dumps(table), lambda: json.dumps(deep), lambda: json.dumps(object(), default=lambda o: o), lambda: json.dumps({"a": object}, default=lambda o: {"n": o.__name__}))
while deep:
    deep = deep.pop()
show(lambda: encoder.encode_basestring_ascii("é\n"), lambda: encoder.encode_basestring("é\n"), lambda: encoder.encode_basestring_ascii(3), lambda: encoder.c_encode_basestring(b"x"), lambda: encoder.c_make_encoder(1, 2, 3, 4, 5, 6, 7, 8, 9))


class Upper(json.JSONEncoder):
    def default(self, o):
        return [type(o).__name__]


show(lambda: Upper().encode([1j, {2}]), lambda: "".join(Upper(indent=1).iterencode({"a": [1j]})), lambda: json.dumps([1j], cls=Upper))
import io
out = io.StringIO()
json.dump({"a": [1, 2, {"b": None}]}, out)
print(out.getvalue(), json.load(io.StringIO(out.getvalue())))
