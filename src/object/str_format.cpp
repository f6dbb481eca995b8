// str.format(), str.format_map() and str.__format__().
#include "object/dict.h"
#include "object/format_markup.h"
#include "object/int.h"
#include "object/number_format.h"
#include "object/protocol.h"
#include "object/str_builder.h"
#include "object/str_methods.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

// Fields in fields in specifications, as deep as this.
constexpr int kMaxNesting = 2;

class Formatter {
 public:
  // `args` null: only a mapping; `keywords` null: none.
  Formatter(Str* text, Tuple* args, Object* keywords) : text_(text), args_(args), keywords_(keywords) {}

  bool build(StrBuilder& out, TextRange range, int depth) {
    if (depth <= 0) return raise(kTypeValueError, "Max string recursion exceeded");
    MarkupReader reader(text_, range);
    MarkupPiece piece;
    while (true) {
      int more = reader.next(&piece);
      if (more <= 0) return more == 0;
      if (!out.append(text_, piece.literal.start, piece.literal.end)) return false;
      if (piece.has_field && !appendField(out, piece, depth)) return false;
    }
  }

 private:
  enum class Numbering : uint8_t { Undecided, Automatic, Manual };

  bool settleNumbering(bool name_empty) {
    if (numbering_ == Numbering::Undecided) numbering_ = name_empty ? Numbering::Automatic : Numbering::Manual;
    if (numbering_ == Numbering::Manual && name_empty) {
      return raise(kTypeValueError, "cannot switch from manual field specification to automatic field numbering");
    }
    if (numbering_ == Numbering::Automatic && !name_empty) {
      return raise(kTypeValueError, "cannot switch from automatic field numbering to manual field specification");
    }
    return true;
  }

  Ref<Object> firstObject(const FieldNameReader& name) {
    int64_t index = name.firstIndex();
    bool empty = name.first().empty();
    if (empty || index != -1) {
      if (!settleNumbering(empty)) return raised();
      if (empty) index = next_number_++;
    }
    if (index == -1) {
      Ref<Str> key = substring(text_, name.first().start, name.first().end);
      if (!key) return raised();
      if (keywords_ == nullptr) return raiseObject(kTypeKeyError, key.get());
      return getItem(keywords_, key.get());
    }
    if (args_ == nullptr) return raise(kTypeValueError, "Format string contains positional fields");
    if (index >= int64_t{args_->size_}) {
      return raise(kTypeIndexError, "Replacement index %lld out of range for positional args tuple",
                   static_cast<long long>(index));
    }
    return share(args_->at(static_cast<size_t>(index)));
  }

  Ref<Object> fieldObject(TextRange range) {
    FieldNameReader name(text_, range);
    if (name.failed()) return raised();
    Ref<Object> object = firstObject(name);
    while (object) {
      TextRange part;
      bool is_attribute;
      int64_t index;
      int more = name.next(&part, &is_attribute, &index);
      if (more < 0) return raised();
      if (more == 0) break;
      if (!is_attribute && index != -1) {
        Ref<Int> key = newInt(index);
        object = key ? getItem(object.get(), key.get()) : nullptr;
        continue;
      }
      Ref<Str> key = substring(text_, part.start, part.end);
      if (is_attribute) key = intern(std::move(key));
      if (!key) return raised();
      object = is_attribute ? getAttr(object.get(), key.get()) : getItem(object.get(), key.get());
    }
    return object;
  }

  static Ref<Object> converted(Object* object, char32_t conversion) {
    switch (conversion) {
      case 'r':
        return reprOf(object);
      case 's':
        return strOf(object);
      case 'a':
        return asciiOf(object);
      default:
        if (conversion > 32 && conversion < 127) {
          return raise(kTypeValueError, "Unknown conversion specifier %c", static_cast<int>(conversion));
        }
        return raise(kTypeValueError, "Unknown conversion specifier \\x%x", static_cast<unsigned>(conversion));
    }
  }

  bool appendField(StrBuilder& out, const MarkupPiece& piece, int depth) {
    Ref<Object> object = fieldObject(piece.name);
    if (!object) return false;
    if (piece.conversion != 0) {
      object = converted(object.get(), piece.conversion);
      if (!object) return false;
    }
    if (piece.spec.empty() && isExactStr(object.get())) return out.append(asStr(object.get()));
    Ref<Str> spec;
    if (piece.spec_nested) {
      StrBuilder nested;
      if (!build(nested, piece.spec, depth - 1)) return false;
      spec = nested.finish();
    } else {
      spec = substring(text_, piece.spec.start, piece.spec.end);
    }
    if (!spec) return false;
    Ref<Str> shown = formatObject(object.get(), spec.get());
    return shown && out.append(shown.get());
  }

  Str* text_;
  Tuple* args_;
  Object* keywords_;
  Numbering numbering_ = Numbering::Undecided;
  int64_t next_number_ = 0;
};

Ref<Object> formatted(Str* text, Tuple* args, Object* keywords) {
  StrBuilder out;
  Formatter formatter(text, args, keywords);
  if (!formatter.build(out, {0, text->length_}, kMaxNesting)) return raised();
  return out.finish();
}

Ref<Object> formatText(Str* s, Str* spec_text) {
  FormatSpec spec;
  if (!parseFormatSpec(spec_text, &spec, 's', '<', s)) return raised();
  if (spec.type != 's') return raiseUnknownFormatCode(spec.type, s);
  if (spec.sign == ' ') return raise(kTypeValueError, "Space not allowed in string format specifier");
  if (spec.sign != 0) return raise(kTypeValueError, "Sign not allowed in string format specifier");
  if (spec.no_negative_zero) {
    return raise(kTypeValueError, "Negative zero coercion (z) not allowed in string format specifier");
  }
  if (spec.alternate) return raise(kTypeValueError, "Alternate form (#) not allowed in string format specifier");
  if (spec.align == '=') return raise(kTypeValueError, "'=' alignment not allowed in string format specifier");
  size_t length = s->length_;
  if (spec.precision >= 0 && static_cast<uint64_t>(spec.precision) < length)
    length = static_cast<size_t>(spec.precision);
  Ref<Str> shown = substring(s, 0, length);
  if (!shown || spec.width <= static_cast<int64_t>(length)) return shown;
  return padded(shown.get(), spec.fill, spec.align, spec.width);
}

}  // namespace

namespace str_methods {

Ref<Object> format(Object* const* args) { return formatted(asStr(args[0]), static_cast<Tuple*>(args[1]), args[2]); }
Ref<Object> formatMap(Object* const* args) { return formatted(asStr(args[0]), nullptr, args[1]); }

Ref<Object> formatSpec(Object* const* args) {
  if (!isStrLayout(args[1]))
    return raise(kTypeTypeError, "__format__() argument must be str, not %s", shownType(args[1]));
  if (asStr(args[1])->length_ == 0) return isExactStr(args[0]) ? share(args[0]) : Ref<Object>(strOf(args[0]));
  return formatText(asStr(args[0]), asStr(args[1]));
}

}  // namespace str_methods

}  // namespace ophion
