#include "object/int_limbs.h"

#include <cstdlib>
#include <cstring>

namespace ophion {

namespace {

// GMP's memory functions belong to the process, and so does a program that embeds runtimes and may use GMP itself. Ours
// take memory from the cage only inside a GmpScope, and otherwise do what was installed before.
thread_local bool t_in_gmp = false;
void* (*g_previous_allocate)(size_t);
void* (*g_previous_resize)(void*, size_t, size_t);
void (*g_previous_free)(void*, size_t);

void* gmpAllocate(size_t bytes) {
  if (t_in_gmp) {
    if (void* p = heap().tryAllocateRaw(bytes)) return p;
  }
  return g_previous_allocate(bytes);
}

void gmpFree(void* p, size_t bytes) {
  if (t_cage != nullptr && heap().isInArenas(p)) {
    heap().free(p, bytes);
  } else {
    g_previous_free(p, bytes);
  }
}

void* gmpResize(void* p, size_t old_bytes, size_t new_bytes) {
  if (t_cage == nullptr || !heap().isInArenas(p)) return g_previous_resize(p, old_bytes, new_bytes);
  void* fresh = gmpAllocate(new_bytes);
  std::memcpy(fresh, p, old_bytes < new_bytes ? old_bytes : new_bytes);
  heap().free(p, old_bytes);
  return fresh;
}

bool installMemoryFunctions() {
  mp_get_memory_functions(&g_previous_allocate, &g_previous_resize, &g_previous_free);
  mp_set_memory_functions(gmpAllocate, gmpResize, gmpFree);
  return true;
}

// Below this many limbs GMP's scratch is on the C stack.
constexpr size_t kStackScratchLimbs = 400;

}  // namespace

GmpScope::GmpScope(size_t limbs) : ready_(true), outer_(t_in_gmp) {
  static const bool installed = installMemoryFunctions();
  (void)installed;
  t_in_gmp = true;
  if (limbs < kStackScratchLimbs) return;
  size_t bytes = (limbs * 8 + 4096) * sizeof(mp_limb_t);
  void* probe = heap().tryAllocateRaw(bytes);
  if (probe == nullptr) {
    ready_ = false;
    raiseMemoryError();
    return;
  }
  heap().free(probe, bytes);
}

GmpScope::~GmpScope() { t_in_gmp = outer_; }

Int* allocateBigInt(size_t n, bool negative) {
  if (n > kMaxLimbs) {
    raiseMemoryError();
    return nullptr;
  }
  Ref<Int> i = allocateAtom<Int>(kTypeInt, sizeof(Int) + n * sizeof(mp_limb_t), kFlagBig);
  if (!i) return nullptr;
  i->value_ = 0;
  i->limbs_ = negative ? -static_cast<int32_t>(n) : static_cast<int32_t>(n);
  return i.release();
}

LimbResult::LimbResult(size_t n) : n_(n), data_(local_) {
  if (n <= kLocal) return;
  object_ = allocateBigInt(n, false);
  data_ = object_ != nullptr ? asLimbs(object_->limbs()) : nullptr;
}

LimbResult::~LimbResult() {
  if (object_ != nullptr) heap().free(object_, sizeof(Int) + n_ * sizeof(mp_limb_t));
}

Ref<Int> LimbResult::finish(size_t used, bool negative) {
  used = withoutLeadingZeros(data_, used);
  size_t bytes = sizeof(Int) + used * sizeof(mp_limb_t);
  // The block must be of the size that the count of limbs tells, or it would be given back wrongly.
  if (object_ == nullptr || used < 2 || allocatedBytes(bytes) != allocatedBytes(sizeof(Int) + n_ * sizeof(mp_limb_t))) {
    return newIntFromLimbs(reinterpret_cast<uint64_t*>(data_), used, negative);
  }
  object_->limbs_ = negative ? -static_cast<int32_t>(used) : static_cast<int32_t>(used);
  return Ref<Int>::steal(std::exchange(object_, nullptr));
}

}  // namespace ophion
