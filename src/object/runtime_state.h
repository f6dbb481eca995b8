// RuntimeState: what one runtime knows besides its objects, right behind the heap's own structure in the cage. Slots
// and numbers only; native things (streams, callbacks) are in the host's side table (object/host.h).
#pragma once

#include <cstddef>

#include "heap/heap.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/names.h"

namespace ophion {

struct Dict;
struct List;
struct Str;
struct Tuple;
struct Set;
struct Bytes;

inline constexpr size_t kRuntimeStateOffset = 4096;
inline constexpr size_t kVmStateOffset = 16384;
inline constexpr unsigned kCachedInts = kLargestCachedInt - kSmallestCachedInt + 1;
inline constexpr unsigned kMethodCacheEntries = 256;

struct MethodCacheEntry {
  uint32_t version_;  // of the type; 0: empty
  uint32_t name_;     // slot index of the interned name
  uint32_t value_;    // slot index of what was found, borrowed; 0: nothing is found
};

struct RuntimeState {
  Slot<Object> error_;  // the pending exception, an instance; null: none. Counted. First: errorPending() looks here.
  uint32_t errors_in_reserve_;
  Object none_, ellipsis_, not_implemented_;
  Int false_, true_;
  Int small_ints_[kCachedInts];
  Slot<Str> names_[static_cast<unsigned>(Name::kCount)];
  Slot<Str> latin1_[256];  // one-character strings, made when first needed; counted
  Slot<Str> empty_str_;
  Slot<Bytes> empty_bytes_;
  Slot<Bytes> byte_[256];
  Slot<Tuple> empty_tuple_;

  // Interned strings: open addressing over slots that are not counted.
  Slot<Slot<Str>> interned_;
  uint32_t interned_used_, interned_filled_, interned_mask_;
  // Weak references: open addressing from object to its first weak reference (object/weakref.h).
  Slot<Object> weak_table_;
  uint32_t weak_used_, weak_filled_, weak_mask_;

  // Codecs: what programs registered (object/codec.h). Null until used.
  Slot<List> codec_search_;
  Slot<Dict> codec_cache_;     // normalised name to CodecInfo
  Slot<Dict> codec_handlers_;  // error handlers by name

  Slot<Object> memory_errors_;  // list of MemoryErrors made beforehand
  Slot<Object> handled_;        // the exception being handled (sys.exc_info), top of stack; counted

  Slot<Dict> modules_;   // sys.modules
  Slot<Dict> builtins_;  // dict of the module builtins
  Slot<Dict> sys_dict_;
  Slot<List> unraisable_;  // reserved
  Slot<List> gc_garbage_;  // gc.garbage, gc.callbacks; null until the module is imported
  Slot<List> gc_callbacks_;
  Slot<Dict> struct_sequences_;  // classes made of object/struct_sequence.h, by full name
  Slot<List> fork_hooks_;        // of os.register_at_fork: triples before, in the parent, in the child; null: none
  Slot<List> signal_handlers_;   // by number; null until the module _signal is used

  uint64_t hash_key_[2];
  uint64_t next_id_;
  uint64_t abc_version_;  // how often a class was registered with an abstract base class
  uint32_t repr_depth_;
  Slot<List> repr_stack_;  // objects whose repr is under way, borrowed
  uint32_t native_depth_;
  uint32_t recursion_limit_;
  uint32_t recursion_depth_;
  uint32_t int_max_str_digits_;
  uint32_t optimize_;
  uint32_t host_;  // number of the host's side table entry
  MethodCacheEntry method_cache_[kMethodCacheEntries];
};
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
static_assert(kRuntimeStateOffset + offsetof(RuntimeState, small_ints_) == kCachedIntsOffset);
static_assert(kRuntimeStateOffset + offsetof(RuntimeState, error_) == kPendingErrorOffset);
#pragma GCC diagnostic pop
static_assert(sizeof(RuntimeState) <= kVmStateOffset - kRuntimeStateOffset);

inline RuntimeState& state() { return *reinterpret_cast<RuntimeState*>(t_cage + kRuntimeStateOffset); }

inline Str* name(Name n) { return state().names_[static_cast<unsigned>(n)].get(); }

}  // namespace ophion
