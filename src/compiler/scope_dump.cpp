// One line: each scope in parentheses, those inside it within.
#include "compiler/scope_dump.h"

#include <cstdio>
#include <string_view>

namespace ophion {

namespace {

void put(DumpSink sink, std::string_view text) { sink.write(sink.ctx, text.data(), text.size()); }

void putList(DumpSink sink, const char* label, const ArenaSpan<Symbol*>& symbols) {
  put(sink, label);
  put(sink, "=[");
  for (uint32_t i = 0; i < symbols.size; i++) {
    if (i) put(sink, " ");
    put(sink, symbols[i]->name->view());
  }
  put(sink, "] ");
}

}  // namespace

void dumpScopes(const Scope* scope, DumpSink sink) {
  char head[80];
  put(sink, "(");
  put(sink, scope->name->view());
  snprintf(head, sizeof head, " %u ", scope->place.lineno);
  put(sink, head);
  putList(sink, "vars", scope->varnames);
  putList(sink, "cells", scope->cellvars);
  putList(sink, "free", scope->freevars);
  snprintf(head, sizeof head, "args=%u/%u/%u%s%s%s%s%s", scope->posonly_count, scope->arg_count, scope->kwonly_count,
           scope->has_varargs ? " *" : "", scope->has_varkw ? " **" : "", scope->is_generator ? " gen" : "",
           scope->is_coroutine ? " coro" : "", scope->is_nested ? " nested" : "");
  put(sink, head);
  for (const Scope* child : scope->children) {
    put(sink, " ");
    dumpScopes(child, sink);
  }
  put(sink, ")");
}

}  // namespace ophion
