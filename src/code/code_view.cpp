// What the object layer asks of code objects.
#include "object/code_view.h"

#include "code/code.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/module_spec.h"
#include "object/runtime_state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

size_t freeVariableCount(const Code* code) { return code->free_count_; }
Str* codeNameBorrowed(const Code* code) { return code->name_.get(); }

Ref<Function> newFunction(Code* code, Dict* globals) {
  Ref<Function> function = allocateContainer<Function>(kTypeFunction);
  if (!function) return raised();
  function->code_.init(share(code));
  function->globals_.init(share(globals));
  function->name_.init(share<Object>(code->name_.get()));
  function->qualified_name_.init(share<Object>(code->qualified_name_.get()));
  if (Object* module = getStrBorrowed(globals, name(Name::__name__))) function->module_.init(share(module));
  Object* builtins = getStrBorrowed(globals, name(Name::__builtins__));
  if (builtins != nullptr && layoutOf(builtins) == kTypeModule) builtins = moduleDict(static_cast<Module*>(builtins));
  if (builtins == nullptr || !holdsDict(builtins)) builtins = state().builtins_.get();
  function->builtins_.init(share(builtins));
  // The first constant is the doc string where there is one.
  return function;
}

}  // namespace ophion
