// Order of boot: the header words of the singletons and small ints need nothing; type objects need only their headers,
// since a type index is a constant; with the types' entries in place strings and tuples can be made; names and
// resolution orders follow. Dicts of types are filled when first looked at.
#include "object/boot.h"

#include <sys/random.h>

#include <cstring>
#include <ctime>

#include "object/allocate.h"
#include "object/builtin_table.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/memory_error.h"
#include "object/runtime_state.h"
#include "object/shape.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type_flags.h"

namespace ophion {

namespace {

constexpr uint32_t kDefaultRecursionLimit = 1000;
constexpr uint32_t kDefaultIntMaxStrDigits = 4300;

void makeSingletons(RuntimeState& s) {
  s.none_.initHeader(kTypeNoneType);
  s.ellipsis_.initHeader(kTypeEllipsis);
  s.not_implemented_.initHeader(kTypeNotImplemented);
  s.false_.initHeader(kTypeBool);
  s.false_.value_ = 0;
  s.true_.initHeader(kTypeBool);
  s.true_.value_ = 1;
  for (unsigned i = 0; i < kCachedInts; ++i) {
    s.small_ints_[i].initHeader(kTypeInt);
    s.small_ints_[i].value_ = kSmallestCachedInt + static_cast<int64_t>(i);
  }
}

void makeHashKey(RuntimeState& s) {
  if (getrandom(s.hash_key_, sizeof s.hash_key_, 0) == static_cast<ssize_t>(sizeof s.hash_key_)) return;
  // No entropy to be had: the time and the place of the cage are better than a constant.
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  s.hash_key_[0] = static_cast<uint64_t>(now.tv_nsec) * 0x9e3779b97f4a7c15u;
  s.hash_key_[1] = reinterpret_cast<uint64_t>(&s) ^ static_cast<uint64_t>(now.tv_sec);
}

bool makeTypeObject(TypeIndex index) {
  void* p = heap().tryAllocateContainer(sizeof(Type));
  if (p == nullptr) return false;
  std::memset(p, 0, sizeof(Type));
  Type* type = static_cast<Type*>(p);
  type->initHeader(kTypeType);
  type->index_ = index;
  type->layout_ = static_cast<uint8_t>(layoutOfBuiltin(index));
  const TypeSpec& layout = typeSpec(type->layout_);
  type->tail_start_ = static_cast<uint8_t>((layout.layout.fixed_bytes + 3) / 4);
  type->flags_ = typeSpec(index).flags;
  TypeEntry& entry = typeEntry(index);
  entry.type_.set(type);
  entry.layout_ = type->layout_;
  entry.tail_start_ = type->tail_start_;
  return true;
}

// The empty string, bytes and tuple: whoever makes others may hand these out.
bool makeEmpties(RuntimeState& s) {
  void* str = heap().tryAllocate(Kind::Atom, sizeof(Str));
  void* bytes = heap().tryAllocate(Kind::Atom, sizeof(Bytes));
  void* tuple = heap().tryAllocateContainer(Tuple::bytesFor(0));
  if (str == nullptr || bytes == nullptr || tuple == nullptr) return false;
  Str* empty_str = new (str) Str{};
  empty_str->initHeader(kTypeStr);
  Bytes* empty_bytes = new (bytes) Bytes{};
  empty_bytes->initHeader(kTypeBytes);
  std::memset(tuple, 0, Tuple::bytesFor(0));
  Tuple* empty_tuple = static_cast<Tuple*>(tuple);
  empty_tuple->initHeader(kTypeTuple);
  s.empty_str_.set(empty_str);
  s.empty_bytes_.set(empty_bytes);
  s.empty_tuple_.set(empty_tuple);
  return true;
}

bool makeNames(RuntimeState& s) {
  static constexpr std::string_view kTexts[] = {
#define X(id) #id,
#define Y(id, text) text,
      OPHION_NAMES(X, Y)
#undef X
#undef Y
  };
  for (size_t i = 0; i < std::size(kTexts); ++i) {
    Ref<Str> text = kTexts[i].empty() ? intern(emptyStr()) : internText(kTexts[i]);
    if (!text) return false;
    s.names_[i].init(std::move(text));
  }
  return true;
}

// Name, bases and resolution order of a builtin type; its base's first.
bool completeType(TypeIndex index) {
  Type* type = builtinType(index);
  if (type->mro_) return true;
  const TypeSpec& spec = typeSpec(index);
  Ref<Str> text = internText(spec.name);
  if (!text) return false;
  type->qualified_name_.init(text);
  type->name_.init(std::move(text));
  if (index == kTypeObject) {
    Ref<Tuple> mro = newTupleOf({type});
    if (!mro) return false;
    type->mro_.init(std::move(mro));
    type->bases_.init(emptyTuple());
    type->flags_ |= flagsOfBuiltin(index);
    return true;
  }
  TypeIndex base_index = baseOfBuiltin(index);
  if (!completeType(base_index)) return false;
  Type* base = builtinType(base_index);
  Ref<Tuple> bases = newTupleOf({base});
  size_t n = base->mro_->size_;
  Ref<Tuple> mro = newTuple(n + 1);
  if (!bases || !mro) return false;
  mro->items()[0].init(share<Object>(type));
  for (size_t i = 0; i < n; ++i) mro->items()[i + 1].init(share(base->mro_->at(i)));
  type->bases_.init(std::move(bases));
  type->mro_.init(std::move(mro));
  type->base_.init(share(base));
  type->flags_ |= base->flags_ & kTypeInheritedFlags;
  type->flags_ |= flagsOfBuiltin(index);
  return addSubclass(base, type);
}

// ExceptionGroup is the one builtin class with two bases.
bool giveSecondBase() {
  if (!isBuiltinPresent(kTypeExceptionGroup)) return true;
  Type* group = builtinType(kTypeExceptionGroup);
  Type* second = builtinType(kTypeException);
  Ref<Tuple> bases = newTupleOf({builtinType(kTypeBaseExceptionGroup), second});
  if (!bases || !addSubclass(second, group)) return false;
  group->bases_.assign(bases);
  Ref<Tuple> mro = linearize(group, bases.get());
  if (!mro) return false;
  group->mro_.assign(std::move(mro));
  return true;
}

bool makeTypes() {
  for (TypeIndex i = kTypeObject; i < kBuiltinTypeEnd; ++i) {
    if (isBuiltinPresent(i) && !makeTypeObject(i)) return false;
  }
  return true;
}

bool completeTypes() {
  for (TypeIndex i = kTypeObject; i < kBuiltinTypeEnd; ++i) {
    if (!isBuiltinPresent(i)) continue;
    if (!completeType(i)) return false;
    Type* type = builtinType(i);
    // Instances with a dict that their layout has no place for have it behind them.
    if (type->is(kTypeInstancesHaveDict) && ownDictOffset(type->layout_) == 0 && i != kTypeType) {
      OPHION_ASSERT(typeSpec(type->layout_).layout.kind == Kind::Container);
      if (!makeDictTail(type)) return false;
    }
  }
  return true;
}

bool fillState() {
  RuntimeState& s = state();
  std::memset(static_cast<void*>(&s), 0, sizeof s);
  s.recursion_limit_ = kDefaultRecursionLimit;
  s.int_max_str_digits_ = kDefaultIntMaxStrDigits;
  s.next_id_ = 1;
  makeHashKey(s);
  makeSingletons(s);
  while (TypeIndex index = heap().tryAllocateTypeIndex()) {
    if (index == kFirstHeapType - 1) break;
  }
  if (!makeTypes() || !makeEmpties(s) || !makeNames(s) || !completeTypes()) return false;
  if (!giveSecondBase()) return false;
  if (!fillMemoryErrors()) return false;
  Ref<Dict> modules = newDict();
  Ref<Dict> builtins = newDict();
  Ref<List> reprs = newList();
  if (!modules || !builtins || !reprs) return false;
  s.modules_.init(std::move(modules));
  s.builtins_.init(std::move(builtins));
  s.repr_stack_.init(std::move(reprs));
  return true;
}

}  // namespace

Heap* tryBootRuntime(const HeapOptions& options) {
  initBuiltinTable();
  Heap* h = Heap::tryCreate(options);
  if (h == nullptr) return nullptr;
  h->enter();
  if (fillState()) return h;
  h->destroy();
  return nullptr;
}

void shutdownRuntimeObjects_mayRunPython() {
  RuntimeState& s = state();
  s.error_.clear();
  s.handled_.clear();
  s.sys_dict_.clear();
  s.modules_.clear();
  s.builtins_.clear();
  s.unraisable_.clear();
  s.signal_handlers_.clear();
  s.fork_hooks_.clear();
  s.struct_sequences_.clear();
  s.codec_search_.clear();
  s.codec_cache_.clear();
  s.codec_handlers_.clear();
  s.gc_garbage_.clear();
  s.gc_callbacks_.clear();
  clearMethodCache();
}

}  // namespace ophion
