// match statements; the patterns are in codegen_pattern.cpp.
#include "compiler/codegen_match.h"

#include "object/singletons.h"

namespace ophion {

void CodeGenerator::matchStatement(ast::Match* s) {
  unsigned mark = u_->top();
  push(s->subject);
  unsigned subject = mark;
  Label end;
  for (uint32_t i = 0; i < s->cases.size && !failed() && u_->reachable(); ++i) {
    matchCase(s->cases[i], subject, end);
  }
  u_->emit(Op::kClear, subject);
  u_->setTop(mark);
  u_->bind(end);
}

void CodeGenerator::matchCase(ast::MatchCase* one, unsigned subject, Label& end) {
  PlaceScope at(*this, one->pattern->place);
  unsigned mark = u_->top();
  Matching m(context_);
  pattern(one->pattern, subject, false, m);
  for (const Matching::Capture& c : m.captures) {
    storeName(c.name, c.owned ? Operand::temp(c.reg) : Operand::local(c.reg));
  }
  u_->setTop(mark);
  // The names are bound by now: a guard that fails leaves nothing to empty.
  if (one->guard != nullptr) jumpUnless(one->guard, m.failed, one->pattern->place);
  u_->emit(Op::kClear, subject);
  u_->setTop(subject);
  body(one->body);
  u_->jumpSilently(end);
  u_->setTop(mark);
  u_->bind(m.failed);
  for (unsigned reg : m.maybe_full) u_->emitSilently(Op::kClear, reg);
}

void CodeGenerator::patternOr(ast::MatchOr* p, unsigned subject, bool owned, Matching& m) {
  // Each alternative's captures move to the same temporaries, made for the names of the first.
  ArenaVector<Identifier*> names;
  unsigned canonical = u_->top();
  Label matched;
  for (uint32_t i = 0; i < p->patterns.size && !failed(); ++i) {
    Matching inner(context_);
    if (i == 0) {
      // The names are not known yet: as many temporaries as the pattern can bind.
      u_->pushTemps(countCaptures(p->patterns[0]));
    }
    unsigned mark = u_->top();
    pattern(p->patterns[i], subject, false, inner);
    if (failed()) return;
    for (const Matching::Capture& c : inner.captures) {
      uint32_t at = 0;
      while (at < names.size() && names[at] != c.name) ++at;
      if (at == names.size()) {
        OPHION_ASSERT(i == 0);
        if (!names.tryPush(context_.arena, c.name)) context_.outOfMemory();
      }
      u_->move(canonical + at, c.owned ? Operand::temp(c.reg) : Operand::local(c.reg));
    }
    u_->jumpSilently(matched);
    u_->setTop(mark);
    u_->bind(inner.failed);
    for (unsigned reg : inner.maybe_full) u_->emit(Op::kClear, reg);
  }
  if (u_->reachable()) u_->jumpSilently(m.failing());
  u_->bind(matched);
  u_->setTop(canonical + names.size());
  for (uint32_t i = 0; i < names.size(); ++i) {
    m.own(canonical + i);
    capture(names[i], canonical + i, true, m);
  }
  dropSubject(subject, owned, m);
}

uint32_t CodeGenerator::countCaptures(const ast::Pattern* p) {
  uint32_t n = 0;
  auto add = [this, &n](const ArenaSpan<ast::Pattern*>& list) {
    for (ast::Pattern* item : list) n += countCaptures(item);
  };
  Nesting nesting(*this);
  if (nesting.tooDeep()) return 0;
  switch (p->kind) {
    case ast::PatternKind::MatchValue:
    case ast::PatternKind::MatchSingleton:
      break;
    case ast::PatternKind::MatchSequence:
      add(static_cast<const ast::MatchSequence*>(p)->patterns);
      break;
    case ast::PatternKind::MatchMapping: {
      auto* mapping = static_cast<const ast::MatchMapping*>(p);
      add(mapping->patterns);
      n += mapping->rest != nullptr;
      break;
    }
    case ast::PatternKind::MatchClass: {
      auto* cls = static_cast<const ast::MatchClass*>(p);
      add(cls->patterns);
      add(cls->kwd_patterns);
      break;
    }
    case ast::PatternKind::MatchStar:
      n += static_cast<const ast::MatchStar*>(p)->name != nullptr;
      break;
    case ast::PatternKind::MatchAs: {
      auto* as = static_cast<const ast::MatchAs*>(p);
      n += as->name != nullptr;
      if (as->pattern != nullptr) n += countCaptures(as->pattern);
      break;
    }
    case ast::PatternKind::MatchOr: {
      auto* alternatives = static_cast<const ast::MatchOr*>(p);
      n += countCaptures(alternatives->patterns[0]);
      break;
    }
  }
  return n;
}

}  // namespace ophion
