// Weak references and their callbacks, exceptions and their chains.
#include "object/weakref.h"

#include "heap/collector.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/list.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/tuple.h"
#include "tests/unit/object/runtime_fixture.h"

namespace ophion {
namespace {

class WeakRefTest : public RuntimeTest {
 protected:
  static Ref<Object> makeClass() {
    Ref<Tuple> bases = emptyTuple();
    Ref<Dict> dict = newDict();
    return call(builtinType(kTypeType), internText("A").get(), bases.get(), dict.get());
  }
  static WeakRef* ref(const Ref<Object>& object) { return static_cast<WeakRef*>(object.get()); }
};

TEST_F(WeakRefTest, AReferenceIsSharedUnlessItHasACallback) {
  Ref<Object> cls = makeClass();
  Ref<Object> object = call(cls.get());
  Ref<Object> one = newWeakRef(object.get(), nullptr);
  Ref<Object> two = newWeakRef(object.get(), nullptr);
  EXPECT_EQ(one.get(), two.get());
  Ref<List> list = newList();
  Ref<Object> append = getAttr(list.get(), Name::append);
  Ref<Object> called = newWeakRef(object.get(), append.get());
  EXPECT_NE(one.get(), called.get());
  EXPECT_EQ(weakReferenceCount(object.get()), 2u);
  called.reset();
  EXPECT_EQ(weakReferenceCount(object.get()), 1u);
}

TEST_F(WeakRefTest, AReferenceDoesNotKeepItsObject) {
  Ref<Object> cls = makeClass();
  Ref<Object> object = call(cls.get());
  Ref<Object> seen = newWeakRef(object.get(), nullptr);
  EXPECT_EQ(object->count(), 1u);
  EXPECT_EQ(weakReferent(ref(seen)).get(), object.get());
  object.reset();
  EXPECT_FALSE(weakReferent(ref(seen)));
}

TEST_F(WeakRefTest, CallbacksRunWhenAllReferencesAreDeadAndTheLatestFirst) {
  Ref<Object> cls = makeClass();
  Ref<Object> object = call(cls.get());
  Ref<List> list = newList();
  Ref<Object> append = getAttr(list.get(), Name::append);
  Ref<Object> first = newWeakRef(object.get(), append.get());
  Ref<Object> second = newWeakRef(object.get(), append.get());
  object.reset();
  ASSERT_EQ(list->size_, 2u);
  EXPECT_EQ(list->at(0), second.get());
  EXPECT_EQ(list->at(1), first.get());
  EXPECT_FALSE(weakReferent(ref(first)));
}

TEST_F(WeakRefTest, ManyObjectsHaveReferencesAtOnce) {
  Ref<Object> cls = makeClass();
  Ref<List> objects = newList();
  Ref<List> references = newList();
  for (int i = 0; i < 1000; ++i) {
    Ref<Object> object = call(cls.get());
    Ref<Object> seen = newWeakRef(object.get(), nullptr);
    ASSERT_TRUE(appendToList(objects.get(), object.get()) && appendToList(references.get(), seen.get()));
  }
  removeFromList(objects.get(), 100, 900);
  int alive = 0;
  for (uint32_t i = 0; i < references->size_; ++i) {
    alive += static_cast<bool>(weakReferent(static_cast<WeakRef*>(references->at(i))));
  }
  EXPECT_EQ(alive, 200);
}

TEST_F(WeakRefTest, AProxyDoesWhatItsObjectDoes) {
  Ref<Object> cls = makeClass();
  Ref<Object> object = call(cls.get());
  ASSERT_TRUE(setAttr(object.get(), internText("x").get(), number(3).get()));
  Ref<Object> proxy = newWeakProxy(object.get(), nullptr);
  EXPECT_EQ(shown(getAttr(proxy.get(), internText("x").get())), "3");
  object.reset();
  EXPECT_EQ(shown(getAttr(proxy.get(), internText("x").get())),
            "ReferenceError: weakly-referenced object no longer exists");
}

TEST_F(WeakRefTest, ExceptionsRaisedWhileAnotherIsHandledHaveItAsContext) {
  raise(kTypeValueError, "one");
  Ref<Object> one = takeError();
  state().handled_.assign(one);
  raise(kTypeTypeError, "two");
  Ref<Object> two = takeError();
  EXPECT_EQ(asException(two.get())->context_.getOrNull(), one.get());
  // Raising the first again cuts the circle.
  state().handled_.assign(two);
  raiseInstance(one);
  EXPECT_EQ(asException(one.get())->context_.getOrNull(), two.get());
  EXPECT_EQ(asException(two.get())->context_.getOrNull(), nullptr);
  state().handled_.clear();
}

TEST_F(WeakRefTest, AnErrnoChoosesTheClassOfAnOSError) {
  Ref<Object> error = call(builtinType(kTypeOSError), number(2).get(), text("gone").get(), text("f").get());
  EXPECT_EQ(shown(error), "FileNotFoundError(2, 'gone')");
  EXPECT_EQ(shown(strOf(error.get())), "\"[Errno 2] gone: 'f'\"");
}

TEST_F(WeakRefTest, MemoryErrorsNeedNoMemory) {
  for (int i = 0; i < 40; ++i) {
    heap().failAllocation(1);
    raiseMemoryError();
    heap().failAllocation(0);
    ASSERT_TRUE(errorMatches(kTypeMemoryError));
    clearError();
  }
}

}  // namespace
}  // namespace ophion
