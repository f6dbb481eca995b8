// Errors that nobody can catch: reported through sys.unraisablehook.
#include "object/dict.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/simple_namespace.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/traceback_hook.h"
#include "object/type.h"

namespace ophion {

namespace {

bool put(Dict* dict, const char* key, Object* value) {
  Ref<Str> text = internText(key);
  return text && setStr(dict, text.get(), value);
}

}  // namespace

void reportUnraisable_mayRunPython(const char* where, Object* object) {
  Ref<Object> error = takeError();
  if (!error) return;
  Dict* sys = state().sys_dict_.getOrNull();
  Object* hook = sys == nullptr ? nullptr : getStrBorrowed(sys, name(Name::unraisablehook));
  if (hook == nullptr || isNone(hook)) return;
  Ref<Object> keep = share(hook);
  Ref<Object> message = where == nullptr ? newNone() : Ref<Object>(newStr(where));
  Ref<Dict> fields = newDict();
  BaseException* exception = asException(error.get());
  // Raised by native code: it happened where the program is.
  if (exception->traceback_.isNull()) addTracebackHere(exception);
  Object* traceback = exception->traceback_.getOrNull();
  bool ok = message && fields && put(fields.get(), "exc_type", typeOf(error.get())) &&
            put(fields.get(), "exc_value", error.get()) &&
            put(fields.get(), "exc_traceback", traceback == nullptr ? none() : traceback) &&
            put(fields.get(), "err_msg", message.get()) &&
            put(fields.get(), "object", object == nullptr ? none() : object);
  Ref<SimpleNamespace> report = ok ? newSimpleNamespace(fields.get()) : nullptr;
  // What goes wrong while an error is reported is let go: there is no one left to tell.
  if (report) call(hook, report.get()).reset();
  clearError();
}

}  // namespace ophion
