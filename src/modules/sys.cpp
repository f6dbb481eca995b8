// The module sys: its functions. Constants are in sys_info.cpp, hooks in sys_hooks.cpp.
#include "modules/sys.h"

#include "heap/collector.h"
#include "heap/heap_stats.h"
#include "modules/module_state.h"
#include "modules/sys_parts.h"
#include "object/allocate.h"
#include "object/c_argument.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/struct_sequence.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/async_generator.h"
#include "vm/frame_object.h"
#include "vm/trace.h"

namespace ophion {

namespace {

constexpr NativeKind kFunction = NativeKind::Function;
constexpr int64_t kLeastDigitLimit = 640;
constexpr double kSwitchInterval = 0.005;

// The caller's reference and the argument's own both count, as in CPython.
Ref<Object> sysGetRefCount(Object* const* args) { return newInt(args[0]->count()); }

Ref<Object> sysExit(Object* const* args) { return raiseObject(kTypeSystemExit, args[0] == nullptr ? none() : args[0]); }

Ref<Object> sysGetRecursionLimit(Object* const*) { return newInt(vm().depth_limit_); }
Ref<Object> sysSetRecursionLimit(Object* const* args) {
  int64_t limit;
  if (!cIntArgument_mayRunPython(args[0], &limit)) return raised();
  if (limit < 1) return raise(kTypeValueError, "recursion limit must be greater or equal than 1");
  if (limit <= vm().depth_) {
    return raise(kTypeRecursionError,
                 "cannot set the recursion limit to %lld at the recursion depth %u: the limit is too low",
                 static_cast<long long>(limit), vm().depth_);
  }
  vm().depth_limit_ = static_cast<uint32_t>(limit > 0x7fffffff ? 0x7fffffff : limit);
  return newNone();
}

Ref<Object> sysIntern(Object* const* args) {
  if (!isStrLayout(args[0])) return raise(kTypeTypeError, "intern() argument must be str, not %T", args[0]);
  if (!isExactStr(args[0])) return raise(kTypeTypeError, "can't intern %T", args[0]);
  return intern(share(static_cast<Str*>(args[0])));
}

Ref<Object> sysExcInfo(Object* const*) {
  Object* handled = state().handled_.getOrNull();
  if (handled == nullptr) return newTupleOf({none(), none(), none()});
  Object* traceback = asException(handled)->traceback_.getOrNull();
  return newTupleOf({typeOf(handled), handled, traceback == nullptr ? none() : traceback});
}

Ref<Object> sysException(Object* const*) {
  Object* handled = state().handled_.getOrNull();
  return handled == nullptr ? newNone() : share(handled);
}

Ref<Object> sysGetFrame(Object* const* args) {
  int64_t depth = 0;
  if (args[0] != nullptr && !asInt64(args[0], &depth)) return raised();
  FrameRef frame = FrameRef::current();
  for (; depth > 0 && frame.valid(); --depth) frame = frame.caller();
  if (!frame.valid()) return raise(kTypeValueError, "call stack is not deep enough");
  return frameObjectOf(frame);
}

Ref<Object> sysCurrentFrames(Object* const*) {
  Ref<Dict> frames = newDict();
  FrameRef frame = FrameRef::current();
  if (!frames || !frame.valid()) return frames;
  Ref<Frame> object = frameObjectOf(frame);
  Ref<Int> thread = newInt(1);
  if (!object || !thread || !setItem_mayRunPython(frames.get(), thread.get(), object.get())) return raised();
  return frames;
}

Ref<Object> sysCurrentExceptions(Object* const*) {
  Ref<Dict> exceptions = newDict();
  Ref<Int> thread = newInt(1);
  Object* handled = state().handled_.getOrNull();
  if (!exceptions || !thread ||
      !setItem_mayRunPython(exceptions.get(), thread.get(), handled == nullptr ? none() : handled)) {
    return raised();
  }
  return exceptions;
}

// The bytes of an object with the buffers that are its own, as its __sizeof__ says.
Ref<Object> sizeOf(Object* object) {
  Object* method = lookupInType(typeOf(object), name(Name::__sizeof__));
  if (method == nullptr)
    return errorPending() ? raised() : raise(kTypeTypeError, "Type %T doesn't define __sizeof__", object);
  Ref<Object> kept = share(method);
  Object* args[] = {object};
  Ref<Object> size = callSpecial(kept.get(), args, 1);
  if (!size) return raised();
  int64_t bytes;
  if (!asInt64(size.get(), &bytes)) return raised();
  if (bytes < 0) return raise(kTypeValueError, "__sizeof__() should return >= 0");
  return newInt(bytes);
}

Ref<Object> sysGetSizeOf(Object* const* args) {
  Ref<Object> size = sizeOf(args[0]);
  if (size || args[1] == nullptr || !errorMatches(kTypeTypeError)) return size;
  clearError();
  return share(args[1]);
}

Ref<Object> sysGetAllocatedBlocks(Object* const*) {
  HeapStats stats(heap());
  uint64_t blocks = 0;
  for (Kind kind : {Kind::Atom, Kind::Container, Kind::Raw}) blocks += stats.usedBlocks(kind);
  return newIntFromUnsigned(blocks);
}

Ref<Object> sysGetDefaultEncoding(Object* const*) { return newAscii("utf-8"); }
Ref<Object> sysGetFileSystemEncodeErrors(Object* const*) { return newAscii("surrogateescape"); }
Ref<Object> sysIsFinalizing(Object* const*) { return newBool(moduleState().finalizing_ != 0); }
Ref<Object> sysNothing(Object* const*) { return newNone(); }

Ref<Object> sysGetIntMaxStrDigits(Object* const*) { return newInt(state().int_max_str_digits_); }
Ref<Object> sysSetIntMaxStrDigits(Object* const* args) {
  int64_t digits;
  if (!asInt64(args[0], &digits)) return raised();
  if (digits != 0 && (digits < kLeastDigitLimit || digits > INT32_MAX)) {
    return raise(kTypeValueError, "maxdigits must be 0 or larger than %d", static_cast<int>(kLeastDigitLimit));
  }
  state().int_max_str_digits_ = static_cast<uint32_t>(digits);
  return newNone();
}

Ref<Object> sysGetSwitchInterval(Object* const*) {
  double now = moduleState().switch_interval_;
  return newFloat(now == 0 ? kSwitchInterval : now);
}
Ref<Object> sysSetSwitchInterval(Object* const* args) {
  double interval;
  if (isFloatLayout(args[0])) {
    interval = static_cast<Float*>(args[0])->value_;
  } else {
    Ref<Int> whole = index(args[0]);
    if (!whole)
      return errorMatches(kTypeTypeError) ? raise(kTypeTypeError, "must be real number, not %T", args[0]) : raised();
    if (!intToDouble(whole.get(), &interval)) return raised();
  }
  if (!(interval > 0)) return raise(kTypeValueError, "switch interval must be strictly positive");
  moduleState().switch_interval_ = interval;
  return newNone();
}

Ref<Object> sysSetTrace(Object* const* args) {
  return setTraceFunction_mayRunPython(isNone(args[0]) ? nullptr : args[0]) ? newNone() : Ref<Object>();
}
Ref<Object> sysSetProfile(Object* const* args) {
  return setProfileFunction_mayRunPython(isNone(args[0]) ? nullptr : args[0]) ? newNone() : Ref<Object>();
}
Ref<Object> orNone(const Slot<Object>& slot) { return slot.isNull() ? newNone() : slot.share(); }
Ref<Object> sysGetTrace(Object* const*) { return orNone(vm().trace_function_); }
Ref<Object> sysGetProfile(Object* const*) { return orNone(vm().profile_function_); }

constexpr StructFieldDef kAsyncGenFields[] = {{"firstiter"}, {"finalizer"}};
constexpr StructSequenceDef kAsyncGenHooks = {"sys", "asyncgen_hooks", "The hooks of asynchronous generators.",
                                              kAsyncGenFields, 2};

Ref<Object> sysGetAsyncGenHooks(Object* const*) {
  Object* values[] = {moduleState().asyncgen_first_.getOrNull(), moduleState().asyncgen_finalizer_.getOrNull()};
  return newStructSequence(kAsyncGenHooks, values);
}
Ref<Object> sysSetAsyncGenHooks(Object* const* args) {
  Slot<Object>* slots[] = {&moduleState().asyncgen_first_, &moduleState().asyncgen_finalizer_};
  static constexpr const char* kNames[] = {"firstiter", "finalizer"};
  for (int i = 0; i < 2; ++i) {
    if (args[i] != nullptr && !isNone(args[i]) && !isCallable(args[i])) {
      return raise(kTypeTypeError, "callable %s expected, got %T", kNames[i], args[i]);
    }
  }
  for (int i = 0; i < 2; ++i) {
    if (args[i] != nullptr) slots[i]->assign(isNone(args[i]) ? Ref<Object>() : share(args[i]));
  }
  return newNone();
}

}  // namespace

Object* asyncGeneratorFirstHookBorrowed() { return moduleState().asyncgen_first_.getOrNull(); }
Object* asyncGeneratorFinalizerHookBorrowed() { return moduleState().asyncgen_finalizer_.getOrNull(); }

namespace {

Ref<Object> sysGetOriginDepth(Object* const*) { return newInt(moduleState().origin_depth_); }
Ref<Object> sysSetOriginDepth(Object* const* args) {
  int64_t depth;
  if (!asInt64(args[0], &depth)) return raised();
  if (depth < 0) return raise(kTypeValueError, "depth must be >= 0");
  if (depth != 0) return raise(kTypeNotImplementedError, "the origin of coroutines is not tracked in Ophion");
  return newNone();
}

Ref<Object> sysCallTracing(Object* const* args) {
  if (!isTupleLayout(args[1])) return raise(kTypeTypeError, "call_tracing() argument 2 must be tuple, not %T", args[1]);
  // As if no trace function were under way; but, as in CPython 3.11, nothing is told until one is set anew.
  VmState& v = vm();
  uint32_t tracing = v.tracing_, asleep = v.trace_asleep_;
  v.tracing_ = 0;
  v.trace_asleep_ = 1;
  Ref<Object> result = callWithTuple(args[0], static_cast<Tuple*>(args[1]), nullptr);
  v.tracing_ = tracing;
  v.trace_asleep_ = asleep;
  return result;
}

Ref<Object> sysDebugMallocStats(Object* const*) {
  HeapStats stats(heap());
  Ref<Str> text =
      formatStr("heap: %zu bytes committed, %zu at most\n", stats.committed_bytes, stats.peak_committed_bytes);
  if (!text) return raised();
  writeToStream_mayRunPython(Name::stderr_, text.get());
  return newNone();
}

constexpr NativeDef kFunctions[] = {
    {"getrefcount", "object, /", sysGetRefCount, "Return the reference count of object.", kFunction},
    {"exit", "status=None, /", sysExit, "Exit the interpreter by raising SystemExit(status).", kFunction},
    {"getrecursionlimit", "", sysGetRecursionLimit, "Return the current value of the recursion limit.", kFunction},
    {"setrecursionlimit", "limit, /", sysSetRecursionLimit,
     "Set the maximum depth of the Python interpreter stack to n.", kFunction},
    {"intern", "string, /", sysIntern, "``Intern'' the given string.", kFunction},
    {"exc_info", "", sysExcInfo, "Return current exception information: (type, value, traceback).", kFunction},
    {"exception", "", sysException, "Return the current exception.", kFunction},
    {"_getframe", "depth=0, /", sysGetFrame, "Return a frame object from the call stack.", kFunction},
    {"_current_frames", "", sysCurrentFrames,
     "Return a dict mapping each thread's thread id to its current stack frame.", kFunction},
    {"_current_exceptions", "", sysCurrentExceptions,
     "Return a dict mapping each thread's identifier to its current raised exception.", kFunction},
    {"getsizeof", "object, default=None", sysGetSizeOf, "Return the size of object in bytes.", kFunction},
    {"getallocatedblocks", "", sysGetAllocatedBlocks, "Return the number of memory blocks currently allocated.",
     kFunction},
    {"getdefaultencoding", "", sysGetDefaultEncoding,
     "Return the current default encoding used by the Unicode implementation.", kFunction},
    {"getfilesystemencoding", "", sysGetDefaultEncoding,
     "Return the encoding used to convert Unicode filenames to OS filenames.", kFunction},
    {"getfilesystemencodeerrors", "", sysGetFileSystemEncodeErrors,
     "Return the error mode used for Unicode to OS filename conversion.", kFunction},
    {"is_finalizing", "", sysIsFinalizing, "Return True if Python is exiting.", kFunction},
    {"_clear_type_cache", "", sysNothing, "Clear the internal type lookup cache.", kFunction},
    {"get_int_max_str_digits", "", sysGetIntMaxStrDigits,
     "Return the maximum string digits limit for non-binary int<->str conversions.", kFunction},
    {"set_int_max_str_digits", "maxdigits", sysSetIntMaxStrDigits,
     "Set the maximum string digits limit for non-binary int<->str conversions.", kFunction},
    {"getswitchinterval", "", sysGetSwitchInterval,
     "Return the current thread switch interval; see sys.setswitchinterval().", kFunction},
    {"setswitchinterval", "interval, /", sysSetSwitchInterval,
     "Set the ideal thread switching delay inside the Python interpreter.", kFunction},
    {"settrace", "function, /", sysSetTrace, "Set the global debug tracing function.", kFunction},
    {"gettrace", "", sysGetTrace, "Return the global debug tracing function set with sys.settrace.", kFunction},
    {"setprofile", "function, /", sysSetProfile, "Set the profiling function.", kFunction},
    {"getprofile", "", sysGetProfile, "Return the profiling function set with sys.setprofile.", kFunction},
    {"get_asyncgen_hooks", "", sysGetAsyncGenHooks, "Return the installed asynchronous generators hooks.", kFunction},
    {"set_asyncgen_hooks", "firstiter=None, finalizer=None", sysSetAsyncGenHooks,
     "Set a finalizer for async generators objects.", kFunction},
    {"get_coroutine_origin_tracking_depth", "", sysGetOriginDepth,
     "Check status of origin tracking for coroutine objects in this thread.", kFunction},
    {"set_coroutine_origin_tracking_depth", "depth", sysSetOriginDepth,
     "Enable or disable origin tracking for coroutine objects in this thread.", kFunction},
    {"call_tracing", "func, args, /", sysCallTracing, "Call func(*args), while tracing is enabled.", kFunction},
    {"_debugmallocstats", "", sysDebugMallocStats, "Print summary info to stderr about the state of the heap.",
     kFunction},
    {"displayhook", "object, /", sysDisplayHook, "Print an object to sys.stdout and also save it in builtins._",
     kFunction},
    {"excepthook", "exctype, value, traceback, /", sysExceptHook,
     "Handle an exception by displaying it with a traceback on sys.stderr.", kFunction},
    {"unraisablehook", "unraisable, /", sysUnraisableHook, "Handle an unraisable exception.", kFunction},
    {"breakpointhook", "*args, **kws", sysBreakpointHook, "This hook function is called by built-in breakpoint().",
     kFunction},
    {"audit", "event, /, *args", sysAudit, "Passes the event to any hooks that are attached.", kFunction},
    {"addaudithook", "hook", sysAddAuditHook, "Adds a new audit hook callback.", kFunction},
};

}  // namespace

void clearModuleState_mayRunPython() {
  ModuleState& m = moduleState();
  m.audit_hooks_.clear();
  m.asyncgen_first_.clear();
  m.asyncgen_finalizer_.clear();
  m.find_and_load_.clear();
  m.finders_.clear();
  m.exit_callbacks_.clear();
  m.context_.clear();
  m.unsupported_operation_.clear();
  m.ast_classes_.clear();
  m.csv_dialects_.clear();
}

extern const ModuleSpec kSysModule;
const ModuleSpec kSysModule = {"sys",
                               "This module provides access to some objects used or maintained by the\ninterpreter and "
                               "to functions that interact strongly with the interpreter.",
                               kFunctions,
                               {},
                               populateSys};

}  // namespace ophion
