// The module _socket: the class socket, and how sockets are opened and closed. A socket keeps how long its calls wait;
// where it waits not without end its descriptor does not block, and calls wait for it before they try.
#include "modules/socket.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstring>

#include "modules/module_constants.h"
#include "modules/module_error.h"
#include "modules/module_state.h"
#include "modules/posix.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/warning.h"

namespace ophion {

int waitForSocket_mayRunPython(SocketObject* socket, const Deadline& deadline, bool writing) {
  // Whoever waits for a socket that is closed is told by the call that follows.
  if (socket->fd_ < 0) return 1;
  return waiting_mayRunPython(deadline, [&] {
    pollfd entry = {socket->fd_, static_cast<short>(writing ? POLLOUT : POLLIN), 0};
    return ::poll(&entry, 1, deadline.leftMs());
  });
}

namespace {

constexpr NativeKind kFunction = NativeKind::Function;

bool setNonBlocking(int fd, bool on) {
  int flag = on ? 1 : 0;
  return ::ioctl(fd, FIONBIO, &flag) == 0;
}

// What a fresh socket is: how long its calls wait stands in its type's flags, or is what the module says.
bool begin(SocketObject* socket, int fd, int family, int type, int protocol) {
  socket->fd_ = fd;
  socket->family_ = family;
  socket->type_ = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
  socket->protocol_ = protocol;
  if (type & SOCK_NONBLOCK) {
    socket->timeout_ns_ = 0;
    return true;
  }
  socket->timeout_ns_ = moduleState().socket_timeout_ns_plus_1_ - 1;
  return socket->timeout_ns_ < 0 || setNonBlocking(fd, true) || raiseErrno();
}

Ref<Object> create(Object* const* args) {
  Ref<SocketObject> made = makeInstance<SocketObject>(args[0], kTypeSocketObject);
  if (!made) return raised();
  made->fd_ = -1;
  made->timeout_ns_ = moduleState().socket_timeout_ns_plus_1_ - 1;
  return made;
}

int socketOption(int fd, int option, int* out) {
  socklen_t size = sizeof *out;
  return ::getsockopt(fd, SOL_SOCKET, option, out, &size);
}

// Takes over a descriptor; what was not told is asked of the system.
bool adopt_mayRunPython(SocketObject* socket, Object* given, int family, int type, int protocol) {
  int fd;
  if (!intArgument_mayRunPython(given, &fd)) return raised();
  if (fd < 0) return raise(kTypeValueError, "negative file descriptor");
  SocketAddress address;
  if (::getsockname(fd, address.get(), &address.size) < 0) {
    if (family == -1 || errno == EBADF || errno == ENOTSOCK) return raiseErrno();
  } else if (family == -1) {
    family = address.storage.ss_family;
  }
  if ((type == -1 && socketOption(fd, SO_TYPE, &type) < 0) ||
      (protocol == -1 && socketOption(fd, SO_PROTOCOL, &protocol) < 0)) {
    return raiseErrno();
  }
  return begin(socket, fd, family, type, protocol);
}

// self, family, type, proto, fileno
Ref<Object> initialise(Object* const* args) {
  int family, type, protocol;
  if (!intArgument_mayRunPython(args[1], &family, -1) || !intArgument_mayRunPython(args[2], &type, -1) ||
      !intArgument_mayRunPython(args[3], &protocol, -1)) {
    return raised();
  }
  SocketObject* socket = socketOf(args);
  if (args[4] != nullptr && !isNone(args[4])) {
    return adopt_mayRunPython(socket, args[4], family, type, protocol) ? newNone() : raised();
  }
  if (family == -1) family = AF_INET;
  if (type == -1) type = SOCK_STREAM;
  if (protocol == -1) protocol = 0;
  int fd = ::socket(family, type | SOCK_CLOEXEC, protocol);
  if (fd < 0) return raiseErrno();
  return begin(socket, fd, family, type, protocol) ? newNone() : raised();
}

void dropSocket(Object* object) {
  auto* socket = static_cast<SocketObject*>(object);
  if (socket->fd_ >= 0) ::close(socket->fd_);
  socket->fd_ = -1;
}

// A socket that nobody closed is closed with a warning.
void finalizeSocket_mayRunPython(Object* object) {
  auto* socket = static_cast<SocketObject*>(object);
  if (socket->fd_ < 0) return;
  ErrorStash stash;
  if (!warn_mayRunPython(kTypeResourceWarning, 1, "unclosed %R", object))
    reportUnraisable_mayRunPython(nullptr, object);
  dropSocket(object);
}

Ref<Object> repr(Object* const* args) {
  SocketObject* s = socketOf(args);
  return formatStr("<socket object, fd=%d, family=%d, type=%d, proto=%d>", s->fd_, s->family_, s->type_, s->protocol_);
}

Ref<Object> closeMethod(Object* const* args) {
  int fd = socketOf(args)->fd_;
  socketOf(args)->fd_ = -1;
  // A peer that has gone does not matter any more.
  bool failed = fd >= 0 && ::close(fd) < 0 && errno != ECONNRESET && errno != EINTR;
  return failed ? raiseErrno() : newNone();
}
Ref<Object> detach(Object* const* args) {
  int fd = socketOf(args)->fd_;
  socketOf(args)->fd_ = -1;
  return newInt(fd);
}
Ref<Object> fileno(Object* const* args) { return newInt(socketOf(args)->fd_); }

// --- connections ---

Ref<Object> bindMethod(Object* const* args) {
  SocketAddress address;
  if (!readAddress_mayRunPython(socketOf(args), args[1], "bind", &address)) return raised();
  return noneOrErrno(::bind(socketOf(args)->fd_, address.get(), address.size));
}

Ref<Object> listenMethod(Object* const* args) {
  int backlog;
  if (!intArgument_mayRunPython(args[1], &backlog, SOMAXCONN < 128 ? SOMAXCONN : 128)) return raised();
  return noneOrErrno(::listen(socketOf(args)->fd_, backlog < 0 ? 0 : backlog));
}

Ref<Object> acceptMethod(Object* const* args) {
  SocketObject* socket = socketOf(args);
  SocketAddress address;
  Deadline deadline(socket->timeout_ns_);
  ssize_t fd = socketCall_mayRunPython(socket, deadline, false, [&] {
    address.size = sizeof address.storage;
    return static_cast<ssize_t>(::accept4(socket->fd_, address.get(), &address.size, SOCK_CLOEXEC));
  });
  if (fd < 0) return raised();
  Ref<Int> number = newInt(fd);
  Ref<Object> peer = number ? showAddress(address) : nullptr;
  Ref<Object> pair = peer ? Ref<Object>(newTupleOf({number.get(), peer.get()})) : nullptr;
  if (!pair) ::close(static_cast<int>(fd));
  return pair;
}

// 0, or the errno of what failed; -1 with an exception.
int connectTo_mayRunPython(SocketObject* socket, SocketAddress& address) {
  Deadline deadline(socket->timeout_ns_);
  if (::connect(socket->fd_, address.get(), address.size) == 0) return 0;
  int error = errno;
  if (error == EINTR) {
    if (!shouldRetry_mayRunPython()) return -1;
    if (socket->timeout_ns_ == 0) return EINTR;
  } else if (error != EINPROGRESS || socket->timeout_ns_ <= 0) {
    return error;
  }
  // It goes on by itself; when the socket can be written it is over.
  int ready = waitForSocket_mayRunPython(socket, deadline, true);
  if (ready == 0) return EWOULDBLOCK;
  if (ready < 0) return errorPending() ? -1 : errno;
  int outcome;
  if (socketOption(socket->fd_, SO_ERROR, &outcome) < 0) return errno;
  return outcome == EISCONN ? 0 : outcome;
}

Ref<Object> connectMethod(Object* const* args) {
  SocketObject* socket = socketOf(args);
  SocketAddress address;
  if (!readAddress_mayRunPython(socket, args[1], "connect", &address)) return raised();
  int error = connectTo_mayRunPython(socket, address);
  if (error == EWOULDBLOCK && socket->timeout_ns_ > 0) return raise(kTypeTimeoutError, "timed out");
  return error == 0 ? newNone() : error < 0 ? raised() : raiseOSError(error);
}
Ref<Object> connectEx(Object* const* args) {
  SocketAddress address;
  if (!readAddress_mayRunPython(socketOf(args), args[1], "connect_ex", &address)) return raised();
  int error = connectTo_mayRunPython(socketOf(args), address);
  return error < 0 ? raised() : Ref<Object>(newInt(error));
}

Ref<Object> shutdownMethod(Object* const* args) {
  int how;
  if (!intArgument_mayRunPython(args[1], &how)) return raised();
  return noneOrErrno(::shutdown(socketOf(args)->fd_, how));
}

template <int (*function)(int, sockaddr*, socklen_t*) noexcept>
Ref<Object> nameOf(Object* const* args) {
  SocketAddress address;
  if (function(socketOf(args)->fd_, address.get(), &address.size) < 0) return raiseErrno();
  return showAddress(address);
}

// --- options ---

// None or seconds; -1: none. ValueError "Timeout value out of range".
bool timeoutArgument_mayRunPython(Object* given, int64_t* ns) {
  *ns = -1;
  if (isNone(given)) return true;
  if (!timeSpan_mayRunPython(given, kNanosASecond, ns)) return raised();
  return *ns >= 0 || raise(kTypeValueError, "Timeout value out of range");
}
Ref<Object> showTimeout(int64_t ns) {
  if (ns < 0) return newNone();
  return newFloat(static_cast<double>(ns) / static_cast<double>(kNanosASecond));
}

Ref<Object> setTimeout(Object* const* args) {
  int64_t ns;
  if (!timeoutArgument_mayRunPython(args[1], &ns)) return raised();
  socketOf(args)->timeout_ns_ = ns;
  return setNonBlocking(socketOf(args)->fd_, ns >= 0) ? newNone() : raiseErrno();
}
Ref<Object> getTimeout(Object* const* args) { return showTimeout(socketOf(args)->timeout_ns_); }
Ref<Object> setBlocking(Object* const* args) {
  int on = isTrue(args[1]);
  if (on < 0) return raised();
  socketOf(args)->timeout_ns_ = on ? -1 : 0;
  return setNonBlocking(socketOf(args)->fd_, !on) ? newNone() : raiseErrno();
}
Ref<Object> getBlocking(Object* const* args) { return newBool(socketOf(args)->timeout_ns_ != 0); }

// self, level, option, value, length
Ref<Object> setOption(Object* const* args) {
  int level, option, fd = socketOf(args)->fd_;
  if (!intArgument_mayRunPython(args[1], &level) || !intArgument_mayRunPython(args[2], &option)) return raised();
  if (isNone(args[3])) {
    int64_t length;
    if (args[4] == nullptr)
      return raise(kTypeTypeError, "socket.setsockopt() requires 4 arguments when the third is None");
    if (!asInt64(args[4], &length)) return raised();
    return noneOrErrno(::setsockopt(fd, level, option, nullptr, static_cast<socklen_t>(length)));
  }
  if (args[4] != nullptr) return raise(kTypeTypeError, "an integer is required (got type %T)", args[3]);
  if (isBytesLike(args[3])) {
    Buffer buffer;
    if (!buffer.acquire(args[3])) return raised();
    return noneOrErrno(::setsockopt(fd, level, option, buffer.data(), static_cast<socklen_t>(buffer.size())));
  }
  int value;
  if (isStrLayout(args[3])) return raise(kTypeTypeError, "a bytes-like object is required, not '%T'", args[3]);
  if (!intArgument_mayRunPython(args[3], &value)) return raised();
  return noneOrErrno(::setsockopt(fd, level, option, &value, sizeof value));
}

// self, level, option, length
Ref<Object> getOption(Object* const* args) {
  constexpr int kMost = 1024;
  int level, option, length, fd = socketOf(args)->fd_;
  if (!intArgument_mayRunPython(args[1], &level) || !intArgument_mayRunPython(args[2], &option) ||
      !intArgument_mayRunPython(args[3], &length)) {
    return raised();
  }
  if (length == 0) {
    int value = 0;
    socklen_t size = sizeof value;
    return ::getsockopt(fd, level, option, &value, &size) < 0 ? raiseErrno() : Ref<Object>(newInt(value));
  }
  if (length < 0 || length > kMost) return raise(kTypeOSError, "getsockopt buflen out of range");
  char bytes[kMost];
  socklen_t size = static_cast<socklen_t>(length);
  return ::getsockopt(fd, level, option, bytes, &size) < 0 ? raiseErrno() : Ref<Object>(newBytes({bytes, size}));
}

Ref<Object> getFamily(Object* o) { return newInt(static_cast<SocketObject*>(o)->family_); }
Ref<Object> getType(Object* o) { return newInt(static_cast<SocketObject*>(o)->type_); }
Ref<Object> getProtocol(Object* o) { return newInt(static_cast<SocketObject*>(o)->protocol_); }
Ref<Object> getTimeoutAttribute(Object* o) { return showTimeout(static_cast<SocketObject*>(o)->timeout_ns_); }

// --- functions of the module ---

Ref<Object> socketPair(Object* const* args) {
  int family, type, protocol, ends[2];
  if (!intArgument_mayRunPython(args[0], &family, AF_UNIX) || !intArgument_mayRunPython(args[1], &type, SOCK_STREAM) ||
      !intArgument_mayRunPython(args[2], &protocol)) {
    return raised();
  }
  if (::socketpair(family, type | SOCK_CLOEXEC, protocol, ends) < 0) return raiseErrno();
  Ref<Object> a = newSocket(ends[0], family, type, protocol), b = newSocket(ends[1], family, type, protocol);
  return a && b ? Ref<Object>(newTupleOf({a.get(), b.get()})) : raised();
}

Ref<Object> closeFunction(Object* const* args) {
  int fd;
  if (!asFd_mayRunPython(args[0], &fd)) return raised();
  return ::close(fd) < 0 && errno != ECONNRESET ? raiseErrno() : newNone();
}
Ref<Object> dupFunction(Object* const* args) {
  int fd;
  if (!asFd_mayRunPython(args[0], &fd)) return raised();
  int copy = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
  return copy < 0 ? raiseErrno() : Ref<Object>(newInt(copy));
}

Ref<Object> getDefaultTimeout(Object* const*) { return showTimeout(moduleState().socket_timeout_ns_plus_1_ - 1); }
Ref<Object> setDefaultTimeout(Object* const* args) {
  int64_t ns;
  if (!timeoutArgument_mayRunPython(args[0], &ns)) return raised();
  moduleState().socket_timeout_ns_plus_1_ = ns == INT64_MAX ? ns : ns + 1;
  return newNone();
}

namespace m = socket_methods;
namespace f = socket_functions;

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, *_, **_", create, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, family=-1, type=-1, proto=-1, fileno=None", initialise},
    {"__repr__", "self, /", repr},
    {"_accept", "self, /", acceptMethod, "Wait for an incoming connection: its descriptor and address."},
    {"bind", "self, address, /", bindMethod, "Bind the socket to a local address."},
    {"close", "self, /", closeMethod, "Close the socket. It cannot be used after this call."},
    {"connect", "self, address, /", connectMethod, "Connect the socket to a remote address."},
    {"connect_ex", "self, address, /", connectEx, "As connect(), but returns an error code instead of raising."},
    {"detach", "self, /", detach, "Close the socket object without closing the underlying file descriptor."},
    {"fileno", "self, /", fileno, "Return the integer file descriptor of the socket."},
    {"getpeername", "self, /", nameOf<::getpeername>, "Return the address of the remote endpoint."},
    {"getsockname", "self, /", nameOf<::getsockname>, "Return the address of the local endpoint."},
    {"getsockopt", "self, level, option, buffersize=0, /", getOption, "Get a socket option."},
    {"setsockopt", "self, level, option, value, optlen=None, /", setOption, "Set a socket option."},
    {"gettimeout", "self, /", getTimeout, "Returns the timeout in seconds (float); None where there is none."},
    {"settimeout", "self, timeout, /", setTimeout, "Set a timeout on socket operations, in seconds or None."},
    {"getblocking", "self, /", getBlocking, "Returns True if the socket is in blocking mode, or False if not."},
    {"setblocking", "self, flag, /", setBlocking, "Set the socket to blocking (flag is true) or non-blocking."},
    {"listen", "self, backlog=128, /", listenMethod, "Enable a server to accept connections."},
    {"shutdown", "self, flag, /", shutdownMethod, "Shut down one or both directions of the connection."},
    {"recv", "self, buffersize, flags=0, /", m::recv, "Receive up to buffersize bytes from the socket."},
    {"recv_into", "self, buffer, nbytes=0, flags=0", m::recv_into, "Receive bytes into a buffer; returns how many."},
    {"recvfrom", "self, buffersize, flags=0, /", m::recvfrom, "Like recv(), but also return the sender's address."},
    {"recvfrom_into", "self, buffer, nbytes=0, flags=0", m::recvfrom_into,
     "Like recv_into(), but also return the sender's address."},
    {"send", "self, data, flags=0, /", m::send, "Send data to the socket; returns the number of bytes sent."},
    {"sendall", "self, data, flags=0, /", m::sendall, "Send all of the data to the socket."},
    {"sendto", "self, data, *args", m::sendto, "Like send(), but to an address."},
    {"sendmsg", "self, buffers, ancdata=(), flags=0, address=None, /", m::sendmsg,
     "Send buffers and ancillary data to the socket."},
    {"recvmsg", "self, bufsize, ancbufsize=0, flags=0, /", m::recvmsg, "Receive bytes and ancillary data."},
    {"recvmsg_into", "self, buffers, ancbufsize=0, flags=0, /", m::recvmsg_into,
     "Receive bytes into buffers, and ancillary data."},
};
constexpr GetSetDef kAttributes[] = {asMember({"family", getFamily, nullptr, "the socket family"}),
                                     asMember({"type", getType, nullptr, "the socket type"}),
                                     asMember({"proto", getProtocol, nullptr, "the socket protocol"}),
                                     {"timeout", getTimeoutAttribute, nullptr, "the socket timeout"}};

