// Classes: making them, their layouts, looking attributes up, and instances. Python code does not run here: classes are
// made by calling type, methods are native.
#include "object/type.h"

#include "heap/collector.h"
#include "object/dict.h"
#include "object/instance.h"
#include "object/list.h"
#include "object/shape.h"
#include "object/singletons.h"
#include "object/tuple.h"
#include "object/weakref.h"
#include "tests/unit/object/runtime_fixture.h"

namespace ophion {
namespace {

class TypeTest : public RuntimeTest {
 protected:
  static Ref<Str> interned(std::string_view text) { return internText(text); }
  static Ref<Object> attribute(Object* object, std::string_view text) { return getAttr(object, interned(text).get()); }
  static bool store(Object* object, std::string_view text, Ref<Object> value) {
    return setAttr(object, interned(text).get(), value.get());
  }
  static bool erase(Object* object, std::string_view text) { return setAttr(object, interned(text).get(), nullptr); }

  // type(name, bases, {...})
  static Ref<Object> classOf(std::string_view text, std::initializer_list<Object*> bases = {}, Dict* given = nullptr) {
    Ref<Tuple> row = newTupleOf(bases);
    Ref<Dict> dict = given == nullptr ? newDict() : share(given);
    Ref<Str> class_name = interned(text);
    return call(builtinType(kTypeType), class_name.get(), row.get(), dict.get());
  }
  static Ref<Dict> withSlots(std::initializer_list<std::string_view> names) {
    Ref<List> list = newList();
    for (std::string_view n : names) EXPECT_TRUE(appendToList(list.get(), interned(n).get()));
    Ref<Dict> dict = newDict();
    EXPECT_TRUE(setStr(dict.get(), interned("__slots__").get(), list.get()));
    return dict;
  }
};

TEST_F(TypeTest, AClassHasTheOrderThatItsBasesGive) {
  Ref<Object> a = classOf("A");
  Ref<Object> b = classOf("B", {a.get()});
  Ref<Object> c = classOf("C", {a.get()});
  Ref<Object> d = classOf("D", {b.get(), c.get()});
  EXPECT_EQ(shown(attribute(d.get(), "__mro__")),
            "(<class 'D'>, <class 'B'>, <class 'C'>, <class 'A'>, <class 'object'>)");
  EXPECT_EQ(shown(classOf("E", {a.get(), b.get()})),
            "TypeError: Cannot create a consistent method resolution\norder (MRO) for bases A, B");
  EXPECT_EQ(shown(classOf("F", {a.get(), a.get()})), "TypeError: duplicate base class A");
}

TEST_F(TypeTest, BasesWithDifferentLayoutsConflict) {
  EXPECT_EQ(shown(classOf("A", {builtinType(kTypeInt), builtinType(kTypeStr)})),
            "TypeError: multiple bases have instance lay-out conflict");
  EXPECT_EQ(shown(classOf("A", {builtinType(kTypeBool)})), "TypeError: type 'bool' is not an acceptable base type");
  Ref<Dict> p = withSlots({"p"});
  Ref<Dict> q = withSlots({"q"});
  Ref<Object> left = classOf("L", {}, p.get());
  Ref<Object> right = classOf("R", {}, q.get());
  EXPECT_EQ(shown(classOf("B", {left.get(), right.get()})), "TypeError: multiple bases have instance lay-out conflict");
}

TEST_F(TypeTest, AttributesOfAClassShadowThoseOfItsBases) {
  Ref<Object> a = classOf("A");
  Ref<Object> b = classOf("B", {a.get()});
  Ref<Object> instance = call(b.get());
  EXPECT_EQ(shown(attribute(instance.get(), "x")), "AttributeError: 'B' object has no attribute 'x'");
  ASSERT_TRUE(store(a.get(), "x", number(1)));
  EXPECT_EQ(shown(attribute(instance.get(), "x")), "1");
  ASSERT_TRUE(store(b.get(), "x", number(2)));
  EXPECT_EQ(shown(attribute(instance.get(), "x")), "2");
  ASSERT_TRUE(erase(b.get(), "x"));
  EXPECT_EQ(shown(attribute(instance.get(), "x")), "1");
  ASSERT_TRUE(erase(a.get(), "x"));
  EXPECT_EQ(shown(attribute(instance.get(), "x")), "AttributeError: 'B' object has no attribute 'x'");
  EXPECT_EQ(shown(attribute(b.get(), "x")), "AttributeError: type object 'B' has no attribute 'x'");
}

TEST_F(TypeTest, AChangedClassGetsAnotherVersion) {
  Ref<Object> a = classOf("A");
  Ref<Object> instance = call(a.get());
  uint32_t before = typeVersion(instance->typeIndex());
  EXPECT_EQ(typeVersion(instance->typeIndex()), before);
  ASSERT_TRUE(store(a.get(), "x", number(1)));
  EXPECT_NE(typeVersion(instance->typeIndex()), before);
}

TEST_F(TypeTest, InstancesWithTheSameAttributesShareAShape) {
  Ref<Object> a = classOf("A");
  Ref<Object> teacher = call(a.get());
  for (const char* text : {"p", "q", "r"}) ASSERT_TRUE(store(teacher.get(), text, number(1)));
  // The class has learnt: later instances keep their attributes inline.
  Ref<Object> one = call(a.get());
  Ref<Object> two = call(a.get());
  for (const char* text : {"p", "q", "r"}) {
    ASSERT_TRUE(store(one.get(), text, number(1)));
    ASSERT_TRUE(store(two.get(), text, number(2)));
  }
  EXPECT_EQ(one->typeIndex(), two->typeIndex());
  EXPECT_EQ(instanceDictIfAny(one.get()), nullptr);
  EXPECT_GE(findField(shapeOf(one.get()), interned("q").get()), 0);
  // A look at __dict__ moves them, and nothing else changes.
  EXPECT_EQ(shown(attribute(one.get(), "__dict__")), "{'p': 1, 'q': 1, 'r': 1}");
  EXPECT_NE(instanceDictIfAny(one.get()), nullptr);
  EXPECT_EQ(shown(attribute(one.get(), "r")), "1");
  EXPECT_EQ(shown(attribute(two.get(), "r")), "2");
}

TEST_F(TypeTest, AttributesCanBeRemovedInAnyOrder) {
  Ref<Object> a = classOf("A");
  for (const char* first : {"p", "q", "r"}) {
    Ref<Object> instance = call(a.get());
    for (const char* text : {"p", "q", "r"})
      ASSERT_TRUE(store(instance.get(), text, text == std::string_view("q") ? number(7) : number(8)));
    ASSERT_TRUE(erase(instance.get(), first));
    EXPECT_FALSE(erase(instance.get(), first));
    EXPECT_EQ(shown(nullptr), std::string("AttributeError: 'A' object has no attribute '") + first + "'");
    for (const char* text : {"p", "q", "r"}) {
      if (text == std::string_view(first)) continue;
      EXPECT_EQ(shown(attribute(instance.get(), text)), text == std::string_view("q") ? "7" : "8");
    }
  }
}

TEST_F(TypeTest, SlotsTakeThePlaceOfADict) {
  Ref<Dict> slots = withSlots({"p", "q"});
  Ref<Object> a = classOf("A", {}, slots.get());
  Ref<Object> instance = call(a.get());
  EXPECT_EQ(shown(attribute(instance.get(), "p")), "AttributeError: 'A' object has no attribute 'p'");
  ASSERT_TRUE(store(instance.get(), "p", number(1)));
  EXPECT_EQ(shown(attribute(instance.get(), "p")), "1");
  EXPECT_FALSE(store(instance.get(), "z", number(1)));
  EXPECT_EQ(shown(nullptr), "AttributeError: 'A' object has no attribute 'z'");
  EXPECT_EQ(shown(newWeakRef(instance.get(), nullptr)), "TypeError: cannot create weak reference to 'A' object");
  Ref<Object> b = classOf("B", {a.get()});
  Ref<Object> derived = call(b.get());
  ASSERT_TRUE(store(derived.get(), "q", number(2)) && store(derived.get(), "z", number(3)));
  EXPECT_EQ(shown(attribute(derived.get(), "__dict__")), "{'z': 3}");
  EXPECT_EQ(shown(attribute(derived.get(), "q")), "2");
}

TEST_F(TypeTest, SlotsThatCannotBeAreRefused) {
  Ref<Dict> bad = withSlots({"1x"});
  EXPECT_EQ(shown(classOf("A", {}, bad.get())), "TypeError: __slots__ must be identifiers");
  Ref<Dict> clash = withSlots({"x"});
  ASSERT_TRUE(setStr(clash.get(), interned("x").get(), number(1).get()));
  EXPECT_EQ(shown(classOf("A", {}, clash.get())), "ValueError: 'x' in __slots__ conflicts with class variable");
  Ref<Dict> some = withSlots({"x"});
  EXPECT_EQ(shown(classOf("A", {builtinType(kTypeInt)}, some.get())),
            "TypeError: nonempty __slots__ not supported for subtype of 'int'");
}

TEST_F(TypeTest, ClassesDerivedFromBuiltinTypesHoldAttributes) {
  for (TypeIndex index : {kTypeInt, kTypeStr, kTypeTuple, kTypeList, kTypeDict, kTypeValueError}) {
    Ref<Object> a = classOf("A", {builtinType(index)});
    ASSERT_TRUE(a);
    Ref<Object> instance = call(a.get());
    ASSERT_TRUE(store(instance.get(), "x", number(5)));
    EXPECT_EQ(shown(attribute(instance.get(), "x")), "5");
    EXPECT_EQ(shown(attribute(instance.get(), "__dict__")), "{'x': 5}");
  }
}

TEST_F(TypeTest, TheClassOfAnInstanceCanBeExchanged) {
  Ref<Object> a = classOf("A");
  Ref<Object> b = classOf("B");
  ASSERT_TRUE(store(b.get(), "kind", text("b")));
  Ref<Object> instance = call(a.get());
  ASSERT_TRUE(store(instance.get(), "x", number(1)));
  uint32_t counts = a->count();
  ASSERT_TRUE(store(instance.get(), "__class__", b));
  EXPECT_EQ(a->count(), counts - 1);
  EXPECT_EQ(shown(attribute(instance.get(), "kind")), "'b'");
  EXPECT_EQ(shown(attribute(instance.get(), "x")), "1");
  EXPECT_FALSE(store(instance.get(), "__class__", share<Object>(builtinType(kTypeInt))));
  EXPECT_EQ(shown(nullptr),
            "TypeError: __class__ assignment only supported for mutable types or ModuleType subclasses");
}

TEST_F(TypeTest, AClassLivesAsLongAsItsInstances) {
  Ref<Object> a = classOf("A");
  Ref<Object> seen = newWeakRef(a.get(), nullptr);
  Ref<Object> instance = call(a.get());
  a.reset();
  collect_mayRunPython(2);
  EXPECT_TRUE(weakReferent(static_cast<WeakRef*>(seen.get())));
  instance.reset();
  collect_mayRunPython(2);
  EXPECT_FALSE(weakReferent(static_cast<WeakRef*>(seen.get())));
}

TEST_F(TypeTest, WrongCallsSayWhatWasWrong) {
  Ref<Object> a = classOf("A");
  EXPECT_EQ(shown(call(a.get(), none())), "TypeError: A() takes no arguments");
  EXPECT_EQ(shown(call(builtinType(kTypeType))), "TypeError: type() takes 1 or 3 arguments");
  Ref<List> list = newList();
  EXPECT_EQ(shown(callMethod(list.get(), Name::append)),
            "TypeError: list.append() takes exactly one argument (0 given)");
  EXPECT_EQ(shown(callMethod(list.get(), Name::pop, none(), none())),
            "TypeError: pop expected at most 1 argument, got 2");
  EXPECT_EQ(shown(callMethod(list.get(), Name::__len__, none())), "TypeError: expected 0 arguments, got 1");
  Ref<Object> append = attribute(builtinType(kTypeList), "append");
  EXPECT_EQ(shown(call(append.get(), number(1).get(), none())),
            "TypeError: descriptor 'append' for 'list' objects doesn't apply to a 'int' object");
  Ref<Object> iterator = getIter(list.get());
  EXPECT_EQ(shown(call(typeOf(iterator.get()))), "TypeError: cannot create 'list_iterator' instances");
}

TEST_F(TypeTest, MakingAClassSurvivesEveryFailedAllocation) {
  ASSERT_TRUE(classOf("Warm"));
  for (uint64_t n = 1; n < 200; ++n) {
    Ref<Dict> dict = withSlots({"p", "__dict__"});
    Ref<Tuple> bases = newTupleOf({});
    Ref<Str> class_name = interned("A");
    heap().failAllocation(n);
    Ref<Object> made = call(builtinType(kTypeType), class_name.get(), bases.get(), dict.get());
    bool failed = heap().allocationsCounted() >= n;
    heap().failAllocation(0);
    if (!failed) {
      EXPECT_TRUE(made);
      EXPECT_GT(n, 5u);
      return;
    }
    if (!made) {
      EXPECT_TRUE(errorMatches(kTypeMemoryError));
    }
    clearError();
    made.reset();
    collect_mayRunPython(2);
  }
  FAIL() << "a class takes no end of allocations";
}

TEST_F(TypeTest, AnInstanceSurvivesEveryFailedAllocation) {
  Ref<Object> a = classOf("A");
  Ref<Object> ten = number(1000000);
  for (uint64_t n = 1; n < 200; ++n) {
    heap().failAllocation(n);
    Ref<Object> instance = call(a.get());
    bool stored = instance && store(instance.get(), "p", ten) && store(instance.get(), "q", ten) &&
                  store(instance.get(), "r", ten);
    bool failed = heap().allocationsCounted() >= n;
    heap().failAllocation(0);
    if (!failed) {
      EXPECT_TRUE(stored);
      return;
    }
    clearError();
    if (instance) {
      EXPECT_TRUE(attribute(instance.get(), "__dict__"));
    }
  }
  FAIL() << "an instance takes no end of allocations";
}

}  // namespace
}  // namespace ophion
