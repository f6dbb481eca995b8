// _csv.Dialect.
#include "modules/csv.h"
#include "modules/module_state.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr const char* kOptionNames[kCsvOptions] = {"delimiter", "doublequote", "escapechar",       "lineterminator",
                                                   "quotechar", "quoting",     "skipinitialspace", "strict"};
enum Option : unsigned {
  kDelimiter,
  kDoubleQuote,
  kEscapeChar,
  kLineTerminator,
  kQuoteChar,
  kQuoting,
  kSkipInitialSpace,
  kStrict
};

CsvDialect* self(Object* object) { return static_cast<CsvDialect*>(object); }

bool readFlag(Object* given, bool fallback, bool* out) {
  *out = fallback;
  if (given == nullptr) return true;
  int truth = isTrue(given);
  *out = truth > 0;
  return truth >= 0;
}

bool readChar(Object* given, Option option, char32_t fallback, bool none_allowed, char32_t* out) {
  *out = given == nullptr ? fallback : CsvDialect::kNone;
  if (given == nullptr || (none_allowed && isNone(given))) return true;
  const char* name = kOptionNames[option];
  if (!isStrLayout(given)) {
    return raise(kTypeTypeError,
                 none_allowed ? "\"%s\" must be string or None, not %.200T" : "\"%s\" must be string, not %.200T", name,
                 given);
  }
  Str* text = static_cast<Str*>(given);
  if (text->length_ != 1) return raise(kTypeTypeError, "\"%s\" must be a 1-character string", name);
  *out = text->at(0);
  return true;
}

bool readQuoting(Object* given, CsvQuoting* out) {
  *out = CsvQuoting::Minimal;
  if (given == nullptr) return true;
  if (!isExactInt(given)) return raise(kTypeTypeError, "\"quoting\" must be an integer");
  int64_t value;
  if (!asInt64(given, &value)) return false;
  if (value < 0 || value > 3) return raise(kTypeTypeError, "bad \"quoting\" value");
  *out = static_cast<CsvQuoting>(value);
  return true;
}

bool readTerminator(Object* given, Ref<Object>* out) {
  if (given == nullptr) {
    *out = newAscii("\r\n");
    return static_cast<bool>(*out);
  }
  if (isNone(given)) return raise(kTypeTypeError, "lineterminator must be set");
  if (!isStrLayout(given)) return raise(kTypeTypeError, "\"lineterminator\" must be a string");
  *out = share(given);
  return true;
}

bool fill(CsvDialect* d, Object* const* o) {
  Ref<Object> terminator;
  if (!readChar(o[kDelimiter], kDelimiter, ',', false, &d->delimiter_) ||
      !readFlag(o[kDoubleQuote], true, &d->double_quote_) ||
      !readChar(o[kEscapeChar], kEscapeChar, CsvDialect::kNone, true, &d->escape_) ||
      !readTerminator(o[kLineTerminator], &terminator) || !readChar(o[kQuoteChar], kQuoteChar, '"', true, &d->quote_) ||
      !readQuoting(o[kQuoting], &d->quoting_) || !readFlag(o[kSkipInitialSpace], false, &d->skip_initial_space_) ||
      !readFlag(o[kStrict], false, &d->strict_)) {
    return false;
  }
  if (o[kQuoteChar] != nullptr && isNone(o[kQuoteChar]) && o[kQuoting] == nullptr) d->quoting_ = CsvQuoting::None;
  if (d->quoting_ != CsvQuoting::None && d->quote_ == CsvDialect::kNone) {
    return raise(kTypeTypeError, "quotechar must be set if quoting enabled");
  }
  d->line_terminator_.init(std::move(terminator));
  return true;
}

// The dialect that a name stands for, or the object itself.
Ref<Object> resolve(Object* given) {
  if (given == nullptr || isNone(given) || !isStrLayout(given)) return Ref<Object>::shareOrNull(given);
  Object* found = nullptr;
  int there = getItem_mayRunPython(moduleState().csv_dialects_.get(), given, &found);
  if (there == 0) return raiseCsvError("unknown dialect");
  return there < 0 ? Ref<Object>(raised()) : share(found);
}