constexpr NativeDef kFunctions[] = {
    {"socketpair", "family=1, type=1, proto=0, /", socketPair, "Create a pair of socket objects.", kFunction},
    {"close", "fd, /", closeFunction, "Close an integer socket file descriptor.", kFunction},
    {"dup", "fd, /", dupFunction, "Duplicate an integer socket file descriptor.", kFunction},
    {"getdefaulttimeout", "", getDefaultTimeout, "The default timeout in seconds for new socket objects.", kFunction},
    {"setdefaulttimeout", "timeout, /", setDefaultTimeout, "Set the default timeout for new socket objects.",
     kFunction},
    {"getaddrinfo", "host, port, family=0, type=0, proto=0, flags=0", f::getaddrinfo,
     "Resolve host and port into addrinfo tuples.", kFunction},
    {"getnameinfo", "sockaddr, flags, /", f::getnameinfo, "Get host and port for a sockaddr.", kFunction},
    {"gethostbyname", "host, /", f::gethostbyname, "Return the IP address for a host.", kFunction},
    {"gethostbyname_ex", "host, /", f::gethostbyname_ex, "Return the true host name, its aliases and IP addresses.",
     kFunction},
    {"gethostbyaddr", "host, /", f::gethostbyaddr, "Return the true host name, its aliases and IP addresses.",
     kFunction},
    {"gethostname", "", f::gethostname, "Return the current host name.", kFunction},
    {"sethostname", "name, /", f::sethostname, "Sets the hostname to name.", kFunction},
    {"getservbyname", "servicename, protocolname=None, /", f::getservbyname,
     "Return a port number from a service name and protocol name.", kFunction},
    {"getservbyport", "port, protocolname=None, /", f::getservbyport,
     "Return the service name from a port number and protocol name.", kFunction},
    {"getprotobyname", "name, /", f::getprotobyname, "Return the protocol number for the named protocol.", kFunction},
    {"htons", "integer, /", f::socket_htons, "Convert a 16-bit unsigned integer from host to network byte order.",
     kFunction},
    {"htonl", "integer, /", f::socket_htonl, "Convert a 32-bit integer from host to network byte order.", kFunction},
    {"ntohs", "integer, /", f::socket_ntohs, "Convert a 16-bit unsigned integer from network to host byte order.",
     kFunction},
    {"ntohl", "integer, /", f::socket_ntohl, "Convert a 32-bit integer from network to host byte order.", kFunction},
    {"inet_aton", "string, /", f::inet_aton, "Convert an IP address in string format to 32-bit packed binary format.",
     kFunction},
    {"inet_ntoa", "packed_ip, /", f::inet_ntoa, "Convert an IP address from 32-bit packed binary format to string.",
     kFunction},
    {"inet_pton", "af, ip, /", f::inet_pton, "Convert an IP address from string format to a packed string.", kFunction},
    {"inet_ntop", "af, packed_ip, /", f::inet_ntop, "Convert a packed IP address to string format.", kFunction},
    {"if_nameindex", "", f::if_nameindex, "Returns a list of network interface information (index, name) tuples.",
     kFunction},
    {"if_nametoindex", "name, /", f::if_nametoindex, "Returns the interface index corresponding to the name.",
     kFunction},
    {"if_indextoname", "index, /", f::if_indextoname, "Returns the interface name corresponding to the index.",
     kFunction},
    {"CMSG_LEN", "length, /", f::cmsg_len, "The total length of an ancillary data item, without trailing padding.",
     kFunction},
    {"CMSG_SPACE", "length, /", f::cmsg_space, "The buffer size needed for recvmsg() to receive such an item.",
     kFunction},
};
constexpr TypeIndex kTypes[] = {kTypeSocketObject};

