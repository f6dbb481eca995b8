// Sockets: messages with several buffers and ancillary data.
#include <sys/uio.h>

#include <climits>
#include <cstring>
#include <new>

#include "modules/posix.h"
#include "modules/socket.h"
#include "object/allocate.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

// A row of buffers that are held, and how the system wants to have them; in the cage.
class BufferRow {
 public:
  explicit BufferRow(size_t n) : n_(n), buffers_(n), vectors_(n) {
    for (size_t i = 0; ready() && i < n_; ++i) new (buffers_.get() + i) Buffer;
  }
  ~BufferRow() {
    for (size_t i = 0; ready() && i < n_; ++i) buffers_.get()[i].~Buffer();
  }
  bool ready() { return buffers_ && vectors_; }  // false: MemoryError pending
  bool acquire(size_t i, Object* object, const char* writable_for) {
    Buffer& buffer = buffers_[i];
    if (!(writable_for == nullptr ? buffer.acquire(object) : buffer.acquireWritable(object, writable_for))) {
      return raised();
    }
    vectors_[i] = {buffer.writableData(), buffer.size()};
    return true;
  }
  Buffer& operator[](size_t i) { return buffers_[i]; }
  iovec* vectors() { return vectors_.get(); }

 private:
  size_t n_;
  RawBuffer<Buffer> buffers_;
  RawBuffer<iovec> vectors_;
};

Ref<Tuple> itemsOf(Object* given, const char* message) {
  Ref<Tuple> items = toTuple_mayRunPython(given);
  if (items || !errorMatches(kTypeTypeError)) return items;
  clearError();
  return raise(kTypeTypeError, "%s", message);
}

// Ancillary data that is to be sent: (level, type, data) each.
bool packAncillary(Tuple* items, BufferRow& data, RawBuffer<char>& out, size_t size) {
  std::memset(out.get(), 0, size);
  msghdr message = {};
  message.msg_control = out.get();
  message.msg_controllen = size;
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  for (uint32_t i = 0; i < items->size_; ++i, header = CMSG_NXTHDR(&message, header)) {
    Tuple* item = static_cast<Tuple*>(items->at(i));
    if (!intArgument_mayRunPython(item->at(0), &header->cmsg_level) ||
        !intArgument_mayRunPython(item->at(1), &header->cmsg_type)) {
      return raised();
    }
    header->cmsg_len = CMSG_LEN(data[i].size());
    if (data[i].size() != 0) std::memcpy(CMSG_DATA(header), data[i].data(), data[i].size());
  }
  return true;
}

bool holdAncillary(Tuple* items, BufferRow& data, size_t* size) {
  *size = 0;
  for (uint32_t i = 0; i < items->size_; ++i) {
    Object* item = items->at(i);
    if (!isTupleLayout(item) || static_cast<Tuple*>(item)->size_ != 3) {
      return raise(kTypeTypeError, "[sendmsg() ancillary data items] must be sequences of length 3");
    }
    if (!data.acquire(i, static_cast<Tuple*>(item)->at(2), nullptr)) return raised();
    if (data[i].size() > INT_MAX) return raise(kTypeOSError, "ancillary data item too large");
    *size += CMSG_SPACE(data[i].size());
    if (*size > INT_MAX) return raise(kTypeOSError, "too much ancillary data");
  }
  return true;
}

// Each item as a tuple, so that nothing changes while it is looked at.
Ref<Tuple> ancillaryItems(Object* given) {
  if (given == nullptr) return emptyTuple();
  Ref<Tuple> items = itemsOf(given, "sendmsg() argument 2 must be an iterable");
  Ref<Tuple> made = items ? newTuple(items->size_) : nullptr;
  for (uint32_t i = 0; made && i < items->size_; ++i) {
    Ref<Tuple> item = itemsOf(items->at(i), "[sendmsg() ancillary data items] must be sequences of length 3");
    if (!item) return raised();
    made->items()[i].init(Ref<Object>(std::move(item)));
  }
  return made;
}

// What came in: a list of (level, type, data). Descriptors that cannot be told are lost.
Ref<Object> ancillaryList(msghdr& message) {
  Ref<List> list = newList();
  if (message.msg_controllen == 0) return list;
  const char* end = static_cast<char*>(message.msg_control) + message.msg_controllen;
  for (cmsghdr* h = CMSG_FIRSTHDR(&message); list && h != nullptr; h = CMSG_NXTHDR(&message, h)) {
    const char* data = reinterpret_cast<char*>(CMSG_DATA(h));
    size_t n = h->cmsg_len < CMSG_LEN(0) ? 0 : h->cmsg_len - CMSG_LEN(0);
    bool cut = data + n > end;
    if (cut) n = data < end ? static_cast<size_t>(end - data) : 0;
    Ref<Int> level = newInt(h->cmsg_level), type = newInt(h->cmsg_type);
    Ref<Bytes> bytes = newBytes({data, n});
    Ref<Object> item = level && type && bytes ? newTupleOf({level.get(), type.get(), bytes.get()}) : Ref<Tuple>();
    if (!item || !appendToListSteal(list.get(), std::move(item))) return raised();
    if (cut) break;
  }
  return list;
}