Ref<CsvDialect> make(Object* cls, Object* given, Object* const* options) {
  Ref<Object> base = resolve(given);
  if (!base && errorPending()) return raised();
  if (base && isNone(base.get())) base.reset();
  bool changed = false;
  for (unsigned i = 0; i < kCsvOptions; ++i) changed = changed || options[i] != nullptr;
  if (base && isInstanceOf(base.get(), builtinType(kTypeCsvDialect)) && !changed &&
      cls == builtinType(kTypeCsvDialect)) {
    return std::move(base).castTo<CsvDialect>();
  }
  Ref<Object> held[kCsvOptions];
  Object* all[kCsvOptions];
  for (unsigned i = 0; i < kCsvOptions; ++i) {
    all[i] = options[i];
    if (all[i] != nullptr || !base) continue;
    Ref<Str> key = internText(kOptionNames[i]);
    bool failed = false;
    if (key) held[i] = getAttrOrNull(base.get(), key.get(), &failed);
    if (!key || failed) return raised();
    all[i] = held[i].get();
  }
  Ref<CsvDialect> made = makeInstance<CsvDialect>(cls, kTypeCsvDialect);
  if (!made || !fill(made.get(), all)) return raised();
  return made;
}

// args: cls, dialect, options
Ref<Object> newDialect(Object* const* args) { return make(args[0], args[1], args + 2); }

Ref<Object> charOrNone(char32_t c) { return c == CsvDialect::kNone ? newNone() : Ref<Object>(newStrFromChar(c)); }
Ref<Object> getDelimiter(Object* o) { return charOrNone(self(o)->delimiter_); }
Ref<Object> getEscape(Object* o) { return charOrNone(self(o)->escape_); }
Ref<Object> getQuote(Object* o) { return charOrNone(self(o)->quote_); }
Ref<Object> getTerminator(Object* o) { return self(o)->line_terminator_.share(); }
Ref<Object> getQuoting(Object* o) { return newInt(static_cast<int64_t>(self(o)->quoting_)); }
Ref<Object> getDoubleQuote(Object* o) { return newBool(self(o)->double_quote_); }
Ref<Object> getSkip(Object* o) { return newBool(self(o)->skip_initial_space_); }
Ref<Object> getStrict(Object* o) { return newBool(self(o)->strict_); }

Ref<Object> refuseToPickle(Object* const* args) {
  return raise(kTypeTypeError, "cannot pickle '%.100T' instances", args[0]);
}

constexpr NativeDef kMethods[] = {
    {"__new__",
     "cls, dialect=None, delimiter=None, doublequote=None, escapechar=None, lineterminator=None, quotechar=None, "
     "quoting=None, skipinitialspace=None, strict=None",
     newDialect, nullptr, NativeKind::StaticMethod},
    {"__reduce__", "self, /", refuseToPickle},
    {"__reduce_ex__", "self, protocol, /", refuseToPickle},
};
constexpr GetSetDef kAttributes[] = {{"delimiter", getDelimiter},   {"doublequote", getDoubleQuote},
                                     {"escapechar", getEscape},     {"lineterminator", getTerminator},
                                     {"quotechar", getQuote},       {"quoting", getQuoting},
                                     {"skipinitialspace", getSkip}, {"strict", getStrict}};

}  // namespace

Ref<CsvDialect> makeCsvDialect_mayRunPython(Object* given, Object* const* options) {
  return make(builtinType(kTypeCsvDialect), given, options);
}

const TypeSpec kCsvDialectSpec = {"Dialect",
                                  "_csv",
                                  slotRowLayout<CsvDialect, 1>("Dialect"),
                                  kTypeBase,
                                  kMethods,
                                  kAttributes,
                                  "CSV dialect\n\nThe Dialect type records CSV dialect options."};

}  // namespace ophion
