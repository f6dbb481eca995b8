// The module sys: hooks that a program may replace, and what they do when it did not.
#include <unistd.h>

#include <cstdlib>

#include "modules/import.h"
#include "modules/module_state.h"
#include "modules/sys.h"
#include "modules/sys_parts.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/warning.h"
#include "vm/traceback_text.h"

namespace ophion {

namespace {

Dict* sysDict() { return state().sys_dict_.getOrNull(); }

Ref<Object> sysValue(Name key) {
  Dict* dict = sysDict();
  return Ref<Object>::shareOrNull(dict == nullptr ? nullptr : getStrBorrowed(dict, name(key)));
}

void writeRaw(std::string_view text) {
  while (!text.empty()) {
    ssize_t n = ::write(2, text.data(), text.size());
    if (n <= 0) return;
    text.remove_prefix(static_cast<size_t>(n));
  }
}

}  // namespace

void writeToStream_mayRunPython(Name stream, Str* text) {
  Ref<Object> file = sysValue(stream);
  if (file && isNone(file.get())) return;
  if (!file) {
    if (stream != Name::stderr_) return;
    Utf8View view(text);
    if (view.valid()) writeRaw(view.view());
    clearError();
    return;
  }
  if (stream == Name::stderr_) {
    // What the program printed comes first.
    Ref<Object> out = sysValue(Name::stdout_);
    if (out && !isNone(out.get()) && !callMethod(out.get(), Name::flush)) clearError();
  }
  if (!callMethod(file.get(), Name::write, text)) clearError();
  if (!callMethod(file.get(), Name::flush)) clearError();
}

void displayException_mayRunPython(Object* exception) {
  Ref<Object> file = sysValue(Name::stderr_);
  if (file && isNone(file.get())) return;
  Ref<Str> text = describeException_mayRunPython(exception);
  if (!text) {
    // No memory for the report: the class must do.
    clearError();
    writeRaw(typeNameOf(exception));
    writeRaw("\n");
    return;
  }
  writeToStream_mayRunPython(Name::stderr_, text.get());
}

Ref<Object> sysExceptHook(Object* const* args) {
  if (!isInstanceOf(args[1], builtinType(kTypeBaseException))) {
    Ref<Str> text = formatStr("TypeError: print_exception(): Exception expected for value, %T found\n", args[1]);
    if (!text) return raised();
    writeToStream_mayRunPython(Name::stderr_, text.get());
    return newNone();
  }
  BaseException* e = asException(args[1]);
  if (e->traceback_.isNull() && isExactTraceback(args[2])) e->traceback_.assign(share(args[2]));
  displayException_mayRunPython(args[1]);
  return newNone();
}

Ref<Object> sysDisplayHook(Object* const* args) {
  Dict* builtins = state().builtins_.getOrNull();
  if (builtins == nullptr) return raise(kTypeRuntimeError, "lost builtins module");
  if (isNone(args[0])) return newNone();
  // While it is shown there is no last value: a repr that prints its own would not end.
  if (!setStr(builtins, name(Name::_), none())) return raised();
  Ref<Object> file = sysValue(Name::stdout_);
  if (!file || isNone(file.get())) return raise(kTypeRuntimeError, "lost sys.stdout");
  Ref<Str> text = reprOf(args[0]);
  if (!text) return raised();
  if (!callMethod(file.get(), Name::write, text.get())) {
    if (!errorMatches(kTypeUnicodeEncodeError)) return raised();
    clearError();
    text = asciiOf(args[0]);
    if (!text || !callMethod(file.get(), Name::write, text.get())) return raised();
  }
  if (!callMethod(file.get(), Name::write, name(Name::newline))) return raised();
  return setStr(builtins, name(Name::_), args[0]) ? newNone() : raised();
}

namespace {

// An attribute of the report, None where it has none.
Ref<Object> reportField(Object* report, const char* field) {
  Ref<Str> key = internText(field);
  bool failed = false;
  Ref<Object> value = key ? getAttrOrNull(report, key.get(), &failed) : nullptr;
  if (!value) clearError();
  return value ? value : newNone();
}

// The head of an unraisable report: where it happened.
Ref<Str> unraisableHead(Object* object, Object* message) {
  if (isNone(object)) return isNone(message) ? emptyStr() : formatStr("%S:\n", message);
  Ref<Str> shown = reprOf(object);
  if (!shown) {
    clearError();
    shown = newAscii("<object repr() failed>");
  }
  if (!shown) return raised();
  return isNone(message) ? formatStr("Exception ignored in: %U\n", shown.get())
                         : formatStr("%S: %U\n", message, shown.get());
}

Ref<Str> unraisableTail(Object* type, Object* value) {
  Ref<Object> module = getAttr(type, Name::__module__);
  if (!module) clearError();
  Ref<Str> prefix = emptyStr();
  if (!module || !isStrLayout(module.get())) {
    prefix = newAscii("<unknown>.");
  } else if (Str* text = static_cast<Str*>(module.get());
             !equalsAscii(text, "builtins") && !equalsAscii(text, "__main__")) {
    prefix = formatStr("%U.", text);
  }
  if (!prefix || !isType(type)) return raised();
  Str* class_name = static_cast<Type*>(type)->qualified_name_.get();
  if (isNone(value)) return formatStr("%U%U\n", prefix.get(), class_name);
  Ref<Str> shown = strOf(value);
  if (!shown) {
    clearError();
    shown = newAscii("<exception str() failed>");
  }
  return shown ? formatStr("%U%U: %U\n", prefix.get(), class_name, shown.get()) : raised();
}

}  // namespace

Ref<Object> sysUnraisableHook(Object* const* args) {
  Ref<Object> type = reportField(args[0], "exc_type"), value = reportField(args[0], "exc_value");
  Ref<Object> traceback = reportField(args[0], "exc_traceback"), message = reportField(args[0], "err_msg");
  Ref<Object> object = reportField(args[0], "object");
  if (isNone(type.get()) && isNone(value.get())) return newNone();
  if (isNone(type.get())) type = share<Object>(typeOf(value.get()));
  Ref<Str> head = unraisableHead(object.get(), message.get());
  Ref<Str> entries = isExactTraceback(traceback.get()) ? describeTraceback_mayRunPython(traceback.get()) : emptyStr();
  Ref<Str> tail = head && entries ? unraisableTail(type.get(), value.get()) : nullptr;
  Ref<Str> text = tail ? formatStr("%U%U%U", head.get(), entries.get(), tail.get()) : nullptr;
  if (!text) return raised();
  writeToStream_mayRunPython(Name::stderr_, text.get());
  return newNone();
}

namespace {

// The function that PYTHONBREAKPOINT names, or pdb's: null with an exception where it cannot be had.
Ref<Object> breakpointFunction_mayRunPython(std::string_view path) {
  size_t dot = path.rfind('.');
  std::string_view module_text = dot == std::string_view::npos ? "builtins" : path.substr(0, dot);
  Ref<Str> module_name = newStr(module_text);
  Ref<Object> module = module_name ? importModule_mayRunPython(module_name.get()) : nullptr;
  Ref<Str> key = module ? newStr(dot == std::string_view::npos ? path : path.substr(dot + 1)) : nullptr;
  return key ? getAttr(module.get(), key.get()) : raised();
}

}  // namespace

Ref<Object> sysBreakpointHook(Object* const* args) {
  Ref<Str> flags_key = internText("flags"), key = internText("ignore_environment");
  if (!flags_key || !key) return raised();
  bool failed = false;
  Object* flags = sysDict() == nullptr ? nullptr : getStrBorrowed(sysDict(), flags_key.get());
  Ref<Object> flag = flags != nullptr ? getAttrOrNull(flags, key.get(), &failed) : nullptr;
  if (failed) return raised();
  const char* path = flag && isTrue(flag.get()) == 1 ? nullptr : std::getenv("PYTHONBREAKPOINT");
  if (path == nullptr || *path == 0) path = "pdb.set_trace";
  if (path[0] == '0' && path[1] == 0) return newNone();
  Ref<Object> function = breakpointFunction_mayRunPython(path);
  if (!function) {
    if (!errorMatches(kTypeAttributeError) && !errorMatches(kTypeImportError)) return raised();
    clearError();
    return warn_mayRunPython(kTypeRuntimeWarning, 1, "Ignoring unimportable $PYTHONBREAKPOINT: \"%s\"", path)
               ? newNone()
               : raised();
  }
  return callWithTuple(function.get(), static_cast<Tuple*>(args[0]), static_cast<Dict*>(args[1]));
}

bool audit_mayRunPython(const char* event, std::span<Object* const> args) {
  if (moduleState().audit_hooks_.isNull()) return true;
  Ref<List> hooks = moduleState().audit_hooks_.share();
  Ref<Str> text = newStr(event);
  Ref<Tuple> values = text ? newTupleFrom(args.data(), args.size()) : nullptr;
  if (!values) return false;
  for (uint32_t i = 0; i < hooks->size_; ++i) {
    Ref<Object> hook = share(hooks->at(i));
    if (!call(hook.get(), text.get(), values.get())) return false;
  }
  return true;
}

Ref<Object> sysAudit(Object* const* args) {
  if (!isStrLayout(args[0])) return raise(kTypeTypeError, "expected str for argument 'event', not %T", args[0]);
  if (moduleState().audit_hooks_.isNull()) return newNone();
  Ref<List> hooks = moduleState().audit_hooks_.share();
  for (uint32_t i = 0; i < hooks->size_; ++i) {
    Ref<Object> hook = share(hooks->at(i));
    if (!call(hook.get(), args[0], args[1])) return raised();
  }
  return newNone();
}

Ref<Object> sysAddAuditHook(Object* const* args) {
  if (!audit_mayRunPython("sys.addaudithook", {})) {
    // A hook that is there may refuse another.
    if (!errorMatches(kTypeRuntimeError)) return raised();
    clearError();
    return newNone();
  }
  Slot<List>& slot = moduleState().audit_hooks_;
  if (slot.isNull()) {
    Ref<List> list = newList();
    if (!list) return raised();
    slot.init(std::move(list));
  }
  return appendToList(slot.get(), args[0]) ? newNone() : raised();
}

namespace {

// The status that SystemExit asks for; its text is printed.
int exitStatus(Object* error) {
  Ref<Object> code = static_cast<SystemExit*>(error)->code_.share();
  if (!code || isNone(code.get())) return 0;
  if (isIntLayout(code.get())) {
    int64_t number;
    return tryInt64(static_cast<Int*>(code.get()), &number) ? static_cast<int>(number & 0xff) : 0xff;
  }
  Ref<Str> text = formatStr("%S\n", code.get());
  if (text) writeToStream_mayRunPython(Name::stderr_, text.get());
  clearError();
  return 1;
}

void note(Name key, Object* value) {
  if (sysDict() != nullptr && !setStr(sysDict(), name(key), value)) clearError();
}

void say(const char* ascii) {
  if (Ref<Str> text = newAscii(ascii)) writeToStream_mayRunPython(Name::stderr_, text.get());
  clearError();
}

}  // namespace

int reportUncaught_mayRunPython() {
  Ref<Object> error = takeError();
  if (!error) return 0;
  if (isInstanceOf(error.get(), builtinType(kTypeSystemExit))) return exitStatus(error.get());
  bool interrupted = isInstanceOf(error.get(), builtinType(kTypeKeyboardInterrupt));
  Ref<Object> traceback = asException(error.get())->traceback_.share();
  if (!traceback) traceback = newNone();
  note(Name::last_type, typeOf(error.get()));
  note(Name::last_value, error.get());
  note(Name::last_traceback, traceback.get());
  Ref<Object> hook = sysValue(Name::excepthook);
  if (!hook) {
    say("sys.excepthook is missing\n");
    displayException_mayRunPython(error.get());
  } else if (!call(hook.get(), typeOf(error.get()), error.get(), traceback.get())) {
    Ref<Object> second = takeError();
    if (isInstanceOf(second.get(), builtinType(kTypeSystemExit))) return exitStatus(second.get());
    say("Error in sys.excepthook:\n");
    displayException_mayRunPython(second.get());
    say("\nOriginal exception was:\n");
    displayException_mayRunPython(error.get());
  }
  return interrupted ? kInterrupted : 1;
}

}  // namespace ophion
