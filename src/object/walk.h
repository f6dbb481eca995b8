// Walk: the items of an iterable, one after another, as native functions take them.
//
// Exact lists and tuples are walked by position, without an iterator, and the iterators of builtin types are stepped
// without looking their function up each time. A program sees no difference: a list may change meanwhile, and what is
// appended to it is met.
#pragma once

#include "object/error.h"
#include "object/list.h"
#include "object/native.h"
#include "object/protocol.h"
#include "object/tuple.h"

namespace ophion {

class Walk {
 public:
  // Begins; failed() where the object is not iterable. May run Python.
  OPHION_INLINE explicit Walk(Object* iterable) {
    if (isExactList(iterable) || isExactTuple(iterable)) {
      walked_ = share(iterable);
      kind_ = isExactList(iterable) ? Kind::List : Kind::Tuple;
    } else {
      begin(iterable);
    }
  }

  bool failed() const { return !walked_; }  // an exception is pending

  // The next item, null at the end or with an exception pending; not to be asked again then. StopIteration is the end.
  OPHION_INLINE Ref<Object> next_mayRunPython() {
    if (kind_ == Kind::List) {
      List* list = static_cast<List*>(walked_.get());
      return position_ < list->size_ ? Ref<Object>::share(list->at(position_++)) : Ref<Object>();
    }
    if (kind_ == Kind::Tuple) {
      Tuple* tuple = static_cast<Tuple*>(walked_.get());
      return position_ < tuple->size_ ? Ref<Object>::share(tuple->at(position_++)) : Ref<Object>();
    }
    return step();
  }

  // Of a list or tuple, the items to come, which stay where they are until Python code runs or an item is released.
  // None for other iterables.
  OPHION_INLINE const Slot<Object>* rest(size_t* n) const {
    *n = 0;
    if (kind_ == Kind::Iterator) return nullptr;
    bool is_list = kind_ == Kind::List;
    size_t size = is_list ? static_cast<List*>(walked_.get())->size_ : static_cast<Tuple*>(walked_.get())->size_;
    if (position_ >= size) return nullptr;
    *n = size - position_;
    return (is_list ? static_cast<List*>(walked_.get())->items() : static_cast<Tuple*>(walked_.get())->items()) +
           position_;
  }
  // Passes over items that rest() gave.
  void skip(size_t n) { position_ += n; }

  // The iterator that is stepped; null where a list or tuple is walked by position.
  Object* iterator() const { return kind_ == Kind::Iterator ? walked_.get() : nullptr; }

 private:
  enum class Kind : uint8_t { List, Tuple, Iterator };

  OPHION_NOINLINE void begin(Object* iterable);
  Ref<Object> step();

  Ref<Object> walked_;
  size_t position_ = 0;
  NativeFunctionPointer next_ = nullptr;  // of a builtin iterator
  Kind kind_ = Kind::Iterator;
};

}  // namespace ophion
