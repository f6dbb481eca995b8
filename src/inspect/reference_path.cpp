// A breadth-first walk from the roots, along the same slots that the collector follows, until the object is met. The
// way back is kept in a table of (object, who referred to it first) as slot indexes, in a raw buffer; nothing is
// allocated while the walk goes on, so nothing can change under it.
#include "inspect/reference_path.h"

#include "heap/trace.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/instance.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/str_builder.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/frame.h"

namespace ophion {

namespace {

constexpr size_t kStepsMax = 64;  // of a way that is shown

class Walk {
 public:
  explicit Walk(size_t objects) : mask_(sizeFor(objects) - 1), table_((mask_ + 1) * 2), queue_(objects + 1) {
    if (table_ && queue_) __builtin_memset(table_.get(), 0, (mask_ + 1) * 2 * sizeof(uint32_t));
  }
  bool valid() { return table_ && queue_; }
  // Notes that `from` refers to the object. False: it was met before.
  bool meet(Object* object, uint32_t from) {
    uint32_t index = slotIndex(object);
    size_t at = index * 2654435761u & mask_;
    for (; table_[at * 2] != 0; at = (at + 1) & mask_) {
      if (table_[at * 2] == index) return false;
    }
    if (end_ == queue_.size()) return false;
    table_[at * 2] = index;
    table_[at * 2 + 1] = from;
    queue_[end_++] = index;
    return true;
  }
  Object* next() { return at_ < end_ ? Slot<Object>::fromIndex(queue_[at_++]).get() : nullptr; }
  Object* referrer(Object* object) {
    uint32_t index = slotIndex(object);
    for (size_t at = index * 2654435761u & mask_; table_[at * 2] != 0; at = (at + 1) & mask_) {
      if (table_[at * 2] == index) return Slot<Object>::fromIndex(table_[at * 2 + 1]).getOrNull();
    }
    return nullptr;
  }
  // Follows references until the wanted object is met.
  bool reach(Object* wanted) {
    Heap& h = heap();
    while (Object* object = next()) {
      if (object == wanted) return true;
      uint32_t from = slotIndex(object);
      forEachSlotRange(h.base(), *g_object_model, object, [&](const Slot<Object>* first, size_t n) {
        for (size_t i = 0; i < n; ++i) {
          Object* referent = first[i].getOrNull();
          if (referent != nullptr) meet(referent, from);
        }
      });
    }
    return false;
  }

