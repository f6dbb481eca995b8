// The module _ast: its classes' common base, and the module.
#include "modules/ast.h"

#include "modules/ast_classes.h"
#include "modules/module_constants.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/make_instance.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

// args: self, *args, **kwargs
Ref<Object> initNode(Object* const* args) {
  Object* self = args[0];
  Tuple* values = static_cast<Tuple*>(args[1]);
  Ref<Str> fields_name = internText("_fields");
  if (!fields_name) return raised();
  Ref<Object> fields = getAttr(typeOf(self), fields_name.get());
  Ref<Tuple> names = fields ? toTuple_mayRunPython(fields.get()) : Ref<Tuple>();
  if (!names) return raised();
  if (values->size_ > names->size_) {
    return raise(kTypeTypeError, "%.400T constructor takes at most %zd positional argument%s", self,
                 static_cast<ptrdiff_t>(names->size_), names->size_ == 1 ? "" : "s");
  }
  for (uint32_t i = 0; i < values->size_; ++i) {
    if (!isStrLayout(names->at(i))) return raise(kTypeTypeError, "attribute name must be string");
    if (!setAttr(self, static_cast<Str*>(names->at(i)), values->at(i))) return raised();
  }
  Dict* keywords = static_cast<Dict*>(args[2]);
  size_t position = 0;
  Object *key, *value;
  while (keywords != nullptr && nextEntry(keywords, &position, &key, &value)) {
    for (uint32_t i = 0; i < values->size_; ++i) {
      if (equalStrs(static_cast<Str*>(names->at(i)), static_cast<Str*>(key))) {
        return raise(kTypeTypeError, "%.400T got multiple values for argument '%U'", self, static_cast<Str*>(key));
      }
    }
    if (!setAttr(self, static_cast<Str*>(key), value)) return raised();
  }
  return newNone();
}

Ref<Object> reduceNode(Object* const* args) {
  bool failed = false;
  Ref<Object> dict = getAttrOrNull(args[0], Name::__dict__, &failed);
  Ref<Tuple> none_given = emptyTuple();
  if (failed || !none_given) return raised();
  if (!dict) return newTupleOf({typeOf(args[0]), none_given.get()});
  return newTupleOf({typeOf(args[0]), none_given.get(), dict.get()});
}

Ref<Object> newNode(Object* const* args) { return allocateInstance(static_cast<Type*>(args[0]), sizeof(Object)); }

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, *args, **kwargs", newNode, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, *args, **kwargs", initNode, "Initialize self.  See help(type(self)) for accurate signature."},
    {"__reduce__", "self, /", reduceNode},
};

constexpr TypeIndex kTypes[] = {kTypeAstNode};

bool populate(Dict* dict) {
  constexpr IntConstant kConstants[] = {
      {"PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000}, {"PyCF_ONLY_AST", 0x400}, {"PyCF_TYPE_COMMENTS", 0x1000}};
  return addIntConstants(dict, kConstants) && makeAstClasses(dict);
}

}  // namespace

bool isAstNode(const Object* object) { return isInstanceOf(object, builtinType(kTypeAstNode)); }

// A layout of its own, because plain objects are atoms: those of exactly this class would lose their dicts.
const TypeSpec kAstNodeSpec = {
    "AST",
    "ast",
    {"AST", Kind::Container, Trace::None, 0, 0, sizeof(Object), nullptr, nullptr, nullptr, nullptr},
    kTypeBase | kTypeInstancesHaveDict | kTypeInstancesWeakReferable,
    kMethods};

extern const ModuleSpec kAstModule;
const ModuleSpec kAstModule = {"_ast", nullptr, {}, kTypes, populate};

}  // namespace ophion
