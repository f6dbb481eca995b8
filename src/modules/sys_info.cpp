// The module sys: what it tells about the runtime and how it was started.
#include <cfloat>
#include <climits>
#include <cstdlib>
#include <cstring>

#include "modules/import.h"
#include "modules/io.h"
#include "modules/module_constants.h"
#include "modules/path_argument.h"
#include "modules/sys.h"
#include "modules/sys_parts.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/simple_namespace.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/struct_sequence.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

// The version of the language, which programs ask for, and of this runtime.
constexpr int kMajor = 3, kMinor = 11, kMicro = 2;
constexpr const char* kRuntimeVersion = "0.1.0";
constexpr int kApiVersion = 1013;
constexpr int64_t kHashModulus = (int64_t{1} << 61) - 1;
constexpr int64_t kDigitLimit = 4300, kDigitThreshold = 640;

#if defined(__clang__)
#define OPHION_COMPILER "Clang " __clang_version__
#else
#define OPHION_COMPILER "GCC " __VERSION__
#endif

// Every module of the standard library of this version, whether it is there or not.
constexpr const char kLibraryNames[] =
    "__future__ _abc _aix_support _ast _asyncio _bisect _blake2 _bootsubprocess _bz2 _codecs _codecs_cn _codecs_hk "
    "_codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _compat_pickle _compression "
    "_contextvars _crypt _csv _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree _frozen_importlib "
    "_frozen_importlib_external _functools _gdbm _hashlib _heapq _imp _io _json _locale _lsprof _lzma _markupbase _md5 "
    "_msi _multibytecodec _multiprocessing _opcode _operator _osx_support _overlapped _pickle _posixshmem "
    "_posixsubprocess _py_abc _pydecimal _pyio _queue _random _scproxy _sha1 _sha256 _sha3 _sha512 _signal "
    "_sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime _struct _symtable _thread "
    "_threading_local _tkinter _tokenize _tracemalloc _typing _uuid _warnings _weakref _weakrefset _winapi _zoneinfo "
    "abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect "
    "builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall "
    "concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm "
    "decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput "
    "fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq "
    "hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache "
    "locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc "
    "nis nntplib nt ntpath nturl2path numbers opcode operator ophion optparse os ossaudiodev pathlib pdb pickle "
    "pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile "
    "pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets "
    "select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 "
    "sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys "
    "sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap this threading time timeit tkinter token "
    "tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu "
    "uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport "
    "zlib zoneinfo ";

constexpr StructFieldDef kVersionFields[] = {{"major"}, {"minor"}, {"micro"}, {"releaselevel"}, {"serial"}};
constexpr StructSequenceDef kVersionInfo = {
    "sys", "version_info", "sys.version_info\n\nVersion information as a named tuple.", kVersionFields, 5};
constexpr StructFieldDef kFlagFields[] = {{"debug"},
                                          {"inspect"},
                                          {"interactive"},
                                          {"optimize"},
                                          {"dont_write_bytecode"},
                                          {"no_user_site"},
                                          {"no_site"},
                                          {"ignore_environment"},
                                          {"verbose"},
                                          {"bytes_warning"},
                                          {"quiet"},
                                          {"hash_randomization"},
                                          {"isolated"},
                                          {"dev_mode"},
                                          {"utf8_mode"},
                                          {"warn_default_encoding"},
                                          {"safe_path"},
                                          {"int_max_str_digits"}};
constexpr StructSequenceDef kFlags = {
    "sys", "flags", "sys.flags\n\nFlags provided through command line arguments or environment vars.", kFlagFields, 18};
constexpr StructFieldDef kFloatFields[] = {{"max"},     {"max_exp"},    {"max_10_exp"}, {"min"},
                                           {"min_exp"}, {"min_10_exp"}, {"dig"},        {"mant_dig"},
                                           {"epsilon"}, {"radix"},      {"rounds"}};
