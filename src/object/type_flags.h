// What the files that make types share: flags that are derived, subclasses, caches.
#pragma once

#include "object/type.h"

namespace ophion {

// Flags that a class takes over from its base.
inline constexpr uint32_t kTypeInheritedFlags = kTypeInstancesHaveDict | kTypeInstancesWeakReferable | kTypeSequence |
                                                kTypeMapping | kTypeMatchSelf | kTypeSubclassOfInt |
                                                kTypeSubclassOfStr | kTypeSubclassOfType | kTypeSubclassOfException;

// Flags that follow from a builtin type's methods and place; the base's flags must be complete.
uint32_t flagsOfBuiltin(TypeIndex index);
// Recomputes the flags that depend on which methods a class resolves.
void refreshFlags(Type* type);

[[nodiscard]] bool addSubclass(Type* base, Type* derived);  // false: MemoryError pending
void removeSubclass(Type* base, Type* derived);

// Gives a builtin type whose instances have a dict, but no place for it, a dict shape.
[[nodiscard]] bool makeDictTail(Type* type);

void clearMethodCache();

// The resolution order of a type by its bases, or what its metaclass's mro() says; null with an exception pending.
Ref<Tuple> computeMro_mayRunPython(Type* type);
// C3 alone.
Ref<Tuple> linearize(Type* type, Tuple* bases);
// The base whose layout the class extends; nullptr with TypeError pending.
Type* bestBase(Tuple* bases);
// The most derived class of the chain of bases that adds to the layout.
Type* solidBase(Type* type);
// Binds a super(type, type) and calls __init_subclass__ with the keywords.
[[nodiscard]] bool callInitSubclass_mayRunPython(Type* type, Dict* keywords);

}  // namespace ophion
