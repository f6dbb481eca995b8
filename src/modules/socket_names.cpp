// The module _socket: names of hosts and services.
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <unistd.h>

#include <cstring>

#include "modules/path_argument.h"
#include "modules/posix.h"
#include "modules/socket.h"
#include "modules/text_row.h"
#include "object/bytes.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

// What getaddrinfo() found; given back at the end of the scope.
struct Found {
  addrinfo* first = nullptr;
  ~Found() {
    if (first != nullptr) ::freeaddrinfo(first);
  }
};

// A text as a C string; null where None or nothing was given.
bool textArgument(Object* given, TextRow* row) {
  if (given == nullptr || isNone(given)) return true;
  if (!isStrLayout(given)) return raise(kTypeTypeError, "argument must be str, not %T", given);
  Utf8View text(static_cast<Str*>(given));
  if (!text.valid()) return raised();
  if (text.view().find('\0') != std::string_view::npos) return raise(kTypeValueError, "embedded null character");
  return row->reserve(1) && row->add(text.view());
}
const char* firstOf(TextRow& row) { return row.get() == nullptr ? nullptr : row.get()[0]; }

bool hostArgument(Object* given, TextRow* row) {
  Ref<Bytes> name = hostName_mayRunPython(given);
  return name && row->reserve(1) && row->add(name->view());
}

// A port by number or name.
bool serviceArgument(Object* given, TextRow* row) {
  if (isNone(given)) return true;
  if (isIntLayout(given)) {
    int64_t number;
    if (!asInt64(given, &number)) return raised();
    Ref<Str> text = formatStr("%lld", static_cast<long long>(number));
    return text && row->reserve(1) && row->add(text->asciiView());
  }
  if (isStrLayout(given)) return textArgument(given, row);
  if (!isBytesLayout(given)) return raise(kTypeOSError, "Int or String expected");
  std::string_view text = static_cast<Bytes*>(given)->view();
  return row->reserve(1) && row->add(text.substr(0, text.find('\0')));
}

SocketAddress addressOf(const addrinfo* info) {
  SocketAddress address;
  address.size = info->ai_addrlen;
  std::memcpy(&address.storage, info->ai_addr, info->ai_addrlen);
  return address;
}

Ref<Object> describe(const addrinfo* info) {
  Ref<Int> family = newInt(info->ai_family), type = newInt(info->ai_socktype), protocol = newInt(info->ai_protocol);
  Ref<Str> canonical = info->ai_canonname == nullptr ? emptyStr() : newStr(info->ai_canonname);
  Ref<Object> address = showAddress(addressOf(info));
  if (!family || !type || !protocol || !canonical || !address) return raised();
  return newTupleOf({family.get(), type.get(), protocol.get(), canonical.get(), address.get()});
}

// A name, a list of aliases and a list of addresses.
Ref<Object> describeHost(const hostent* host) {
  Ref<Str> name_text = newStr(host->h_name);
  Ref<List> aliases = newList(), addresses = newList();
  if (!name_text || !aliases || !addresses) return raised();
  for (char** p = host->h_aliases; p != nullptr && *p != nullptr; ++p) {
    Ref<Object> alias = newStr(*p);
    if (!alias || !appendToListSteal(aliases.get(), std::move(alias))) return raised();
  }
  for (char** p = host->h_addr_list; p != nullptr && *p != nullptr; ++p) {
    char text[INET6_ADDRSTRLEN];
    if (::inet_ntop(host->h_addrtype, *p, text, sizeof text) == nullptr) return raiseErrno();
    Ref<Object> address = newAscii(text);
    if (!address || !appendToListSteal(addresses.get(), std::move(address))) return raised();
  }
  return newTupleOf({name_text.get(), aliases.get(), addresses.get()});
}

Raised raiseHostError(int code) {
  return raiseAddressError(code == TRY_AGAIN ? EAI_AGAIN : code == NO_RECOVERY ? EAI_FAIL : EAI_NONAME);
}

}  // namespace

