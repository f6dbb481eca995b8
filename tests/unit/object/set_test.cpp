// Set: order of small ints, reuse of deleted places, the algebra.
#include "object/set.h"

#include <gtest/gtest.h>

#include <string>

#include "object/boot.h"
#include "object/error.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"

namespace ophion {
namespace {

class SetTest : public ::testing::Test {
 protected:
  void SetUp() override {
    heap_ = tryBootRuntime({.reserve_bytes = size_t{1} << 30, .cap_bytes = size_t{256} << 20});
    ASSERT_NE(heap_, nullptr);
  }
  void TearDown() override { heap_->destroy(); }

  Ref<Set> of(std::initializer_list<int64_t> items) {
    Ref<Set> set = newSet();
    for (int64_t i : items) EXPECT_TRUE(addToSet_mayRunPython(set.get(), newInt(i).get()));
    return set;
  }
  std::string show(Set* set) {
    std::string all;
    size_t position = 0;
    Object* key;
    while (nextInSet(set, &position, &key)) all += std::to_string(smallValue(key)) + " ";
    return all;
  }

  Heap* heap_ = nullptr;
};

TEST_F(SetTest, ShowsSmallIntsInTheOrderOfTheirPlaces) {
  EXPECT_EQ(show(of({5, 1, 9, 3}).get()), "1 3 5 9 ");
  EXPECT_EQ(show(of({8, 0, 16, 24}).get()), "8 0 16 24 ");
  EXPECT_EQ(show(of({-1, -2, 3}).get()), "3 -1 -2 ");
}

TEST_F(SetTest, ReusesTheLastDeletedPlaceOnTheWay) {
  Ref<Set> set = of({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  EXPECT_EQ(discardFromSet_mayRunPython(set.get(), newInt(3).get()), 1);
  EXPECT_EQ(discardFromSet_mayRunPython(set.get(), newInt(5).get()), 1);
  ASSERT_TRUE(addToSet_mayRunPython(set.get(), newInt(35).get()));
  EXPECT_EQ(show(set.get()), "0 1 2 4 35 6 7 8 9 ");
}

TEST_F(SetTest, IntersectsSubtractsAndToggles) {
  Ref<Set> a = of({1, 2, 3, 4});
  Ref<Set> b = of({3, 4, 5});
  EXPECT_EQ(show(intersectSets_mayRunPython(a.get(), b.get()).get()), "3 4 ");
  EXPECT_EQ(show(subtractFromSet_mayRunPython(a.get(), b.get()).get()), "1 2 ");
  EXPECT_TRUE(toggleInSet_mayRunPython(a.get(), b.get()));
  EXPECT_EQ(show(a.get()), "1 2 5 ");
  EXPECT_EQ(isSubsetOf_mayRunPython(of({1, 5}).get(), a.get()), 1);
  EXPECT_EQ(areDisjoint_mayRunPython(a.get(), b.get()), 0);
}

TEST_F(SetTest, HoldsManyKeysAndPopsThemAll) {
  Ref<Set> set = newSet();
  for (int64_t i = 0; i < 20000; ++i) ASSERT_TRUE(addToSet_mayRunPython(set.get(), newInt(i * 1000003).get()));
  for (int64_t i = 0; i < 20000; ++i) EXPECT_EQ(setContains_mayRunPython(set.get(), newInt(i * 1000003).get()), 1);
  size_t popped = 0;
  while (popFromSet(set.get())) ++popped;
  EXPECT_EQ(popped, 20000u);
}

TEST_F(SetTest, StaysASetWhereThereIsNoMemoryToGrow) {
  Ref<Set> set = newSet();
  // The keys are there beforehand, so that it is the set that finds no memory.
  Ref<List> keys = newList();
  for (int64_t i = 0; i < 400000; ++i) ASSERT_TRUE(appendToListSteal(keys.get(), newInt(i)));
  heap_->setCapBytes(heap_->committedBytes() + (size_t{2} << 20));
  int64_t n = 0;
  while (addToSet_mayRunPython(set.get(), keys->at(static_cast<size_t>(n)))) ++n;
  ASSERT_TRUE(errorMatches(kTypeMemoryError));
  clearError();
  ASSERT_GT(n, 10000);
  EXPECT_EQ(set->used_, n);
  // However often it is tried: a key that found no place must not leave one behind that counts as taken.
  Ref<Object> left_out = share(keys->at(static_cast<size_t>(n)));
  for (int i = 0; i < 1000; ++i) {
    ASSERT_FALSE(addToSet_mayRunPython(set.get(), left_out.get()));
    clearError();
  }
  EXPECT_EQ(set->filled_, n);
  EXPECT_EQ(setContains_mayRunPython(set.get(), left_out.get()), 0);
  EXPECT_EQ(setContains_mayRunPython(set.get(), keys->at(static_cast<size_t>(n / 2))), 1);
  EXPECT_EQ(discardFromSet_mayRunPython(set.get(), keys->at(static_cast<size_t>(n / 2))), 1);
  EXPECT_TRUE(addToSet_mayRunPython(set.get(), keys->at(static_cast<size_t>(n / 2))));
}

}  // namespace
}  // namespace ophion
