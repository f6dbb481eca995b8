// Constants of a compilation: structural hash and equality, and literals made into objects.
#include "compiler/codegen_constants.h"

#include <bit>

#include "object/bytes.h"
#include "object/complex.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/set.h"
#include "object/singletons.h"
#include "object/tuple.h"

namespace ophion {

namespace {

uint32_t mix(uint32_t h, uint64_t value) {
  uint64_t m = (h ^ value) * 0x9e3779b97f4a7c15u;
  return static_cast<uint32_t>(m ^ m >> 32);
}

uint32_t hashBytes(std::string_view bytes) {
  uint32_t h = 0x811c9dc5;
  for (char c : bytes) h = (h ^ static_cast<uint8_t>(c)) * 0x01000193;
  return h;
}

uint32_t structuralHash(Object* o) {
  uint32_t h = mix(0, o->typeIndex());
  switch (o->typeIndex()) {
    case kTypeInt:
      return mix(h, static_cast<uint64_t>(hashInt(static_cast<Int*>(o))));
    case kTypeFloat:
      return mix(h, std::bit_cast<uint64_t>(floatValue(o)));
    case kTypeComplex: {
      auto* c = static_cast<Complex*>(o);
      return mix(mix(h, std::bit_cast<uint64_t>(c->real_)), std::bit_cast<uint64_t>(c->imag_));
    }
    case kTypeStr:
      return mix(h, hashStr(static_cast<Str*>(o)));
    case kTypeBytes:
      return mix(h, hashBytes(static_cast<Bytes*>(o)->view()));
    case kTypeTuple: {
      auto* t = static_cast<Tuple*>(o);
      for (uint32_t i = 0; i < t->size_; ++i) h = mix(h, structuralHash(t->at(i)));
      return h;
    }
    case kTypeFrozenSet: {
      size_t position = 0;
      Object* key;
      uint32_t sum = 0;
      while (nextInSet(static_cast<Set*>(o), &position, &key)) sum += structuralHash(key);
      return mix(h, sum);
    }
    default:
      return mix(h, reinterpret_cast<uintptr_t>(o) >> 3);
  }
}

bool structurallyEqual(Object* a, Object* b) {
  if (a == b) return true;
  if (a->typeIndex() != b->typeIndex()) return false;
  switch (a->typeIndex()) {
    case kTypeInt:
      return compareInts(static_cast<Int*>(a), static_cast<Int*>(b)) == 0;
    case kTypeFloat:
      return std::bit_cast<uint64_t>(floatValue(a)) == std::bit_cast<uint64_t>(floatValue(b));
    case kTypeComplex: {
      auto *x = static_cast<Complex*>(a), *y = static_cast<Complex*>(b);
      return std::bit_cast<uint64_t>(x->real_) == std::bit_cast<uint64_t>(y->real_) &&
             std::bit_cast<uint64_t>(x->imag_) == std::bit_cast<uint64_t>(y->imag_);
    }
    case kTypeStr:
      return equalStrs(static_cast<Str*>(a), static_cast<Str*>(b));
    case kTypeBytes:
      return static_cast<Bytes*>(a)->view() == static_cast<Bytes*>(b)->view();
    case kTypeTuple: {
      auto *x = static_cast<Tuple*>(a), *y = static_cast<Tuple*>(b);
      if (x->size_ != y->size_) return false;
      for (uint32_t i = 0; i < x->size_; ++i) {
        if (!structurallyEqual(x->at(i), y->at(i))) return false;
      }
      return true;
    }
    case kTypeFrozenSet: {
      // Only sets built from the same items in the same order count as equal: enough to share repeated displays.
      if (static_cast<Set*>(a)->used_ != static_cast<Set*>(b)->used_) return false;
      size_t i = 0, j = 0;
      Object *x, *y;
      while (nextInSet(static_cast<Set*>(a), &i, &x)) {
        if (!nextInSet(static_cast<Set*>(b), &j, &y) || !structurallyEqual(x, y)) return false;
      }
      return true;
    }
    default:
      return false;
  }
}

}  // namespace

bool looksLikeName(const Str* s) {
  if (!s->isAscii()) return false;
  for (char c : s->asciiView()) {
    bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    if (!fits) return false;
  }
  return true;
}

ConstantPool::~ConstantPool() {
  for (Object* o : kept_) decref(o);
}

bool ConstantPool::grow() {
  uint32_t size = mask_ == 0 ? 64 : (mask_ + 1) * 2;
  uint32_t* table = arena_.tryArray<uint32_t>(size);
  if (table == nullptr) return raiseMemoryError();
  memset(table, 0, size * sizeof(uint32_t));
  for (uint32_t i = 0; mask_ != 0 && i <= mask_; ++i) {
    if (table_[i] == 0) continue;
    uint32_t at = hashes_[table_[i] - 1] & (size - 1);
    while (table[at] != 0) at = (at + 1) & (size - 1);
    table[at] = table_[i];
  }
  table_ = table;
  mask_ = size - 1;
  return true;
}

Object* ConstantPool::keepUnique(Ref<Object> value) {
  if (!value) return nullptr;
  if (!kept_.tryPush(arena_, value.get())) return raiseMemoryError();
  Object* kept = value.release();
  if (!hashes_.tryPush(arena_, 0)) return raiseMemoryError();
  return kept;
}

Object* ConstantPool::keep(Ref<Object> value) {
  if (!value) return nullptr;
  if ((mask_ == 0 || used_ * 2 > mask_) && !grow()) return nullptr;
  uint32_t hash = structuralHash(value.get());
  uint32_t at = hash & mask_;
  for (; table_[at] != 0; at = (at + 1) & mask_) {
    uint32_t i = table_[at] - 1;
    if (hashes_[i] == hash && structurallyEqual(kept_[i], value.get())) return kept_[i];
  }
  if (!kept_.tryPush(arena_, value.get())) return raiseMemoryError();
  Object* kept = value.release();
  if (!hashes_.tryPush(arena_, hash)) return raiseMemoryError();
  table_[at] = kept_.size();
  ++used_;
  return kept;
}

Str* ConstantPool::text(std::string_view utf8) {
  Ref<Str> s = newStr(utf8);
  if (s && looksLikeName(s.get())) s = intern(std::move(s));
  return static_cast<Str*>(keep(std::move(s)));
}

Str* ConstantPool::nameOf(const Identifier* name) {
  while (identifiers_.size() <= name->id) {
    if (!identifiers_.tryPush(arena_, nullptr)) return raiseMemoryError();
  }
  Str*& known = identifiers_[name->id];
  if (known == nullptr) known = static_cast<Str*>(keep(internText(name->view())));
  return known;
}

Object* ConstantPool::smallInt(int64_t value) { return keep(newInt(value)); }

Object* ConstantPool::literal(const ast::Constant* node) {
  switch (node->type) {
    case ast::ConstantKind::None:
      return keep(newNone());
    case ast::ConstantKind::True:
      return keep(newBool(true));
    case ast::ConstantKind::False:
      return keep(newBool(false));
    case ast::ConstantKind::Ellipsis:
      return keep(share(ellipsis()));
    case ast::ConstantKind::Int:
      return keep(newIntFromDigits(node->data, node->size, node->int_base, false));
    case ast::ConstantKind::Float:
      return keep(newFloat(node->number));
    case ast::ConstantKind::Imaginary:
      return keep(newComplex(0.0, node->number));
    case ast::ConstantKind::Str:
      return text({node->data, node->size});
    case ast::ConstantKind::Bytes:
      return keep(newBytes({node->data, node->size}));
  }
  return nullptr;
}

}  // namespace ophion
