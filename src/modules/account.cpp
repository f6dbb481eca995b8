// The modules pwd and grp: the accounts that the system's files name. Only the files are read: asking the services that
// a system may be configured with would load foreign code into the process.
#include <grp.h>
#include <pwd.h>
#include <sys/types.h>

#include <cstdio>
#include <cstring>

#include "modules/path_argument.h"
#include "object/allocate.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/struct_sequence.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr StructFieldDef kPasswdFields[] = {
    {"pw_name", "user name"},  {"pw_passwd", "password"},    {"pw_uid", "user id"},        {"pw_gid", "group id"},
    {"pw_gecos", "real name"}, {"pw_dir", "home directory"}, {"pw_shell", "shell program"}};
constexpr StructSequenceDef kPasswd = {"pwd", "struct_passwd", "pwd.struct_passwd: Results from getpw*() routines.",
                                       kPasswdFields, 7};
constexpr StructFieldDef kGroupFields[] = {
    {"gr_name", "group name"}, {"gr_passwd", "password"}, {"gr_gid", "group id"}, {"gr_mem", "group members"}};
constexpr StructSequenceDef kGroup = {"grp", "struct_group", "grp.struct_group: Results from getgr*() routines.",
                                      kGroupFields, 4};

constexpr size_t kLineBytes = 64 * 1024;

Ref<Object> textOrNone(const char* text) { return text == nullptr ? newNone() : Ref<Object>(decodeFileName(text)); }

struct Passwd {
  using Entry = passwd;
  static constexpr const char* kFile = "/etc/passwd";
  static int read(FILE* file, Entry* entry, char* room, Entry** out) {
    return fgetpwent_r(file, entry, room, kLineBytes, out);
  }
  static const char* name(const Entry& e) { return e.pw_name; }
  static int64_t id(const Entry& e) { return e.pw_uid; }
  static Ref<Object> make(const Entry& e) {
    Ref<Object> values[] = {textOrNone(e.pw_name),  textOrNone(e.pw_passwd), newInt(e.pw_uid),      newInt(e.pw_gid),
                            textOrNone(e.pw_gecos), textOrNone(e.pw_dir),    textOrNone(e.pw_shell)};
    Object* row[7];
    for (unsigned i = 0; i < 7; ++i) {
      if (!values[i]) return raised();
      row[i] = values[i].get();
    }
    return newStructSequence(kPasswd, row);
  }
};

struct Group {
  using Entry = group;
  static constexpr const char* kFile = "/etc/group";
  static int read(FILE* file, Entry* entry, char* room, Entry** out) {
    return fgetgrent_r(file, entry, room, kLineBytes, out);
  }
  static const char* name(const Entry& e) { return e.gr_name; }
  static int64_t id(const Entry& e) { return e.gr_gid; }
  static Ref<Object> make(const Entry& e) {
    Ref<List> members = newList();
    for (char** m = e.gr_mem; members && *m != nullptr; ++m) {
      Ref<Str> one = decodeFileName(*m);
      if (!one || !appendToListSteal(members.get(), std::move(one))) return raised();
    }
    Ref<Object> values[] = {textOrNone(e.gr_name), textOrNone(e.gr_passwd), newInt(e.gr_gid), std::move(members)};
    Object* row[4];
    for (unsigned i = 0; i < 4; ++i) {
      if (!values[i]) return raised();
      row[i] = values[i].get();
    }
    return newStructSequence(kGroup, row);
  }
};

// Calls f for each entry of the file until it says false.
template <class Kind, class F>
bool forEachEntry(F f) {
  RawBuffer<char> room(kLineBytes);
  if (!room) return false;
  FILE* file = std::fopen(Kind::kFile, "re");
  if (file == nullptr) return true;
  typename Kind::Entry entry;
  typename Kind::Entry* found;
  while (Kind::read(file, &entry, room.get(), &found) == 0 && found != nullptr && f(entry)) {
  }
  std::fclose(file);
  return true;
}