constexpr StructSequenceDef kFloatInfo = {
    "sys", "float_info", "sys.float_info\n\nA named tuple holding information about the float type.", kFloatFields, 11};
constexpr StructFieldDef kIntFields[] = {
    {"bits_per_digit"}, {"sizeof_digit"}, {"default_max_str_digits"}, {"str_digits_check_threshold"}};
constexpr StructSequenceDef kIntInfo = {
    "sys", "int_info",
    "sys.int_info\n\nA named tuple that holds information about Python's internal representation of integers.",
    kIntFields, 4};
constexpr StructFieldDef kHashFields[] = {{"width"},     {"modulus"},   {"inf"},       {"nan"},   {"imag"},
                                          {"algorithm"}, {"hash_bits"}, {"seed_bits"}, {"cutoff"}};
constexpr StructSequenceDef kHashInfo = {
    "sys", "hash_info", "hash_info\n\nA named tuple providing parameters used for computing hashes.", kHashFields, 9};
constexpr StructFieldDef kThreadFields[] = {{"name"}, {"lock"}, {"version"}};
constexpr StructSequenceDef kThreadInfo = {
    "sys", "thread_info", "sys.thread_info\n\nA named tuple holding information about the thread implementation.",
    kThreadFields, 3};

// Values of a struct sequence, gathered one after another; what could not be made is found out at the end.
class Values {
 public:
  Values& add(int64_t n) { return add(Ref<Object>(newInt(n))); }
  Values& add(double d) { return add(Ref<Object>(newFloat(d))); }
  Values& add(const char* text) { return add(Ref<Object>(newAscii(text))); }
  Values& add(Ref<Object> value) {
    ok_ = ok_ && value;
    kept_[n_] = std::move(value);
    plain_[n_] = kept_[n_].get();
    ++n_;
    return *this;
  }
  Ref<Object> make(const StructSequenceDef& def) { return ok_ ? newStructSequence(def, plain_) : raised(); }

 private:
  Ref<Object> kept_[20];
  Object* plain_[20] = {};
  int n_ = 0;
  bool ok_ = true;
};

constexpr int64_t hexVersion() { return int64_t{kMajor} << 24 | kMinor << 16 | kMicro << 8 | 0xf0; }

Ref<Object> versionInfo() {
  return Values()
      .add(int64_t{kMajor})
      .add(int64_t{kMinor})
      .add(int64_t{kMicro})
      .add("final")
      .add(int64_t{0})
      .make(kVersionInfo);
}

bool put(Dict* dict, const char* key, Ref<Object> value) { return addConstant(dict, key, std::move(value)); }
bool putText(Dict* dict, const char* key, const char* text) { return put(dict, key, newStr(text)); }
bool putAlias(Dict* dict, const char* alias, const char* of) {
  Ref<Str> key = internText(of);
  Object* found = key ? getStrBorrowed(dict, key.get()) : nullptr;
  return found != nullptr && put(dict, alias, share(found));
}

bool addNumbers(Dict* dict) {
  using I = int64_t;
  return put(dict, "float_info",
             Values()
                 .add(DBL_MAX)
                 .add(I{DBL_MAX_EXP})
                 .add(I{DBL_MAX_10_EXP})
                 .add(DBL_MIN)
                 .add(I{DBL_MIN_EXP})
                 .add(I{DBL_MIN_10_EXP})
                 .add(I{DBL_DIG})
                 .add(I{DBL_MANT_DIG})
                 .add(DBL_EPSILON)
                 .add(I{FLT_RADIX})
                 .add(I{1})
                 .make(kFloatInfo)) &&
         put(dict, "int_info", Values().add(I{64}).add(I{8}).add(kDigitLimit).add(kDigitThreshold).make(kIntInfo)) &&
         put(dict, "hash_info",
             Values()
                 .add(I{64})
                 .add(kHashModulus)
                 .add(I{314159})
                 .add(I{0})
                 .add(I{1000003})
                 .add("siphash13")
                 .add(I{64})
                 .add(I{128})
                 .add(I{0})
                 .make(kHashInfo)) &&
         put(dict, "thread_info", Values().add("pthread").add("semaphore").add(newNone()).make(kThreadInfo)) &&
         put(dict, "maxsize", newInt(INT64_MAX)) && put(dict, "maxunicode", newInt(0x10ffff)) &&
         put(dict, "api_version", newInt(kApiVersion)) && put(dict, "hexversion", newInt(hexVersion()));
}

