// One run of a native encoder or decoder: its input, what it has made, and what happens at an error.
#pragma once

#include "object/byte_builder.h"
#include "object/codec.h"
#include "object/error.h"
#include "object/str_builder.h"

namespace ophion {

class DecodeSession {
 public:
  DecodeSession(Encoding kind, const char* name, std::string_view bytes, Object* object, Str* errors);

  // Bytes start..end do not decode. Asks the handler, appends what it says and sets *next to where to go on. False:
  // exception pending. The input may be another one afterwards.
  [[nodiscard]] bool fail(size_t start, size_t end, const char* reason, size_t* next);

  const uint8_t* data() const { return reinterpret_cast<const uint8_t*>(input_.data()); }
  size_t size() const { return input_.size(); }
  StrBuilder& out() { return out_; }

 private:
  Raised refuse(size_t start, size_t end, const char* reason);
  Ref<Object> exception(size_t start, size_t end, const char* reason);
  bool askRegistered(size_t start, size_t end, const char* reason, size_t* next);

  Encoding kind_;
  const char* name_;
  std::string_view input_;
  Ref<Object> object_;  // holds the input; made when first needed
  Str* errors_;
  ErrorMode mode_;
  StrBuilder out_;
};

class EncodeSession {
 public:
  EncodeSession(Encoding kind, const char* name, Str* s, Str* errors);

  // Characters start..end do not encode. As above.
  [[nodiscard]] bool fail(size_t start, size_t end, const char* reason, size_t* next);
  // Appends a character in the session's encoding; *fits false where it has none there.
  [[nodiscard]] bool put(char32_t c, bool* fits);
  ByteBuilder& out() { return out_; }
  // For an encoding given as a mapping from code points to bytes, their values or None.
  void setMapping(Object* mapping) { mapping_ = mapping; }

 private:
  bool putMapped(char32_t c, bool* fits);
  Raised refuse(size_t start, size_t end, const char* reason);
  bool askRegistered(size_t start, size_t end, const char* reason, size_t* next);
  bool appendReplacement(Object* replacement, size_t start, size_t end, const char* reason);

  Encoding kind_;
  const char* name_;
  Str* s_;
  Str* errors_;
  Object* mapping_ = nullptr;
  ErrorMode mode_;
  ByteBuilder out_;
};

// What a builtin handler puts in place of what failed.
struct Replacement {
  Ref<Object> text;  // Str, or Bytes when encoding
  size_t next = 0;
  bool declined = false;  // the handler does not help here: the error stands
};
// False: exception pending.
[[nodiscard]] bool replaceBytes(ErrorMode mode, Encoding kind, std::string_view bytes, size_t start, size_t end,
                                Replacement* out);
[[nodiscard]] bool replaceChars(ErrorMode mode, Encoding kind, const Str* s, size_t start, size_t end,
                                Replacement* out);

inline bool isSurrogate(char32_t c) { return c >= 0xd800 && c <= 0xdfff; }

// The native codecs, a file each.
Ref<Str> decodeUtf8(std::string_view bytes, Object* object, Str* errors, size_t* consumed);
Ref<Bytes> encodeUtf8(Str* s, Str* errors);
Ref<Str> decodeUtf7(std::string_view bytes, Object* object, Str* errors, size_t* consumed);
Ref<Bytes> encodeUtf7(Str* s);
Ref<Str> decodeUtf16(Encoding kind, std::string_view bytes, Object* object, Str* errors, size_t* consumed, int* order);
Ref<Str> decodeUtf32(Encoding kind, std::string_view bytes, Object* object, Str* errors, size_t* consumed, int* order);
Ref<Bytes> encodeWide(Encoding kind, Str* s, Str* errors);
Ref<Str> decodeEscapes(std::string_view bytes, Object* object, Str* errors, size_t* consumed);
Ref<Str> decodeRawEscapes(std::string_view bytes, Object* object, Str* errors, size_t* consumed);
Ref<Bytes> encodeEscapes(Str* s);
Ref<Bytes> encodeRawEscapes(Str* s);

}  // namespace ophion
