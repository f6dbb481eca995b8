// _csv.reader.
#include "modules/csv.h"
#include "modules/module_state.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/str_builder.h"
#include "object/str_chars.h"

namespace ophion {

namespace {

// One row while it is read.
class Row {
 public:
  explicit Row(const CsvDialect* dialect) : d_(*dialect), fields_(newList()) {}
  bool ready() const { return static_cast<bool>(fields_); }
  bool done() const { return state_ == State::StartRecord; }
  // The lines have ended: whether there is something that a row can be made of.
  bool hasRest() const { return field_.length() != 0 || state_ == State::InQuoted; }
  bool save();
  Ref<List> fields() { return fields_; }

  bool line(Str* text) {
    return withChars(text, [&](auto* chars) { return read(text, chars); }) && step(kEnd);
  }

 private:
  enum class State : uint8_t {
    StartRecord,
    StartField,
    Escaped,
    InField,
    InQuoted,
    EscapedInQuoted,
    QuoteInQuoted,
    EatNewline,
    AfterEscapedNewline
  };
  static constexpr char32_t kEnd = UINT32_MAX - 1;  // behind the last character of a line

  template <class C>
  bool read(Str* text, const C* chars);
  bool step(char32_t c);
  bool stepInField(char32_t c);
  bool stepBehindQuote(char32_t c);
  static bool endsLine(char32_t c) { return c == '\n' || c == '\r' || c == kEnd; }
  bool endField(char32_t c) {
    state_ = c == kEnd ? State::StartRecord : State::EatNewline;
    return save();
  }
  bool add(char32_t c) { return checkLimit(1) && field_.append(c); }
  bool checkLimit(size_t more) {
    uint64_t limit = moduleState().csv_field_limit_;
    if (field_.length() + more <= limit) return true;
    return raiseCsvError("field larger than field limit (%lld)", static_cast<long long>(limit));
  }

