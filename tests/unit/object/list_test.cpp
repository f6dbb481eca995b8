// List: growth, slices, sorting.
#include "object/list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "object/boot.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"

namespace ophion {
namespace {

class ListTest : public ::testing::Test {
 protected:
  void SetUp() override {
    heap_ = tryBootRuntime({.reserve_bytes = size_t{1} << 30, .cap_bytes = size_t{256} << 20});
    ASSERT_NE(heap_, nullptr);
  }
  void TearDown() override { heap_->destroy(); }

  Ref<List> of(const std::vector<int64_t>& numbers) {
    Ref<List> list = newList();
    for (int64_t n : numbers) EXPECT_TRUE(appendToListSteal(list.get(), newInt(n)));
    return list;
  }
  std::vector<int64_t> numbers(List* list) {
    std::vector<int64_t> all;
    for (size_t i = 0; i < list->size_; ++i) all.push_back(smallValue(list->at(i)));
    return all;
  }

  Heap* heap_ = nullptr;
};

TEST_F(ListTest, AListOfOneTakesOneBlockOfEight) {
  Ref<Object> one = newInt(1);
  Object* items[] = {one.get()};
  Ref<List> list = newListFrom(items, 1);
  EXPECT_EQ(list->capacity_, 2u);
  EXPECT_EQ(newList()->capacity_, 0u);
}

TEST_F(ListTest, RemovesAndInsertsInTheMiddle) {
  Ref<List> list = of({0, 1, 2, 3, 4, 5});
  removeFromList(list.get(), 1, 4);
  EXPECT_EQ(numbers(list.get()), (std::vector<int64_t>{0, 4, 5}));
  ASSERT_TRUE(insertIntoList(list.get(), 1, newInt(9).get()));
  Ref<List> with = of({7, 8});
  ASSERT_TRUE(replaceInList_mayRunPython(list.get(), 2, 3, with->items(), 2));
  EXPECT_EQ(numbers(list.get()), (std::vector<int64_t>{0, 9, 7, 8, 5}));
}

TEST_F(ListTest, SortsNumbersOfEveryShape) {
  std::mt19937 random(7);
  for (size_t n : {2, 3, 31, 64, 65, 100, 1000, 20000}) {
    for (int shape = 0; shape < 4; ++shape) {
      std::vector<int64_t> all;
      for (size_t i = 0; i < n; ++i) {
        int64_t up = static_cast<int64_t>(i);
        int64_t any = static_cast<int64_t>(random() % 1000);
        all.push_back(shape == 0 ? any : shape == 1 ? up : shape == 2 ? -up : (i / 50 % 2 ? up : -up));
      }
      Ref<List> list = of(all);
      ASSERT_TRUE(sortList_mayRunPython(list.get(), nullptr, false));
      std::sort(all.begin(), all.end());
      EXPECT_EQ(numbers(list.get()), all);
      ASSERT_TRUE(sortList_mayRunPython(list.get(), nullptr, true));
      std::reverse(all.begin(), all.end());
      EXPECT_EQ(numbers(list.get()), all);
    }
  }
}

TEST_F(ListTest, SortsTextsAndTuplesAndIsStable) {
  Ref<List> list = newList();
  for (const char* word : {"pear", "a longer word b", "fig", "a longer word a", "apple", "", "figs"}) {
    ASSERT_TRUE(appendToListSteal(list.get(), newAscii(word)));
  }
  ASSERT_TRUE(sortList_mayRunPython(list.get(), nullptr, false));
  EXPECT_TRUE(equalsAscii(reprOf(list.get()).get(),
                          "['', 'a longer word a', 'a longer word b', 'apple', 'fig', 'figs', 'pear']"));
  Ref<List> pairs = newList();
  for (int64_t i = 0; i < 200; ++i) {
    ASSERT_TRUE(appendToListSteal(pairs.get(), newTupleOf({newInt(i * 7 % 5).get(), newInt(i).get()})));
  }
  ASSERT_TRUE(sortList_mayRunPython(pairs.get(), nullptr, false));
  for (size_t i = 1; i < 200; ++i) {
    Tuple* a = static_cast<Tuple*>(pairs->at(i - 1));
    Tuple* b = static_cast<Tuple*>(pairs->at(i));
    int64_t x = smallValue(a->at(0)), y = smallValue(b->at(0));
    EXPECT_TRUE(x < y || (x == y && smallValue(a->at(1)) < smallValue(b->at(1))));
  }
}

TEST_F(ListTest, AFailedComparisonLosesNoItem) {
  Ref<List> list = of({3, 1, 2});
  ASSERT_TRUE(appendToListSteal(list.get(), newAscii("x")));
  EXPECT_FALSE(sortList_mayRunPython(list.get(), nullptr, false));
  EXPECT_TRUE(errorMatches(kTypeTypeError));
  clearError();
  EXPECT_EQ(list->size_, 4u);
}

}  // namespace
}  // namespace ophion