bool addVersion(Dict* dict) {
  Ref<Str> version = formatStr("%d.%d.%d (Ophion %s) [%s]", kMajor, kMinor, kMicro, kRuntimeVersion, OPHION_COMPILER);
  Ref<Object> info = version ? versionInfo() : nullptr;
  Ref<Dict> implementation = info ? newDict() : nullptr;
  return implementation && put(dict, "version", std::move(version)) && put(dict, "version_info", info) &&
         putText(implementation.get(), "name", "ophion") && put(implementation.get(), "cache_tag", newNone()) &&
         put(implementation.get(), "version", info) && put(implementation.get(), "hexversion", newInt(hexVersion())) &&
         putText(implementation.get(), "_multiarch", "x86_64-linux-gnu") &&
         put(dict, "implementation", newSimpleNamespace(implementation.get()));
}

bool addTexts(Dict* dict) {
  static constexpr const char* kTexts[][2] = {
      {"platform", "linux"},
      {"byteorder", "little"},
      {"float_repr_style", "short"},
      {"abiflags", ""},
      {"platlibdir", "lib"},
      {"_framework", ""},
      {"prefix", "/usr"},
      {"base_prefix", "/usr"},
      {"exec_prefix", "/usr"},
      {"base_exec_prefix", "/usr"},
      {"copyright", "Copyright (c) the authors of Ophion.\nAll Rights Reserved."}};
  for (auto& text : kTexts) {
    if (!putText(dict, text[0], text[1])) return false;
  }
  Ref<Str> git[] = {newAscii("Ophion"), newAscii(""), newAscii("")};
  if (!git[0] || !git[1] || !git[2]) return false;
  return put(dict, "_git", newTupleOf({git[0].get(), git[1].get(), git[2].get()})) && put(dict, "_home", newNone()) &&
         put(dict, "pycache_prefix", newNone()) && put(dict, "dont_write_bytecode", newBool(true));
}

Ref<Object> libraryNames() {
  Ref<List> names = newList();
  std::string_view rest = kLibraryNames;
  while (names && !rest.empty()) {
    size_t end = rest.find(' ');
    Ref<Str> text = internText(rest.substr(0, end));
    if (!text || !appendToList(names.get(), text.get())) return raised();
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return names ? call(builtinType(kTypeFrozenSet), names.get()) : raised();
}

Ref<Object> nativeNames() {
  Ref<List> names = newList();
  for (const ModuleSpec* spec : moduleSpecs()) {
    Ref<Str> text = names ? internText(spec->name) : nullptr;
    if (!text || !appendToList(names.get(), text.get())) return raised();
  }
  if (!sortList_mayRunPython(names.get(), nullptr, false)) return raised();
  return toTuple_mayRunPython(names.get());
}

bool addContainers(Dict* dict) {
  for (const char* key : {"path", "path_hooks", "warnoptions"}) {
    if (!put(dict, key, newList())) return false;
  }
  return put(dict, "path_importer_cache", newDict()) && put(dict, "_xoptions", newDict()) &&
         put(dict, "builtin_module_names", nativeNames()) && put(dict, "stdlib_module_names", libraryNames());
}

Ref<Object> flagsOf(const SysOptions& o) {
  Values values;
  for (int flag : {0, o.inspect, o.interactive, o.optimize, o.dont_write_bytecode, o.no_user_site, o.no_site,
                   o.ignore_environment, o.verbose, o.bytes_warning, o.quiet, 1, o.isolated}) {
    values.add(int64_t{flag});
  }
  values.add(newBool(o.dev_mode != 0))
      .add(int64_t{0})
      .add(int64_t{0})
      .add(newBool(o.safe_path != 0))
      .add(int64_t{o.int_max_str_digits});
  return values.make(kFlags);
}

Ref<Object> textList(std::span<const std::string_view> texts) {
  Ref<List> list = newList(texts.size());
  for (std::string_view text : texts) {
    Ref<Str> s = list ? decodeFileName(text) : nullptr;
    if (!s || !appendToListSteal(list.get(), std::move(s))) return raised();
  }
  return list;
}

Ref<Object> xOptions(std::span<const std::string_view> texts) {
  Ref<Dict> dict = newDict();
  for (std::string_view text : texts) {
    size_t equals = text.find('=');
    Ref<Str> key = dict ? decodeFileName(text.substr(0, equals)) : nullptr;
    Ref<Object> value =
        equals == std::string_view::npos ? newBool(true) : Ref<Object>(decodeFileName(text.substr(equals + 1)));
    if (!key || !value || !setStr(dict.get(), key.get(), value.get())) return raised();
  }
  return dict;
}

}  // namespace

