// The table of identifiers: linear probing, doubled when half full.
#include "compiler/identifier.h"

namespace ophion {

namespace {

uint32_t hashText(const char* text, size_t length) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < length; i++) hash = (hash ^ static_cast<unsigned char>(text[i])) * 16777619u;
  return hash ^ (hash >> 15);
}

}  // namespace

bool IdentifierTable::tryGrow() {
  uint32_t capacity = capacity_ ? capacity_ * 2 : 64;
  Identifier** slots = arena_.tryArray<Identifier*>(capacity);
  if (!slots) return false;
  memset(slots, 0, capacity * sizeof(Identifier*));
  for (uint32_t i = 0; i < capacity_; i++) {
    if (!slots_[i]) continue;
    uint32_t at = slots_[i]->hash & (capacity - 1);
    while (slots[at]) at = (at + 1) & (capacity - 1);
    slots[at] = slots_[i];
  }
  slots_ = slots;
  capacity_ = capacity;
  return true;
}

Identifier* IdentifierTable::tryIntern(const char* text, size_t length) {
  if (size_ * 2 >= capacity_ && !tryGrow()) return nullptr;
  uint32_t hash = hashText(text, length);
  uint32_t at = hash & (capacity_ - 1);
  while (Identifier* found = slots_[at]) {
    if (found->hash == hash && found->length == length && memcmp(found->text, text, length) == 0) return found;
    at = (at + 1) & (capacity_ - 1);
  }
  Identifier* made = arena_.tryNew<Identifier>();
  char* copy = arena_.tryCopy(text, length);
  if (!made || !copy) return nullptr;
  bool is_ascii = true;
  for (size_t i = 0; i < length; i++) is_ascii &= static_cast<unsigned char>(text[i]) < 0x80;
  *made = {copy, static_cast<uint32_t>(length), hash, size_++, is_ascii, 0};
  slots_[at] = made;
  return made;
}

}  // namespace ophion
