// WeakRef: a reference that does not keep its object alive.
//
// From an object to its weak references leads a table in the runtime's state, not a word in every object: open
// addressing over pairs (object, first weak reference); the references of one object are a doubly linked list, the
// canonical ones (exact `ref` and proxies without callback, which are shared) first. kFlagWeaklyReferenced in the
// object's header says whether the table has an entry. Links are not counted: a weak reference that dies takes itself
// out.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct WeakRef : Object {
  Slot<Object> referent_;   // not counted; null once dead
  Slot<Object> callback_;   // null: none
  Slot<WeakRef> next_;      // not counted
  Slot<WeakRef> previous_;  // not counted
  int64_t hash_;            // of the referent, -1: not computed; not a Python hash value
};

// Whether objects of this class may have weak references.
bool isWeakReferable(const Object* object);
// weakref.ref / proxy: TypeError "cannot create weak reference to 'X' object".
Ref<Object> newWeakRef(Object* object, Object* callback_or_null);
Ref<Object> newWeakProxy(Object* object, Object* callback_or_null);
// The referent with a count, or null without an exception where it is dead.
Ref<Object> weakReferent(const WeakRef* ref);
size_t weakReferenceCount(Object* object);
// Whether some weak reference in the runtime would call back.
bool anyWeakCallback();
// The n-th weak reference of an object, borrowed; nullptr past the end.
WeakRef* firstWeakRef(Object* object);

// The hook of the heap: all references of a dying object are cleared first, then callbacks run, latest first.
void clearWeakReferences_mayRunPython(Object* object);
// For the collector: clears the references of an object without running callbacks. Those with a callback are handed to
// `keep` with a count, so that they may be called later through callWeakCallback_mayRunPython.
void detachWeakReferences(Object* object, void (*keep)(WeakRef*, void*), void* context);
void callWeakCallback_mayRunPython(WeakRef* ref);

}  // namespace ophion
