// The parts of the import system.
#pragma once

#include "heap/ref.h"
#include "object/error.h"

namespace ophion {

struct Dict;
struct List;
struct Module;
struct SimpleNamespace;
struct Str;

// --- import_load.cpp: native and source modules, without importlib ---
// The module of a name that is not in sys.modules and whose parent, if any, is imported. Null without an exception: it
// is to be left to importlib.
Ref<Object> loadModule_mayRunPython(Str* full_name, Str* leaf, Object* parent_or_null);
// Makes and enters a native module, with a spec.
Ref<Object> loadNativeModule_mayRunPython(int number);
// Compiles the file and runs it in the dict; `shown` is the name that its code gets.
[[nodiscard]] bool runSourceFile_mayRunPython(Dict* dict, Str* path, Str* shown);
// ModuleNotFoundError with its name.
Raised raiseModuleNotFound(Str* full_name, Ref<Str> message);
// The folder's file of that name, where there is one: an absolute path. Null without an exception: none.
Ref<Str> findFile(Str* folder, const char* relative);
[[nodiscard]] bool enterModule(Str* module_name, Object* module);

// --- import_library.cpp: importlib ---
inline constexpr const char* kBootstrapName = "_frozen_importlib";
inline constexpr const char* kExternalName = "_frozen_importlib_external";
// What sys.meta_path holds until importlib is there.
[[nodiscard]] bool addFinders(Dict* sys_dict);
// Whether a program changed how modules are found.
bool findersChanged();
// Runs importlib's own sources, once; from then on they find and load modules. False: an exception is pending.
[[nodiscard]] bool loadImportlib_mayRunPython();
// Whether it is running now.
bool isImportlibLoading();
Ref<Object> loadBootstrapPart_mayRunPython(Str* full_name);
// importlib's _find_and_load; its frames do not show in tracebacks.
Ref<Object> findAndLoad_mayRunPython(Str* full_name);

}  // namespace ophion
