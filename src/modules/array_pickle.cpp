// Arrays, pickled: as a list of items, or as bytes with a code that tells machines apart.
#include <algorithm>
#include <bit>
#include <cstring>

#include "modules/array.h"
#include "object/allocate.h"
#include "object/bytes.h"
#include "object/codec.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

enum class Content : uint8_t { Signed, Unsigned, Float, Utf16, Utf32 };
// What a machine format code stands for; its place in the table is the code.
struct MachineFormat {
  Content content;
  uint8_t item_bytes;
  bool big;
};
constexpr MachineFormat kFormats[] = {
    {Content::Unsigned, 1, false}, {Content::Signed, 1, false},   {Content::Unsigned, 2, false},
    {Content::Unsigned, 2, true},  {Content::Signed, 2, false},   {Content::Signed, 2, true},
    {Content::Unsigned, 4, false}, {Content::Unsigned, 4, true},  {Content::Signed, 4, false},
    {Content::Signed, 4, true},    {Content::Unsigned, 8, false}, {Content::Unsigned, 8, true},
    {Content::Signed, 8, false},   {Content::Signed, 8, true},    {Content::Float, 4, false},
    {Content::Float, 4, true},     {Content::Float, 8, false},    {Content::Float, 8, true},
    {Content::Utf16, 2, false},    {Content::Utf16, 2, true},     {Content::Utf32, 4, false},
    {Content::Utf32, 4, true},
};

Content contentOf(char code) {
  if (code == 'u') return Content::Utf32;
  if (code == 'f' || code == 'd') return Content::Float;
  return std::strchr("bhilq", code) != nullptr ? Content::Signed : Content::Unsigned;
}

// The machine format code of a kind on this machine.
int formatOf(char code) {
  static_assert(std::endian::native == std::endian::little);
  Content content = contentOf(code);
  unsigned bytes = arrayItemBytes(static_cast<unsigned char>(code));
  for (size_t i = 0; i < std::size(kFormats); ++i) {
    bool same = kFormats[i].content == content && kFormats[i].item_bytes == bytes;
    if (same && !kFormats[i].big) return static_cast<int>(i);
  }
  return -1;
}

Ref<Object> itemFrom(const MachineFormat& format, const char* p) {
  uint64_t raw = 0;
  for (unsigned i = 0; i < format.item_bytes; ++i) {
    raw = raw << 8 | static_cast<uint8_t>(p[format.big ? i : format.item_bytes - 1u - i]);
  }
  switch (format.content) {
    case Content::Float:
      if (format.item_bytes == 8) return newFloat(std::bit_cast<double>(raw));
      return newFloat(static_cast<double>(std::bit_cast<float>(static_cast<uint32_t>(raw))));
    case Content::Signed: {
      unsigned unused = 64 - format.item_bytes * 8u;
      return newInt(static_cast<int64_t>(raw << unused) >> unused);
    }
    default:
      return newIntFromUnsigned(raw);
  }
}

Ref<Object> convertItems_mayRunPython(const MachineFormat& format, std::string_view bytes) {
  if (format.content == Content::Utf16 || format.content == Content::Utf32) {
    Encoding encoding = format.content == Content::Utf16 ? (format.big ? Encoding::Utf16Be : Encoding::Utf16Le)
                                                         : (format.big ? Encoding::Utf32Be : Encoding::Utf32Le);
    return decodeNative_mayRunPython(encoding, bytes, nullptr, nullptr);
  }
  if (bytes.size() % format.item_bytes != 0) {
    return raise(kTypeValueError, "string length not a multiple of item size");
  }
  Ref<List> list = newList(bytes.size() / format.item_bytes);
  for (size_t at = 0; list && at < bytes.size(); at += format.item_bytes) {
    Ref<Object> item = itemFrom(format, bytes.data() + at);
    if (!item || !appendToListSteal(list.get(), std::move(item))) return raised();
  }
  return list;
}

Ref<Object> makeArray(Object* cls, char code, Object* items) {
  Ref<Str> code_text = newStrFromChar(static_cast<unsigned char>(code));
  return code_text ? call(cls, code_text.get(), items) : nullptr;
}

