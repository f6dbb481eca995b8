// posix: whose a process is: users, groups, process groups, priorities.
#include <grp.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>

#include "modules/os_error.h"
#include "modules/posix.h"
#include "modules/text_row.h"
#include "object/allocate.h"
#include "object/bytes.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr size_t kMostIds = 3;

// Reads n ids and gives them to f.
template <size_t n, class F>
Ref<Object> setIds(Object* const* args, const char* what, F f) {
  static_assert(n <= kMostIds);
  uint32_t ids[kMostIds];
  for (size_t i = 0; i < n; ++i) {
    if (!idArgument_mayRunPython(args[i], &ids[i], what)) return raised();
  }
  return noneOrErrno(f(ids));
}

Ref<Object> threeIds(uint32_t a, uint32_t b, uint32_t c) {
  Ref<Int> x = newInt(a), y = newInt(b), z = newInt(c);
  return x && y && z ? Ref<Object>(newTupleOf({x.get(), y.get(), z.get()})) : raised();
}

}  // namespace

namespace posix {

Ref<Object> setuid(Object* const* args) {
  return setIds<1>(args, "uid", [](uint32_t* id) { return ::setuid(id[0]); });
}
Ref<Object> seteuid(Object* const* args) {
  return setIds<1>(args, "uid", [](uint32_t* id) { return ::seteuid(id[0]); });
}
Ref<Object> setreuid(Object* const* args) {
  return setIds<2>(args, "uid", [](uint32_t* id) { return ::setreuid(id[0], id[1]); });
}
Ref<Object> setresuid(Object* const* args) {
  return setIds<3>(args, "uid", [](uint32_t* id) { return ::setresuid(id[0], id[1], id[2]); });
}
Ref<Object> setgid(Object* const* args) {
  return setIds<1>(args, "gid", [](uint32_t* id) { return ::setgid(id[0]); });
}
Ref<Object> setegid(Object* const* args) {
  return setIds<1>(args, "gid", [](uint32_t* id) { return ::setegid(id[0]); });
}
Ref<Object> setregid(Object* const* args) {
  return setIds<2>(args, "gid", [](uint32_t* id) { return ::setregid(id[0], id[1]); });
}
Ref<Object> setresgid(Object* const* args) {
  return setIds<3>(args, "gid", [](uint32_t* id) { return ::setresgid(id[0], id[1], id[2]); });
}
Ref<Object> getresuid(Object* const*) {
  uid_t real, effective, saved;
  return ::getresuid(&real, &effective, &saved) < 0 ? raiseErrno() : threeIds(real, effective, saved);
}
Ref<Object> getresgid(Object* const*) {
  gid_t real, effective, saved;
  return ::getresgid(&real, &effective, &saved) < 0 ? raiseErrno() : threeIds(real, effective, saved);
}

Ref<Object> setgroups(Object* const* args) {
  constexpr size_t kMostGroups = 65536;
  if (lookupSpecial(args[0], Special::k_getitem) == nullptr) {
    return errorPending() ? raised() : raise(kTypeTypeError, "setgroups argument must be a sequence");
  }
  Ref<Tuple> items = toTuple_mayRunPython(args[0]);
  if (!items) return raised();
  if (items->size_ > kMostGroups) return raise(kTypeValueError, "too many groups");
  RawBuffer<gid_t> groups(items->size_);
  if (!groups) return raised();
  for (uint32_t i = 0; i < items->size_; ++i) {
    uint32_t group;
    if (!isIntLayout(items->at(i))) return raise(kTypeTypeError, "groups must be integers");
    if (!idArgument_mayRunPython(items->at(i), &group, "gid")) return raised();
    groups[i] = group;
  }
  return noneOrErrno(::setgroups(items->size_, groups.get()));
}
Ref<Object> initgroups(Object* const* args) {
  Ref<Bytes> user = plainBytes(args[0]);
  uint32_t group;
  TextRow row;
  if (!user || !idArgument_mayRunPython(args[1], &group, "gid") || !row.reserve(1) || !row.add(user->view())) {
    return raised();
  }
  return noneOrErrno(::initgroups(row.get()[0], group));
}

Ref<Object> setpgid(Object* const* args) {
  int process, group;
  if (!intArgument_mayRunPython(args[0], &process) || !intArgument_mayRunPython(args[1], &group)) return raised();
  return noneOrErrno(::setpgid(process, group));
}
Ref<Object> setpgrp(Object* const*) { return noneOrErrno(::setpgrp()); }
Ref<Object> tcgetpgrp(Object* const* args) {
  int fd;
  if (!asFd_mayRunPython(args[0], &fd)) return raised();
  pid_t group = ::tcgetpgrp(fd);
  return group < 0 ? raiseErrno() : Ref<Object>(newInt(group));
}
Ref<Object> tcsetpgrp(Object* const* args) {
  int fd, group;
  if (!asFd_mayRunPython(args[0], &fd) || !intArgument_mayRunPython(args[1], &group)) return raised();
  return noneOrErrno(::tcsetpgrp(fd, group));
}

Ref<Object> getpriority(Object* const* args) {
  int which, who;
  if (!intArgument_mayRunPython(args[0], &which) || !intArgument_mayRunPython(args[1], &who)) return raised();
  errno = 0;
  int value = ::getpriority(static_cast<__priority_which_t>(which), static_cast<id_t>(who));
  return errno != 0 ? raiseErrno() : Ref<Object>(newInt(value));
}
Ref<Object> setpriority(Object* const* args) {
  int which, who, value;
  if (!intArgument_mayRunPython(args[0], &which) || !intArgument_mayRunPython(args[1], &who) ||
      !intArgument_mayRunPython(args[2], &value)) {
    return raised();
  }
  return noneOrErrno(::setpriority(static_cast<__priority_which_t>(which), static_cast<id_t>(who), value));
}

}  // namespace posix
}  // namespace ophion
