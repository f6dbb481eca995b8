// The module _socket: byte orders, addresses as texts, interfaces, sizes of ancillary data.
#include <arpa/inet.h>
#include <net/if.h>

#include <climits>
#include <cstring>

#include "modules/posix.h"
#include "modules/socket.h"
#include "modules/text_row.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

Ref<Object> swapShort(Object* given, const char* function) {
  int64_t value;
  if (!isIntLayout(given)) return raise(kTypeTypeError, "'%T' object cannot be interpreted as an integer", given);
  bool fits = tryInt64(static_cast<Int*>(given), &value);
  if (intSign(static_cast<Int*>(given)) < 0) {
    return raise(kTypeOverflowError, "%s: can't convert negative Python int to C 16-bit unsigned integer", function);
  }
  if (!fits || value > 0xffff) {
    return raise(kTypeOverflowError, "%s: Python int too large to convert to C 16-bit unsigned integer", function);
  }
  return newInt(htons(static_cast<uint16_t>(value)));
}

Ref<Object> swapLong(Object* given) {
  int64_t value;
  if (!isIntLayout(given)) return raise(kTypeTypeError, "expected int, %T found", given);
  bool fits = tryInt64(static_cast<Int*>(given), &value);
  if (intSign(static_cast<Int*>(given)) < 0) {
    return raise(kTypeOverflowError, "can't convert negative value to unsigned int");
  }
  if (!fits) return raise(kTypeOverflowError, "Python int too large to convert to C unsigned long");
  if (value > UINT_MAX) return raise(kTypeOverflowError, "int larger than 32 bits");
  return newInt(htonl(static_cast<uint32_t>(value)));
}

// A str as a C string.
bool textArgument(Object* given, const char* function, TextRow* row) {
  if (!isStrLayout(given)) return raise(kTypeTypeError, "%s must be str, not %T", function, given);
  Utf8View text(static_cast<Str*>(given));
  if (!text.valid()) return raised();
  if (text.view().find('\0') != std::string_view::npos) return raise(kTypeValueError, "embedded null character");
  return row->reserve(1) && row->add(text.view());
}

// The length of data in an ancillary item; false: OverflowError pending.
bool itemLength(Object* given, const char* function, size_t extra, size_t* out) {
  int64_t length;
  if (!asInt64(given, &length)) return raised();
  if (length < 0 || static_cast<size_t>(length) > INT_MAX - extra) {
    return raise(kTypeOverflowError, "%s() argument out of range", function);
  }
  *out = static_cast<size_t>(length);
  return true;
}

}  // namespace

namespace socket_functions {

Ref<Object> socket_htons(Object* const* args) { return swapShort(args[0], "htons"); }
Ref<Object> socket_ntohs(Object* const* args) { return swapShort(args[0], "ntohs"); }
Ref<Object> socket_htonl(Object* const* args) { return swapLong(args[0]); }
Ref<Object> socket_ntohl(Object* const* args) { return swapLong(args[0]); }

Ref<Object> inet_aton(Object* const* args) {
  TextRow text;
  in_addr address;
  if (!textArgument(args[0], "inet_aton() argument 1", &text)) return raised();
  if (::inet_aton(text.get()[0], &address) == 0) {
    return raise(kTypeOSError, "illegal IP address string passed to inet_aton");
  }
  return newBytes({reinterpret_cast<char*>(&address), sizeof address});
}
Ref<Object> inet_ntoa(Object* const* args) {
  Buffer bytes;
  char text[INET_ADDRSTRLEN];
  if (!bytes.acquire(args[0])) return raised();
  if (bytes.size() != sizeof(in_addr)) return raise(kTypeOSError, "packed IP wrong length for inet_ntoa");
  return ::inet_ntop(AF_INET, bytes.data(), text, sizeof text) == nullptr ? raiseErrno() : Ref<Object>(newAscii(text));
}
Ref<Object> inet_pton(Object* const* args) {
  int family;
  TextRow text;
  char bytes[sizeof(in6_addr)];
  if (!intArgument_mayRunPython(args[0], &family) || !textArgument(args[1], "inet_pton() argument 2", &text)) {
    return raised();
  }
  int result = ::inet_pton(family, text.get()[0], bytes);
  if (result < 0) return raiseErrno();
  if (result == 0) return raise(kTypeOSError, "illegal IP address string passed to inet_pton");
  return newBytes({bytes, family == AF_INET ? sizeof(in_addr) : sizeof(in6_addr)});
}
Ref<Object> inet_ntop(Object* const* args) {
  int family;
  Buffer bytes;
  char text[INET6_ADDRSTRLEN];
  if (!intArgument_mayRunPython(args[0], &family) || !bytes.acquire(args[1])) return raised();
  if (family != AF_INET && family != AF_INET6) return raise(kTypeValueError, "unknown address family %d", family);
  if (bytes.size() != (family == AF_INET ? sizeof(in_addr) : sizeof(in6_addr))) {
    return raise(kTypeValueError, "invalid length of packed IP address string");
  }
  return ::inet_ntop(family, bytes.data(), text, sizeof text) == nullptr ? raiseErrno() : Ref<Object>(newAscii(text));
}

Ref<Object> if_nameindex(Object* const*) {
  struct if_nameindex* found = ::if_nameindex();
  if (found == nullptr) return raiseErrno();
  Ref<List> list = newList();
  for (struct if_nameindex* p = found; list && p->if_index != 0; ++p) {
    Ref<Int> number = newInt(p->if_index);
    Ref<Str> text = decodeFileName(p->if_name);
    Ref<Object> pair = number && text ? Ref<Object>(newTupleOf({number.get(), text.get()})) : nullptr;
    if (!pair || !appendToListSteal(list.get(), std::move(pair))) list = nullptr;
  }
  ::if_freenameindex(found);
  return list;
}
Ref<Object> if_nametoindex(Object* const* args) {
  Ref<Bytes> bytes = plainBytes(args[0]);
  TextRow text;
  if (!bytes || !text.reserve(1) || !text.add(bytes->view())) return raised();
  unsigned number = ::if_nametoindex(text.get()[0]);
  return number == 0 ? raise(kTypeOSError, "no interface with this name") : Ref<Object>(newInt(number));
}
Ref<Object> if_indextoname(Object* const* args) {
  int64_t number;
  char text[IF_NAMESIZE + 1] = {};
  if (!asInt64(args[0], &number)) return raised();
  if (number < 0) return raise(kTypeOverflowError, "can't convert negative value to unsigned int");
  bool known = number <= UINT_MAX && ::if_indextoname(static_cast<unsigned>(number), text) != nullptr;
  return known ? Ref<Object>(decodeFileName(text)) : raiseOSError(ENXIO);
}

Ref<Object> cmsg_len(Object* const* args) {
  size_t length;
  return itemLength(args[0], "CMSG_LEN", CMSG_LEN(0), &length)
             ? Ref<Object>(newInt(static_cast<int64_t>(CMSG_LEN(length))))
             : raised();
}
Ref<Object> cmsg_space(Object* const* args) {
  size_t length;
  return itemLength(args[0], "CMSG_SPACE", CMSG_SPACE(1), &length)
             ? Ref<Object>(newInt(static_cast<int64_t>(CMSG_SPACE(length))))
             : raised();
}

}  // namespace socket_functions
}  // namespace ophion
