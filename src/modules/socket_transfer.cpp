// Sockets: sending and receiving bytes.
#include <cstring>

#include "modules/posix.h"
#include "modules/socket.h"
#include "object/allocate.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

// Receives into a buffer; the sender's address too, where there is a place for it.
ssize_t receive_mayRunPython(SocketObject* socket, char* buffer, size_t size, int flags, SocketAddress* from) {
  Deadline deadline(socket->timeout_ns_);
  return socketCall_mayRunPython(socket, deadline, false, [&] {
    if (from == nullptr) return ::recv(socket->fd_, buffer, size, flags);
    from->size = sizeof from->storage;
    std::memset(&from->storage, 0, sizeof from->storage);
    return ::recvfrom(socket->fd_, buffer, size, flags, from->get(), &from->size);
  });
}

Ref<Object> pairOf(Ref<Object> first, const SocketAddress& address) {
  Ref<Object> second = first ? showAddress(address) : nullptr;
  return second ? Ref<Object>(newTupleOf({first.get(), second.get()})) : raised();
}

// self, buffersize, flags
Ref<Bytes> receiveBytes(Object* const* args, const char* function, SocketAddress* from) {
  int64_t size;
  int flags;
  if (!asInt64(args[1], &size) || !intArgument_mayRunPython(args[2], &flags)) return raised();
  if (size < 0) return raise(kTypeValueError, "negative buffersize in %s", function);
  Ref<Bytes> made = newBytesUninitialized(static_cast<size_t>(size));
  if (!made) return raised();
  ssize_t got = receive_mayRunPython(socketOf(args), made->data(), static_cast<size_t>(size), flags, from);
  if (got < 0) return raised();
  return got == size ? made : newBytes(made->view().substr(0, static_cast<size_t>(got)));
}

// self, buffer, nbytes, flags
Ref<Object> receiveInto(Object* const* args, const char* function, const char* too_small, SocketAddress* from) {
  Buffer buffer;
  int64_t size = 0;
  int flags;
  if (!buffer.acquireWritable(args[1], from == nullptr ? "recv_into() argument 1" : "recvfrom_into() argument 1") ||
      (args[2] != nullptr && !asInt64(args[2], &size)) || !intArgument_mayRunPython(args[3], &flags)) {
    return raised();
  }
  if (size < 0) return raise(kTypeValueError, "negative buffersize in %s", function);
  if (size == 0) size = static_cast<int64_t>(buffer.size());
  if (size > static_cast<int64_t>(buffer.size())) return raise(kTypeValueError, "%s", too_small);
  ssize_t got = receive_mayRunPython(socketOf(args), buffer.writableData(), static_cast<size_t>(size), flags, from);
  return got < 0 ? raised() : Ref<Object>(newInt(got));
}

}  // namespace

namespace socket_methods {

Ref<Object> recv(Object* const* args) { return receiveBytes(args, "recv", nullptr); }
Ref<Object> recvfrom(Object* const* args) {
  SocketAddress from;
  return pairOf(receiveBytes(args, "recvfrom", &from), from);
}
Ref<Object> recv_into(Object* const* args) {
  return receiveInto(args, "recv_into", "buffer too small for requested bytes", nullptr);
}
Ref<Object> recvfrom_into(Object* const* args) {
  SocketAddress from;
  return pairOf(receiveInto(args, "recvfrom_into", "nbytes is greater than the length of the buffer", &from), from);
}

Ref<Object> send(Object* const* args) {
  SocketObject* socket = socketOf(args);
  Buffer data;
  int flags;
  if (!data.acquire(args[1]) || !intArgument_mayRunPython(args[2], &flags)) return raised();
  Deadline deadline(socket->timeout_ns_);
  ssize_t sent = socketCall_mayRunPython(socket, deadline, true,
                                         [&] { return ::send(socket->fd_, data.data(), data.size(), flags); });
  return sent < 0 ? raised() : Ref<Object>(newInt(sent));
}

Ref<Object> sendall(Object* const* args) {
  SocketObject* socket = socketOf(args);
  Buffer data;
  int flags;
  if (!data.acquire(args[1]) || !intArgument_mayRunPython(args[2], &flags)) return raised();
  // The time is for all of it.
  Deadline deadline(socket->timeout_ns_);
  for (size_t done = 0; done < data.size();) {
    ssize_t sent = socketCall_mayRunPython(
        socket, deadline, true, [&] { return ::send(socket->fd_, data.data() + done, data.size() - done, flags); });
    if (sent < 0) return raised();
    done += static_cast<size_t>(sent);
  }
  return newNone();
}

// self, data, then [flags,] address
Ref<Object> sendto(Object* const* args) {
  SocketObject* socket = socketOf(args);
  Tuple* rest = static_cast<Tuple*>(args[2]);
  if (rest->size_ < 1 || rest->size_ > 2) {
    return raise(kTypeTypeError, "sendto() takes 2 or 3 arguments (%u given)", rest->size_ + 1);
  }
  Buffer data;
  int flags = 0;
  SocketAddress address;
  if (!data.acquire(args[1]) || (rest->size_ == 2 && !intArgument_mayRunPython(rest->at(0), &flags)) ||
      !readAddress_mayRunPython(socket, rest->at(rest->size_ - 1), "sendto", &address)) {
    return raised();
  }
  Deadline deadline(socket->timeout_ns_);
  ssize_t sent = socketCall_mayRunPython(socket, deadline, true, [&] {
    return ::sendto(socket->fd_, data.data(), data.size(), flags, address.get(), address.size);
  });
  return sent < 0 ? raised() : Ref<Object>(newInt(sent));
}

}  // namespace socket_methods
}  // namespace ophion
