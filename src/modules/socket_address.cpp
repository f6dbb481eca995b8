// Addresses of sockets: from what programs give to what the system takes, and back.
#include <arpa/inet.h>
#include <linux/netlink.h>
#include <netdb.h>
#include <netinet/in.h>
#include <nss.h>
#include <sys/un.h>

#include <cstddef>
#include <cstring>
#include <mutex>

#include "modules/path_argument.h"
#include "modules/posix.h"
#include "modules/socket.h"
#include "modules/text_row.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/codec.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

void chooseNameSources() {
  // A command that is linked statically could not load the libraries that other sources need.
  static std::once_flag once;
  std::call_once(once, [] {
    ::__nss_configure_lookup("hosts", "files dns");
    ::__nss_configure_lookup("services", "files");
    ::__nss_configure_lookup("protocols", "files");
  });
}

Raised raiseAddressError(int code) {
  if (code == EAI_SYSTEM) return raiseErrno();
  Ref<Str> module_name = internText("_socket"), key = internText("gaierror");
  Ref<Int> number = newInt(code);
  Ref<Str> text = newStr(::gai_strerror(code));
  if (!module_name || !key || !number || !text) return raised();
  Object* module = state().modules_.isNull() ? nullptr : getStrBorrowed(state().modules_.get(), module_name.get());
  Object* cls = module != nullptr && isModuleLayout(module)
                    ? getStrBorrowed(moduleDict(static_cast<Module*>(module)), key.get())
                    : nullptr;
  Ref<Object> held = share(cls != nullptr ? cls : static_cast<Object*>(builtinType(kTypeOSError)));
  Ref<Object> made = call(held.get(), number.get(), text.get());
  return made ? raiseInstance(std::move(made)) : raised();
}

Ref<Bytes> hostName_mayRunPython(Object* given) {
  Ref<Object> bytes;
  if (isStrLayout(given)) {
    Str* text = static_cast<Str*>(given);
    if (text->isAscii()) {
      bytes = newBytes(text->asciiView());
    } else {
      Ref<Str> encoding = internText("idna");
      bytes = encoding ? encodeWith_mayRunPython(text, encoding.get(), nullptr) : nullptr;
      if (!bytes) {
        clearError();
        return raise(kTypeTypeError, "encoding of hostname failed");
      }
    }
  } else if (isBytesLayout(given) || isByteArrayLayout(given)) {
    Buffer buffer;
    bytes = buffer.acquire(given) ? newBytes(buffer.view()) : nullptr;
  } else {
    return raise(kTypeTypeError, "str, bytes or bytearray expected, not %T", given);
  }
  if (!bytes) return raised();
  if (!isBytesLayout(bytes.get())) return raise(kTypeTypeError, "encoding of hostname failed");
  if (static_cast<Bytes*>(bytes.get())->view().find('\0') != std::string_view::npos) {
    return raise(kTypeTypeError, "host name must not contain null character");
  }
  return std::move(bytes).castTo<Bytes>();
}

namespace {

void setInternet(SocketAddress* out, const void* bytes, int family) {
  std::memset(&out->storage, 0, sizeof out->storage);
  if (family == AF_INET) {
    auto* in = reinterpret_cast<sockaddr_in*>(&out->storage);
    in->sin_family = AF_INET;
    std::memcpy(&in->sin_addr, bytes, sizeof in->sin_addr);
    out->size = sizeof *in;
  } else {
    auto* in = reinterpret_cast<sockaddr_in6*>(&out->storage);
    in->sin6_family = AF_INET6;
    std::memcpy(&in->sin6_addr, bytes, sizeof in->sin6_addr);
    out->size = sizeof *in;
  }
}

// The addresses that have no digits: any host, all hosts. 1: it is one, 0: it is none, -1: exception pending.
int specialHost(std::string_view name, int family, SocketAddress* out) {
  if (name.empty()) {
    setInternet(out, family == AF_INET6 ? static_cast<const void*>(&in6addr_any) : "\0\0\0",
                family == AF_INET6 ? AF_INET6 : AF_INET);
    return 1;
  }
  if (name != "<broadcast>" && name != "255.255.255.255") return 0;
  if (family != AF_INET && family != AF_UNSPEC) return raise(kTypeOSError, "address family mismatched");
  setInternet(out, "\xff\xff\xff\xff", AF_INET);
  return 1;
}

}  // namespace

