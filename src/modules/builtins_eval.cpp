// Builtin functions about code and namespaces: compile, eval, exec, globals, locals, vars, dir.
#include <cstdio>

#include "code/code.h"
#include "compiler/compile.h"
#include "modules/ast.h"
#include "modules/builtins.h"
#include "object/allocate.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/frame_object.h"

namespace ophion {

namespace {

// The dict that globals' names are looked up in when they are not there: globals["__builtins__"], put there where it is
// missing.
Ref<Object> builtinsFor(Dict* globals) {
  Str* key = name(Name::__builtins__);
  Object* found = getStrBorrowed(globals, key);
  if (found == nullptr) {
    if (!setStr(globals, key, state().builtins_.get())) return raised();
    return share<Object>(state().builtins_.get());
  }
  if (isModuleLayout(found)) return static_cast<Module*>(found)->dict_.share();
  return share(found);
}

}  // namespace

namespace {

// Adds the constants of the code, of what is nested in it and in its tuples.
bool addConstants(List* list, const Tuple* constants) {
  for (uint32_t i = 0; i < constants->size_; ++i) {
    Object* constant = constants->at(i);
    if (isExactCode(constant)) {
      if (!addConstants(list, static_cast<Code*>(constant)->constants_.get())) return raised();
      continue;
    }
    if (!appendToList(list, constant)) return raised();
    if (isExactTuple(constant) && !addConstants(list, static_cast<Tuple*>(constant))) return raised();
  }
  return true;
}

}  // namespace

Ref<Object> runFreshCode_mayRunPython(Code* code, Dict* globals, Object* locals) {
  Ref<List> constants = newList();
  if (!constants || !addConstants(constants.get(), code->constants_.get())) return raised();
  return runCode_mayRunPython(code, globals, locals);
}

namespace {

Ref<Object> runWithClosure_mayRunPython(Code* code, Dict* globals, Object* locals, Tuple* closure_or_null) {
  Ref<Object> builtins = builtinsFor(globals);
  if (!builtins) return raised();
  Ref<Function> f = allocateContainer<Function>(kTypeFunction);
  if (!f) return raised();
  f->code_.init(share(code));
  f->globals_.init(share(globals));
  f->builtins_.init(std::move(builtins));
  f->name_.init(share<Object>(code->name_.get()));
  f->qualified_name_.init(share<Object>(code->qualified_name_.get()));
  if (closure_or_null != nullptr) f->closure_.init(share(closure_or_null));
  // Code with a namespace takes it as its only argument.
  if (code->is(kCodeNamespace)) return callVector(f.get(), &locals, 1, nullptr);
  return callVector(f.get(), nullptr, 0, nullptr);
}

}  // namespace

Ref<Object> runCode_mayRunPython(Code* code, Dict* globals, Object* locals) {
  return runWithClosure_mayRunPython(code, globals, locals, nullptr);
}

namespace {

constexpr int64_t kOnlyTree = 0x400;
constexpr int64_t kCompileFlags = 0x1000 | 0x1000000 | 0x2000 | 0x200 | 0x400 | 0x4000 | 0x1ff0000;

// Runs f(bytes) over the text of a source argument: str, bytes or another buffer.
template <class F>
Ref<Object> withSource(Object* source, const char* function, const char* what, F f) {
  if (isStrLayout(source)) {
    Utf8View text(static_cast<Str*>(source));
    if (!text.valid()) return raised();
    if (text.view().find('\0') != std::string_view::npos) {
      return raise(kTypeValueError, "source code string cannot contain null bytes");
    }
    return f(text.view());
  }
  if (!isBytesLike(source)) return raise(kTypeTypeError, "%s arg 1 must be a %s", function, what);
  // Of a buffer that may change a copy is run.
  Ref<Bytes> copy;
  if (!isBytesLayout(source)) {
    Buffer buffer;
    if (!buffer.acquire(source)) return raised();
    copy = newBytes(buffer.view());
    if (!copy) return raised();
  }
  std::string_view text = (copy ? copy.get() : static_cast<Bytes*>(source))->view();
  if (text.find('\0') != std::string_view::npos) {
    return raise(kTypeValueError, "source code string cannot contain null bytes");
  }
  return f(text);
}

Ref<Str> fileNameOf(Object* object) {
  if (isStrLayout(object)) return share(static_cast<Str*>(object));
  if (isBytesLayout(object)) return newStr(static_cast<Bytes*>(object)->view());
  bool failed = false;
  Ref<Object> method = getAttrOrNull(object, Name::__fspath__, &failed);
  if (failed) return raised();
  if (!method) return raise(kTypeTypeError, "expected str, bytes or os.PathLike object, not %T", object);
  Ref<Object> path = call(method.get());
  if (!path) return raised();
  if (!isStrLayout(path.get()))
    return raise(kTypeTypeError, "expected %T.__fspath__() to return str or bytes, not %T", object, path.get());
  return std::move(path).castTo<Str>();
}

bool compileModeOf(Object* mode, CompileMode* out) {
  if (!isStrLayout(mode)) return raise(kTypeTypeError, "compile() argument 'mode' must be str, not %T", mode);
  Str* text = static_cast<Str*>(mode);
  if (equalsAscii(text, "exec")) return *out = CompileMode::File, true;
  if (equalsAscii(text, "eval")) return *out = CompileMode::Eval, true;
  if (equalsAscii(text, "single")) return *out = CompileMode::Interactive, true;
  return raise(kTypeValueError, "compile() mode must be 'exec', 'eval' or 'single'");
}

// Flags of the code that calls, which compile, exec and eval inherit: its __future__ imports.
uint32_t inheritedFlags() {
  FrameRef frame = FrameRef::current();
  return frame.valid() ? frame.code()->flags_ & kCodeFutureAnnotations : 0;
}

}  // namespace

Ref<Object> builtinCompile(Object* const* args) {
  CompileMode mode;
  if (!compileModeOf(args[2], &mode)) return raised();
  int64_t flags = 0, optimize = -1;
  if (args[3] != nullptr && !asInt64(args[3], &flags)) return raised();
  if (args[5] != nullptr && !asInt64(args[5], &optimize)) return raised();
  if (flags & ~kCompileFlags) return raise(kTypeValueError, "compile(): unrecognised flags");
  if (optimize < -1 || optimize > 2) return raise(kTypeValueError, "compile(): invalid optimize value");
  int dont_inherit = args[4] == nullptr ? 0 : isTrue(args[4]);
  if (dont_inherit < 0) return raised();
  if (!dont_inherit) flags |= inheritedFlags();
  Ref<Str> file = fileNameOf(args[1]);
  if (!file) return raised();
  if (isExactCode(args[0])) return share(args[0]);
  if (isAstNode(args[0])) {
    if (flags & kOnlyTree) return share(args[0]);
    return raise(kTypeNotImplementedError, "Ophion does not compile objects of the module ast");
  }
  if (flags & kOnlyTree) {
    return withSource(args[0], "compile()", "string, bytes or AST object", [&](std::string_view text) {
      return treeOfSource_mayRunPython(text, file.get(), mode, static_cast<uint32_t>(flags));
    });
  }
  int level = optimize < 0 ? static_cast<int>(state().optimize_) : static_cast<int>(optimize);
  return withSource(args[0], "compile()", "string, bytes or AST object", [&](std::string_view text) -> Ref<Object> {
    return compileSource(text, file.get(), mode, static_cast<uint32_t>(flags), level);
  });
}

namespace {

struct Namespaces {
  Ref<Dict> globals;
  Ref<Object> locals;
};

// The globals and locals that exec and eval run in: given, or those of the caller.
bool resolveNamespaces(Object* globals, Object* locals, const char* function, Namespaces* out) {
  bool have_globals = globals != nullptr && !isNone(globals);
  bool have_locals = locals != nullptr && !isNone(locals);
  bool evaluates = function[1] == 'v', odd_globals = have_globals && !holdsDict(globals);
  bool odd_locals = have_locals && !holdsDict(locals) && lookupSpecial(locals, Special::k_getitem) == nullptr;
  if (evaluates && odd_locals) return raise(kTypeTypeError, "locals must be a mapping");
  if (evaluates && odd_globals) {
    if (lookupSpecial(globals, Special::k_getitem) == nullptr) return raise(kTypeTypeError, "globals must be a dict");
    return raise(kTypeTypeError, "globals must be a real dict; try eval(expr, {}, mapping)");
  }
  if (odd_globals) return raise(kTypeTypeError, "exec() globals must be a dict, not %T", globals);
  if (odd_locals) return raise(kTypeTypeError, "locals must be a mapping or None, not %T", locals);
  FrameRef frame = FrameRef::current();
  if (have_globals) {
    out->globals = share(static_cast<Dict*>(globals));
  } else {
    if (!frame.valid()) return raise(kTypeSystemError, "globals and locals cannot be NULL");
    out->globals = frame.function()->globals_.share();
  }
  if (have_locals) {
    out->locals = share(locals);
  } else if (have_globals) {
    out->locals = out->globals;
  } else {
    Ref<Frame> object = frameObjectOf(frame);
    out->locals = object ? localsOfFrame(object.get()) : nullptr;
    if (!out->locals) return false;
  }
  return static_cast<bool>(builtinsFor(out->globals.get()));
}

// The cells for the free variables of code that exec runs.
bool checkClosure(Code* code, Object* closure) {
  if (code->free_count_ == 0) {
    return closure == nullptr || raise(kTypeTypeError, "cannot use a closure with this code object");
  }
  bool fits = closure != nullptr && isExactTuple(closure) && static_cast<Tuple*>(closure)->size_ == code->free_count_;
  for (unsigned i = 0; fits && i < code->free_count_; ++i) fits = isExactCell(static_cast<Tuple*>(closure)->at(i));
  if (fits) return true;
  return raise(kTypeTypeError, "code object requires a closure of exactly length %u", unsigned{code->free_count_});
}

Ref<Object> runSource(Object* const* args, const char* function, CompileMode mode, Object* closure) {
  Namespaces spaces;
  if (!resolveNamespaces(args[1], args[2], function, &spaces)) return raised();
  Object* source = args[0];
  Ref<Object> code;
  if (isExactCode(source)) {
    code = share(source);
    Code* c = static_cast<Code*>(source);
    if (mode == CompileMode::File) {
      if (!checkClosure(c, closure)) return raised();
    } else if (c->free_count_ != 0) {
      return raise(kTypeTypeError, "code object passed to %s() may not contain free variables", function);
    }
  } else {
    if (closure != nullptr) return raise(kTypeTypeError, "closure can only be used when source is a code object");
    Ref<Str> file = newAscii("<string>");
    if (!file) return raised();
    char first[16];
    std::snprintf(first, sizeof first, "%s()", function);
    code = withSource(source, first, "string, bytes or code object", [&](std::string_view text) -> Ref<Object> {
      // Leading blanks do not count in an expression.
      while (mode == CompileMode::Eval && !text.empty() && (text[0] == ' ' || text[0] == '\t')) text.remove_prefix(1);
      return compileSource(text, file.get(), mode, inheritedFlags(), static_cast<int>(state().optimize_));
    });
    if (!code) return raised();
    return runFreshCode_mayRunPython(static_cast<Code*>(code.get()), spaces.globals.get(), spaces.locals.get());
  }
  return runWithClosure_mayRunPython(static_cast<Code*>(code.get()), spaces.globals.get(), spaces.locals.get(),
                                     static_cast<Tuple*>(closure));
}

}  // namespace

Ref<Object> builtinEval(Object* const* args) { return runSource(args, "eval", CompileMode::Eval, nullptr); }

Ref<Object> builtinExec(Object* const* args) {
  Object* closure = args[3] == nullptr || isNone(args[3]) ? nullptr : args[3];
  Ref<Object> result = runSource(args, "exec", CompileMode::File, closure);
  return result ? newNone() : raised();
}

Ref<Object> builtinGlobals(Object* const*) {
  FrameRef frame = FrameRef::current();
  return frame.valid() ? Ref<Object>(frame.function()->globals_.share()) : newNone();
}

Ref<Object> builtinLocals(Object* const*) {
  FrameRef frame = FrameRef::current();
  if (!frame.valid()) return raise(kTypeSystemError, "frame does not exist");
  Ref<Frame> object = frameObjectOf(frame);
  return object ? localsOfFrame(object.get()) : raised();
}

Ref<Object> builtinVars(Object* const* args) {
  if (args[0] == nullptr) return builtinLocals(nullptr);
  bool failed = false;
  Ref<Object> dict = getAttrOrNull(args[0], Name::__dict__, &failed);
  if (dict || failed) return dict;
  return raise(kTypeTypeError, "vars() argument must have __dict__ attribute");
}

Ref<Object> builtinDir(Object* const* args) {
  Ref<Object> names;
  if (args[0] == nullptr) {
    Ref<Object> locals = builtinLocals(nullptr);
    names = locals ? callMethod(locals.get(), Name::keys) : nullptr;
  } else {
    Object* method = lookupInType(typeOf(args[0]), name(Name::__dir__));
    if (method == nullptr) return errorPending() ? raised() : raise(kTypeTypeError, "object does not provide __dir__");
    Ref<Object> kept = share(method);
    names = callSpecial(method, args, 1);
  }
  if (!names) return raised();
  Ref<List> list = toList_mayRunPython(names.get());
  if (!list || !sortList_mayRunPython(list.get(), nullptr, false)) return raised();
  return list;
}

}  // namespace ophion
