// Binding: descriptors. What a value found on a class becomes when it is looked up through an instance or the class.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Function;
struct Str;
struct Tuple;
struct Type;
struct ClassMethod;
struct Dict;

// value.__get__(self or None, type), or the value itself where it is no descriptor.
Ref<Object> bindDescriptor_mayRunPython(Object* value, Object* self_or_null, Type* type);
// Whether the value has __set__ or __delete__: then it goes before the instance's own attributes.
bool isDataDescriptor(Object* value);
// Whether a data descriptor has a __get__, too. One that only sets is found behind the object's own attributes.
bool hasGetter(Object* descriptor);
// value.__set__(self, new_value), or __delete__ where new_value is null.
[[nodiscard]] bool setThroughDescriptor_mayRunPython(Object* descriptor, Object* self, Object* new_value);

// A classmethod or staticmethod object around a callable.
Ref<ClassMethod> newClassMethod(TypeIndex kind, Object* function);

// What type.__getattribute__ and type.__setattr__ do.
Ref<Object> typeGetAttr(Type* type, Str* name);
// The same, but null without an exception where there is no such attribute.
Ref<Object> typeGetAttrOrNull(Type* type, Str* name);
[[nodiscard]] bool typeSetAttr(Type* type, Str* name, Object* value);
// What module.__getattribute__ does: with the module's own __getattr__, and an error that names the module.
Ref<Object> moduleGetAttr(Object* module, Str* name);
struct Super;
// super() without arguments, for the running frame.
Ref<Object> newSuperOfFrame();
// What the classes behind super's own have under the name, before it is bound; borrowed. Null: nothing, or an exception
// is pending.
Object* lookupBehindBorrowed(Super* super, Str* name);
// What super.__getattribute__ does.
Ref<Object> superGetAttr(Object* super, Str* name);

// type(...): makes an instance.
Ref<Object> callType_mayRunPython(Type* type, Object* const* args, size_t n, Tuple* keyword_names);
// The same for a builtin class whose metaclass is type, without keywords; args[0] is the class itself.
Ref<Object> callBuiltinType_mayRunPython(Object* const* args, size_t n);
Ref<Object> callTypeWithTuple_mayRunPython(Type* type, Tuple* args, Dict* keywords_or_null);
// isinstance and issubclass without asking the metaclass: by resolution order, then by __class__ and __bases__.
int recursiveIsInstance_mayRunPython(Object* object, Object* cls);
int recursiveIsSubclass_mayRunPython(Object* derived, Object* cls);
// The most derived metaclass of the bases and `metaclass`; nullptr with TypeError pending.
Type* calculateMetaclass(Type* metaclass, Tuple* bases);
// "module.Name" as error messages and reprs want it, the plain name for builtins.
Ref<Str> typeFullName(Type* type);

}  // namespace ophion