bool findHost_mayRunPython(const char* name, int family, SocketAddress* out) {
  if (int special = specialHost(name, family, out)) return special > 0;
  char bytes[sizeof(in6_addr)];
  for (int numeric : {AF_INET, AF_INET6}) {
    if ((family == AF_UNSPEC || family == numeric) && ::inet_pton(numeric, name, bytes) > 0) {
      setInternet(out, bytes, numeric);
      return true;
    }
  }
  chooseNameSources();
  addrinfo hints = {}, *found = nullptr;
  hints.ai_family = family;
  int error = ::getaddrinfo(name, nullptr, &hints, &found);
  if (error != 0) return raiseAddressError(error);
  out->size = found->ai_addrlen;
  std::memcpy(&out->storage, found->ai_addr, found->ai_addrlen);
  ::freeaddrinfo(found);
  return true;
}

namespace {

bool readPort(Object* given, const char* function, in_port_t* out) {
  int port;
  if (!intArgument_mayRunPython(given, &port)) return raised();
  if (port < 0 || port > 0xffff) return raise(kTypeOverflowError, "%s(): port must be 0-65535.", function);
  *out = htons(static_cast<uint16_t>(port));
  return true;
}

bool readHost(Object* given, int family, SocketAddress* out) {
  Ref<Bytes> name = hostName_mayRunPython(given);
  TextRow row;
  return name && row.reserve(1) && row.add(name->view()) && findHost_mayRunPython(row.get()[0], family, out);
}

bool readUnix(Object* given, SocketAddress* out) {
  std::string_view path;
  Buffer buffer;
  Ref<Bytes> encoded;
  if (isStrLayout(given)) {
    encoded = encodeFileName(static_cast<Str*>(given));
    if (!encoded) return raised();
    path = encoded->view();
  } else {
    if (!buffer.acquire(given)) return raised();
    path = buffer.view();
  }
  auto* un = reinterpret_cast<sockaddr_un*>(&out->storage);
  std::memset(&out->storage, 0, sizeof out->storage);
  // A name that starts with a zero is none of a file, and ends where its length says.
  bool abstract = path.empty() || path[0] == 0;
  if (path.size() > sizeof un->sun_path - (abstract ? 0 : 1)) return raise(kTypeOSError, "AF_UNIX path too long");
  un->sun_family = AF_UNIX;
  if (!path.empty()) std::memcpy(un->sun_path, path.data(), path.size());
  out->size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size() + (abstract ? 0 : 1));
  return true;
}

Raised notATuple(const char* function, const char* family, Object* given) {
  return raise(kTypeTypeError, "%s(): %s address must be tuple, not %.500T", function, family, given);
}

bool readInet(Object* given, const char* function, SocketAddress* out) {
  if (!isTupleLayout(given)) return notATuple(function, "AF_INET", given);
  Tuple* pair = static_cast<Tuple*>(given);
  if (pair->size_ != 2) return raise(kTypeTypeError, "AF_INET address must be a pair (host, port)");
  auto* in = reinterpret_cast<sockaddr_in*>(&out->storage);
  in_port_t port;
  if (!readHost(pair->at(0), AF_INET, out) || !readPort(pair->at(1), function, &port)) return raised();
  in->sin_port = port;
  return true;
}

bool readInet6(Object* given, const char* function, SocketAddress* out) {
  if (!isTupleLayout(given)) return notATuple(function, "AF_INET6", given);
  Tuple* tuple = static_cast<Tuple*>(given);
  if (tuple->size_ < 2 || tuple->size_ > 4) {
    return raise(kTypeTypeError, "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])");
  }
  auto* in = reinterpret_cast<sockaddr_in6*>(&out->storage);
  in_port_t port;
  int64_t flow = 0, scope = 0;
  if (!readHost(tuple->at(0), AF_INET6, out) || !readPort(tuple->at(1), function, &port) ||
      (tuple->size_ > 2 && !asInt64(tuple->at(2), &flow)) || (tuple->size_ > 3 && !asInt64(tuple->at(3), &scope))) {
    return raised();
  }
  if (flow < 0 || flow > 0xfffff) return raise(kTypeOverflowError, "%s(): flowinfo must be 0-1048575.", function);
  in->sin6_port = port;
  in->sin6_flowinfo = htonl(static_cast<uint32_t>(flow));
  if (tuple->size_ > 3) in->sin6_scope_id = static_cast<uint32_t>(scope);
  return true;
}

