// The module unicodedata: what base/unicode.h knows, asked by character.
#include <cstdio>

#include "base/unicode.h"
#include "base/unicode_names.h"
#include "base/unicode_normal.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str_builder.h"
#include "object/str_methods.h"
#include "object/type.h"

namespace ophion {

namespace {

bool charArgument(Object* given, const char* function, char32_t* out) {
  if (isStrLayout(given) && asStr(given)->length_ == 1) {
    *out = asStr(given)->at(0);
    return true;
  }
  return raise(kTypeTypeError, "%s must be a unicode character, not %T", function, given);
}
#define OPHION_CHAR_ARGUMENT(c, function) \
  char32_t c;                             \
  if (!charArgument(args[0], function, &c)) return raised()

Ref<Object> category(Object* const* args) {
  OPHION_CHAR_ARGUMENT(c, "category() argument");
  return internText(unicode::category(c));
}
Ref<Object> bidirectional(Object* const* args) {
  OPHION_CHAR_ARGUMENT(c, "bidirectional() argument");
  return internText(unicode::bidirectional(c));
}
Ref<Object> eastAsianWidth(Object* const* args) {
  OPHION_CHAR_ARGUMENT(c, "east_asian_width() argument");
  return internText(unicode::eastAsianWidth(c));
}
Ref<Object> combining(Object* const* args) {
  OPHION_CHAR_ARGUMENT(c, "combining() argument");
  return newInt(unicode::combiningClass(c));
}
Ref<Object> mirrored(Object* const* args) {
  OPHION_CHAR_ARGUMENT(c, "mirrored() argument");
  return newInt(unicode::isMirrored(c));
}

Ref<Object> otherwise(Object* fallback, const char* complaint) {
  if (fallback != nullptr) return share(fallback);
  return raise(kTypeValueError, complaint);
}

Ref<Object> decimal(Object* const* args) {
  OPHION_CHAR_ARGUMENT(c, "decimal() argument 1");
  int value = unicode::decimalValue(c);
  return value >= 0 ? Ref<Object>(newInt(value)) : otherwise(args[1], "not a decimal");
}
Ref<Object> digit(Object* const* args) {
  OPHION_CHAR_ARGUMENT(c, "digit() argument 1");
  int value = unicode::digitValue(c);
  return value >= 0 ? Ref<Object>(newInt(value)) : otherwise(args[1], "not a digit");
}
Ref<Object> numeric(Object* const* args) {
  OPHION_CHAR_ARGUMENT(c, "numeric() argument 1");
  double value;
  return unicode::numericValue(c, &value) ? Ref<Object>(newFloat(value))
                                          : otherwise(args[1], "not a numeric character");
}

Ref<Object> nameOfChar(Object* const* args) {
  OPHION_CHAR_ARGUMENT(c, "name() argument 1");
  char text[unicode::kNameMax];
  size_t n = unicode::nameOf(c, text);
  return n != 0 ? Ref<Object>(newAscii({text, n})) : otherwise(args[1], "no such name");
}

Ref<Object> lookup(Object* const* args) {
  if (!isStrLayout(args[0])) return raise(kTypeTypeError, "lookup() argument must be str, not %T", args[0]);
  Utf8View text(asStr(args[0]));
  if (!text.valid()) return raised();
  char32_t found[unicode::kNamedSequenceMax];
  size_t n = unicode::lookupNameOrSequence(text.view().data(), text.view().size(), found);
  if (n == 0) {
    Ref<Str> message = formatStr("undefined character name '%U'", asStr(args[0]));
    return message ? raiseObject(kTypeKeyError, message.get()) : raised();
  }
  uint32_t chars[unicode::kNamedSequenceMax];
  for (size_t i = 0; i < n; ++i) chars[i] = found[i];
  return newStrFromUcs4(chars, n);
}

Ref<Object> decomposition(Object* const* args) {
  OPHION_CHAR_ARGUMENT(c, "decomposition() argument");
  char32_t parts[unicode::kDecompositionMax];
  const char* tag = "";
  size_t n = unicode::decomposition(c, parts, &tag);
  StrBuilder out;
  if (n != 0 && !out.appendAscii(tag)) return raised();
  for (size_t i = 0; i < n; ++i) {
    char text[12];
    int length =
        std::snprintf(text, sizeof text, "%s%04X", out.length() != 0 ? " " : "", static_cast<unsigned>(parts[i]));
    if (!out.appendAscii({text, static_cast<size_t>(length)})) return raised();
  }
  return out.finish();
}

bool formArgument(Object* const* args, const char* function, unicode::Form* form) {
  if (!isStrLayout(args[0])) return raise(kTypeTypeError, "%s argument 1 must be str, not %T", function, args[0]);
  if (!isStrLayout(args[1])) return raise(kTypeTypeError, "%s argument 2 must be str, not %T", function, args[1]);
  const Str* name = asStr(args[0]);
  if (equalsAscii(name, "NFC")) {
    *form = unicode::Form::NFC;
  } else if (equalsAscii(name, "NFD")) {
    *form = unicode::Form::NFD;
  } else if (equalsAscii(name, "NFKC")) {
    *form = unicode::Form::NFKC;
  } else if (equalsAscii(name, "NFKD")) {
    *form = unicode::Form::NFKD;
  } else {
    return raise(kTypeValueError, "invalid normalization form");
  }
  return true;
}

unicode::TextView textOf(const Str* s) {
  switch (s->unit()) {
    case 1:
      return unicode::latin1Text(s->data1(), s->length_);
    case 2:
      return unicode::ucs2Text(reinterpret_cast<const char16_t*>(s->data2()), s->length_);
    default:
      return unicode::ucs4Text(reinterpret_cast<const char32_t*>(s->data4()), s->length_);
  }
}

Ref<Object> normalizeText(Object* const* args) {
  unicode::Form form;
  if (!formArgument(args, "normalize()", &form)) return raised();
  Str* s = asStr(args[1]);
  if (s->isAscii() || unicode::isNormalized(form, textOf(s))) return exactly(s);
  StrBuilder out;
  auto emit = [](void* builder, char32_t c) { return static_cast<StrBuilder*>(builder)->append(c); };
  if (!unicode::normalize(form, textOf(s), emit, &out)) return raised();
  return out.finish();
}

Ref<Object> isNormalizedText(Object* const* args) {
  unicode::Form form;
  if (!formArgument(args, "is_normalized()", &form)) return raised();
  const Str* s = asStr(args[1]);
  return newBool(s->isAscii() || unicode::isNormalized(form, textOf(s)));
}

bool populate(Dict* dict) {
  Ref<Str> key = internText("unidata_version"), value = internText(unicode::kVersion);
  return key && value && setStr(dict, key.get(), value.get());
}

constexpr NativeKind kFunction = NativeKind::Function;
constexpr NativeDef kFunctions[] = {
    {"category", "chr, /", category, "Returns the general category assigned to the character chr as string.",
     kFunction},
    {"bidirectional", "chr, /", bidirectional,
     "Returns the bidirectional class assigned to the character chr as string.", kFunction},
    {"combining", "chr, /", combining,
     "Returns the canonical combining class assigned to the character chr as integer.", kFunction},
    {"mirrored", "chr, /", mirrored, "Returns the mirrored property assigned to the character chr as integer.",
     kFunction},
    {"east_asian_width", "chr, /", eastAsianWidth,
     "Returns the east asian width assigned to the character chr as string.", kFunction},
    {"decimal", "chr, default=None, /", decimal, "Converts a Unicode character into its equivalent decimal value.",
     kFunction},
    {"digit", "chr, default=None, /", digit, "Converts a Unicode character into its equivalent digit value.",
     kFunction},
    {"numeric", "chr, default=None, /", numeric, "Converts a Unicode character into its equivalent numeric value.",
     kFunction},
    {"decomposition", "chr, /", decomposition,
     "Returns the character decomposition mapping assigned to the character chr.", kFunction},
    {"name", "chr, default=None, /", nameOfChar, "Returns the name assigned to the character chr as a string.",
     kFunction},
    {"lookup", "name, /", lookup, "Look up character by name.", kFunction},
    {"normalize", "form, unistr, /", normalizeText, "Return the normal form 'form' for the Unicode string unistr.",
     kFunction},
    {"is_normalized", "form, unistr, /", isNormalizedText,
     "Return whether the Unicode string unistr is in the normal form.", kFunction},
};

}  // namespace

extern const ModuleSpec kUnicodedataModule;
const ModuleSpec kUnicodedataModule = {
    "unicodedata", "This module provides access to the Unicode Character Database.", kFunctions, {}, populate};

}  // namespace ophion