bool populateSys(Dict* dict) {
  for (const char* hook : {"displayhook", "excepthook", "unraisablehook", "breakpointhook"}) {
    char alias[32] = "__";
    size_t n = 2;
    for (const char* p = hook; *p != 0; ++p) alias[n++] = *p;
    alias[n] = alias[n + 1] = '_';
    alias[n + 2] = 0;
    if (!putAlias(dict, alias, hook)) return false;
  }
  return addVersion(dict) && addNumbers(dict) && addTexts(dict) && addContainers(dict) && configureSysDict(dict, {});
}

bool configureSysDict(Dict* dict, const SysOptions& o) {
  if (o.int_max_str_digits >= 0) state().int_max_str_digits_ = static_cast<uint32_t>(o.int_max_str_digits);
  state().optimize_ = static_cast<uint32_t>(o.optimize);
  static constexpr std::string_view kNoArguments[] = {""};
  std::span<const std::string_view> arguments =
      o.arguments.empty() ? std::span<const std::string_view>(kNoArguments) : o.arguments;
  Ref<Object> library = o.library.empty() ? newNone() : Ref<Object>(decodeFileName(o.library));
  return put(dict, "argv", textList(arguments)) && put(dict, "orig_argv", textList(o.original_arguments)) &&
         put(dict, "path", textList(o.path)) && put(dict, "warnoptions", textList(o.warning_options)) &&
         put(dict, "_xoptions", xOptions(o.x_options)) && put(dict, "executable", decodeFileName(o.executable)) &&
         put(dict, "_base_executable", decodeFileName(o.executable)) && put(dict, "_stdlib_dir", std::move(library)) &&
         put(dict, "flags", flagsOf(o));
}

bool configureSys(const SysOptions& options) { return configureSysDict(state().sys_dict_.get(), options); }

bool openStandardStreams() {
  Dict* dict = state().sys_dict_.get();
  const char* errors = std::getenv("PYTHONIOENCODING");
  errors = errors == nullptr ? nullptr : std::strchr(errors, ':');
  errors = errors == nullptr || errors[1] == 0 ? "strict" : errors + 1;
  return put(dict, "stdin", makeStandardStream(0, false, "<stdin>", errors)) && putAlias(dict, "__stdin__", "stdin") &&
         put(dict, "stdout", makeStandardStream(1, true, "<stdout>", errors)) &&
         putAlias(dict, "__stdout__", "stdout") &&
         put(dict, "stderr", makeStandardStream(2, true, "<stderr>", "backslashreplace")) &&
         putAlias(dict, "__stderr__", "stderr");
}

}  // namespace ophion
