// The methods that bytes and bytearray share. Results are of the receiver's type: bytes for bytes, bytearray for
// bytearray.
#pragma once

#include <string_view>

#include "heap/ref.h"
#include "object/byte_array.h"
#include "object/bytes.h"
#include "object/error.h"
#include "object/type.h"

// clang-format off
#define OPHION_BYTE_METHODS(X) \
  X(capitalize) X(center) X(count) X(decode) X(endsWith) X(expandTabs) X(find) X(hex) X(index) X(isAlnum) X(isAlpha) \
  X(isAscii) X(isDigit) X(isLower) X(isSpace) X(isTitle) X(isUpper) X(join) X(ljust) X(lower) X(lstrip) X(makeTrans) \
  X(partition) X(removePrefix) X(removeSuffix) X(replace) X(rfind) X(rindex) X(rjust) X(rpartition) X(rsplit) X(rstrip) \
  X(split) X(splitLines) X(startsWith) X(strip) X(swapCase) X(title) X(translate) X(upper) X(zfill) X(fromHex) \
  X(length) X(contains) X(add) X(multiply) X(modulo) X(reflectedModulo) X(getItem) X(iterate) X(repr) \
  X(equal) X(notEqual) X(less) X(lessEqual) X(greater) X(greaterEqual)
// clang-format on

namespace ophion {

namespace byte_methods {
#define X(name) Ref<Object> name(Object* const* args);
OPHION_BYTE_METHODS(X)
#undef X
}  // namespace byte_methods

// The bytes of a bytes or bytearray.
inline std::string_view bytesOf(const Object* o) {
  return isByteArrayLayout(o) ? static_cast<const ByteArray*>(o)->view() : static_cast<const Bytes*>(o)->view();
}
// A new object like `self` with these bytes; `bytes` may lie in `self`.
Ref<Object> bytesLike(Object* self, std::string_view bytes);
// The same, of which only the length is known yet. *data is where the bytes go.
Ref<Object> bytesLikeUninitialized(Object* self, size_t n, char** data);
// `self` where it is exactly bytes, else a copy like it.
Ref<Object> unchangedBytes(Object* self);

// The repr of a row of bytes, in quotes after b. A bytearray shows every single quote escaped.
Ref<Object> reprOfBytes(std::string_view bytes, bool escape_single);
// The value of a byte given by an object. False: TypeError, or ValueError "byte must be in range(0, 256)".
[[nodiscard]] bool byteValue_mayRunPython(Object* object, uint8_t* out,
                                          const char* complaint = "byte must be in range(0, 256)");
// What bytes(source, encoding, errors) collects; source may be null.
class ByteBuilder;
[[nodiscard]] bool collectBytes_mayRunPython(ByteBuilder& out, Object* source, Object* encoding, Object* errors,
                                             bool array);
// `format % values` on bytes.
[[nodiscard]] bool formatBytesPercent_mayRunPython(ByteBuilder& out, std::string_view format, Object* values);
// hex() of bytes; sep may be null.
Ref<Object> hexOf(std::string_view bytes, Object* sep, Object* bytes_per_sep);

struct BytesIterator : Object {
  Slot<Object> bytes_;  // Bytes or ByteArray; null: exhausted
  uint32_t position_;
};

}  // namespace ophion
