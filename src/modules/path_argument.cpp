#include "modules/path_argument.h"

#include <climits>
#include <cstring>

#include "object/allocate.h"
#include "object/bytes.h"
#include "object/codec.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_chars.h"
#include "object/type.h"

namespace ophion {

Ref<Object> fsPath_mayRunPython(Object* object) {
  if (isStrLayout(object) || isBytesLayout(object)) return share(object);
  Object* method = lookupInType(typeOf(object), name(Name::__fspath__));
  if (method == nullptr) {
    if (errorPending()) return raised();
    return raise(kTypeTypeError, "expected str, bytes or os.PathLike object, not %T", object);
  }
  Ref<Object> held = share(method);
  Object* args[] = {object};
  Ref<Object> path = callSpecial(held.get(), args, 1);
  if (!path) return raised();
  if (!isStrLayout(path.get()) && !isBytesLayout(path.get())) {
    return raise(kTypeTypeError, "expected %T.__fspath__() to return str or bytes, not %T", object, path.get());
  }
  return path;
}

Ref<Bytes> encodeFileName(Str* text) {
  if (text->isAscii()) return newBytes(text->asciiView());
  Ref<Str> errors = internText("surrogateescape");
  return errors ? encodeNative_mayRunPython(Encoding::Utf8, text, errors.get()) : nullptr;
}

Ref<Str> decodeFileName(std::string_view bytes) {
  if (allAscii(bytes.data(), bytes.size())) return newAscii(bytes);
  Ref<Str> errors = internText("surrogateescape");
  return errors ? decodeNative_mayRunPython(Encoding::Utf8, bytes, nullptr, errors.get()) : nullptr;
}

bool asFd_mayRunPython(Object* object, int* out) {
  if (isFloatLayout(object)) return raise(kTypeTypeError, "integer argument expected, got float");
  Ref<Int> number = index(object);
  if (!number) return raised();
  int64_t value;
  bool fits = tryInt64(number.get(), &value);
  if (!fits) value = intSign(number.get()) < 0 ? INT64_MIN : INT64_MAX;
  if (value > INT_MAX) return raise(kTypeOverflowError, "fd is greater than maximum");
  if (value < INT_MIN) return raise(kTypeOverflowError, "fd is less than minimum");
  *out = static_cast<int>(value);
  return true;
}

PathArgument::~PathArgument() {
  if (text_ != nullptr) heap().free(text_, bytes_);
}

bool PathArgument::wrongType(Object* given) {
  const char* allowed = options_ == (kAllowFd | kAllowNone) ? "string, bytes, os.PathLike, integer or None"
                        : options_ == kAllowFd              ? "string, bytes, os.PathLike or integer"
                        : options_ == kAllowNone            ? "string, bytes, os.PathLike or None"
                                                            : "string, bytes or os.PathLike";
  return raise(kTypeTypeError, "%s: %s should be %s, not %T", function_, argument_, allowed, given);
}

bool PathArgument::acquire_mayRunPython(Object* given) {
  if (given == nullptr || given == none()) {
    if ((options_ & kAllowNone) == 0 && given != nullptr) return wrongType(given);
    return true;
  }
  Ref<Object> path = share(given);
  if (!isStrLayout(given) && !isBytesLayout(given)) {
    Object* method = lookupInType(typeOf(given), name(Name::__fspath__));
    if (method == nullptr) {
      if (errorPending()) return raised();
      if ((options_ & kAllowFd) == 0 || !hasIndex(given)) return wrongType(given);
      if (!asFd_mayRunPython(given, &fd_)) return raised();
      is_fd_ = true;
      object_ = share(given);
      return true;
    }
    path = fsPath_mayRunPython(given);
    if (!path) return raised();
  }
  object_ = path;
  is_bytes_ = isBytesLayout(path.get());
  Ref<Object> encoded = is_bytes_ ? path : Ref<Object>(encodeFileName(static_cast<Str*>(path.get())));
  if (!encoded) return raised();
  std::string_view bytes = static_cast<Bytes*>(encoded.get())->view();
  if (bytes.find('\0') != std::string_view::npos) {
    if (is_bytes_) return raise(kTypeValueError, "%s: embedded null character in %s", function_, argument_);
    return raise(kTypeValueError, "embedded null byte");
  }
  bytes_ = bytes.size() + 1;
  text_ = static_cast<char*>(heap().tryAllocateRaw(bytes_));
  if (text_ == nullptr) return raiseMemoryError();
  if (!bytes.empty()) std::memcpy(text_, bytes.data(), bytes.size());
  text_[bytes.size()] = 0;
  return true;
}

}  // namespace ophion
