// The module _imp: what importlib asks of the runtime.
#include "modules/import_parts.h"
#include "modules/module_constants.h"
#include "modules/native_module.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr NativeKind kFunction = NativeKind::Function;

bool nameArgument(Object* given, const char* function) {
  return isStrLayout(given) || raise(kTypeTypeError, "%s() argument must be str, not %T", function, given);
}

Ref<Object> isBuiltin(Object* const* args) {
  if (!nameArgument(args[0], "is_builtin")) return raised();
  Str* text = static_cast<Str*>(args[0]);
  if (findNativeModule(text) < 0) return newInt(0);
  // Those that exist from the start cannot be made again.
  return newInt(equalsAscii(text, "sys") || equalsAscii(text, "builtins") ? -1 : 1);
}

Ref<Object> createBuiltin(Object* const* args) {
  Ref<Object> given = getAttr(args[0], Name::name);
  if (!given || !nameArgument(given.get(), "create_builtin")) return raised();
  Str* text = static_cast<Str*>(given.get());
  if (Object* present = getStrBorrowed(state().modules_.get(), text); present != nullptr && !isNone(present))
    return share(present);
  int number = findNativeModule(text);
  if (number < 0) return newNone();
  return makeNativeModule(number);
}

Ref<Object> execBuiltin(Object* const*) { return newInt(0); }
Ref<Object> nothing(Object* const*) { return newNone(); }
Ref<Object> no(Object* const*) { return newBool(false); }
Ref<Object> emptyList(Object* const*) { return newList(); }

Ref<Object> noFrozen(Object* const* args) {
  if (!nameArgument(args[0], "get_frozen_object")) return raised();
  return raise(kTypeImportError, "No such frozen object named %U", static_cast<Str*>(args[0]));
}

Ref<Object> createDynamic(Object* const*) {
  return raise(kTypeImportError, "extension modules compiled for CPython cannot be loaded");
}

// Of a source text; only tells whether compiled code, of which there is none, is out of date.
Ref<Object> sourceHash(Object* const* args) {
  int64_t key;
  if (!asInt64(args[0], &key)) return raised();
  Buffer source;
  if (!source.acquire(args[1])) return raised();
  uint64_t hash = static_cast<uint64_t>(key) ^ 0xcbf29ce484222325u;
  for (char c : source.view()) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return newBytes({reinterpret_cast<const char*>(&hash), sizeof hash});
}

constexpr NativeDef kFunctions[] = {
    {"acquire_lock", "", nothing, "Acquires the interpreter's import lock for the current thread.", kFunction},
    {"release_lock", "", nothing, "Release the interpreter's import lock.", kFunction},
    {"lock_held", "", no, "Return True if the import lock is currently held, else False.", kFunction},
    {"is_builtin", "name, /", isBuiltin, "Returns True if the module name corresponds to a built-in module.",
     kFunction},
    {"create_builtin", "spec, /", createBuiltin, "Create an extension module.", kFunction},
    {"exec_builtin", "mod, /", execBuiltin, "Initialize a built-in module.", kFunction},
    {"is_frozen", "name, /", no, "Returns True if the module name corresponds to a frozen module.", kFunction},
    {"is_frozen_package", "name, /", noFrozen, "Returns True if the module name is of a frozen package.", kFunction},
    {"find_frozen", "name, /, *, withdata=False", nothing,
     "Return info about the corresponding frozen module (if there is one) or None.", kFunction},
    {"get_frozen_object", "name, data=None, /", noFrozen, "Create a code object for a frozen module.", kFunction},
    {"init_frozen", "name, /", nothing, "Initializes a frozen module.", kFunction},
    {"_frozen_module_names", "", emptyList, "Returns the list of available frozen modules.", kFunction},
    {"_override_frozen_modules_for_tests", "override, /", nothing, "(internal-only)", kFunction},
    {"_fix_co_filename", "code, path, /", nothing, "Changes code.co_filename to specify the passed-in file path.",
     kFunction},
    {"extension_suffixes", "", emptyList, "Returns the list of file suffixes used to identify extension modules.",
     kFunction},
    {"create_dynamic", "spec, file=None, /", createDynamic, "Create an extension module.", kFunction},
    {"exec_dynamic", "mod, /", createDynamic, "Initialize an extension module.", kFunction},
    {"source_hash", "key, source", sourceHash, nullptr, kFunction},
};

bool populate(Dict* dict) { return addConstant(dict, "check_hash_based_pycs", newAscii("default")); }

}  // namespace

extern const ModuleSpec kImpModule;
const ModuleSpec kImpModule = {
    "_imp", "(Extremely) low-level import machinery bits as used by importlib.", kFunctions, {}, populate};

}  // namespace ophion