bool populate(Dict* dict) {
  return addSocketConstants(dict) && addConstant(dict, "SocketType", share<Object>(builtinType(kTypeSocketObject))) &&
         addConstant(dict, "error", share<Object>(builtinType(kTypeOSError))) &&
         addConstant(dict, "timeout", share<Object>(builtinType(kTypeTimeoutError))) &&
         addModuleError(dict, "herror", "herror", "socket", kTypeOSError) &&
         addModuleError(dict, "gaierror", "gaierror", "socket", kTypeOSError) &&
         addConstant(dict, "has_ipv6", newBool(true));
}

}  // namespace

Ref<Object> newSocket(int fd, int family, int type, int protocol) {
  Ref<SocketObject> made = allocateContainer<SocketObject>(kTypeSocketObject);
  if (!made) {
    ::close(fd);
    return raised();
  }
  return begin(made.get(), fd, family, type, protocol) ? Ref<Object>(made) : raised();
}

const TypeSpec kSocketObjectSpec = {"socket",
                                    "_socket",
                                    {"socket", Kind::Container, Trace::None, 0, 0, sizeof(SocketObject), nullptr,
                                     nullptr, dropSocket, nullptr, finalizeSocket_mayRunPython},
                                    kTypeBase,
                                    kMethods,
                                    kAttributes,
                                    "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object"};

extern const ModuleSpec kSocketModule;
const ModuleSpec kSocketModule = {"_socket", "Implementation module for socket operations.", kFunctions, kTypes,
                                  populate};

}  // namespace ophion
