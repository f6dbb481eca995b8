// The pipeline from source to code: parser, scopes, generator; and errors as exceptions.
#include "compiler/compile.h"

#include "compiler/codegen.h"
#include "compiler/compile_error.h"
#include "compiler/scope.h"
#include "compiler/syntax_warnings.h"
#include "heap/heap.h"
#include "object/error.h"
#include "object/str.h"
#include "object/warning.h"

namespace ophion {

ChunkSource heapChunkSource() {
  return {[](void*, size_t bytes) { return heap().tryAllocateRaw(bytes); },
          [](void*, void* chunk, size_t bytes) { heap().free(chunk, bytes); }, nullptr};
}

Completeness completenessOf(std::string_view source) {
  CompileArena arena(heapChunkSource());
  SyntaxErrorInfo error;
  return checkComplete(source.data(), source.size(), arena, &error);
}

namespace {

WarningSink::Answer warnOfText_mayRunPython(void* filename, WarningSink::Kind kind, const char* message,
                                            uint32_t line) {
  TypeIndex category = kind == WarningSink::Kind::InvalidEscape ? kTypeDeprecationWarning : kTypeSyntaxWarning;
  Ref<Str> text = newStr(message);
  if (!text) return WarningSink::Answer::Raised;
  if (warnOfSource_mayRunPython(category, text.get(), static_cast<Str*>(filename), line)) {
    return WarningSink::Answer::Continue;
  }
  if (!errorMatches(category)) return WarningSink::Answer::Raised;
  clearError();
  return WarningSink::Answer::IsError;
}

ParseOptions parseOptionsFor(CompileMode mode, uint32_t flags, const WarningSink* warnings) {
  ParseOptions options;
  options.warnings = warnings;
  options.mode = mode == CompileMode::Eval          ? ParseMode::Eval
                 : mode == CompileMode::Interactive ? ParseMode::Interactive
                                                    : ParseMode::File;
  options.ignore_cookie = (flags & kCompileIgnoreCookie) != 0;
  options.allow_incomplete = (flags & kCompileAllowIncomplete) != 0;
  return options;
}

}  // namespace

Ref<Object> parseToTree(std::string_view source, Str* filename, CompileMode mode, uint32_t flags,
                        Ref<Object> (*use)(const ast::Mod* tree, void* context), void* context) {
  CompileArena arena(heapChunkSource());
  IdentifierTable names(arena);
  SyntaxErrorInfo error;
  WarningSink warnings{warnOfText_mayRunPython, filename};
  ast::Mod* mod = parseSource(source.data(), source.size(), parseOptionsFor(mode, flags, &warnings), names, &error);
  if (mod == nullptr) return raiseSyntaxError(error, filename);
  return use(mod, context);
}

Ref<Code> compileSource(std::string_view source, Str* filename, CompileMode mode, uint32_t flags, int optimize) {
  CompileArena arena(heapChunkSource());
  IdentifierTable names(arena);
  SyntaxErrorInfo error;
  WarningSink warnings{warnOfText_mayRunPython, filename};
  ast::Mod* mod = parseSource(source.data(), source.size(), parseOptionsFor(mode, flags, &warnings), names, &error);
  if (mod == nullptr) return raiseSyntaxError(error, filename);
  ScopeOptions scope_options;
  scope_options.allow_top_level_await = (flags & kCompileTopLevelAwait) != 0;
  scope_options.future_annotations = (flags & kCompileFutureAnnotations) != 0;
  if (!buildScopes(mod, names, scope_options, &error)) {
    completeError(&error, source, arena);
    return raiseSyntaxError(error, filename);
  }
  ConstantPool pool(arena);
  CompileContext context{.arena = arena, .names = names, .pool = pool, .filename = filename, .error = {}};
  context.optimize = optimize;
  context.is_interactive = mode == CompileMode::Interactive;
  context.has_walrus = source.find(":=") != std::string_view::npos;
  if (scope_options.future_annotations) context.flags |= kCodeFutureAnnotations;
  CodeGenerator generator(context);
  bool ok = !scope_options.may_warn || SyntaxWarner(context, generator).module_mayRunPython(mod);
  Ref<Code> code = ok ? generator.module(mod) : nullptr;
  if (code) return code;
  if (context.error) {
    completeError(&context.error, source, arena);
    return raiseSyntaxError(context.error, filename);
  }
  if (!errorPending()) raiseMemoryError();
  return raised();
}

}  // namespace ophion
