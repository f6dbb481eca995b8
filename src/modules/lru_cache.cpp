// functools.lru_cache: the callable that wraps a function with a cache.
//
// The cache is a dict from a call's key to its result. In a bounded cache a hit moves its entry to the end, so the
// first entry is the one used least recently; where it is found is remembered, as entries taken out leave a growing gap
// at the front.
#include "modules/functools.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"

namespace ophion {

namespace {

FunctoolsLruCache* self(Object* const* args) { return static_cast<FunctoolsLruCache*>(args[0]); }

Ref<Object> makeCache(Object* const* args) {
  Object *function = args[1], *limit = args[2], *typed = args[3], *info_type = args[4];
  if (!isCallable(function)) return raise(kTypeTypeError, "the first argument must be callable");
  int64_t max_size = -1;
  if (!isNone(limit)) {
    if (!hasIndex(limit)) return raise(kTypeTypeError, "maxsize should be integer or None");
    if (!asInt64(limit, &max_size)) return raised();
    if (max_size < 0) max_size = 0;
  }
  int by_type = isTrue(typed);
  Ref<Dict> cache = by_type < 0 ? Ref<Dict>(nullptr) : newDict();
  if (!cache) return raised();
  Ref<Object> mark = call(builtinType(kTypeObject));
  if (!mark) return mark;
  Ref<Object> made = allocateInstance(static_cast<Type*>(args[0]), sizeof(FunctoolsLruCache));
  if (!made) return made;
  __builtin_memset(reinterpret_cast<char*>(made.get()) + sizeof(Object), 0, sizeof(FunctoolsLruCache) - sizeof(Object));
  FunctoolsLruCache* wrapper = static_cast<FunctoolsLruCache*>(made.get());
  wrapper->function_.init(share(function));
  wrapper->cache_.init(std::move(cache));
  wrapper->info_type_.init(share(info_type));
  wrapper->keyword_mark_.init(std::move(mark));
  wrapper->max_size_ = max_size;
  wrapper->typed_ = by_type != 0;
  return made;
}

// What identifies a call: the argument alone where it is one exact int or str; else a tuple of everything.
Ref<Object> keyOf(FunctoolsLruCache* cache, Tuple* arguments, Dict* keywords) {
  size_t named = keywords == nullptr ? 0 : keywords->used_;
  if (!cache->typed_ && named == 0) {
    if (arguments->size_ == 1 && (isExactStr(arguments->at(0)) || isExactInt(arguments->at(0))))
      return share(arguments->at(0));
    return share(static_cast<Object*>(arguments));
  }
  size_t n = arguments->size_ + (named == 0 ? 0 : 1 + 2 * named) + (cache->typed_ ? arguments->size_ + named : 0);
  Ref<Tuple> key = newTuple(n);
  if (!key || n == 0) return key;
  Slot<Object>* to = key->items();
  for (size_t i = 0; i < arguments->size_; ++i) (to++)->init(share(arguments->at(i)));
  size_t position = 0;
  Object *k, *v;
  if (named != 0) {
    (to++)->init(cache->keyword_mark_.share());
    while (nextEntry(keywords, &position, &k, &v)) {
      (to++)->init(share(k));
      (to++)->init(share(v));
    }
  }
  if (cache->typed_) {
    for (size_t i = 0; i < arguments->size_; ++i) (to++)->init(share(static_cast<Object*>(typeOf(arguments->at(i)))));
    for (position = 0; named != 0 && nextEntry(keywords, &position, &k, &v);) {
      (to++)->init(share(static_cast<Object*>(typeOf(v))));
    }
  }
  return key;
}

// Takes the least recently used entry out.
void dropOldest(FunctoolsLruCache* cache) {
  Dict* entries = cache->cache_.get();
  const DictTable* table = entries->table_.get();
  size_t position = 0;
  if (cache->oldest_table_ == entries->table_.index() && cache->oldest_rebuilt_ == table->rebuilt_)
    position = cache->oldest_;
  Object *k, *v;
  if (!nextEntry(entries, &position, &k, &v)) return;
  cache->oldest_ = static_cast<uint32_t>(position);
  cache->oldest_table_ = entries->table_.index();
  cache->oldest_rebuilt_ = table->rebuilt_;
  Ref<Object> value, key;
  takeEntry(entries, static_cast<ptrdiff_t>(position - 1), &key, &value);
}

Ref<Object> callCached(Object* const* args) {
  FunctoolsLruCache* cache = self(args);
  Tuple* arguments = static_cast<Tuple*>(args[1]);
  Dict* keywords = static_cast<Dict*>(args[2]);
  Ref<Object> function = cache->function_.share();
  if (cache->max_size_ == 0) {
    ++cache->misses_;
    return callWithTuple(function.get(), arguments, keywords);
  }
  Ref<Object> key = keyOf(cache, arguments, keywords);
  int64_t hash;
  if (!key || !hashKey_mayRunPython(key.get(), &hash)) return raised();
  Ref<Dict> entries = cache->cache_.share();
  ptrdiff_t place = findEntry_mayRunPython(entries.get(), key.get(), hash);
  if (place < -1) return raised();
  if (place >= 0) {
    ++cache->hits_;
    Ref<Object> result = entries->table_->entries()[place].value_.share();
    // Without memory for the move it merely goes earlier than it should.
    if (cache->max_size_ > 0 && !tryMoveEntryToEnd(entries.get(), place)) return result;
    return result;
  }
  ++cache->misses_;
  Ref<Object> result = callWithTuple(function.get(), arguments, keywords);
  if (!result) return result;
  if (cache->max_size_ < 0)
    return setItemWithHash_mayRunPython(entries.get(), key.get(), hash, result.get()) ? result : raised();
  // The call itself may have filled the entry in.
  Object* present;
  int found = getItemWithHash_mayRunPython(entries.get(), key.get(), hash, &present);
  if (found < 0) return raised();
  if (found > 0) return result;
  while (entries->used_ >= cache->max_size_) dropOldest(cache);
  return setItemWithHash_mayRunPython(entries.get(), key.get(), hash, result.get()) ? result : raised();
}

Ref<Object> cacheInfo(Object* const* args) {
  FunctoolsLruCache* cache = self(args);
  Ref<Object> hits = newInt(cache->hits_);
  Ref<Object> misses = newInt(cache->misses_);
  Ref<Object> limit = cache->max_size_ < 0 ? newNone() : Ref<Object>(newInt(cache->max_size_));
  Ref<Object> used = newInt(cache->cache_->used_);
  if (!hits || !misses || !limit || !used) return raised();
  Object* values[] = {hits.get(), misses.get(), limit.get(), used.get()};
  return callVector(cache->info_type_.get(), values, 4, nullptr);
}

Ref<Object> clearCache(Object* const* args) {
  FunctoolsLruCache* cache = self(args);
  cache->hits_ = cache->misses_ = 0;
  clearDict(cache->cache_.get());
  return newNone();
}

Ref<Object> bind(Object* const* args) {
  if (isNone(args[1])) return share(args[0]);
  return newMethod(args[0], args[1]);
}

Ref<Object> reduce(Object* const* args) { return getAttr(args[0], Name::__qualname__); }

Ref<Object> copy(Object* const* args) { return share(args[0]); }

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, user_function, maxsize, typed, cache_info_type", makeCache, nullptr, NativeKind::StaticMethod},
    {"__call__", "self, /, *args, **kwargs", callCached, "Call self as a function."},
    {"__get__", "self, instance, owner=None, /", bind, "Return an attribute of instance, which is of type owner."},
    {"__copy__", "self, /", copy},
    {"__deepcopy__", "self, memo, /", copy},
    {"__reduce__", "self, /", reduce},
    {"cache_info", "self, /", cacheInfo, "Report cache statistics"},
    {"cache_clear", "self, /", clearCache, "Clear the cache and cache statistics"},
};

}  // namespace

const TypeSpec kFunctoolsLruCacheSpec = {
    "_lru_cache_wrapper",
    "functools",
    slotRowLayout<FunctoolsLruCache, 4>("_lru_cache_wrapper"),
    kTypeBase | kTypeInstancesHaveDict | kTypeInstancesWeakReferable,
    kMethods,
    {},
    "Create a cached callable that wraps another function.\n\nuser_function:      the function being cached\n\n"
    "maxsize:  0         for no caching\n          None      for unlimited cache size\n"
    "          n         for a bounded cache\n\ntyped:    False     cache f(3) and f(3.0) as identical calls\n"
    "          True      cache f(3) and f(3.0) as distinct calls\n\ncache_info_type:    namedtuple class with the "
    "fields:\n"
    "                        hits misses currsize maxsize\n"};

}  // namespace ophion
