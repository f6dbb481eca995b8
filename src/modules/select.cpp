// The module select: waiting for open files with select(), poll() and epoll.
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>

#include "modules/deadline.h"
#include "modules/file_descriptor.h"
#include "modules/module_constants.h"
#include "modules/os_error.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_spec.h"

namespace ophion {

// The files and events that poll() waits for, in the order of their registration.
struct SelectPoll : Object {
  Slot<pollfd> entries_;  // raw buffer of capacity_; null when that is 0
  uint32_t size_;
  uint32_t capacity_;
  uint32_t polling_;  // 1 while poll() waits
};

struct SelectEpoll : Object {
  int fd_;  // -1: closed
};

namespace {

constexpr NativeKind kFunction = NativeKind::Function;

// seconds or None as nanoseconds; -1: no limit. `what` is the message of the TypeError.
bool waitingTime_mayRunPython(Object* given, int64_t unit_ns, const char* what, int64_t* ns) {
  *ns = -1;
  if (given == nullptr || isNone(given)) return true;
  if (timeSpan_mayRunPython(given, unit_ns, ns)) return true;
  if (!errorMatches(kTypeTypeError)) return raised();
  clearError();
  return raise(kTypeTypeError, "%s", what);
}

// Milliseconds as the system takes them must fit an int.
bool checkMilliseconds(int64_t* ns) {
  if (*ns / 1'000'000 >= INT_MAX || *ns / 1'000'000 <= INT_MIN) {
    return raise(kTypeOverflowError, "timeout is too large");
  }
  if (*ns < 0) *ns = -1;
  return true;
}

// --- select() ---

// One of the three sequences: its objects, and their files in a set and in a row.
struct FileSet {
  Ref<List> objects;
  int fds[FD_SETSIZE];
  fd_set set;
  fd_set ready;
  int highest = -1;

