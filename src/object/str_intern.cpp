// Interned strings: open addressing in a raw buffer of slots that count nothing. A string leaves when it dies.
#include "object/allocate.h"
#include "object/runtime_state.h"
#include "object/str.h"
#include "object/teardown.h"

namespace ophion {

namespace {

// Marks a place whose string left; no object ever has this index.
constexpr uint32_t kGone = 1;
constexpr uint32_t kFirstPlaces = 1024;

bool isString(Slot<Str> slot) { return slot.index() > kGone; }

// Gives the table room for one more. Nothing changes where memory is short.
bool makeRoom() {
  RuntimeState& s = state();
  uint32_t places = s.interned_.isNull() ? 0 : s.interned_mask_ + 1;
  if (places != 0 && (uint64_t{s.interned_filled_} + 1) * 3 <= uint64_t{places} * 2) return true;
  uint32_t wanted = places == 0 ? kFirstPlaces : places;
  while ((uint64_t{s.interned_used_} + 1) * 2 > wanted) wanted *= 2;
  auto* fresh = static_cast<Slot<Str>*>(heap().tryAllocateRaw(size_t{wanted} * sizeof(Slot<Str>)));
  if (fresh == nullptr) return false;
  std::memset(static_cast<void*>(fresh), 0, size_t{wanted} * sizeof(Slot<Str>));
  if (places != 0) {
    Slot<Str>* old = s.interned_.get();
    for (uint32_t i = 0; i < places; ++i) {
      if (!isString(old[i])) continue;
      uint32_t at = old[i]->hash_ & (wanted - 1);
      while (!fresh[at].isNull()) at = (at + 1) & (wanted - 1);
      fresh[at] = old[i];
    }
    heap().free(old, size_t{places} * sizeof(Slot<Str>));
  }
  s.interned_.set(fresh);
  s.interned_mask_ = wanted - 1;
  s.interned_filled_ = s.interned_used_;
  return true;
}

}  // namespace

Ref<Str> intern(Ref<Str> str) {
  if (!str || !isExactStr(str.get()) || str->isInterned()) return str;
  if (!makeRoom()) return raiseMemoryError();
  RuntimeState& s = state();
  Slot<Str>* table = s.interned_.get();
  uint32_t hash = hashStr(str.get());
  uint32_t at = hash & s.interned_mask_;
  uint32_t gone = UINT32_MAX;
  for (; !table[at].isNull(); at = (at + 1) & s.interned_mask_) {
    if (!isString(table[at])) {
      if (gone == UINT32_MAX) gone = at;
    } else if (Str* other = table[at].get(); other->hash_ == hash && equalStrs(other, str.get())) {
      return share(other);
    }
  }
  if (gone != UINT32_MAX) {
    at = gone;
  } else {
    ++s.interned_filled_;
  }
  ++s.interned_used_;
  table[at].set(str.get());
  str->setFlag(kFlagInterned);
  return str;
}

Ref<Str> internText(std::string_view utf8) { return intern(newStr(utf8)); }

void forgetInterned(Str* str) {
  RuntimeState& s = state();
  Slot<Str>* table = s.interned_.get();
  uint32_t at = str->hash_ & s.interned_mask_;
  Slot<Str> self = Slot<Str>::of(str);
  while (!(table[at] == self)) {
    OPHION_ASSERT(!table[at].isNull());
    at = (at + 1) & s.interned_mask_;
  }
  str->clearFlag(kFlagInterned);
  --s.interned_used_;
  // At the end of a run of filled places nobody probes past this one.
  if (table[(at + 1) & s.interned_mask_].isNull()) {
    table[at] = nullptr;
    --s.interned_filled_;
  } else {
    table[at] = Slot<Str>::fromIndex(kGone);
  }
}

void freeInternedTable() {
  RuntimeState& s = state();
  if (!s.interned_.isNull()) heap().free(s.interned_.get(), (size_t{s.interned_mask_} + 1) * sizeof(Slot<Str>));
  s.interned_ = nullptr;
  s.interned_used_ = s.interned_filled_ = s.interned_mask_ = 0;
}

}  // namespace ophion
