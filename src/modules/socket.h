// SocketObject: an open socket. The module _socket, in several files: what they share.
#pragma once

#include <sys/socket.h>

#include <cerrno>

#include "modules/deadline.h"
#include "modules/os_error.h"
#include "object/error.h"
#include "object/native.h"

namespace ophion {

struct Bytes;
struct Dict;

struct SocketObject : Object {
  int fd_;  // -1: closed, or not opened yet
  int family_, type_, protocol_;
  int64_t timeout_ns_;  // -1: calls wait without end; 0: never
};

inline SocketObject* socketOf(Object* const* args) { return static_cast<SocketObject*>(args[0]); }

// An address as the system takes it.
struct SocketAddress {
  sockaddr_storage storage;
  socklen_t size = sizeof(sockaddr_storage);
  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

// --- waiting: a call that would block waits as long as the socket's timeout says ---

// Waits until the socket can be read or written. 1: it can, 0: the time is over; -1: errno, or an exception is pending.
int waitForSocket_mayRunPython(SocketObject* socket, const Deadline& deadline, bool writing);

// f() until it neither is interrupted nor would block; what it returned. -1: exception pending (TimeoutError "timed
// out").
template <class F>
ssize_t socketCall_mayRunPython(SocketObject* socket, const Deadline& deadline, bool writing, F f) {
  for (;;) {
    if (socket->timeout_ns_ > 0) {
      int ready = waitForSocket_mayRunPython(socket, deadline, writing);
      if (ready == 0) return static_cast<int>(raise(kTypeTimeoutError, "timed out"));
      if (ready < 0) return static_cast<int>(raiseErrno());
    }
    ssize_t result = retrying_mayRunPython(f);
    if (result >= 0) return result;
    bool again = socket->timeout_ns_ > 0 && (errno == EAGAIN || errno == EWOULDBLOCK) && !errorPending();
    if (!again) return static_cast<int>(raiseErrno());
  }
}

// --- socket.cpp ---
// A socket of the builtin class around a descriptor, which is closed where there is no memory.
Ref<Object> newSocket(int fd, int family, int type, int protocol);

// --- socket_address.cpp ---
// The host and port, or path, that a program gives, by the socket's family. `function` is for messages.
[[nodiscard]] bool readAddress_mayRunPython(SocketObject* socket, Object* given, const char* function,
                                            SocketAddress* out);
// The reverse; None where there is no address.
Ref<Object> showAddress(const SocketAddress& address);
// A host by name or number as the address of a family (AF_UNSPEC: any). OSError, gaierror.
[[nodiscard]] bool findHost_mayRunPython(const char* name, int family, SocketAddress* out);
// The bytes of a host's name, non-ASCII names in IDNA. TypeError "str, bytes or bytearray expected, not X".
Ref<Bytes> hostName_mayRunPython(Object* given);
// Only the sources of names that need no libraries of their own are asked.
void chooseNameSources();
Raised raiseAddressError(int code);  // gaierror

// --- socket_constants.cpp ---
bool addSocketConstants(Dict* module_dict);

// --- methods in other files than socket.cpp ---
namespace socket_methods {
#define OPHION_SOCKET_METHODS(X) \
  X(recv) X(recv_into) X(recvfrom) X(recvfrom_into) X(send) X(sendall) X(sendto) X(sendmsg) X(recvmsg) X(recvmsg_into)
#define X(name) Ref<Object> name(Object* const* args);
OPHION_SOCKET_METHODS(X)
#undef X
}  // namespace socket_methods

#define X(name) Ref<Object> name(Object* const* args);
// Functions of the module: names of hosts and services (socket_names.cpp), numbers (socket_numbers.cpp).
namespace socket_functions {
// clang-format off
#define OPHION_SOCKET_NAMES(X) \
  X(getaddrinfo) X(getnameinfo) X(gethostbyname) X(gethostbyname_ex) X(gethostbyaddr) X(gethostname) \
  X(sethostname) X(getservbyname) X(getservbyport) X(getprotobyname)
#define OPHION_SOCKET_NUMBERS(X) \
  X(socket_htons) X(socket_htonl) X(socket_ntohs) X(socket_ntohl) X(inet_aton) X(inet_ntoa) X(inet_pton) \
  X(inet_ntop) X(if_nameindex) X(if_nametoindex) X(if_indextoname) X(cmsg_len) X(cmsg_space)
// clang-format on
OPHION_SOCKET_NAMES(X)
OPHION_SOCKET_NUMBERS(X)
}  // namespace socket_functions
#undef X

}  // namespace ophion
