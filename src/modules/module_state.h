// ModuleState: what native modules remember for a runtime besides their dicts; behind the interpreter's state in the
// cage. All zero at the start. Slots own counts; the collector does not know them, which keeps what they hold.
#pragma once

#include "object/runtime_state.h"
#include "vm/frame.h"

namespace ophion {

struct Dict;
struct Tuple;

inline constexpr size_t kModuleStateOffset = 49152;
static_assert(kVmStateOffset + sizeof(VmState) <= kModuleStateOffset);

struct ModuleState {
  Slot<List> audit_hooks_;
  Slot<Object> asyncgen_first_, asyncgen_finalizer_;
  Slot<Object> find_and_load_;          // importlib's own importer once it was loaded; null before
  Slot<Tuple> finders_;                 // what sys.meta_path starts as
  uint32_t loading_importlib_;          // 1 while its sources run
  Slot<List> exit_callbacks_;           // of atexit: triples of function, arguments, keywords; null: none
  Slot<Object> context_;                // the Context that is entered; null: none was needed yet
  Slot<Object> unsupported_operation_;  // the class io.UnsupportedOperation; null until it is asked for
  Slot<Tuple> ast_classes_;             // of the module _ast: see ast_classes.h; null until it is imported
  Slot<Dict> csv_dialects_;             // of the module _csv, by name; null until it is imported
  uint64_t csv_field_limit_;
  uint32_t finalizing_;
  uint32_t origin_depth_;
  double switch_interval_;
  int64_t socket_timeout_ns_plus_1_;  // what new sockets wait at most; 0: without end
};
static_assert(kModuleStateOffset + sizeof(ModuleState) <= kStateBytes);

inline ModuleState& moduleState() { return *reinterpret_cast<ModuleState*>(t_cage + kModuleStateOffset); }

// Releases what is held there; part of the end of a runtime.
void clearModuleState_mayRunPython();

}  // namespace ophion
