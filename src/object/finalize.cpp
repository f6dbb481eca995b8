#include "object/finalize.h"

#include "heap/descriptor.h"
#include "object/error.h"
#include "object/protocol.h"
#include "object/type.h"

namespace ophion {

bool hasPendingFinalizer(Object* object) {
  const TypeEntry& entry = typeEntryOf(object);
  const TypeDescriptor& d = g_object_model->descriptors[entry.layout_];
  if (object->typeIndex() >= kFirstHeapType) {
    Type* type = entry.type_.get();
    return (type->is(kTypeHasDel) || d.finalize != nullptr) && !object->hasFlag(kFlagFinalized);
  }
  return d.finalize != nullptr && !object->hasFlag(kFlagFinalized);
}

bool runFinalizer_mayRunPython(Object* object) {
  const TypeEntry& entry = typeEntryOf(object);
  Type* type = entry.type_.get();
  const TypeDescriptor& d = g_object_model->descriptors[entry.layout_];
  bool has_del = type->is(kTypeHasDel);
  if (!has_del && d.finalize == nullptr) return true;
  if (object->hasFlag(kFlagFinalized)) return true;
  object->setFlag(kFlagFinalized);
  bool was_dead = object->count_ == 0;
  if (was_dead) object->count_ = 1;
  {
    // The exception that is under way, if any, has nothing to do with the finalizer.
    ErrorStash stash;
    if (has_del) {
      if (Object* del = lookupSpecial(type, Special::k_del); del != nullptr) {
        Ref<Object> keep = share(del);
        Object* args[] = {object};
        if (!callSpecial(del, args, 1)) reportUnraisable_mayRunPython(nullptr, del);
      }
    }
    if (d.finalize != nullptr) d.finalize(object);
    if (errorPending()) reportUnraisable_mayRunPython(nullptr, object);
  }
  if (!was_dead) return true;
  return --object->count_ == 0;
}

}  // namespace ophion