namespace socket_functions {

// host, port, family, type, proto, flags
Ref<Object> getaddrinfo(Object* const* args) {
  TextRow host, service;
  addrinfo hints = {};
  if (!isNone(args[0])) {
    if (!isStrLayout(args[0]) && !isBytesLayout(args[0])) {
      return raise(kTypeTypeError, "getaddrinfo() argument 1 must be string or None");
    }
    if (!hostArgument(args[0], &host)) return raised();
  }
  if (!serviceArgument(args[1], &service) || !intArgument_mayRunPython(args[2], &hints.ai_family) ||
      !intArgument_mayRunPython(args[3], &hints.ai_socktype) ||
      !intArgument_mayRunPython(args[4], &hints.ai_protocol) || !intArgument_mayRunPython(args[5], &hints.ai_flags)) {
    return raised();
  }
  chooseNameSources();
  Found found;
  auto lookUp = [&] { return ::getaddrinfo(firstOf(host), firstOf(service), &hints, &found.first); };
  if (int error = lookUp()) return raiseAddressError(error);
  Ref<List> list = newList();
  for (addrinfo* info = found.first; list && info != nullptr; info = info->ai_next) {
    Ref<Object> row = describe(info);
    if (!row || !appendToListSteal(list.get(), std::move(row))) return raised();
  }
  return list;
}

// sockaddr, flags
Ref<Object> getnameinfo(Object* const* args) {
  if (!isTupleLayout(args[0])) return raise(kTypeTypeError, "getnameinfo() argument 1 must be a tuple");
  Tuple* given = static_cast<Tuple*>(args[0]);
  int flags, port;
  int64_t flow = 0, scope = 0;
  if (!intArgument_mayRunPython(args[1], &flags)) return raised();
  if (given->size_ < 2 || given->size_ > 4 || !isStrLayout(given->at(0))) {
    return raise(kTypeTypeError, "getnameinfo(): illegal sockaddr argument");
  }
  TextRow host;
  if (!textArgument(given->at(0), &host) || !intArgument_mayRunPython(given->at(1), &port) ||
      (given->size_ > 2 && !asInt64(given->at(2), &flow)) || (given->size_ > 3 && !asInt64(given->at(3), &scope))) {
    return raised();
  }
  if (flow < 0 || flow > 0xfffff) return raise(kTypeOverflowError, "getnameinfo(): flowinfo must be 0-1048575.");
  Ref<Str> service = formatStr("%d", port);
  TextRow port_text;
  if (!service || !port_text.reserve(1) || !port_text.add(service->asciiView())) return raised();
  addrinfo hints = {};
  hints.ai_socktype = SOCK_DGRAM;  // so that there is one answer an address
  hints.ai_flags = AI_NUMERICHOST;
  chooseNameSources();
  Found found;
  if (int error = ::getaddrinfo(firstOf(host), firstOf(port_text), &hints, &found.first)) {
    return raiseAddressError(error);
  }
  if (found.first->ai_next != nullptr) return raise(kTypeOSError, "sockaddr resolved to multiple addresses");
  SocketAddress address = addressOf(found.first);
  if (address.storage.ss_family == AF_INET && given->size_ != 2) {
    return raise(kTypeOSError, "IPv4 sockaddr must be 2 tuple");
  }
  if (address.storage.ss_family == AF_INET6) {
    auto* in = reinterpret_cast<sockaddr_in6*>(&address.storage);
    in->sin6_flowinfo = htonl(static_cast<uint32_t>(flow));
    in->sin6_scope_id = static_cast<uint32_t>(scope);
  }
  char host_text[NI_MAXHOST], service_text[NI_MAXSERV];
  int error =
      ::getnameinfo(address.get(), address.size, host_text, sizeof host_text, service_text, sizeof service_text, flags);
  if (error != 0) return raiseAddressError(error);
  Ref<Str> a = newStr(host_text), b = newStr(service_text);
  return a && b ? Ref<Object>(newTupleOf({a.get(), b.get()})) : raised();
}

Ref<Object> gethostbyname(Object* const* args) {
  TextRow host;
  SocketAddress address;
  if (!hostArgument(args[0], &host) || !findHost_mayRunPython(firstOf(host), AF_INET, &address)) return raised();
  char text[INET_ADDRSTRLEN];
  auto* in = reinterpret_cast<sockaddr_in*>(&address.storage);
  return ::inet_ntop(AF_INET, &in->sin_addr, text, sizeof text) == nullptr ? raiseErrno() : Ref<Object>(newAscii(text));
}

Ref<Object> gethostbyname_ex(Object* const* args) {
  TextRow host;
  SocketAddress address;
  if (!hostArgument(args[0], &host) || !findHost_mayRunPython(firstOf(host), AF_INET, &address)) return raised();
  hostent result, *found = nullptr;
  char room[8192];
  int code = 0;
  if (::gethostbyname_r(firstOf(host), &result, room, sizeof room, &found, &code) != 0 || found == nullptr) {
    return raiseHostError(code);
  }
  return describeHost(found);
}

Ref<Object> gethostbyaddr(Object* const* args) {
  TextRow host;
  SocketAddress address;
  if (!hostArgument(args[0], &host) || !findHost_mayRunPython(firstOf(host), AF_UNSPEC, &address)) return raised();
  bool is_v4 = address.storage.ss_family == AF_INET;
  const void* bytes = is_v4 ? static_cast<const void*>(&reinterpret_cast<sockaddr_in*>(&address.storage)->sin_addr)
                            : static_cast<const void*>(&reinterpret_cast<sockaddr_in6*>(&address.storage)->sin6_addr);
  hostent result, *found = nullptr;
  char room[8192];
  int code = 0;
  chooseNameSources();
  if (::gethostbyaddr_r(bytes, is_v4 ? 4 : 16, address.storage.ss_family, &result, room, sizeof room, &found, &code) !=
          0 ||
      found == nullptr) {
    return raiseHostError(code);
  }
  return describeHost(found);
}

Ref<Object> gethostname(Object* const*) {
  char text[1024];
  if (::gethostname(text, sizeof text - 1) < 0) return raiseErrno();
  text[sizeof text - 1] = 0;
  return decodeFileName(text);
}
Ref<Object> sethostname(Object* const* args) {
  Ref<Bytes> bytes = plainBytes(args[0]);
  return bytes ? noneOrErrno(::sethostname(bytes->data(), bytes->length_)) : nullptr;
}

Ref<Object> getservbyname(Object* const* args) {
  TextRow name_text, protocol;
  if (!textArgument(args[0], &name_text) || !textArgument(args[1], &protocol)) return raised();
  chooseNameSources();
  servent result, *found = nullptr;
  char room[4096];
  ::getservbyname_r(firstOf(name_text), firstOf(protocol), &result, room, sizeof room, &found);
  if (found == nullptr) return raise(kTypeOSError, "service/proto not found");
  return newInt(ntohs(static_cast<uint16_t>(found->s_port)));
}
Ref<Object> getservbyport(Object* const* args) {
  TextRow protocol;
  int port;
  if (!intArgument_mayRunPython(args[0], &port) || !textArgument(args[1], &protocol)) return raised();
  if (port < 0 || port > 0xffff) return raise(kTypeOverflowError, "getservbyport: port must be 0-65535.");
  chooseNameSources();
  servent result, *found = nullptr;
  char room[4096];
  ::getservbyport_r(htons(static_cast<uint16_t>(port)), firstOf(protocol), &result, room, sizeof room, &found);
  return found == nullptr ? raise(kTypeOSError, "port/proto not found") : Ref<Object>(newStr(found->s_name));
}
Ref<Object> getprotobyname(Object* const* args) {
  TextRow name_text;
  if (!textArgument(args[0], &name_text)) return raised();
  chooseNameSources();
  protoent result, *found = nullptr;
  char room[4096];
  ::getprotobyname_r(firstOf(name_text), &result, room, sizeof room, &found);
  return found == nullptr ? raise(kTypeOSError, "protocol not found") : Ref<Object>(newInt(found->p_proto));
}

}  // namespace socket_functions
}  // namespace ophion