bool readNetlink(Object* given, const char* function, SocketAddress* out) {
  if (!isTupleLayout(given)) return notATuple(function, "AF_NETLINK", given);
  Tuple* pair = static_cast<Tuple*>(given);
  int64_t process, groups;
  if (pair->size_ != 2) return raise(kTypeTypeError, "AF_NETLINK address must be a pair (pid, groups)");
  if (!asInt64(pair->at(0), &process) || !asInt64(pair->at(1), &groups)) return raised();
  auto* nl = reinterpret_cast<sockaddr_nl*>(&out->storage);
  std::memset(&out->storage, 0, sizeof out->storage);
  nl->nl_family = AF_NETLINK;
  nl->nl_pid = static_cast<uint32_t>(process);
  nl->nl_groups = static_cast<uint32_t>(groups);
  out->size = sizeof *nl;
  return true;
}

Ref<Object> showUnix(const SocketAddress& address) {
  auto* un = reinterpret_cast<const sockaddr_un*>(&address.storage);
  size_t n = address.size - offsetof(sockaddr_un, sun_path);
  if (address.size <= offsetof(sockaddr_un, sun_path)) return emptyStr();
  if (un->sun_path[0] == 0) return newBytes({un->sun_path, n});
  return decodeFileName({un->sun_path, ::strnlen(un->sun_path, n)});
}

Ref<Object> showInternet(const SocketAddress& address) {
  char text[INET6_ADDRSTRLEN];
  if (address.storage.ss_family == AF_INET) {
    auto* in = reinterpret_cast<const sockaddr_in*>(&address.storage);
    if (::inet_ntop(AF_INET, &in->sin_addr, text, sizeof text) == nullptr) return raiseErrno();
    Ref<Str> host = newAscii(text);
    Ref<Int> port = newInt(ntohs(in->sin_port));
    return host && port ? Ref<Object>(newTupleOf({host.get(), port.get()})) : raised();
  }
  auto* in = reinterpret_cast<const sockaddr_in6*>(&address.storage);
  if (::inet_ntop(AF_INET6, &in->sin6_addr, text, sizeof text) == nullptr) return raiseErrno();
  Ref<Str> host = newAscii(text);
  Ref<Int> port = newInt(ntohs(in->sin6_port)), flow = newInt(ntohl(in->sin6_flowinfo));
  Ref<Int> scope = newInt(in->sin6_scope_id);
  if (!host || !port || !flow || !scope) return raised();
  return newTupleOf({host.get(), port.get(), flow.get(), scope.get()});
}

}  // namespace

bool readAddress_mayRunPython(SocketObject* socket, Object* given, const char* function, SocketAddress* out) {
  switch (socket->family_) {
    case AF_UNIX:
      return readUnix(given, out);
    case AF_INET:
      return readInet(given, function, out);
    case AF_INET6:
      return readInet6(given, function, out);
    case AF_NETLINK:
      return readNetlink(given, function, out);
    default:
      return raise(kTypeOSError, "%s(): bad family", function);
  }
}

Ref<Object> showAddress(const SocketAddress& address) {
  if (address.size == 0) return newNone();
  switch (address.storage.ss_family) {
    case AF_UNIX:
      return showUnix(address);
    case AF_INET:
    case AF_INET6:
      return showInternet(address);
    case AF_NETLINK: {
      auto* nl = reinterpret_cast<const sockaddr_nl*>(&address.storage);
      Ref<Int> process = newInt(nl->nl_pid), groups = newInt(nl->nl_groups);
      return process && groups ? Ref<Object>(newTupleOf({process.get(), groups.get()})) : raised();
    }
    default: {
      auto* any = reinterpret_cast<const sockaddr*>(&address.storage);
      Ref<Int> family = newInt(any->sa_family);
      size_t head = offsetof(sockaddr, sa_data), n = address.size < head ? 0 : address.size - head;
      Ref<Bytes> data = newBytes({any->sa_data, n});
      return family && data ? Ref<Object>(newTupleOf({family.get(), data.get()})) : raised();
    }
  }
}

}  // namespace ophion
