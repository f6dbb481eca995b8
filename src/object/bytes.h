// Bytes: a row of bytes, immutable. header, length, hash (0: not computed), bytes.
#pragma once

#include <cstdint>
#include <string_view>

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Bytes : Object {
  uint32_t length_;
  mutable uint32_t hash_;
  char* data() { return reinterpret_cast<char*>(this + 1); }
  const char* data() const { return reinterpret_cast<const char*>(this + 1); }
  std::string_view view() const { return {data(), length_}; }
};

inline constexpr size_t kMaxBytesLength = 0xfffffff0;

Ref<Bytes> newBytes(std::string_view bytes);  // the shared ones for none or one byte
Ref<Bytes> newBytesUninitialized(size_t n);   // n 0: the shared empty one
uint32_t hashBytes(const Bytes* bytes);       // never 0

}  // namespace ophion