// Receives into the vectors; (what `first` makes of the count, ancillary data, flags, address).
template <class F>
Ref<Object> receiveMessage(Object* const* args, iovec* vectors, size_t count, F first) {
  SocketObject* socket = socketOf(args);
  int64_t room = 0;
  int flags;
  if ((args[2] != nullptr && !asInt64(args[2], &room)) || !intArgument_mayRunPython(args[3], &flags)) return raised();
  if (room < 0 || room > INT_MAX) return raise(kTypeValueError, "invalid ancillary data buffer length");
  RawBuffer<char> control(static_cast<size_t>(room));
  if (!control) return raised();
  SocketAddress from;
  msghdr message = {};
  Deadline deadline(socket->timeout_ns_);
  ssize_t got = socketCall_mayRunPython(socket, deadline, false, [&] {
    std::memset(&from.storage, 0, sizeof from.storage);
    message.msg_name = &from.storage;
    message.msg_namelen = sizeof from.storage;
    message.msg_iov = vectors;
    message.msg_iovlen = count;
    message.msg_control = control.get();
    message.msg_controllen = static_cast<size_t>(room);
    return ::recvmsg(socket->fd_, &message, flags);
  });
  if (got < 0) return raised();
  from.size = message.msg_namelen;
  Ref<Object> head = first(got);
  Ref<Object> ancillary = head ? ancillaryList(message) : nullptr;
  Ref<Int> shown_flags = newInt(message.msg_flags);
  Ref<Object> address = ancillary && shown_flags ? showAddress(from) : nullptr;
  if (!address) return raised();
  return newTupleOf({head.get(), ancillary.get(), shown_flags.get(), address.get()});
}

}  // namespace

namespace socket_methods {

// self, buffers, ancillary data, flags, address
Ref<Object> sendmsg(Object* const* args) {
  SocketObject* socket = socketOf(args);
  Ref<Tuple> parts = itemsOf(args[1], "sendmsg() argument 1 must be an iterable");
  if (!parts) return raised();
  if (parts->size_ > INT_MAX) return raise(kTypeOSError, "sendmsg() argument 1 is too long");
  BufferRow buffers(parts->size_);
  if (!buffers.ready()) return raised();
  for (uint32_t i = 0; i < parts->size_; ++i) {
    if (!buffers.acquire(i, parts->at(i), nullptr)) return raised();
  }
  int flags;
  if (!intArgument_mayRunPython(args[3], &flags)) return raised();
  msghdr message = {};
  SocketAddress address;
  if (args[4] != nullptr && !isNone(args[4])) {
    if (!readAddress_mayRunPython(socket, args[4], "sendmsg", &address)) return raised();
    message.msg_name = &address.storage;
    message.msg_namelen = address.size;
  }
  message.msg_iov = buffers.vectors();
  message.msg_iovlen = parts->size_;

  Ref<Tuple> items = ancillaryItems(args[2]);
  if (!items) return raised();
  BufferRow data(items->size_);
  size_t size;
  if (!data.ready() || !holdAncillary(items.get(), data, &size)) return raised();
  RawBuffer<char> control(size);
  if (!control || !packAncillary(items.get(), data, control, size)) return raised();
  if (size != 0) {
    message.msg_control = control.get();
    message.msg_controllen = size;
  }
  Deadline deadline(socket->timeout_ns_);
  ssize_t sent =
      socketCall_mayRunPython(socket, deadline, true, [&] { return ::sendmsg(socket->fd_, &message, flags); });
  return sent < 0 ? raised() : Ref<Object>(newInt(sent));
}

// self, bufsize, ancbufsize, flags
Ref<Object> recvmsg(Object* const* args) {
  int64_t size;
  if (!asInt64(args[1], &size)) return raised();
  if (size < 0) return raise(kTypeValueError, "negative buffer size in recvmsg()");
  Ref<Bytes> made = newBytesUninitialized(static_cast<size_t>(size));
  if (!made) return raised();
  iovec vector = {made->data(), static_cast<size_t>(size)};
  return receiveMessage(args, &vector, 1, [&](ssize_t got) -> Ref<Object> {
    return got == size ? made : newBytes(made->view().substr(0, static_cast<size_t>(got)));
  });
}

// self, buffers, ancbufsize, flags
Ref<Object> recvmsg_into(Object* const* args) {
  Ref<Tuple> parts = itemsOf(args[1], "recvmsg_into() argument 1 must be an iterable");
  if (!parts) return raised();
  BufferRow buffers(parts->size_);
  if (!buffers.ready()) return raised();
  for (uint32_t i = 0; i < parts->size_; ++i) {
    if (!buffers.acquire(i, parts->at(i), "recvmsg_into() argument 1 must be an iterable of single-segment buffers:")) {
      return raised();
    }
  }
  return receiveMessage(args, buffers.vectors(), parts->size_, [](ssize_t got) { return Ref<Object>(newInt(got)); });
}

}  // namespace socket_methods
}  // namespace ophion