Ref<Object> reconstructor() {
  Ref<Str> module_name = internText("array"), key = internText("_array_reconstructor");
  if (!module_name || !key) return raised();
  Object* module = state().modules_.isNull() ? nullptr : getStrBorrowed(state().modules_.get(), module_name.get());
  if (module == nullptr) return raise(kTypeImportError, "the module array is gone");
  Ref<Object> held = share(module);
  return getAttr(held.get(), key.get());
}

}  // namespace

// self, protocol
Ref<Object> reduceArray(Object* const* args) {
  auto* array = static_cast<ArrayArray*>(args[0]);
  if (!isIntLayout(args[1])) return raise(kTypeTypeError, "__reduce_ex__ argument should be an integer");
  int64_t protocol;
  if (!asInt64(args[1], &protocol)) return raised();
  bool failed = false;
  Ref<Object> dict = getAttrOrNull(array, Name::__dict__, &failed);
  Ref<Str> code = newStrFromChar(static_cast<unsigned char>(array->code_));
  if (failed || !code) return raised();
  if (!dict) dict = newNone();
  if (protocol < 3) {
    Ref<List> list = arrayToList(array);
    Ref<Tuple> arguments = list ? newTupleOf({code.get(), list.get()}) : nullptr;
    return arguments ? Ref<Object>(newTupleOf({typeOf(array), arguments.get(), dict.get()})) : raised();
  }
  Ref<Object> maker = reconstructor();
  Ref<Int> format = maker ? newInt(formatOf(array->code_)) : nullptr;
  Ref<Bytes> bytes = format ? newBytes(array->view()) : nullptr;
  Ref<Tuple> arguments =
      bytes ? newTupleOf({static_cast<Object*>(typeOf(array)), code.get(), format.get(), bytes.get()}) : nullptr;
  return arguments ? Ref<Object>(newTupleOf({maker.get(), arguments.get(), dict.get()})) : raised();
}

// arraytype, typecode, mformat_code, items
Ref<Object> reconstructArray(Object* const* args) {
  if (!isStrLayout(args[1]) || static_cast<Str*>(args[1])->length_ != 1) {
    return raise(kTypeTypeError, "_array_reconstructor() argument 2 must be a unicode character, not %T", args[1]);
  }
  int64_t format_code;
  if (!asInt64(args[2], &format_code)) return raised();
  if (!isType(args[0])) return raise(kTypeTypeError, "first argument must be a type object, not %.200T", args[0]);
  if (!isSubtype(static_cast<Type*>(args[0]), builtinType(kTypeArrayArray))) {
    return raise(kTypeTypeError, "%.200N is not a subtype of array.array", static_cast<Type*>(args[0]));
  }
  char32_t given = static_cast<Str*>(args[1])->at(0);
  if (arrayItemBytes(given) == 0) return raise(kTypeValueError, "second argument must be a valid type code");
  if (format_code < 0 || format_code >= static_cast<int64_t>(std::size(kFormats))) {
    return raise(kTypeValueError, "third argument must be a valid machine format code.");
  }
  if (!isBytesLayout(args[3])) return raise(kTypeTypeError, "fourth argument should be bytes, not %.200T", args[3]);
  char code = static_cast<char>(given);
  if (formatOf(code) == format_code) return makeArray(args[0], code, args[3]);
  const MachineFormat& format = kFormats[format_code];
  Ref<Object> items = convertItems_mayRunPython(format, static_cast<Bytes*>(args[3])->view());
  if (!items) return raised();
  if (format.content == Content::Signed || format.content == Content::Unsigned) {
    // The last kind that has exactly such items.
    for (const char* p = kArrayCodes; *p != 0; ++p) {
      bool same = arrayItemBytes(static_cast<unsigned char>(*p)) == format.item_bytes && *p != 'u' &&
                  contentOf(*p) == format.content;
      if (same) code = *p;
    }
  }
  return makeArray(args[0], code, items.get());
}

}  // namespace ophion
