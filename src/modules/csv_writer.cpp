// _csv.writer.
#include "modules/csv.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/special.h"
#include "object/str_builder.h"

namespace ophion {

namespace {

bool isNumber(Object* o) {
  return isIntLayout(o) || isFloatLayout(o) || isComplexLayout(o) || lookupSpecial(o, Special::k_int) != nullptr ||
         lookupSpecial(o, Special::k_float) != nullptr || lookupSpecial(o, Special::k_index) != nullptr;
}

// A row while it is written.
class Line {
 public:
  explicit Line(const CsvDialect* dialect) : d_(*dialect), terminator_(static_cast<Str*>(d_.line_terminator_.get())) {}

  bool add(Object* field) {
    bool quoted = d_.quoting_ == CsvQuoting::All || (d_.quoting_ == CsvQuoting::NonNumeric && !isNumber(field));
    if (errorPending()) return false;
    if (isStrLayout(field)) return addText(static_cast<Str*>(field), quoted);
    if (isNone(field)) return addText(nullptr, quoted);
    Ref<Str> text = strOf(field);
    return text && addText(text.get(), quoted);
  }
  Ref<Str> finish() {
    // A row of one empty field must not look like an empty row.
    if (fields_ == 1 && out_.length() == 0) {
      if (d_.quoting_ == CsvQuoting::None) return raiseCsvError("single empty field record must be quoted");
      fields_ = 0;
      if (!addText(nullptr, true)) return raised();
    }
    return out_.append(terminator_) ? out_.finish() : Ref<Str>();
  }

 private:
  bool isSpecial(char32_t c) const {
    if (c == d_.delimiter_ || c == d_.escape_ || c == d_.quote_) return true;
    for (uint32_t i = 0; i < terminator_->length_; ++i) {
      if (terminator_->at(i) == c) return true;
    }
    return false;
  }
  // What goes before a special character: kNone: nothing. False where it would need an escape and there is none.
  bool guardOf(char32_t c, bool* quoted, char32_t* guard) const {
    *guard = CsvDialect::kNone;
    bool escape = d_.quoting_ == CsvQuoting::None || c == d_.escape_ || (c == d_.quote_ && !d_.double_quote_);
    if (!escape) {
      if (c == d_.quote_) *guard = d_.quote_;
      *quoted = true;
      return true;
    }
    if (d_.escape_ == CsvDialect::kNone) return raiseCsvError("need to escape, but no escapechar set");
    *guard = d_.escape_;
    return true;
  }

  bool addText(const Str* text, bool quoted) {
    if (fields_ > 0 && !out_.append(d_.delimiter_)) return false;
    ++fields_;
    StrBuilder field;
    uint32_t n = text == nullptr ? 0 : text->length_;
    uint32_t start = 0;
    for (uint32_t i = 0; i < n; ++i) {
      char32_t c = text->at(i);
      if (!isSpecial(c)) continue;
      char32_t guard;
      if (!guardOf(c, &quoted, &guard)) return false;
      if (guard == CsvDialect::kNone) continue;
      if (!field.append(text, start, i) || !field.append(guard)) return false;
      start = i;
    }
    if (quoted && !out_.append(d_.quote_)) return false;
    if (start == 0 && field.length() == 0) {
      if (n != 0 && !out_.append(text)) return false;
    } else {
      Ref<Str> made = field.append(text, start, n) ? field.finish() : Ref<Str>();
      if (!made || !out_.append(made.get())) return false;
    }
    return !quoted || out_.append(d_.quote_);
  }

  const CsvDialect& d_;
  const Str* terminator_;
  StrBuilder out_;
  size_t fields_ = 0;
};

Ref<Object> writeRow(CsvWriter* writer, Object* row) {
  Ref<CsvDialect> dialect = writer->dialect_.share();
  Ref<Object> fields = getIter(row);
  if (!fields) {
    if (!errorMatches(kTypeTypeError)) return raised();
    clearError();
    return raiseCsvError("iterable expected, not %.200T", row);
  }
  Line line(dialect.get());
  while (Ref<Object> field = iterNext(fields.get())) {
    if (!line.add(field.get())) return raised();
  }
  if (errorPending()) return raised();
  Ref<Str> text = line.finish();
  Ref<Object> write = writer->write_.share();
  return text ? call(write.get(), text.get()) : Ref<Object>();
}

Ref<Object> writeOne(Object* const* args) { return writeRow(static_cast<CsvWriter*>(args[0]), args[1]); }

Ref<Object> writeAll(Object* const* args) {
  Ref<Object> rows = getIter(args[1]);
  if (!rows) return raised();
  while (Ref<Object> row = iterNext(rows.get())) {
    if (!writeRow(static_cast<CsvWriter*>(args[0]), row.get())) return raised();
  }
  return errorPending() ? Ref<Object>(raised()) : newNone();
}

Ref<Object> getDialect(Object* o) { return Ref<Object>(static_cast<CsvWriter*>(o)->dialect_.share()); }

constexpr NativeDef kMethods[] = {
    {"writerow", "self, row, /", writeOne,
     "writerow(iterable)\n\nConstruct and write a CSV record from an iterable of fields.  Non-string\n"
     "elements will be converted to string."},
    {"writerows", "self, rows, /", writeAll,
     "writerows(iterable of iterables)\n\nConstruct and write a series of iterables to a csv file.  Non-string\n"
     "elements will be converted to string."},
};
constexpr GetSetDef kAttributes[] = {{"dialect", getDialect}};

}  // namespace

// args: fileobj, dialect, options
Ref<Object> newCsvWriter(Object* const* args) {
  Ref<CsvDialect> dialect = makeCsvDialect_mayRunPython(args[1], args + 2);
  if (!dialect) return raised();
  bool failed = false;
  Ref<Object> write = getAttrOrNull(args[0], name(Name::write), &failed);
  if (failed) return raised();
  if (!write || !isCallable(write.get())) return raise(kTypeTypeError, "argument 1 must have a \"write\" method");
  Ref<CsvWriter> writer = allocateContainer<CsvWriter>(kTypeCsvWriter);
  if (!writer) return raised();
  writer->write_.init(std::move(write));
  writer->dialect_.init(std::move(dialect));
  return writer;
}

const TypeSpec kCsvWriterSpec = {"writer",
                                 "_csv",
                                 slotRowLayout<CsvWriter, 2>("writer"),
                                 kTypeDisallowInstantiation,
                                 kMethods,
                                 kAttributes,
                                 "CSV writer\n\nWriter objects are responsible for generating tabular data\n"
                                 "in CSV format from sequence input.\n"};

}  // namespace ophion
