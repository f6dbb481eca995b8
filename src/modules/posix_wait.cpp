// posix: waiting for children with more to tell than a status. And what a process has used, in the words of resource.
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "modules/module_constants.h"
#include "modules/os_error.h"
#include "modules/posix.h"
#include "modules/resource_usage.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/struct_sequence.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr StructFieldDef kWaitFields[] = {{"si_pid"}, {"si_uid"}, {"si_signo"}, {"si_status"}, {"si_code"}};
constexpr StructSequenceDef kWaitResult = {"posix", "waitid_result", "waitid_result: Result from waitid.", kWaitFields,
                                           5};

Ref<Object> waitWithUsage(int process, int options) {
  int status = 0;
  rusage usage = {};
  pid_t done = retrying_mayRunPython([&] { return ::wait4(process, &status, options, &usage); });
  if (done < 0) return raiseErrno();
  Ref<Int> a = newInt(done), b = newInt(status);
  Ref<Object> used = a && b ? newResourceUsage(usage) : nullptr;
  return used ? Ref<Object>(newTupleOf({a.get(), b.get(), used.get()})) : raised();
}

}  // namespace

bool addWaitTypes(Dict* dict) {
  Type* type = structSequenceType(kWaitResult);
  return type != nullptr && addConstant(dict, "waitid_result", share<Object>(type));
}

namespace posix {

Ref<Object> wait3(Object* const* args) {
  int options;
  return intArgument_mayRunPython(args[0], &options) ? waitWithUsage(-1, options) : raised();
}
Ref<Object> wait4(Object* const* args) {
  int process, options;
  if (!intArgument_mayRunPython(args[0], &process) || !intArgument_mayRunPython(args[1], &options)) return raised();
  return waitWithUsage(process, options);
}

Ref<Object> waitid(Object* const* args) {
  int kind, id, options;
  if (!intArgument_mayRunPython(args[0], &kind) || !intArgument_mayRunPython(args[1], &id) ||
      !intArgument_mayRunPython(args[2], &options)) {
    return raised();
  }
  siginfo_t info;
  std::memset(&info, 0, sizeof info);
  int result = retrying_mayRunPython(
      [&] { return ::waitid(static_cast<idtype_t>(kind), static_cast<id_t>(id), &info, options); });
  if (result < 0) return raiseErrno();
  if (info.si_pid == 0) return newNone();
  int64_t numbers[] = {info.si_pid, info.si_uid, info.si_signo, info.si_status, info.si_code};
  Ref<Object> held[5];
  Object* values[5];
  for (unsigned i = 0; i < 5; ++i) {
    held[i] = newInt(numbers[i]);
    if (!held[i]) return raised();
    values[i] = held[i].get();
  }
  return newStructSequence(kWaitResult, values);
}

Ref<Object> pidfd_open(Object* const* args) {
  int process, flags;
  if (!intArgument_mayRunPython(args[0], &process) || !intArgument_mayRunPython(args[1], &flags)) return raised();
  long fd = ::syscall(SYS_pidfd_open, process, flags);
  return fd < 0 ? raiseErrno() : Ref<Object>(newInt(fd));
}

}  // namespace posix
}  // namespace ophion