 private:
  static size_t sizeFor(size_t objects) {
    size_t size = 64;
    while (size < objects * 2) size *= 2;
    return size;
  }
  size_t mask_;
  RawBuffer<uint32_t> table_, queue_;
  size_t at_ = 0, end_ = 0;
};

// Calls f(frame, register, value) for the variables of running frames.
template <class F>
void forEachVariable(F f) {
  for (FrameRef frame = FrameRef::current(); frame.valid(); frame = frame.caller()) {
    Code* code = frame.code();
    unsigned first = code->is(kCodeNamespace) ? 1 : 0;
    for (unsigned r = first; r < unsigned{code->local_count_} + code->cell_count_; ++r) {
      if (Object* value = frame.local(r)) f(frame, r, value);
    }
  }
}

void meetRoots(Walk& walk) {
  Dict* modules = state().modules_.getOrNull();
  size_t at = 0;
  Object *key, *value;
  while (modules != nullptr && nextEntry(modules, &at, &key, &value)) walk.meet(value, 0);
  forEachVariable([&](const FrameRef&, unsigned, Object* v) { walk.meet(v, 0); });
}

void meetRuntime(Walk& walk) {
  for (Object* held : {state().handled_.getOrNull(), static_cast<Object*>(state().modules_.getOrNull())}) {
    if (held != nullptr) walk.meet(held, 0);
  }
  for (TypeIndex i = kTypeObject; i < kBuiltinTypeEnd; ++i) {
    if (Object* type = typeEntry(i).type_.getOrNull()) walk.meet(type, 0);
  }
}

// What the first object of a way is.
Ref<Str> describeRoot(Object* root) {
  size_t at = 0;
  Object *key, *value;
  Dict* modules = state().modules_.getOrNull();
  while (modules != nullptr && nextEntry(modules, &at, &key, &value)) {
    if (value == root) return formatStr("module %R", key);
  }
  Str* variable = nullptr;
  Str* function = nullptr;
  forEachVariable([&](const FrameRef& frame, unsigned r, Object* v) {
    if (v != root || variable != nullptr) return;
    Code* code = frame.code();
    bool cell = r >= code->local_count_;
    Tuple* names = cell ? code->cell_names_.get() : code->variable_names_.get();
    unsigned place = cell ? r - code->local_count_ : r;
    if (place >= names->size_) return;
    variable = static_cast<Str*>(names->at(place));
    function = code->qualified_name_.get();
  });
  if (variable != nullptr) return formatStr("variable %U of %U()", variable, function);
  if (isType(root)) return formatStr("builtin class %N", static_cast<Type*>(root));
  return formatStr("the runtime's %T", root);
}

// The key under which a dict holds the value, borrowed; nullptr: the value is a key itself.
Object* keyOf(Dict* dict, Object* wanted) {
  size_t at = 0;
  Object *key, *value;
  while (nextEntry(dict, &at, &key, &value)) {
    if (value == wanted) return key;
  }
  return nullptr;
}

Ref<Str> describeItem(Dict* dict, Object* to, bool attributes) {
  Object* key = keyOf(dict, to);
  if (key == nullptr) return newAscii("a key");
  Ref<Object> kept = share(key);
  return attributes && isStrLayout(key) ? formatStr("%S", key) : formatStr("[%R]", key);
}

// How one object of the way refers to the next. `before` is the one in front, or null.
Ref<Str> describeStep(Object* before, Object* from, Object* to) {
  if (holdsDict(from)) {
    bool attributes =
        before != nullptr && (isModuleLayout(before) || isType(before) || instanceDictIfAny(before) == from);
    return describeItem(static_cast<Dict*>(from), to, attributes);
  }
  if (isListLayout(from) || isTupleLayout(from)) {
    int64_t n = isListLayout(from) ? static_cast<List*>(from)->size_ : static_cast<Tuple*>(from)->size_;
    for (int64_t i = 0; i < n; ++i) {
      Object* item = isListLayout(from) ? static_cast<List*>(from)->at(static_cast<size_t>(i))
                                        : static_cast<Tuple*>(from)->at(static_cast<size_t>(i));
      if (item == to) return formatStr("[%lld]", static_cast<long long>(i));
    }
  }
  if (typeOf(from) == to) return newAscii("its class");
  if (isFunctionLayout(from) && static_cast<Function*>(from)->globals_.getOrNull() == to)
    return newAscii("its globals");
  if (isCellLayout(from)) return newAscii("a variable of a closure");
  if (hasInstanceAttributes(from)) {
    Ref<Dict> attributes = copyInstanceAttributes(from);
    if (!attributes) return raised();
    if (keyOf(attributes.get(), to) != nullptr) return describeItem(attributes.get(), to, true);
  }
  return formatStr("part of a %T", from);
}

bool isHiddenStep(Object* from, Object* to) {
  return isExactDict(to) && (isModuleLayout(from) || isType(from) || instanceDictIfAny(from) == to);
}

Ref<Str> describeWay(Walk& walk, Object* object) {
  Ref<List> way = newList();
  for (Object* o = object; o != nullptr; o = walk.referrer(o)) {
    if (!way || !insertIntoList(way.get(), 0, o)) return raised();
  }
  StrBuilder text;
  Ref<Str> root = describeRoot(way->at(0));
  if (!root || !text.append(root.get())) return raised();
  for (uint32_t i = 1; i < way->size_; ++i) {
    Object* from = way->at(i - 1);
    Object* to = way->at(i);
    if (isHiddenStep(from, to)) continue;
    if (i > kStepsMax) return text.appendAscii(" -> ...") ? text.finish() : raised();
    Ref<Str> step = describeStep(i >= 2 ? way->at(i - 2) : nullptr, from, to);
    if (!step || !text.appendAscii(" -> ") || !text.append(step.get())) return raised();
  }
  return text.finish();
}

}  // namespace

Ref<Str> referencePath_mayRunPython(Object* object) {
  size_t objects = 4096;  // those in the runtime's state, and some to spare
  for (Kind kind : {Kind::Atom, Kind::Container}) heap().forEachObject(kind, [&](char*, size_t) { ++objects; });
  Walk walk(objects);
  if (!walk.valid()) return raised();
  meetRoots(walk);
  bool found = walk.reach(object);
  if (!found) {
    meetRuntime(walk);
    found = walk.reach(object);
  }
  return found ? describeWay(walk, object)
               : newAscii("held by C++ code alone, or by a value that is being worked with");
}

}  // namespace ophion