  bool read_mayRunPython(Object* given);
  Ref<List> readyObjects() const;
};

bool FileSet::read_mayRunPython(Object* given) {
  FD_ZERO(&set);
  // A list is read as it is, even where fileno() changes it meanwhile.
  Ref<Object> source = share(given);
  if (!isListLayout(given)) {
    source = toTuple_mayRunPython(given);
    if (!source) {
      if (!errorMatches(kTypeTypeError)) return raised();
      clearError();
      return raise(kTypeTypeError, "arguments 1-3 must be sequences");
    }
  }
  objects = newList();
  if (!objects) return raised();
  auto sizeNow = [&] {
    return isListLayout(source.get()) ? static_cast<List*>(source.get())->size_
                                      : static_cast<Tuple*>(source.get())->size_;
  };
  for (uint32_t i = 0; i < sizeNow(); ++i) {
    Ref<Object> item = share(isListLayout(source.get()) ? static_cast<List*>(source.get())->at(i)
                                                        : static_cast<Tuple*>(source.get())->at(i));
    int fd;
    if (!fileDescriptor_mayRunPython(item.get(), &fd)) return raised();
    if (fd >= FD_SETSIZE) return raise(kTypeValueError, "filedescriptor out of range in select()");
    if (i >= FD_SETSIZE) return raise(kTypeValueError, "too many file descriptors in select()");
    if (!appendToListSteal(objects.get(), std::move(item))) return raised();
    FD_SET(fd, &set);
    fds[i] = fd;
    if (fd > highest) highest = fd;
  }
  return true;
}

Ref<List> FileSet::readyObjects() const {
  Ref<List> made = newList();
  for (uint32_t i = 0; made && i < objects->size_; ++i) {
    if (FD_ISSET(fds[i], &ready) && !appendToList(made.get(), objects->at(i))) return raised();
  }
  return made;
}

int waitForSets(FileSet* sets, const Deadline& deadline) {
  int count = 0;
  for (int i = 0; i < 3; ++i) {
    sets[i].ready = sets[i].set;
    if (sets[i].highest >= count) count = sets[i].highest + 1;
  }
  int64_t left = deadline.leftNs();
  timespec span = {left / kNanosASecond, left % kNanosASecond};
  return ::pselect(count, &sets[0].ready, &sets[1].ready, &sets[2].ready, deadline.isNever() ? nullptr : &span,
                   nullptr);
}

Ref<Object> selectFunction(Object* const* args) {
  int64_t ns;
  if (!waitingTime_mayRunPython(args[3], kNanosASecond, "timeout must be a float or None", &ns)) return raised();
  if (ns < 0 && args[3] != nullptr && !isNone(args[3])) {
    return raise(kTypeValueError, "timeout must be non-negative");
  }
  FileSet sets[3];
  for (int i = 0; i < 3; ++i) {
    if (!sets[i].read_mayRunPython(args[i])) return raised();
  }
  Deadline deadline(ns);
  int ready = waiting_mayRunPython(deadline, [&] { return waitForSets(sets, deadline); });
  if (ready < 0) return raiseErrno();
  if (ready == 0) {
    for (FileSet& set : sets) FD_ZERO(&set.ready);
  }
  Ref<List> r = sets[0].readyObjects(), w = sets[1].readyObjects(), x = sets[2].readyObjects();
  return r && w && x ? Ref<Object>(newTupleOf({r.get(), w.get(), x.get()})) : raised();
}

// A pair (descriptor, events) at the end of a list.
bool appendEvent(List* list, int fd, int64_t events) {
  Ref<Int> a = newInt(fd), b = newInt(events);
  Ref<Object> pair = a && b ? Ref<Object>(newTupleOf({a.get(), b.get()})) : nullptr;
  return pair && appendToListSteal(list, std::move(pair));
}

// --- poll objects ---

SelectPoll* pollOf(Object* const* args) { return static_cast<SelectPoll*>(args[0]); }

Ref<Object> newPoll(Object* const*) {
  Ref<SelectPoll> made = allocateAtom<SelectPoll>(kTypeSelectPoll);
  if (!made) return raised();
  made->entries_ = nullptr;
  made->size_ = made->capacity_ = made->polling_ = 0;
  return made;
}

void dropPoll(Object* object) {
  auto* poll = static_cast<SelectPoll*>(object);
  if (poll->capacity_ != 0) heap().free(poll->entries_.get(), poll->capacity_ * sizeof(pollfd));
}

pollfd* findEntry(SelectPoll* poll, int fd) {
  for (uint32_t i = 0; i < poll->size_; ++i) {
    if (poll->entries_.get()[i].fd == fd) return poll->entries_.get() + i;
  }
  return nullptr;
}

bool reserveEntry(SelectPoll* poll) {
  if (poll->size_ < poll->capacity_) return true;
  uint32_t capacity = poll->capacity_ == 0 ? 8 : poll->capacity_ * 2;
  void* buffer = poll->capacity_ == 0 ? heap().tryAllocateRaw(capacity * sizeof(pollfd))
                                      : heap().tryResizeRaw(poll->entries_.get(), poll->capacity_ * sizeof(pollfd),
                                                            capacity * sizeof(pollfd));
  if (buffer == nullptr) return raiseMemoryError();
  poll->entries_.set(static_cast<pollfd*>(buffer));
  poll->capacity_ = capacity;
  return true;
}

bool pollEvents_mayRunPython(Object* given, short fallback, short* out) {
  *out = fallback;
  if (given == nullptr) return true;
  if (!isIntLayout(given)) return raise(kTypeTypeError, "an integer is required");
  Int* number = static_cast<Int*>(given);
  int64_t value;
  if (intSign(number) < 0) return raise(kTypeValueError, "value must be positive");
  if (!tryInt64(number, &value) || value > USHRT_MAX) {
    return raise(kTypeOverflowError, "Python int too large for C unsigned short");
  }
  *out = static_cast<short>(value);
  return true;
}

Ref<Object> registerWithPoll(Object* const* args) {
  int fd;
  short events;
  if (!fileDescriptor_mayRunPython(args[1], &fd) ||
      !pollEvents_mayRunPython(args[2], POLLIN | POLLPRI | POLLOUT, &events)) {
    return raised();
  }
  SelectPoll* poll = pollOf(args);
  if (pollfd* entry = findEntry(poll, fd)) {
    entry->events = events;
    return newNone();
  }
  if (poll->polling_ != 0) return raise(kTypeRuntimeError, "poll object changed during poll()");
  if (!reserveEntry(poll)) return raised();
  poll->entries_.get()[poll->size_++] = {fd, events, 0};
  return newNone();
}

Ref<Object> modifyInPoll(Object* const* args) {
  int fd;
  short events;
  if (!fileDescriptor_mayRunPython(args[1], &fd) || !pollEvents_mayRunPython(args[2], 0, &events)) return raised();
  pollfd* entry = findEntry(pollOf(args), fd);
  if (entry == nullptr) return raiseOSError(ENOENT);
  entry->events = events;
  return newNone();
}

Ref<Object> unregisterFromPoll(Object* const* args) {
  int fd;
  if (!fileDescriptor_mayRunPython(args[1], &fd)) return raised();
  SelectPoll* poll = pollOf(args);
  pollfd* entry = findEntry(poll, fd);
  if (entry == nullptr) {
    Ref<Int> key = newInt(fd);
    return key ? raiseObject(kTypeKeyError, key.get()) : raised();
  }
  if (poll->polling_ != 0) return raise(kTypeRuntimeError, "poll object changed during poll()");
  pollfd* end = poll->entries_.get() + poll->size_;
  std::memmove(entry, entry + 1, static_cast<size_t>(end - entry - 1) * sizeof(pollfd));
  --poll->size_;
  return newNone();
}

Ref<Object> pollMethod(Object* const* args) {
  SelectPoll* poll = pollOf(args);
  int64_t ns;
  if (!waitingTime_mayRunPython(args[1], 1'000'000, "timeout must be an integer or None", &ns)) return raised();
  if (!checkMilliseconds(&ns)) return raised();
  if (poll->polling_ != 0) return raise(kTypeRuntimeError, "concurrent poll() invocation");
  Deadline deadline(ns);
  poll->polling_ = 1;
  int ready = waiting_mayRunPython(deadline,
                                   [&] { return ::poll(poll->entries_.getOrNull(), poll->size_, deadline.leftMs()); });
  poll->polling_ = 0;
  if (ready < 0) return raiseErrno();
  Ref<List> list = newList(static_cast<size_t>(ready));
  for (uint32_t i = 0; list && ready > 0 && i < poll->size_; ++i) {
    const pollfd& entry = poll->entries_.get()[i];
    if (entry.revents != 0 && !appendEvent(list.get(), entry.fd, static_cast<uint16_t>(entry.revents))) return raised();
  }
  return list;
}

// --- epoll objects ---

SelectEpoll* epollOf(Object* const* args) { return static_cast<SelectEpoll*>(args[0]); }

bool checkOpen(SelectEpoll* epoll) {
  return epoll->fd_ >= 0 || raise(kTypeValueError, "I/O operation on closed epoll object");
}

Ref<Object> epollAround(int fd) {
  if (fd < 0) return raiseErrno();
  Ref<SelectEpoll> made = allocateAtom<SelectEpoll>(kTypeSelectEpoll);
  if (!made) {
    ::close(fd);
    return raised();
  }
  made->fd_ = fd;
  return made;
}

Ref<Object> newEpoll(Object* const* args) {
  int64_t size = -1, flags = 0;
  if ((args[1] != nullptr && !asInt64(args[1], &size)) || (args[2] != nullptr && !asInt64(args[2], &flags))) {
    return raised();
  }
  if (size != -1 && size <= 0) return raise(kTypeValueError, "negative sizehint");
  if (flags != 0 && flags != EPOLL_CLOEXEC) return raise(kTypeOSError, "invalid flags");
  return epollAround(::epoll_create1(EPOLL_CLOEXEC));
}

Ref<Object> epollFromFd(Object* const* args) {
  int64_t fd;
  if (!asInt64(args[1], &fd)) return raised();
  return epollAround(static_cast<int>(fd));
}

void dropEpoll(Object* object) {
  auto* epoll = static_cast<SelectEpoll*>(object);
  if (epoll->fd_ >= 0) ::close(epoll->fd_);
  epoll->fd_ = -1;
}

Ref<Object> closeEpoll(Object* const* args) {
  int fd = epollOf(args)->fd_;
  epollOf(args)->fd_ = -1;
  return fd >= 0 && ::close(fd) < 0 ? raiseErrno() : newNone();
}
Ref<Object> filenoOfEpoll(Object* const* args) {
  return checkOpen(epollOf(args)) ? Ref<Object>(newInt(epollOf(args)->fd_)) : raised();
}
Ref<Object> isEpollClosed(Object* self) { return newBool(static_cast<SelectEpoll*>(self)->fd_ < 0); }

Ref<Object> enterEpoll(Object* const* args) { return checkOpen(epollOf(args)) ? share(args[0]) : raised(); }
Ref<Object> exitEpoll(Object* const* args) { return callMethod(args[0], Name::close); }

// A number of 32 bits, of which higher ones are cut off.
bool epollEvents_mayRunPython(Object* given, uint32_t fallback, uint32_t* out) {
  *out = fallback;
  if (given == nullptr) return true;
  if (!isIntLayout(given)) return raise(kTypeTypeError, "an integer is required");
  int64_t value;
  if (!asInt64(given, &value)) return raised();
  *out = static_cast<uint32_t>(value);
  return true;
}

Ref<Object> changeEpoll(Object* const* args, int operation, Object* events_given) {
  int fd;
  uint32_t events;
  if (!fileDescriptor_mayRunPython(args[1], &fd) ||
      !epollEvents_mayRunPython(events_given, EPOLLIN | EPOLLPRI | EPOLLOUT, &events) || !checkOpen(epollOf(args))) {
    return raised();
  }
  epoll_event event = {};
  event.events = events;
  event.data.fd = fd;
  return ::epoll_ctl(epollOf(args)->fd_, operation, fd, &event) < 0 ? raiseErrno() : newNone();
}
Ref<Object> registerWithEpoll(Object* const* args) { return changeEpoll(args, EPOLL_CTL_ADD, args[2]); }
Ref<Object> modifyInEpoll(Object* const* args) { return changeEpoll(args, EPOLL_CTL_MOD, args[2]); }
Ref<Object> unregisterFromEpoll(Object* const* args) { return changeEpoll(args, EPOLL_CTL_DEL, nullptr); }

Ref<Object> epollMethod(Object* const* args) {
  SelectEpoll* epoll = epollOf(args);
  int64_t ns, most = -1;
  if (!waitingTime_mayRunPython(args[1], kNanosASecond, "timeout must be an integer or None", &ns) ||
      !checkMilliseconds(&ns) || (args[2] != nullptr && !asInt64(args[2], &most)) || !checkOpen(epoll)) {
    return raised();
  }
  if (most == -1) most = FD_SETSIZE - 1;
  if (most < 1 || most > INT_MAX / static_cast<int64_t>(sizeof(epoll_event))) {
    return raise(kTypeValueError, "maxevents must be greater than 0, got %lld", static_cast<long long>(most));
  }
  RawBuffer<epoll_event> events(static_cast<size_t>(most));
  if (!events) return raised();
  Deadline deadline(ns);
  int ready = waiting_mayRunPython(
      deadline, [&] { return ::epoll_wait(epoll->fd_, events.get(), static_cast<int>(most), deadline.leftMs()); });
  if (ready < 0) return raiseErrno();
  Ref<List> list = newList(static_cast<size_t>(ready));
  for (int i = 0; list && i < ready; ++i) {
    const epoll_event& event = events[static_cast<size_t>(i)];
    if (!appendEvent(list.get(), event.data.fd, event.events)) return raised();
  }
  return list;
}

constexpr NativeDef kPollMethods[] = {
    {"register", "self, fd, eventmask=7, /", registerWithPoll, "Register a file descriptor with the polling object."},
    {"modify", "self, fd, eventmask, /", modifyInPoll, "Modify an already registered file descriptor."},
    {"unregister", "self, fd, /", unregisterFromPoll, "Remove a file descriptor being tracked by the polling object."},
    {"poll", "self, timeout=None, /", pollMethod, "Polls the set of registered file descriptors."},
};
constexpr NativeDef kEpollMethods[] = {
    {"__new__", "cls, sizehint=-1, flags=0", newEpoll, nullptr, NativeKind::StaticMethod},
    {"fromfd", "cls, fd, /", epollFromFd, "Create an epoll object from a given control fd.", NativeKind::ClassMethod},
    {"close", "self, /", closeEpoll, "Close the epoll control file descriptor."},
    {"fileno", "self, /", filenoOfEpoll, "Return the epoll control file descriptor."},
    {"register", "self, fd, eventmask=7", registerWithEpoll, "Registers a new fd or raises an OSError."},
    {"modify", "self, fd, eventmask", modifyInEpoll, "Modify event mask for a registered file descriptor."},
    {"unregister", "self, fd", unregisterFromEpoll, "Remove a registered file descriptor from the epoll object."},
    {"poll", "self, timeout=None, maxevents=-1", epollMethod, "Wait for events on the epoll file descriptor."},
    {"__enter__", "self, /", enterEpoll},
    {"__exit__", "self, exc_type=None, exc_value=None, exc_tb=None, /", exitEpoll},
};
constexpr GetSetDef kEpollAttributes[] = {{"closed", isEpollClosed, nullptr, "True if the epoll handler is closed"}};

constexpr NativeDef kFunctions[] = {
    {"select", "rlist, wlist, xlist, timeout=None, /", selectFunction,
     "Wait until one or more file descriptors are ready for some kind of I/O.", kFunction},
    {"poll", "", newPoll, "Returns a polling object.", kFunction},
};

constexpr IntConstant kConstants[] = {
    {"PIPE_BUF", PIPE_BUF},
#define C(name) {#name, name}
    C(POLLIN),
    C(POLLPRI),
    C(POLLOUT),
    C(POLLERR),
    C(POLLHUP),
    C(POLLNVAL),
    C(POLLRDNORM),
    C(POLLRDBAND),
    C(POLLWRNORM),
    C(POLLWRBAND),
    C(POLLMSG),
    C(POLLRDHUP),
    C(EPOLLIN),
    C(EPOLLOUT),
    C(EPOLLPRI),
    C(EPOLLERR),
    C(EPOLLHUP),
    C(EPOLLRDHUP),
    C(EPOLLET),
    C(EPOLLONESHOT),
    C(EPOLLEXCLUSIVE),
    C(EPOLLRDNORM),
    C(EPOLLRDBAND),
    C(EPOLLWRNORM),
    C(EPOLLWRBAND),
    C(EPOLLMSG),
    C(EPOLL_CLOEXEC),
#undef C
};

bool populate(Dict* dict) {
  return addIntConstants(dict, kConstants) && addConstant(dict, "error", share<Object>(builtinType(kTypeOSError)));
}

constexpr TypeIndex kTypes[] = {kTypeSelectEpoll};

}  // namespace

const TypeSpec kSelectPollSpec = {
    "poll",
    "select",
    {"poll", Kind::Atom, Trace::None, 0, 0, sizeof(SelectPoll), nullptr, nullptr, dropPoll, nullptr},
    kTypeDisallowInstantiation,
    kPollMethods};

const TypeSpec kSelectEpollSpec = {
    "epoll",
    "select",
    {"epoll", Kind::Atom, Trace::None, 0, 0, sizeof(SelectEpoll), nullptr, nullptr, dropEpoll, nullptr},
    0,
    kEpollMethods,
    kEpollAttributes,
    "Returns an epolling object."};

extern const ModuleSpec kSelectModule;
const ModuleSpec kSelectModule = {"select", "This module supports asynchronous I/O on multiple file descriptors.",
                                  kFunctions, kTypes, populate};

}  // namespace ophion
