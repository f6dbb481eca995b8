// Identifier: a name of the source, interned so that two names are equal exactly when their pointers are.
// IdentifierTable: the open-addressed table that makes them; it lives in the arena of its compilation.
#pragma once

#include <string_view>

#include "compiler/arena.h"

namespace ophion {

/// One spelling (after NFKC). `id` counts 0, 1, 2, … in order of first appearance and may index side tables.
struct Identifier {
  const char* text;  ///< UTF-8, NUL behind it
  uint32_t length;   ///< bytes
  uint32_t hash;
  uint32_t id;
  bool is_ascii;
  uint32_t listed_in = 0;  ///< number of the last list of names that it was found in, for whoever looks for repetitions

  std::string_view view() const { return {text, length}; }
};

/// The names of one compilation.
class IdentifierTable {
 public:
  explicit IdentifierTable(CompileArena& arena) : arena_(arena) {}

  /// The identifier with this spelling, or null when out of memory. The text is copied.
  [[nodiscard]] Identifier* tryIntern(const char* text, size_t length);
  [[nodiscard]] Identifier* tryIntern(std::string_view text) { return tryIntern(text.data(), text.size()); }

  /// How many there are; ids are below this.
  uint32_t size() const { return size_; }

  CompileArena& arena() const { return arena_; }

 private:
  bool tryGrow();

  CompileArena& arena_;
  Identifier** slots_ = nullptr;
  uint32_t capacity_ = 0;  ///< a power of two, or 0
  uint32_t size_ = 0;      ///< size_ <= capacity_ / 2
};

}  // namespace ophion
