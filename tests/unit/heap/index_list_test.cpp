// The collector's lists.
#include "heap/index_list.h"

#include "tests/unit/heap/model_fixture.h"

namespace ophion::testing {

namespace {

class Lists : public HeapTest {
 protected:
  void fill(IndexList& list, size_t n) {
    for (size_t i = 0; i < n; ++i) {
      objects_.push_back(number(i));
      ASSERT_TRUE(list.append(objects_.back().get()));
    }
  }
  std::vector<Ref<Number>> objects_;
};

TEST_F(Lists, keepOrderThroughFiltersAndPopFromTheEnd) {
  IndexList list(*heap_);
  fill(list, 5000);
  list.filter([](Object* o) { return static_cast<Number*>(o)->value_ % 3 == 0; });
  uint64_t expected = 0;
  list.forEach([&](Object* o) {
    EXPECT_EQ(static_cast<Number*>(o)->value_, expected);
    expected += 3;
  });
  EXPECT_EQ(list.size(), 1667u);
  for (uint64_t v = 4998;; v -= 3) {
    Object* o = list.pop();
    ASSERT_NE(o, nullptr);
    EXPECT_EQ(static_cast<Number*>(o)->value_, v);
    if (v == 0) break;
  }
  EXPECT_EQ(list.pop(), nullptr);
}

TEST_F(Lists, appendWithoutFailWhatWasReserved) {
  IndexList list(*heap_);
  for (int i = 0; i < 3000; ++i) objects_.push_back(number(1));
  ASSERT_TRUE(list.reserve(3000));
  heap_->failAllocation(1);
  for (auto& o : objects_) ASSERT_TRUE(list.append(o.get()));
  heap_->failAllocation(0);
  EXPECT_EQ(list.size(), 3000u);
}

TEST_F(Lists, sayNoWhereMemoryIsShort) {
  IndexList list(*heap_);
  Ref<Number> n = number(1);
  heap_->failAllocation(1);
  EXPECT_FALSE(list.append(n.get()));
  heap_->failAllocation(0);
}

}  // namespace
}  // namespace ophion::testing
