#include "object/simple_namespace.h"

#include "object/instance.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

Ref<SimpleNamespace> newSimpleNamespace(Dict* attributes) {
  Ref<SimpleNamespace> made = allocateContainer<SimpleNamespace>(kTypeSimpleNamespace);
  Ref<Dict> dict = attributes == nullptr ? newDict() : copyDict(attributes);
  if (!made || !dict) return raised();
  made->dict_.init(std::move(dict));
  return made;
}

namespace {

SimpleNamespace* self(Object* object) { return static_cast<SimpleNamespace*>(object); }

Ref<Object> make(Object* const* args) {
  Ref<SimpleNamespace> made = makeInstance<SimpleNamespace>(args[0], kTypeSimpleNamespace);
  Ref<Dict> dict = newDict();
  if (!made || !dict) return raised();
  made->dict_.init(std::move(dict));
  return made;
}

Ref<Object> init(Object* const* args) {
  if (args[1] == nullptr) return newNone();
  if (!updateDict_mayRunPython(self(args[0])->dict_.get(), args[1], true)) return raised();
  return newNone();
}

Ref<Object> repr(Object* const* args) {
  Ref<Str> class_name = isExactSimpleNamespace(args[0]) ? newAscii("namespace") : share(typeOf(args[0])->name_.get());
  if (!class_name) return raised();
  bool failed = false;
  if (!enterRepr(args[0], &failed)) return failed ? Ref<Object>(raised()) : formatStr("%U(...)", class_name.get());
  Ref<Str> text = emptyStr();
  Ref<Dict> dict = copyDict(self(args[0])->dict_.get());
  size_t position = 0;
  Object* key = nullptr;
  Object* value = nullptr;
  bool first = true;
  while (text && dict && nextEntry(dict.get(), &position, &key, &value)) {
    if (!isStrLayout(key) || static_cast<Str*>(key)->length_ == 0) continue;
    text = formatStr("%U%s%U=%R", text.get(), first ? "" : ", ", static_cast<Str*>(key), value);
    first = false;
  }
  leaveRepr(args[0]);
  if (!text || !dict) return raised();
  return formatStr("%U(%U)", class_name.get(), text.get());
}

template <Compare op>
Ref<Object> compare(Object* const* args) {
  if (layoutOf(args[0]) != kTypeSimpleNamespace || layoutOf(args[1]) != kTypeSimpleNamespace)
    return newNotImplemented();
  return richCompare(self(args[0])->dict_.get(), self(args[1])->dict_.get(), op);
}

Ref<Object> reduce(Object* const* args) {
  Ref<Tuple> nothing = emptyTuple();
  return newTupleOf({typeOf(args[0]), nothing.get(), self(args[0])->dict_.get()});
}

Ref<Object> getDict(Object* object) { return self(object)->dict_.share(); }

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", make, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, /, **kwargs", init},
    {"__repr__", "self, /", repr},
    {"__lt__", "self, value, /", compare<Compare::Lt>},
    {"__le__", "self, value, /", compare<Compare::Le>},
    {"__eq__", "self, value, /", compare<Compare::Eq>},
    {"__ne__", "self, value, /", compare<Compare::Ne>},
    {"__gt__", "self, value, /", compare<Compare::Gt>},
    {"__ge__", "self, value, /", compare<Compare::Ge>},
    {"__hash__", "self, /", nullptr},
    {"__reduce__", "self, /", reduce, "Return state information for pickling"},
};
constexpr GetSetDef kGetSets[] = {asMember({"__dict__", getDict})};

}  // namespace

const TypeSpec kSimpleNamespaceSpec = {"SimpleNamespace",
                                       "types",
                                       slotRowLayout<SimpleNamespace, 1>("SimpleNamespace"),
                                       kTypeBase | kTypeInstancesHaveDict,
                                       kMethods,
                                       kGetSets,
                                       "A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)"};

}  // namespace ophion
