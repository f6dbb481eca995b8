// The iterators of itertools, deque and defaultdict, made through their types as a program makes them.
#include "modules/itertools.h"

#include <gtest/gtest.h>

#include "object/list.h"
#include "object/singletons.h"
#include "object/tuple.h"
#include "object/type.h"
#include "tests/unit/object/runtime_fixture.h"

namespace ophion {
namespace {

class ItertoolsTest : public RuntimeTest {
 protected:
  Ref<Object> list(std::initializer_list<int64_t> numbers) {
    Ref<List> made = newList();
    for (int64_t n : numbers) EXPECT_TRUE(appendToListSteal(made.get(), newInt(n)));
    return made;
  }
  Ref<Object> make(TypeIndex type, std::initializer_list<Object*> arguments) {
    return callWithTuple(builtinType(type), newTupleOf(arguments).get(), nullptr);
  }
  // What the iterator gives, as a list.
  std::string drained(Ref<Object> iterator) {
    if (!iterator) return shown(nullptr);
    Ref<List> all = toList_mayRunPython(iterator.get());
    return all ? shown(all) : shown(nullptr);
  }
  Ref<Object> method(Object* object, const char* name, std::initializer_list<Object*> arguments) {
    Ref<Object> bound = getAttr(object, internText(name).get());
    return bound ? callWithTuple(bound.get(), newTupleOf(arguments).get(), nullptr) : bound;
  }
};

TEST_F(ItertoolsTest, CombinesItems) {
  Ref<Object> a = list({1, 2, 3}), b = list({10, 20}), two = number(2);
  EXPECT_EQ(drained(make(kTypeItertoolsProduct, {b.get(), b.get()})), "[(10, 10), (10, 20), (20, 10), (20, 20)]");
  EXPECT_EQ(drained(make(kTypeItertoolsPermutations, {a.get(), two.get()})),
            "[(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)]");
  EXPECT_EQ(drained(make(kTypeItertoolsCombinations, {a.get(), two.get()})), "[(1, 2), (1, 3), (2, 3)]");
  EXPECT_EQ(drained(make(kTypeItertoolsCombinationsWithReplacement, {b.get(), two.get()})),
            "[(10, 10), (10, 20), (20, 20)]");
}

TEST_F(ItertoolsTest, TakesItemsInTurn) {
  Ref<Object> a = list({1, 2, 3}), b = list({10, 20});
  EXPECT_EQ(drained(make(kTypeItertoolsChain, {a.get(), b.get()})), "[1, 2, 3, 10, 20]");
  EXPECT_EQ(drained(make(kTypeItertoolsISlice, {a.get(), number(1).get(), number(3).get()})), "[2, 3]");
  EXPECT_EQ(drained(make(kTypeItertoolsAccumulate, {a.get()})), "[1, 3, 6]");
  EXPECT_EQ(drained(make(kTypeItertoolsZipLongest, {a.get(), b.get()})), "[(1, 10), (2, 20), (3, None)]");
  EXPECT_EQ(drained(make(kTypeItertoolsPairwise, {a.get()})), "[(1, 2), (2, 3)]");
  EXPECT_EQ(drained(make(kTypeZip, {a.get(), b.get()})), "[(1, 10), (2, 20)]");
  EXPECT_EQ(drained(make(kTypeEnumerate, {b.get()})), "[(0, 10), (1, 20)]");
  EXPECT_EQ(drained(make(kTypeReversed, {a.get()})), "[3, 2, 1]");
}

TEST_F(ItertoolsTest, ADequeWithALimitDropsAtTheOtherEnd) {
  Ref<Object> deque = make(kTypeDeque, {list({1, 2, 3}).get(), number(3).get()});
  EXPECT_TRUE(method(deque.get(), "append", {number(9).get()}));
  EXPECT_TRUE(method(deque.get(), "appendleft", {number(8).get()}));
  EXPECT_TRUE(method(deque.get(), "rotate", {number(1).get()}));
  EXPECT_EQ(shown(deque), "deque([3, 8, 2], maxlen=3)");
}

TEST_F(ItertoolsTest, ADefaultDictMakesWhatIsMissing) {
  Ref<Object> dict = make(kTypeDefaultDict, {builtinType(kTypeList)});
  EXPECT_TRUE(getItem(dict.get(), number(4).get()));
  EXPECT_EQ(shown(dict), "defaultdict(<class 'list'>, {4: []})");
}

TEST_F(ItertoolsTest, ABoundedCacheKeepsWhatWasUsedLast) {
  Ref<Object> cached =
      make(kTypeFunctoolsLruCache, {builtinType(kTypeList), number(2).get(), falseObject(), builtinType(kTypeTuple)});
  ASSERT_TRUE(cached);
  Ref<Object> a = newTupleOf({number(1).get()}), b = newTupleOf({number(2).get()}), c = newTupleOf({number(3).get()});
  Ref<Object> first = call(cached.get(), a.get());
  (void)call(cached.get(), b.get());
  EXPECT_EQ(call(cached.get(), a.get()).get(), first.get());
  (void)call(cached.get(), c.get());
  EXPECT_EQ(call(cached.get(), a.get()).get(), first.get());
  // Only the key of the one in the middle went.
  EXPECT_NE(call(cached.get(), b.get()).get(), first.get());
}

}  // namespace
}  // namespace ophion