template <class Kind>
Ref<Object> all(Object* const*) {
  Ref<List> entries = newList();
  if (!entries) return raised();
  bool read = forEachEntry<Kind>([&](const typename Kind::Entry& e) {
    Ref<Object> one = Kind::make(e);
    return one && appendToListSteal(entries.get(), std::move(one));
  });
  return !read || errorPending() ? Ref<Object>(raised()) : entries;
}

template <class Kind>
Ref<Object> byName(Object* wanted, const char* function) {
  if (!isStrLayout(wanted)) return raise(kTypeTypeError, "%s() argument must be str, not %T", function, wanted);
  Ref<Bytes> bytes = encodeFileName(static_cast<Str*>(wanted));
  if (!bytes) return raised();
  Ref<Object> made;
  bool read = forEachEntry<Kind>([&](const typename Kind::Entry& e) {
    if (bytes->view() != Kind::name(e)) return true;
    made = Kind::make(e);
    return false;
  });
  if (!read || made || errorPending()) return made;
  return raise(kTypeKeyError, "%s(): name not found: %R", function, wanted);
}

template <class Kind>
Ref<Object> byId(Object* wanted, const char* function, const char* what) {
  if (!hasIndex(wanted)) return raise(kTypeTypeError, "%s should be integer, not %T", what, wanted);
  Ref<Int> number = index(wanted);
  if (!number) return raised();
  int64_t id;
  if (!tryInt64(number.get(), &id) || id < -1 || id > UINT32_MAX) {
    return raise(kTypeKeyError, "%s(): %s not found", function, what);
  }
  Ref<Object> made;
  bool read = forEachEntry<Kind>([&](const typename Kind::Entry& e) {
    if (Kind::id(e) != id) return true;
    made = Kind::make(e);
    return false;
  });
  if (!read || made || errorPending()) return made;
  return raise(kTypeKeyError, "%s(): %s not found: %S", function, what, number.get());
}

Ref<Object> passwdByName(Object* const* args) { return byName<Passwd>(args[0], "getpwnam"); }
Ref<Object> passwdById(Object* const* args) { return byId<Passwd>(args[0], "getpwuid", "uid"); }
Ref<Object> groupByName(Object* const* args) { return byName<Group>(args[0], "getgrnam"); }
Ref<Object> groupById(Object* const* args) { return byId<Group>(args[0], "getgrgid", "gid"); }

bool addType(Dict* dict, const StructSequenceDef& def) {
  Type* type = structSequenceType(def);
  Ref<Str> key = internText(def.name);
  return type != nullptr && key && setStr(dict, key.get(), type);
}

constexpr NativeKind kFunction = NativeKind::Function;
constexpr NativeDef kPasswdFunctions[] = {
    {"getpwuid", "uidobj, /", passwdById, "Return the password database entry for the given numeric user ID.",
     kFunction},
    {"getpwnam", "name, /", passwdByName, "Return the password database entry for the given user name.", kFunction},
    {"getpwall", "", all<Passwd>, "Return a list of all available password database entries.", kFunction},
};
constexpr NativeDef kGroupFunctions[] = {
    {"getgrgid", "id", groupById, "Return the group database entry for the given numeric group ID.", kFunction},
    {"getgrnam", "name", groupByName, "Return the group database entry for the given group name.", kFunction},
    {"getgrall", "", all<Group>, "Return a list of all available group entries.", kFunction},
};

}  // namespace

extern const ModuleSpec kPwdModule;
const ModuleSpec kPwdModule = {
    "pwd", "Access to the password database of the system's files.", kPasswdFunctions, {}, [](Dict* dict) {
      return addType(dict, kPasswd);
    }};
extern const ModuleSpec kGrpModule;
const ModuleSpec kGrpModule = {
    "grp", "Access to the group database of the system's files.", kGroupFunctions, {}, [](Dict* dict) {
      return addType(dict, kGroup);
    }};

}  // namespace ophion
