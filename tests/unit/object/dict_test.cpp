// Dict: order, growth, deletion, popping and keys that are told apart by value.
#include "object/dict.h"

#include <gtest/gtest.h>

#include "object/boot.h"
#include "object/dict_iterator.h"
#include "object/error.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"

namespace ophion {
namespace {

class DictTest : public ::testing::Test {
 protected:
  void SetUp() override {
    heap_ = tryBootRuntime({.reserve_bytes = size_t{1} << 30, .cap_bytes = size_t{256} << 20});
    ASSERT_NE(heap_, nullptr);
  }
  void TearDown() override { heap_->destroy(); }

  Ref<Object> number(int64_t n) { return newInt(n); }
  Ref<Object> text(const char* s) { return newAscii(s); }
  // The value under the number, or -1.
  int64_t get(Dict* dict, int64_t key) {
    Ref<Object> k = number(key);
    Object* value = nullptr;
    return getItem_mayRunPython(dict, k.get(), &value) == 1 ? smallValue(value) : -1;
  }
  void put(Dict* dict, int64_t key, int64_t value) {
    ASSERT_TRUE(setItem_mayRunPython(dict, number(key).get(), number(value).get()));
  }
  bool drop(Dict* dict, int64_t key) { return removeItem_mayRunPython(dict, number(key).get(), nullptr) == 1; }
  std::string keys(Dict* dict) {
    std::string all;
    size_t position = 0;
    Object *key, *value;
    while (nextEntry(dict, &position, &key, &value)) all += std::to_string(smallValue(key)) + " ";
    return all;
  }

  Heap* heap_ = nullptr;
};

TEST_F(DictTest, KeepsInsertionOrderThroughGrowthAndDeletion) {
  Ref<Dict> dict = newDict();
  for (int i = 0; i < 10; ++i) put(dict.get(), i * 7 - 20, i);
  EXPECT_EQ(keys(dict.get()), "-20 -13 -6 1 8 15 22 29 36 43 ");
  EXPECT_TRUE(drop(dict.get(), 1));
  EXPECT_FALSE(drop(dict.get(), 1));
  put(dict.get(), 1, 5);
  EXPECT_EQ(keys(dict.get()), "-20 -13 -6 8 15 22 29 36 43 1 ");
  put(dict.get(), 8, 50);
  EXPECT_EQ(keys(dict.get()), "-20 -13 -6 8 15 22 29 36 43 1 ");
  EXPECT_EQ(get(dict.get(), 8), 50);
}

TEST_F(DictTest, FindsEveryKeyInTablesOfAllIndexWidths) {
  Ref<Dict> dict = newDict();
  for (int64_t i = 0; i < 100000; ++i) put(dict.get(), i * i, i);
  for (int64_t i = 0; i < 100000; i += 97) EXPECT_EQ(get(dict.get(), i * i), i);
  EXPECT_EQ(get(dict.get(), 2), -1);
  EXPECT_EQ(dict->used_, 100000u);
}

TEST_F(DictTest, StaysSmallUnderChurn) {
  Ref<Dict> dict = newDict();
  for (int64_t i = 0; i < 100000; ++i) {
    put(dict.get(), i, i);
    if (i >= 10) {
      EXPECT_TRUE(drop(dict.get(), i - 10));
    }
  }
  EXPECT_EQ(dict->used_, 10u);
  EXPECT_LE(dict->table_->entry_capacity_, 85u);
}

TEST_F(DictTest, PopsTheLastEntryAndReusesItsPlace) {
  Ref<Dict> dict = newDict();
  for (int64_t round = 0; round < 1000; ++round) {
    put(dict.get(), round, round);
    put(dict.get(), round + 5000, round);
    Ref<Object> key, value;
    ASSERT_TRUE(popLastEntry(dict.get(), &key, &value));
    EXPECT_EQ(smallValue(key.get()), round + 5000);
    EXPECT_EQ(get(dict.get(), round + 5000), -1);
    EXPECT_EQ(get(dict.get(), round), round);
  }
  Ref<Object> key, value;
  for (int64_t i = 999; i >= 0; --i) {
    ASSERT_TRUE(popLastEntry(dict.get(), &key, &value));
    EXPECT_EQ(smallValue(key.get()), i);
  }
  EXPECT_FALSE(popLastEntry(dict.get(), &key, &value));
}

TEST_F(DictTest, FindsStringsByIdentityAndByValue) {
  Ref<Dict> dict = newDict();
  Ref<Object> one = number(1);
  Ref<Str> key = newAscii("some long key");
  ASSERT_TRUE(setStr(dict.get(), key.get(), one.get()));
  Ref<Str> same = newAscii("some long key");
  EXPECT_EQ(getStrBorrowed(dict.get(), same.get()), one.get());
  put(dict.get(), 3, 4);
  EXPECT_EQ(getStrBorrowed(dict.get(), same.get()), one.get());
  bool found = false;
  EXPECT_TRUE(deleteStr(dict.get(), same.get(), &found));
  EXPECT_TRUE(found);
  EXPECT_EQ(getStrBorrowed(dict.get(), key.get()), nullptr);
}

TEST_F(DictTest, SmallDictsAreSmall) {
  size_t before = heap_->committedBytes();
  (void)before;
  Ref<Dict> dict = newDict();
  put(dict.get(), 1, 1);
  EXPECT_EQ(dict->table_->entry_capacity_, 3u);
  EXPECT_EQ(sizeof(Dict), 24u);
}

TEST_F(DictTest, ADictThatGrowsWhileIteratedOverIsNoticed) {
  Ref<Dict> dict = newDict();
  for (int i = 0; i < 4; ++i) put(dict.get(), i, i);
  Ref<Object> it = newDictIterator(kTypeDictKeyIterator, dict.get());
  Ref<Object> first = iterNext(it.get());
  EXPECT_EQ(smallValue(first.get()), 0);
  put(dict.get(), 9, 9);
  EXPECT_FALSE(iterNext(it.get()));
  EXPECT_TRUE(errorMatches(kTypeRuntimeError));
  clearError();
}

TEST_F(DictTest, MovesAnEntryToTheEnd) {
  Ref<Dict> dict = newDict();
  for (int i = 0; i < 5; ++i) put(dict.get(), i, i);
  Ref<Object> key = number(1);
  EXPECT_TRUE(tryMoveEntryToEnd(dict.get(), findEntry_mayRunPython(dict.get(), key.get(), 1)));
  EXPECT_EQ(keys(dict.get()), "0 2 3 4 1 ");
  EXPECT_EQ(get(dict.get(), 1), 1);
}

TEST_F(DictTest, FailsCleanlyAtEveryAllocation) {
  for (uint64_t n = 1; n < 40; ++n) {
    Ref<Dict> dict = newDict();
    heap_->failAllocation(n);
    int64_t stored = 0;
    for (int64_t i = 0; i < 30; ++i) {
      Ref<Object> key = newInt(1000 + i);
      if (!key || !setItem_mayRunPython(dict.get(), key.get(), key.get())) {
        EXPECT_TRUE(errorPending());
        clearError();
        break;
      }
      ++stored;
    }
    heap_->failAllocation(0);
    EXPECT_EQ(dict->used_, stored);
    for (int64_t i = 0; i < stored; ++i) EXPECT_EQ(get(dict.get(), 1000 + i), 1000 + i);
  }
}

}  // namespace
}  // namespace ophion
