// What stands in for the interpreter where a program is linked without one, such as the tests of the object layer.
#include "object/call_hooks.h"

#include "object/error.h"

namespace ophion {

__attribute__((weak)) Ref<Object> callPythonFunction(Function*, Object* const*, size_t, Tuple*) {
  return raise(kTypeSystemError, "this program has no interpreter to call a Python function with");
}
__attribute__((weak)) Dict* currentGlobalsBorrowed() { return nullptr; }
__attribute__((weak)) uint16_t countSelfStores(Code*) { return 0; }
__attribute__((weak)) bool superArguments(Object**, Object**) {
  return raise(kTypeRuntimeError, "super(): no current frame");
}

}  // namespace ophion
