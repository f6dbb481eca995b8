// The module resource: what processes have used, and what they may use at most.
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>

#include "modules/module_constants.h"
#include "modules/os_error.h"
#include "modules/posix.h"
#include "modules/resource_usage.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/struct_sequence.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr NativeKind kFunction = NativeKind::Function;

constexpr StructFieldDef kUsageFields[] = {
    {"ru_utime", "user time used"},
    {"ru_stime", "system time used"},
    {"ru_maxrss", "max. resident set size"},
    {"ru_ixrss", "shared memory size"},
    {"ru_idrss", "unshared data size"},
    {"ru_isrss", "unshared stack size"},
    {"ru_minflt", "page faults not requiring I/O"},
    {"ru_majflt", "page faults requiring I/O"},
    {"ru_nswap", "number of swap outs"},
    {"ru_inblock", "block input operations"},
    {"ru_oublock", "block output operations"},
    {"ru_msgsnd", "IPC messages sent"},
    {"ru_msgrcv", "IPC messages received"},
    {"ru_nsignals", "signals received"},
    {"ru_nvcsw", "voluntary context switches"},
    {"ru_nivcsw", "involuntary context switches"},
};
constexpr unsigned kTimes = 2, kFields = std::size(kUsageFields);
constexpr StructSequenceDef kUsage = {"resource", "struct_rusage", "struct_rusage: Result from getrusage.",
                                      kUsageFields, kFields};

double secondsOf(const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; }

Ref<Object> getUsage(Object* const* args) {
  int who;
  if (!intArgument_mayRunPython(args[0], &who)) return raised();
  rusage usage;
  if (::getrusage(static_cast<__rusage_who_t>(who), &usage) == 0) return newResourceUsage(usage);
  return errno == EINVAL ? raise(kTypeValueError, "invalid who parameter") : raiseErrno();
}

bool resourceArgument(Object* given, int* out) {
  if (!intArgument_mayRunPython(given, out)) return raised();
  bool known = *out >= 0 && *out < static_cast<int>(RLIM_NLIMITS);
  return known || raise(kTypeValueError, "invalid resource specified");
}

// A limit as an int: RLIM_INFINITY is -1.
bool oneLimit(Object* given, rlim_t* out) {
  int64_t value;
  if (!asInt64(given, &value)) return raised();
  *out = static_cast<rlim_t>(value);
  return true;
}
bool limitsArgument(Object* given, rlimit* out) {
  Ref<Tuple> pair = toTuple_mayRunPython(given);
  if (!pair) return raised();
  if (pair->size_ != 2) return raise(kTypeValueError, "expected a tuple of 2 integers");
  return oneLimit(pair->at(0), &out->rlim_cur) && oneLimit(pair->at(1), &out->rlim_max);
}
Ref<Object> showLimits(const rlimit& limits) {
  Ref<Int> a = newInt(static_cast<int64_t>(limits.rlim_cur)), b = newInt(static_cast<int64_t>(limits.rlim_max));
  return a && b ? Ref<Object>(newTupleOf({a.get(), b.get()})) : raised();
}

Raised raiseLimitError() {
  if (errno == EINVAL) return raise(kTypeValueError, "current limit exceeds maximum limit");
  if (errno == EPERM) return raise(kTypeValueError, "not allowed to raise maximum limit");
  return raiseErrno();
}

Ref<Object> getLimit(Object* const* args) {
  int resource;
  rlimit limits;
  if (!resourceArgument(args[0], &resource)) return raised();
  return ::getrlimit(static_cast<__rlimit_resource_t>(resource), &limits) < 0 ? raiseErrno() : showLimits(limits);
}
Ref<Object> setLimit(Object* const* args) {
  int resource;
  rlimit limits;
  if (!resourceArgument(args[0], &resource) || !limitsArgument(args[1], &limits)) return raised();
  return ::setrlimit(static_cast<__rlimit_resource_t>(resource), &limits) < 0 ? raiseLimitError() : newNone();
}

// pid, resource, limits
Ref<Object> processLimit(Object* const* args) {
  int process, resource;
  rlimit fresh, old;
  bool sets = args[2] != nullptr && !isNone(args[2]);
  if (!intArgument_mayRunPython(args[0], &process) || !resourceArgument(args[1], &resource) ||
      (sets && !limitsArgument(args[2], &fresh))) {
    return raised();
  }
  int result = ::prlimit(process, static_cast<__rlimit_resource>(resource), sets ? &fresh : nullptr, &old);
  if (result == 0) return showLimits(old);
  return errno == EINVAL ? raise(kTypeValueError, "current limit exceeds maximum limit") : raiseErrno();
}

Ref<Object> pageSize(Object* const*) { return newInt(::sysconf(_SC_PAGESIZE)); }

constexpr NativeDef kFunctions[] = {
    {"getrusage", "who, /", getUsage, nullptr, kFunction},
    {"getrlimit", "resource, /", getLimit, nullptr, kFunction},
    {"setrlimit", "resource, limits, /", setLimit, nullptr, kFunction},
    {"prlimit", "pid, resource, limits=None, /", processLimit, nullptr, kFunction},
    {"getpagesize", "", pageSize, nullptr, kFunction},
};

constexpr IntConstant kConstants[] = {
    {"RLIM_INFINITY", -1},
#define C(name) {#name, name}
    C(RLIMIT_CPU),         C(RLIMIT_FSIZE),    C(RLIMIT_DATA),     C(RLIMIT_STACK),  C(RLIMIT_CORE),
    C(RLIMIT_NOFILE),      C(RLIMIT_OFILE),    C(RLIMIT_AS),       C(RLIMIT_RSS),    C(RLIMIT_NPROC),
    C(RLIMIT_MEMLOCK),     C(RLIMIT_MSGQUEUE), C(RLIMIT_NICE),     C(RLIMIT_RTPRIO), C(RLIMIT_RTTIME),
    C(RLIMIT_SIGPENDING),  C(RUSAGE_SELF),     C(RUSAGE_CHILDREN), C(RUSAGE_THREAD),
#undef C
};

bool populate(Dict* dict) {
  Type* type = resourceUsageType();
  return type != nullptr && addIntConstants(dict, kConstants) &&
         addConstant(dict, "struct_rusage", share<Object>(type)) &&
         addConstant(dict, "error", share<Object>(builtinType(kTypeOSError)));
}

}  // namespace

Type* resourceUsageType() { return structSequenceType(kUsage); }

Ref<Object> newResourceUsage(const rusage& u) {
  double times[kTimes] = {secondsOf(u.ru_utime), secondsOf(u.ru_stime)};
  long numbers[] = {u.ru_maxrss,  u.ru_ixrss,   u.ru_idrss,  u.ru_isrss,  u.ru_minflt,   u.ru_majflt, u.ru_nswap,
                    u.ru_inblock, u.ru_oublock, u.ru_msgsnd, u.ru_msgrcv, u.ru_nsignals, u.ru_nvcsw,  u.ru_nivcsw};
  static_assert(std::size(numbers) + kTimes == kFields);
  Ref<Object> held[kFields];
  Object* values[kFields];
  for (unsigned i = 0; i < kFields; ++i) {
    held[i] = i < kTimes ? Ref<Object>(newFloat(times[i])) : Ref<Object>(newInt(numbers[i - kTimes]));
    if (!held[i]) return raised();
    values[i] = held[i].get();
  }
  return newStructSequence(kUsage, values);
}

extern const ModuleSpec kResourceModule;
const ModuleSpec kResourceModule = {"resource", nullptr, kFunctions, {}, populate};

}  // namespace ophion
