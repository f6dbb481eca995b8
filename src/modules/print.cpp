// print and input.
#include "modules/builtins.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"

namespace ophion {

namespace {

// A stream of sys by its name; borrowed, nullptr where sys has none.
Object* streamOf(Name stream) { return getStrBorrowed(state().sys_dict_.get(), name(stream)); }

bool checkSeparator(Object* value, const char* which) {
  if (value == nullptr || isNone(value) || isStrLayout(value)) return true;
  return raise(kTypeTypeError, "%s must be None or a string, not %T", which, value);
}

bool writeTo(Object* writer, Object* text) { return static_cast<bool>(call(writer, text)); }

bool printItems(Object* writer, Tuple* items, Object* separator, Object* end) {
  for (uint32_t i = 0; i < items->size_; ++i) {
    if (i != 0 && !writeTo(writer, separator)) return false;
    Ref<Str> text = strOf(items->at(i));
    if (!text || !writeTo(writer, text.get())) return false;
  }
  return writeTo(writer, end);
}

}  // namespace

Ref<Object> builtinPrint(Object* const* args) {
  Object* separator = args[0];
  Object* end = args[1];
  Object* file = args[2];
  if (file == nullptr || isNone(file)) {
    file = streamOf(Name::stdout_);
    if (file == nullptr) return raise(kTypeRuntimeError, "lost sys.stdout");
    if (isNone(file)) return newNone();
  }
  if (!checkSeparator(separator, "sep") || !checkSeparator(end, "end")) return raised();
  if (separator == nullptr || isNone(separator)) separator = name(Name::space);
  if (end == nullptr || isNone(end)) end = name(Name::newline);
  Ref<Object> kept = share(file);
  Ref<Object> writer = getAttr(file, Name::write);
  if (!writer || !printItems(writer.get(), static_cast<Tuple*>(args[4]), separator, end)) return raised();
  if (args[3] != nullptr) {
    int flush = isTrue(args[3]);
    if (flush < 0 || (flush > 0 && !callMethod(file, Name::flush))) return raised();
  }
  return newNone();
}

Ref<Object> builtinInput(Object* const* args) {
  Object* in = streamOf(Name::stdin_);
  Object* out = streamOf(Name::stdout_);
  if (in == nullptr || isNone(in)) return raise(kTypeRuntimeError, "input(): lost sys.stdin");
  if (out == nullptr || isNone(out)) return raise(kTypeRuntimeError, "input(): lost sys.stdout");
  Ref<Object> keep_in = share(in), keep_out = share(out);
  if (args[0] != nullptr) {
    Ref<Str> prompt = strOf(args[0]);
    if (!prompt || !callMethod(out, Name::write, prompt.get())) return raised();
  }
  if (!callMethod(out, Name::flush)) return raised();
  Ref<Object> line = callMethod(in, Name::readline);
  if (!line) return raised();
  if (!isStrLayout(line.get())) return raise(kTypeTypeError, "object.readline() returned non-string");
  Str* text = static_cast<Str*>(line.get());
  if (text->length_ == 0) return raise(kTypeEOFError, "EOF when reading a line");
  if (text->at(text->length_ - 1) != '\n') return line;
  return substring(text, 0, text->length_ - 1);
}

}  // namespace ophion
