// The parts of the module sys that are in files of their own.
#pragma once

#include "heap/ref.h"

namespace ophion {

struct Dict;
struct SysOptions;

// sys_info.cpp
[[nodiscard]] bool populateSys(Dict* dict);
[[nodiscard]] bool configureSysDict(Dict* dict, const SysOptions& options);
// sys_hooks.cpp; arguments as in the table of sys.cpp
Ref<Object> sysDisplayHook(Object* const* args);
Ref<Object> sysExceptHook(Object* const* args);
Ref<Object> sysUnraisableHook(Object* const* args);
Ref<Object> sysBreakpointHook(Object* const* args);
Ref<Object> sysAudit(Object* const* args);
Ref<Object> sysAddAuditHook(Object* const* args);

}  // namespace ophion
