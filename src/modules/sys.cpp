// The module sys.
#include "heap/collector.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "vm/frame_object.h"

namespace ophion {

namespace {

// The caller's reference and the argument's own both count, as in CPython.
Ref<Object> sysGetRefCount(Object* const* args) { return newInt(args[0]->count()); }

Ref<Object> sysExit(Object* const* args) {
  return raiseObject(kTypeSystemExit, args[0] == nullptr ? none() : args[0]);
}

Ref<Object> sysGetRecursionLimit(Object* const*) { return newInt(vm().depth_limit_); }
Ref<Object> sysSetRecursionLimit(Object* const* args) {
  int64_t limit;
  if (!asInt64(args[0], &limit)) return raised();
  if (limit < 1) return raise(kTypeValueError, "recursion limit must be greater or equal than 1");
  if (limit <= vm().depth_) {
    return raise(kTypeRecursionError, "cannot set the recursion limit to %lld at the recursion depth %u: the limit is too low",
                 static_cast<long long>(limit), vm().depth_);
  }
  vm().depth_limit_ = static_cast<uint32_t>(limit > 0x7fffffff ? 0x7fffffff : limit);
  return newNone();
}

Ref<Object> sysIntern(Object* const* args) {
  if (!isExactStr(args[0])) return raise(kTypeTypeError, "can't intern %T", args[0]);
  return intern(share(static_cast<Str*>(args[0])));
}

Ref<Object> sysExcInfo(Object* const*) {
  Object* handled = state().handled_.getOrNull();
  if (handled == nullptr) return newTupleOf({none(), none(), none()});
  Object* traceback = asException(handled)->traceback_.getOrNull();
  return newTupleOf({typeOf(handled), handled, traceback == nullptr ? none() : traceback});
}

Ref<Object> sysGetFrame(Object* const* args) {
  int64_t depth = 0;
  if (args[0] != nullptr && !asInt64(args[0], &depth)) return raised();
  FrameRef frame = FrameRef::current();
  for (; depth > 0 && frame.valid(); --depth) frame = frame.caller();
  if (!frame.valid()) return raise(kTypeValueError, "call stack is not deep enough");
  return frameObjectOf(frame);
}

constexpr NativeDef kFunctions[] = {
    {"getrefcount", "object, /", sysGetRefCount, "Return the reference count of object.", NativeKind::Function},
    {"exit", "status=None, /", sysExit, "Exit the interpreter by raising SystemExit(status).", NativeKind::Function},
    {"getrecursionlimit", "", sysGetRecursionLimit, "Return the current value of the recursion limit.", NativeKind::Function},
    {"setrecursionlimit", "limit, /", sysSetRecursionLimit, "Set the maximum depth of the Python interpreter stack to n.", NativeKind::Function},
    {"intern", "string, /", sysIntern, "``Intern'' the given string.", NativeKind::Function},
    {"exc_info", "", sysExcInfo, "Return current exception information: (type, value, traceback).", NativeKind::Function},
    {"_getframe", "depth=0, /", sysGetFrame, "Return a frame object from the call stack.", NativeKind::Function},
};

}  // namespace

extern const ModuleSpec kSysModule;
const ModuleSpec kSysModule = {"sys", "This module provides access to some objects used or maintained by the interpreter.", kFunctions};

}  // namespace ophion
