// Names that the runtime itself uses, interned once per runtime: `name(Name::__init__)` is a borrowed Str.
#pragma once

#include <cstdint>

// X(identifier) for names that are C++ identifiers, Y(identifier, text) for the rest.
// clang-format off
#define OPHION_NAMES(X, Y) \
  X(__abstractmethods__) X(__all__) X(__annotations__) X(__args__) X(__build_class__) X(__builtins__) X(__cached__) \
  X(__cause__) X(__class__) X(__classcell__) X(__closure__) X(__code__) X(__context__) X(__defaults__) X(__dict__) \
  X(__doc__) X(__file__) Y(func_special, "__func__") X(__getstate__) X(__setstate__) X(__globals__) X(__import__) X(__isabstractmethod__) \
  X(__kwdefaults__) X(__loader__) X(__main__) X(__match_args__) X(__module__) X(__mro_entries__) X(__name__) \
  X(__notes__) X(__objclass__) X(__orig_class__) X(__origin__) X(__package__) X(__parameters__) X(__path__) \
  X(__qualname__) X(__reduce__) X(__reduce_ex__) X(__self__) X(__slots__) X(__spec__) X(__suppress_context__) \
  X(__text_signature__) X(__traceback__) X(__weakref__) X(__wrapped__) X(__bases__) X(__base__) X(__mro__) X(mro) \
  X(__subclasshook__) X(__sizeof__) X(__dir__) X(__copy__) X(__deepcopy__) X(__getnewargs__) X(__getnewargs_ex__) \
  X(__typing_subst__) X(__set_name__) X(__init_subclass__) X(__class_getitem__) X(__prepare__) X(__fspath__) X(__trunc__) X(__round__) \
  X(__floor__) X(__ceil__) X(__debug__) X(__bytes__) X(__format__) Y(complex_special, "__complex__") X(__reversed__) X(__length_hint__) \
  Y(lambda, "<lambda>") Y(listcomp, "<listcomp>") Y(setcomp, "<setcomp>") Y(dictcomp, "<dictcomp>") Y(genexpr, "<genexpr>") \
  Y(module_frame, "<module>") Y(locals_mark, "<locals>") Y(empty, "") Y(dot_zero, ".0") Y(dot, ".") Y(space, " ") Y(newline, "\n") \
  X(append) X(args) X(big) X(builtins) X(cause) X(characters_written) X(close) X(closed) X(code) X(copy) X(count) X(decode) \
  Y(default_, "default") X(deleter) X(displayhook) X(doc) X(encode) X(encoding) X(end) X(end_lineno) X(end_offset) X(errors) X(excepthook) X(exit) \
  X(extend) X(fget) X(fset) X(fdel) X(file) X(filename) X(filename2) X(fileno) X(flush) X(get) X(getter) X(isatty) X(items) \
  X(key) X(keys) X(last_traceback) X(last_type) X(last_value) X(lineno) X(little) X(metaclass) X(mode) X(modules) X(msg) X(name) \
  X(obj) X(object) X(offset) X(open) X(path) X(pop) X(print_file_and_line) X(ps1) X(ps2) X(raw) X(read) X(read1) X(readable) X(readinto) \
  X(readline) X(reason) X(reverse) X(seek) X(seekable) X(send) X(sep) X(setter) X(start) X(step) X(stop) X(strict) X(sys) \
  X(tell) X(text) Y(throw_, "throw") X(truncate) X(type) X(unraisablehook) X(update) X(value) X(values) X(warnings) X(writable) X(write) \
  X(_) Y(stdin_, "stdin") Y(stdout_, "stdout") Y(stderr_, "stderr") X(n_fields) X(n_sequence_fields) X(n_unnamed_fields) X(_fields) X(__missing__) X(ignore) X(replace) \
  X(__getattr__) X(__int__) X(__index__) X(__float__) X(__hash__) X(__eq__) X(__ne__) X(__lt__) X(__le__) X(__gt__) X(__ge__) \
  X(__repr__) X(__str__) X(__new__) X(__init__) X(__call__) X(__len__) X(__iter__) X(__next__) X(__getitem__) X(__setitem__) X(__delitem__) \
  X(__contains__) X(__enter__) X(__exit__) X(__del__) X(__getattribute__) X(__setattr__) X(__delattr__) X(__get__) X(__set__) X(__delete__) \
  X(__bool__) X(__await__) X(__aiter__) X(__anext__) X(__aenter__) X(__aexit__) X(__instancecheck__) X(__subclasscheck__) \
  X(__add__) X(__radd__) X(__iadd__) X(__sub__) X(__rsub__) X(__isub__) X(__mul__) X(__rmul__) X(__imul__) \
  X(__matmul__) X(__rmatmul__) X(__imatmul__) X(__truediv__) X(__rtruediv__) X(__itruediv__) X(__floordiv__) X(__rfloordiv__) \
  X(__ifloordiv__) X(__mod__) X(__rmod__) X(__imod__) X(__divmod__) X(__rdivmod__) X(__pow__) X(__rpow__) X(__ipow__) \
  X(__lshift__) X(__rlshift__) X(__ilshift__) X(__rshift__) X(__rrshift__) X(__irshift__) X(__and__) X(__rand__) X(__iand__) \
  X(__or__) X(__ror__) X(__ior__) X(__xor__) X(__rxor__) X(__ixor__) X(__neg__) X(__pos__) X(__abs__) X(__invert__)
// clang-format on

namespace ophion {

enum class Name : uint16_t {
#define X(id) id,
#define Y(id, text) id,
  OPHION_NAMES(X, Y)
#undef X
#undef Y
      kCount,
};

struct Str;
// The interned string; borrowed, alive as long as the runtime.
inline Str* name(Name n);

}  // namespace ophion
