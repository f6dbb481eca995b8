// The module _string: how string.Formatter reads the markup of str.format().
#include "object/allocate.h"
#include "object/error.h"
#include "object/format_markup.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str_methods.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

Ref<Object> rangeOrNone(const Str* s, TextRange range, bool present) {
  if (!present) return newNone();
  return substring(s, range.start, range.end);
}

// One (literal, field name, specification, conversion).
Ref<Object> pieceOf(const Str* s, const MarkupPiece& piece) {
  Ref<Object> literal = substring(s, piece.literal.start, piece.literal.end);
  Ref<Object> field = rangeOrNone(s, piece.name, piece.has_field);
  Ref<Object> spec = rangeOrNone(s, piece.spec, piece.has_field);
  Ref<Object> conversion = piece.conversion == 0 ? newNone() : Ref<Object>(newStrFromChar(piece.conversion));
  if (!literal || !field || !spec || !conversion) return raised();
  return newTupleOf({literal.get(), field.get(), spec.get(), conversion.get()});
}

Ref<Object> formatterParser(Object* const* args) {
  if (!isStrLayout(args[0])) return raise(kTypeTypeError, "expected str, got %T", args[0]);
  Str* s = asStr(args[0]);
  Ref<List> pieces = newList();
  if (!pieces) return raised();
  MarkupReader reader(s, {0, s->length_});
  MarkupPiece piece;
  while (true) {
    int more = reader.next(&piece);
    if (more < 0) return raised();
    if (more == 0) break;
    Ref<Object> made = pieceOf(s, piece);
    if (!made || !appendToListSteal(pieces.get(), std::move(made))) return raised();
  }
  return getIter(pieces.get());
}

Ref<Object> partName(const Str* s, TextRange range, int64_t index) {
  if (index >= 0) return newInt(index);
  return substring(s, range.start, range.end);
}

Ref<Object> fieldNameSplit(Object* const* args) {
  if (!isStrLayout(args[0])) return raise(kTypeTypeError, "expected str, got %T", args[0]);
  Str* s = asStr(args[0]);
  FieldNameReader reader(s, {0, s->length_});
  if (reader.failed()) return raised();
  Ref<Object> first = partName(s, reader.first(), reader.firstIndex());
  Ref<List> rest = newList();
  if (!first || !rest) return raised();
  while (true) {
    TextRange name;
    bool is_attribute;
    int64_t index;
    int more = reader.next(&name, &is_attribute, &index);
    if (more < 0) return raised();
    if (more == 0) break;
    Ref<Object> part = partName(s, name, index);
    if (!part) return raised();
    Ref<Tuple> pair = newTupleOf({boolObject(is_attribute), part.get()});
    if (!pair || !appendToListSteal(rest.get(), std::move(pair))) return raised();
  }
  Ref<Object> it = getIter(rest.get());
  return it ? Ref<Object>(newTupleOf({first.get(), it.get()})) : raised();
}

constexpr NativeDef kFunctions[] = {
    {"formatter_parser", "string, /", formatterParser, "parse the argument as a format string", NativeKind::Function},
    {"formatter_field_name_split", "string, /", fieldNameSplit, "split the argument as a field name",
     NativeKind::Function},
};

}  // namespace

extern const ModuleSpec kStringModule;
const ModuleSpec kStringModule = {"_string", "Reads the markup of str.format()", kFunctions};

}  // namespace ophion