  const CsvDialect& d_;
  Ref<List> fields_;
  StrBuilder field_;
  State state_ = State::StartRecord;
  bool numeric_ = false;
};

bool Row::save() {
  Ref<Object> field = field_.finish();
  if (field && numeric_) {
    numeric_ = false;
    field = call(builtinType(kTypeFloat), field.get());
  }
  return field && appendToListSteal(fields_.get(), std::move(field));
}

template <class C>
bool Row::read(Str* text, const C* chars) {
  size_t n = text->length_;
  for (size_t i = 0; i < n;) {
    if (state_ == State::InField || state_ == State::InQuoted) {
      // A run of characters that mean nothing is taken whole.
      bool quoted = state_ == State::InQuoted;
      size_t start = i;
      while (i < n) {
        char32_t c = chars[i];
        if (c == d_.escape_) break;
        if (quoted ? c == d_.quote_ : c == d_.delimiter_ || c == '\n' || c == '\r') break;
        ++i;
      }
      if (start < i && (!checkLimit(i - start) || !field_.append(text, start, i))) return false;
      if (i == n) break;
    }
    if (!step(chars[i++])) return false;
  }
  return true;
}

bool Row::stepInField(char32_t c) {
  if (endsLine(c)) return endField(c);
  if (c == d_.escape_) {
    state_ = State::Escaped;
    return true;
  }
  if (c == d_.delimiter_) {
    state_ = State::StartField;
    return save();
  }
  state_ = State::InField;
  return add(c);
}

bool Row::stepBehindQuote(char32_t c) {
  if (d_.quoting_ != CsvQuoting::None && c == d_.quote_) {
    state_ = State::InQuoted;
    return add(c);
  }
  if (c == d_.delimiter_) {
    state_ = State::StartField;
    return save();
  }
  if (endsLine(c)) return endField(c);
  if (d_.strict_) {
    return raiseCsvError("'%c' expected after '%c'", static_cast<int>(d_.delimiter_), static_cast<int>(d_.quote_));
  }
  state_ = State::InField;
  return add(c);
}

bool Row::step(char32_t c) {
  switch (state_) {
    case State::StartRecord:
      if (c == kEnd) return true;
      if (endsLine(c)) {
        state_ = State::EatNewline;
        return true;
      }
      [[fallthrough]];
    case State::StartField:
      state_ = State::StartField;
      if (endsLine(c)) return endField(c);
      if (c == d_.quote_ && d_.quoting_ != CsvQuoting::None) {
        state_ = State::InQuoted;
        return true;
      }
      if (c == d_.escape_) {
        state_ = State::Escaped;
        return true;
      }
      if (c == ' ' && d_.skip_initial_space_) return true;
      if (c == d_.delimiter_) return save();
      numeric_ = d_.quoting_ == CsvQuoting::NonNumeric;
      state_ = State::InField;
      return add(c);
    case State::Escaped:
      state_ = c == '\n' || c == '\r' ? State::AfterEscapedNewline : State::InField;
      return add(c == kEnd ? U'\n' : c);
    case State::AfterEscapedNewline:
      return c == kEnd || stepInField(c);
    case State::InField:
      return stepInField(c);
    case State::InQuoted:
      if (c == kEnd) return true;
      if (c == d_.escape_) {
        state_ = State::EscapedInQuoted;
        return true;
      }
      if (c == d_.quote_ && d_.quoting_ != CsvQuoting::None) {
        state_ = d_.double_quote_ ? State::QuoteInQuoted : State::InField;
        return true;
      }
      return add(c);
    case State::EscapedInQuoted:
      state_ = State::InQuoted;
      return add(c == kEnd ? U'\n' : c);
    case State::QuoteInQuoted:
      return stepBehindQuote(c);
    default:  // EatNewline
      if (c == kEnd) state_ = State::StartRecord;
      if (endsLine(c)) return true;
      return raiseCsvError("new-line character seen in unquoted field - do you need to open the file with newline=''?");
  }
}

Ref<Object> nextRow(Object* const* args) {
  CsvReader* reader = static_cast<CsvReader*>(args[0]);
  Ref<CsvDialect> dialect = reader->dialect_.share();
  Ref<Object> lines = reader->lines_.share();
  Row row(dialect.get());
  if (!row.ready()) return raised();
  do {
    Ref<Object> line = iterNext(lines.get());
    if (!line) {
      if (errorPending() || !row.hasRest()) return raised();
      if (dialect->strict_) return raiseCsvError("unexpected end of data");
      if (!row.save()) return raised();
      break;
    }
    if (!isStrLayout(line.get())) {
      return raiseCsvError("iterator should return strings, not %.200T (the file should be opened in text mode)",
                           line.get());
    }
    ++reader->line_number_;
    if (!row.line(static_cast<Str*>(line.get()))) return raised();
  } while (!row.done());
  return row.fields();
}

Ref<Object> getDialect(Object* o) { return Ref<Object>(static_cast<CsvReader*>(o)->dialect_.share()); }
Ref<Object> getLineNumber(Object* o) { return newInt(static_cast<CsvReader*>(o)->line_number_); }

constexpr NativeDef kMethods[] = {
    {"__iter__", "self, /", returnSelf, "Implement iter(self)."},
    {"__next__", "self, /", nextRow, "Implement next(self)."},
};
constexpr GetSetDef kAttributes[] = {{"dialect", getDialect}, {"line_num", getLineNumber}};

}  // namespace

// args: iterable, dialect, options
Ref<Object> newCsvReader(Object* const* args) {
  Ref<Object> lines = getIter(args[0]);
  Ref<CsvDialect> dialect = lines ? makeCsvDialect_mayRunPython(args[1], args + 2) : Ref<CsvDialect>();
  Ref<CsvReader> reader = dialect ? allocateContainer<CsvReader>(kTypeCsvReader) : Ref<CsvReader>();
  if (!reader) return raised();
  reader->lines_.init(std::move(lines));
  reader->dialect_.init(std::move(dialect));
  return reader;
}

const TypeSpec kCsvReaderSpec = {"reader",
                                 "_csv",
                                 slotRowLayout<CsvReader, 2>("reader"),
                                 kTypeDisallowInstantiation,
                                 kMethods,
                                 kAttributes,
                                 "CSV reader\n\nReader objects are responsible for reading and parsing tabular data\n"
                                 "in CSV format.\n"};

}  // namespace ophion
