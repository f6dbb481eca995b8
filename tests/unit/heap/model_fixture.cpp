// The test object model's descriptors and hooks.
#include "tests/unit/heap/model_fixture.h"

namespace ophion::testing {

Events g_events;

namespace {

Node* asNode(Object* o) { return static_cast<Node*>(o); }

void dropPair(Object* o) {
  static_cast<Pair*>(o)->first_.clear();
  static_cast<Pair*>(o)->second_.clear();
}
void clearRow(Object* o) {
  Row* row = static_cast<Row*>(o);
  uint32_t n = row->size_;
  row->size_ = 0;
  for (uint32_t i = 0; i < n; ++i) row->items_.get()[i].clear();
}
void dropRow(Object* o) {
  clearRow(o);
  Row* row = static_cast<Row*>(o);
  if (row->capacity_ != 0) heap().free(row->items_.get(), row->capacity_ * 4);
}
size_t tupleBytes(const Object* o) { return 12 + static_cast<const Tuple*>(o)->size_ * 4; }
void dropTuple(Object* o) {
  Tuple* t = static_cast<Tuple*>(o);
  for (uint32_t i = 0; i < t->size_; ++i) t->items()[i].clear();
}
void traverseNode(Object* o, Visitor& v) {
  v.slot(asNode(o)->slots_[0]);
  v.slots(asNode(o)->slots_ + 1, 2);
}
void clearNode(Object* o) {
  for (auto& s : asNode(o)->slots_) s.clear();
}
void dropNode(Object* o) {
  g_events.died.push_back(asNode(o)->id_);
  clearNode(o);
}
void dropClass(Object* o) { static_cast<Class*>(o)->extra_.clear(); }
void dropWeak(Object* o) {
  for (auto& [target, refs] : g_events.weak) std::erase(refs, static_cast<Weak*>(o));
  static_cast<Weak*>(o)->callback_.clear();
}

const TypeDescriptor kDescriptors[kLayouts] = {
    {},
    {"number", Kind::Atom, Trace::None, 0, 0, 16, nullptr, nullptr, nullptr, nullptr},
    {"pair", Kind::Container, Trace::Fixed, 8, 2, 16, nullptr, nullptr, dropPair, dropPair},
    {"row", Kind::Container, Trace::Buffer, 16, 8, 20, nullptr, nullptr, dropRow, clearRow},
    {"tuple", Kind::Container, Trace::Inline, 12, 8, 0, nullptr, tupleBytes, dropTuple, nullptr},
    {"node", Kind::Container, Trace::Custom, 0, 0, 24, traverseNode, nullptr, dropNode, clearNode},
    {"class", Kind::Container, Trace::Fixed, 8, 1, 12, nullptr, nullptr, dropClass, dropClass},
    {"weak", Kind::Container, Trace::Fixed, 8, 1, 16, nullptr, nullptr, dropWeak, nullptr},
    {"plain", Kind::Container, Trace::None, 0, 0, sizeof(Plain), nullptr, nullptr, nullptr, nullptr},
};

bool isNode(Object* o) { return typeEntryOf(o).layout_ == kNode; }
bool hasFinalizer(Object* o) { return g_events.finalizes && isNode(o) && !o->hasFlag(kFlagFinalized); }

bool finalize(Object* o) {
  if (!hasFinalizer(o)) return true;
  o->setFlag(kFlagFinalized);
  bool was_dead = o->count_ == 0;
  if (was_dead) o->count_ = 1;
  g_events.finalized.push_back(asNode(o)->id_);
  if (g_events.on_finalize) g_events.on_finalize(asNode(o));
  return !was_dead || --o->count_ == 0;
}

size_t weakCount(Object* o) { return g_events.weak[o].size(); }
bool hasWeakCallback(Object* o) {
  for (Weak* w : g_events.weak[o]) {
    if (w->callback_) return true;
  }
  return false;
}
void detach(Object* o, void (*keep)(Object*, void*), void* context) {
  std::vector<Weak*> refs = std::move(g_events.weak[o]);
  g_events.weak.erase(o);
  o->clearFlag(kFlagWeaklyReferenced);
  for (Weak* w : refs) {
    if (!w->callback_) continue;
    incref(w);
    keep(w, context);
  }
}
void callBack(Object* o) { g_events.called_back.push_back(static_cast<Weak*>(o)->id_); }
void clearWeak(Object* o) {
  std::vector<Object*> calls;
  detach(o, [](Object* w, void* c) { static_cast<std::vector<Object*>*>(c)->push_back(w); }, &calls);
  for (Object* w : calls) {
    callBack(w);
    decref(w);
  }
}
void visitRoots(Visitor& v) {
  for (Object* root : g_events.roots) {
    Slot<Object> slot;
    slot.set(root);
    v.slot(slot);
  }
}
void onEvent(const CollectionEvent& e) { g_events.steps.push_back(e.step); }

const ObjectModel kModel = {
    .descriptors = kDescriptors,
    .descriptor_count = kLayouts,
    .first_heap_type = kFirstClass,
    .finalize = finalize,
    .class_flags_offset = 0,
    .class_has_finalizer = 0,
    .hasFinalizer = hasFinalizer,
    .clearWeakReferences = clearWeak,
    .emergencyCollect = collectWithoutPython,
    .stressCollect = collectUnderStress,
    .visitRoots = visitRoots,
    .untrackable_type = kTuple,
    .weakReferenceCount = weakCount,
    .hasWeakCallback = hasWeakCallback,
    .detachWeakReferences = detach,
    .callWeakCallback_mayRunPython = callBack,
    .collectionEvent_mayRunPython = onEvent,
};

template <class T>
Ref<T> container(TypeIndex type, size_t bytes) {
  void* p = heap().tryAllocateContainer(bytes);
  if (p == nullptr) return nullptr;
  __builtin_memset(static_cast<char*>(p) + 8, 0, bytes - 8);
  static_cast<T*>(p)->initHeader(type);
  return Ref<T>::steal(static_cast<T*>(p));
}

}  // namespace

HeapTest::HeapTest(size_t cap_bytes, size_t reserve_bytes) {
  g_events = Events{};
  g_object_model = &kModel;
  heap_ = Heap::tryCreate({reserve_bytes, cap_bytes});
  EXPECT_NE(heap_, nullptr);
  heap_->enter();
  EXPECT_TRUE(heap_->reserveTypeIndexes(kFirstClass));
  for (TypeIndex i = 1; i < kLayouts; ++i) typeEntry(i).layout_ = static_cast<uint8_t>(i);
}
HeapTest::~HeapTest() { heap_->destroy(); }

Ref<Number> HeapTest::number(uint64_t value) {
  void* p = heap_->tryAllocate(Kind::Atom, sizeof(Number));
  if (p == nullptr) return nullptr;
  static_cast<Number*>(p)->initHeader(kNumber);
  static_cast<Number*>(p)->value_ = value;
  return Ref<Number>::steal(static_cast<Number*>(p));
}
Ref<Pair> HeapTest::pair(Object* first, Object* second) {
  Ref<Pair> p = container<Pair>(kPair, sizeof(Pair));
  if (p && first) p->first_.init(share(first));
  if (p && second) p->second_.init(share(second));
  return p;
}
Ref<Row> HeapTest::row() { return container<Row>(kRow, sizeof(Row)); }
bool HeapTest::append(Row* row, Object* item) {
  if (row->size_ == row->capacity_) {
    uint32_t capacity = row->capacity_ * 2 + 4;
    void* p = row->capacity_ == 0 ? heap_->tryAllocateRaw(capacity * 4)
                                  : heap_->tryResizeRaw(row->items_.get(), row->capacity_ * 4, capacity * 4);
    if (p == nullptr) return false;
    row->items_.set(static_cast<Slot<Object>*>(p));
    row->capacity_ = capacity;
  }
  row->items_.get()[row->size_] = nullptr;
  row->items_.get()[row->size_++].init(share(item));
  return true;
}
Ref<Tuple> HeapTest::tuple(std::vector<Object*> items) {
  Ref<Tuple> t = container<Tuple>(kTuple, 12 + items.size() * 4);
  if (!t) return t;
  t->size_ = static_cast<uint32_t>(items.size());
  for (size_t i = 0; i < items.size(); ++i) {
    if (items[i] != nullptr) t->items()[i].init(share(items[i]));
  }
  return t;
}
Ref<Node> HeapTest::node(uint32_t id) {
  Ref<Node> n = container<Node>(kNode, sizeof(Node));
  if (n) n->id_ = id;
  return n;
}
TypeIndex HeapTest::newClass(uint16_t tail) { return newClassOf(kNode, sizeof(Node), tail); }
TypeIndex HeapTest::newPlainClass(uint16_t tail) { return newClassOf(kPlain, sizeof(Plain), tail); }
TypeIndex HeapTest::newClassOf(Layout layout, size_t bytes, uint16_t tail) {
  Ref<Class> c = container<Class>(kClass, sizeof(Class));
  TypeIndex index = heap_->tryAllocateTypeIndex();
  EXPECT_NE(index, 0u);
  typeEntry(index).layout_ = static_cast<uint8_t>(layout);
  typeEntry(index).tail_start_ = static_cast<uint8_t>(bytes / 4);
  typeEntry(index).tail_slots_ = tail;
  // The class lives as long as the test.
  typeEntry(index).type_ = Slot<Type>::fromIndex(slotIndex(c.release()));
  return index;
}
Ref<Node> HeapTest::instance(TypeIndex type, uint32_t id) {
  Ref<Node> n = container<Node>(type, sizeof(Node) + size_t{typeEntry(type).tail_slots_} * 4);
  if (!n) return n;
  n->id_ = id;
  incref(reinterpret_cast<Object*>(typeEntry(type).type_.get()));
  return n;
}
Ref<Plain> HeapTest::plainInstance(TypeIndex type, uint32_t id) {
  Ref<Plain> p = container<Plain>(type, sizeof(Plain) + size_t{typeEntry(type).tail_slots_} * 4);
  if (!p) return p;
  p->id_ = id;
  incref(reinterpret_cast<Object*>(typeEntry(type).type_.get()));
  return p;
}
Ref<Weak> HeapTest::weak(Object* to, uint32_t id, bool calls_back) {
  Ref<Weak> w = container<Weak>(kWeak, sizeof(Weak));
  if (!w) return w;
  w->id_ = id;
  if (calls_back) w->callback_.init(number(id));
  to->setFlag(kFlagWeaklyReferenced);
  g_events.weak[to].push_back(w.get());
  return w;
}
void HeapTest::expectSound() {
  const char* wrong = Verifier(*heap_).verify();
  EXPECT_EQ(wrong, nullptr) << wrong;
  wrong = Verifier(*heap_).verifyCounts();
  EXPECT_EQ(wrong, nullptr) << wrong;
}

}  // namespace ophion::testing
