#include "object/dict_iterator.h"

#include "object/int.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"

namespace ophion {

Ref<Object> newDictIterator(TypeIndex type, Dict* dict) {
  Ref<DictIterator> it = allocateContainer<DictIterator>(type);
  if (!it) return raised();
  if (type == kTypeDictItemIterator || type == kTypeDictReverseItemIterator) {
    Ref<Tuple> pair = newTupleOf({none(), none()});
    if (!pair) return raised();
    it->result_.init(std::move(pair));
  }
  it->dict_.init(share(dict));
  it->used_ = it->left_ = dict->used_;
  if (type >= kTypeDictReverseKeyIterator && !dict->table_.isNull()) it->position_ = dict->table_->entries_filled_;
  return it;
}

ptrdiff_t endOfDictIteration(DictIterator* it) {
  Dict* dict = it->dict_.getOrNull();
  if (dict == nullptr) return -1;
  if (it->used_ != dict->used_) {
    it->used_ = UINT32_MAX;  // the error stays
    (void)raise(kTypeRuntimeError, "dictionary changed size during iteration");
    return -1;
  }
  const DictTable* table = dict->table_.getOrNull();
  if (it->left_ == 0 && table != nullptr && it->typeIndex() < kTypeDictReverseKeyIterator &&
      it->position_ < table->entries_filled_) {
    (void)raise(kTypeRuntimeError, "dictionary keys changed during iteration");
  }
  it->dict_.clear();
  return -1;
}

namespace {

DictIterator* self(Object* const* args) { return static_cast<DictIterator*>(args[0]); }

// The number of the next entry downwards, or -1.
ptrdiff_t previousEntryOf(DictIterator* it) {
  Dict* dict = it->dict_.getOrNull();
  if (dict == nullptr || it->used_ != dict->used_) return endOfDictIteration(it);
  const DictTable* table = dict->table_.getOrNull();
  if (table == nullptr) return endOfDictIteration(it);
  uint32_t i = it->position_;
  if (i > table->entries_filled_) i = table->entries_filled_;
  while (i > 0 && table->entries()[i - 1].key_.isNull()) --i;
  if (i == 0 || it->left_ == 0) return endOfDictIteration(it);
  it->position_ = i - 1;
  --it->left_;
  return i - 1;
}

template <bool reverse>
ptrdiff_t step(DictIterator* it) {
  return reverse ? previousEntryOf(it) : nextEntryOf(it);
}

template <bool reverse>
Ref<Object> nextKey(Object* const* args) {
  ptrdiff_t at = step<reverse>(self(args));
  return at < 0 ? Ref<Object>(nullptr) : self(args)->dict_->table_->entries()[at].key_.share();
}
template <bool reverse>
Ref<Object> nextValue(Object* const* args) {
  ptrdiff_t at = step<reverse>(self(args));
  return at < 0 ? Ref<Object>(nullptr) : self(args)->dict_->table_->entries()[at].value_.share();
}
template <bool reverse>
Ref<Object> nextItem(Object* const* args) {
  ptrdiff_t at = step<reverse>(self(args));
  if (at < 0) return nullptr;
  const DictEntry& entry = self(args)->dict_->table_->entries()[at];
  return reusePair_mayRunPython(self(args)->result_, entry.key_.share(), entry.value_.share());
}

Ref<Object> hint(Object* const* args) {
  DictIterator* it = self(args);
  bool valid = !it->dict_.isNull() && it->used_ == it->dict_->used_;
  return newInt(valid ? it->left_ : 0);
}

// As iter(list of what is left); the iterator itself stays where it is.
template <NativeFunctionPointer next>
Ref<Object> reduce(Object* const* args) {
  DictIterator* it = self(args);
  Ref<Dict> dict = it->dict_.share();
  uint32_t position = it->position_, used = it->used_, left = it->left_;
  Ref<List> rest = newList();
  if (!rest) return raised();
  while (Ref<Object> item = next(args)) {
    if (!appendToListSteal(rest.get(), std::move(item))) return raised();
  }
  if (errorPending()) return raised();
  if (dict) it->dict_.assign(dict);
  it->position_ = position;
  it->used_ = used;
  it->left_ = left;
  return reduceThrough("iter", rest.get(), nullptr);
}

#define OPHION_DICT_ITERATOR(Name, python_name, next, layout)                                                     \
  constexpr NativeDef k##Name##Methods[] = {{"__iter__", "self, /", returnSelf},                                  \
                                            {"__next__", "self, /", next},                                        \
                                            {"__length_hint__", "self, /", hint},                                 \
                                            {"__reduce__", "self, /", reduce<next>}};                             \
  }                                                                                                               \
  const TypeSpec k##Name##Spec = {python_name, "builtins", layout, kTypeDisallowInstantiation, k##Name##Methods}; \
  namespace {

constexpr TypeDescriptor kLayout = slotRowLayout<DictIterator, 2>("dict_keyiterator");

OPHION_DICT_ITERATOR(DictKeyIterator, "dict_keyiterator", nextKey<false>, kLayout)
OPHION_DICT_ITERATOR(DictValueIterator, "dict_valueiterator", nextValue<false>, kLayout)
OPHION_DICT_ITERATOR(DictItemIterator, "dict_itemiterator", nextItem<false>, kLayout)
OPHION_DICT_ITERATOR(DictReverseKeyIterator, "dict_reversekeyiterator", nextKey<true>, kLayout)
OPHION_DICT_ITERATOR(DictReverseValueIterator, "dict_reversevalueiterator", nextValue<true>, kLayout)
OPHION_DICT_ITERATOR(DictReverseItemIterator, "dict_reverseitemiterator", nextItem<true>, kLayout)

#undef OPHION_DICT_ITERATOR

}  // namespace

}  // namespace ophion
