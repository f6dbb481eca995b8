// A small object model for tests of the heap: objects that are enough to make every kind of graph.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "heap/collector.h"
#include "heap/descriptor.h"
#include "heap/destroy.h"
#include "heap/heap.h"
#include "heap/ref.h"
#include "heap/verifier.h"

namespace ophion::testing {

enum Layout : TypeIndex {
  kNumber = 1,  // Atom: 16 bytes
  kPair,        // Fixed: two slots
  kRow,         // Buffer
  kTuple,       // Inline
  kNode,        // Custom: three slots, a number; may have a finalizer and weak references
  kClass,       // of instances of heap types
  kWeak,        // a weak reference: its referent is not traced
  kPlain,       // what instances of classes start with: a number and no slots of its own, freed without a call
  kLayouts,
};
inline constexpr TypeIndex kFirstClass = 16;

struct Number : Object {
  uint64_t value_;
};
struct Pair : Object {
  Slot<Object> first_, second_;
};
struct Row : Object {
  uint32_t size_, capacity_;
  Slot<Slot<Object>> items_;
};
struct Tuple : Object {
  uint32_t size_;
  Slot<Object>* items() { return reinterpret_cast<Slot<Object>*>(&size_ + 1); }
};
struct Node : Object {
  uint32_t id_;
  Slot<Object> slots_[3];
};
struct Class : Object {
  Slot<Object> extra_;
};
struct Plain : Object {
  uint32_t id_;
};
struct Weak : Object {
  Slot<Object> callback_;  // anything: it has a callback
  uint32_t id_;
};

class HeapTest : public ::testing::Test {
 protected:
  explicit HeapTest(size_t cap_bytes = 0, size_t reserve_bytes = size_t{1} << 30);
  ~HeapTest() override;

  // Null where the heap gives nothing.
  Ref<Number> number(uint64_t value);
  Ref<Pair> pair(Object* first, Object* second);
  Ref<Row> row();
  bool append(Row* row, Object* item);
  Ref<Tuple> tuple(std::vector<Object*> items);
  Ref<Node> node(uint32_t id);
  // A class, and an instance of it: a node with `tail` slots more.
  TypeIndex newClass(uint16_t tail);
  Ref<Node> instance(TypeIndex type, uint32_t id);
  // A class of plain instances with `tail` slots, and such an instance.
  TypeIndex newPlainClass(uint16_t tail);
  Ref<Plain> plainInstance(TypeIndex type, uint32_t id);
  Ref<Weak> weak(Object* to, uint32_t id, bool calls_back);

  void expectSound();

  Heap* heap_;

 private:
  TypeIndex newClassOf(Layout layout, size_t bytes, uint16_t tail);
};

// What the model's hooks see and do. One for the process; HeapTest clears it.
struct Events {
  std::vector<uint32_t> finalized;
  std::vector<uint32_t> called_back;
  std::vector<uint32_t> died;
  std::function<void(Node*)> on_finalize;
  std::map<Object*, std::vector<Weak*>> weak;
  std::vector<Object*> roots;
  std::vector<CollectionEvent::Step> steps;
  bool finalizes = false;  // nodes have finalizers
};
extern Events g_events;

}  // namespace ophion::testing
