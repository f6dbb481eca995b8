// ConstantPool: the constants of one compilation, each value once. Equal means: same type and same value, with 0.0 and
// -0.0 apart, items of tuples compared likewise; so equal literals of one compilation are one object.
#pragma once

#include "compiler/ast.h"
#include "heap/ref.h"
#include "object/str.h"

namespace ophion {

struct Tuple;

class ConstantPool {
 public:
  explicit ConstantPool(CompileArena& arena) : arena_(arena) {}
  ConstantPool(const ConstantPool&) = delete;
  ConstantPool& operator=(const ConstantPool&) = delete;
  ~ConstantPool();

  // The pool's own object equal to `value`; borrowed, alive as long as the pool. Null (and an exception pending) where
  // `value` is null or memory is short.
  Object* keep(Ref<Object> value);
  // The object of a literal. ValueError pending where an integer has too many digits.
  Object* literal(const ast::Constant* node);
  // The interned string of a name.
  Str* nameOf(const Identifier* name);
  Str* text(std::string_view utf8);  // interned where it looks like a name
  Object* smallInt(int64_t value);
  // Keeps an object that is not compared with others (code).
  Object* keepUnique(Ref<Object> value);

 private:
  bool grow();

  CompileArena& arena_;
  ArenaVector<Object*> kept_;  // one count each
  ArenaVector<uint32_t> hashes_;
  ArenaVector<Str*> identifiers_;  // by Identifier::id
  uint32_t* table_ = nullptr;      // place in kept_ + 1; 0: free
  uint32_t mask_ = 0;
  uint32_t used_ = 0;
};

// Whether a string is interned when it is a constant: letters, digits and underscores of ASCII only.
bool looksLikeName(const Str* s);

}  // namespace ophion
