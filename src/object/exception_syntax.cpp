// SyntaxError, IndentationError and TabError.
#include "object/dict.h"
#include "object/error.h"
#include "object/exception_layout.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

using Syntax = ExtendedException<SyntaxError, 8>;

Ref<Object> initSyntax(Object* const* args) {
  SyntaxError* e = static_cast<SyntaxError*>(args[0]);
  Tuple* given = static_cast<Tuple*>(args[1]);
  if (!initException(e, given, static_cast<Dict*>(args[2]))) return raised();
  if (given->size_ >= 1) assignSlot(e->msg_, given->at(0));
  if (given->size_ != 2) return newNone();
  Ref<Tuple> details = toTuple_mayRunPython(given->at(1));
  if (!details) return raised();
  uint32_t n = details->size_;
  if (n < 4) return raise(kTypeTypeError, "function takes at least 4 arguments (%u given)", n);
  if (n > 6) return raise(kTypeTypeError, "function takes at most 6 arguments (%u given)", n);
  Slot<Object>* fields[] = {&e->filename_, &e->lineno_, &e->offset_, &e->text_, &e->end_lineno_, &e->end_offset_};
  for (uint32_t i = 0; i < 6; ++i) assignSlot(*fields[i], i < n ? details->at(i) : nullptr);
  if (n == 5) return raise(kTypeTypeError, "end_offset must be provided when end_lineno is provided");
  return newNone();
}

// The last part of a path.
Ref<Str> lastPart(Str* path) {
  size_t start = path->length_;
  while (start > 0 && path->at(start - 1) != '/') --start;
  return substring(path, start, path->length_);
}

Ref<Object> syntaxStr(Object* const* args) {
  SyntaxError* e = static_cast<SyntaxError*>(args[0]);
  Ref<Object> message = e->msg_ ? e->msg_.share() : newNone();
  bool has_file = e->filename_ && isStrLayout(e->filename_.get());
  bool has_line = e->lineno_ && isExactInt(e->lineno_.get());
  if (!has_file && !has_line) return strOf(message.get());
  Ref<Str> file;
  if (has_file) {
    file = lastPart(static_cast<Str*>(e->filename_.get()));
    if (!file) return raised();
  }
  Ref<Object> line = e->lineno_.share();
  if (has_file && has_line) return formatStr("%S (%U, line %S)", message.get(), file.get(), line.get());
  if (has_file) return formatStr("%S (%U)", message.get(), file.get());
  return formatStr("%S (line %S)", message.get(), line.get());
}

constexpr NativeDef kMethods[] = {
    {"__init__", "self, /, *args, **kwargs", initSyntax},
    {"__str__", "self, /", syntaxStr},
};
constexpr GetSetDef kGetSets[] = {
    asMember({"msg", Syntax::get<0>, Syntax::set<0>, "exception msg"}),
    asMember({"filename", Syntax::get<1>, Syntax::set<1>, "exception filename"}),
    asMember({"lineno", Syntax::get<2>, Syntax::set<2>, "exception lineno"}),
    asMember({"offset", Syntax::get<3>, Syntax::set<3>, "exception offset"}),
    asMember({"text", Syntax::get<4>, Syntax::set<4>, "exception text"}),
    asMember({"end_lineno", Syntax::get<5>, Syntax::set<5>, "exception end lineno"}),
    asMember({"end_offset", Syntax::get<6>, Syntax::set<6>, "exception end offset"}),
    asMember({"print_file_and_line", Syntax::get<7>, Syntax::set<7>, "exception print_file_and_line"}),
};

}  // namespace

const TypeSpec kSyntaxErrorSpec = {"SyntaxError", "builtins",       Syntax::layout("SyntaxError"), kTypeBase, kMethods,
                                   kGetSets,      "Invalid syntax."};
const TypeSpec kIndentationErrorSpec = {
    "IndentationError",     "builtins", sharedExceptionLayout("IndentationError"), kTypeBase, {}, {},
    "Improper indentation."};
const TypeSpec kTabErrorSpec = {"TabError", "builtins", sharedExceptionLayout("TabError"),     kTypeBase,
                                {},         {},         "Improper mixture of spaces and tabs."};

}  // namespace ophion
