// Patterns: tests on a subject in a register that jump to the failure label, and captures.
#include "compiler/codegen_match.h"
#include "object/error.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/tuple.h"

namespace ophion {

namespace {

bool isWildcard(const ast::Pattern* p) {
  return p->kind == ast::PatternKind::MatchAs && static_cast<const ast::MatchAs*>(p)->name == nullptr;
}
bool isStarWildcard(const ast::Pattern* p) {
  return p->kind == ast::PatternKind::MatchStar && static_cast<const ast::MatchStar*>(p)->name == nullptr;
}

}  // namespace

void CodeGenerator::pattern(ast::Pattern* p, unsigned subject, bool owned, Matching& m) {
  Nesting nesting(*this);
  if (nesting.tooDeep()) return;
  PlaceScope at(*this, p->place);
  switch (p->kind) {
    case ast::PatternKind::MatchValue:
      patternValue(ast::as<ast::MatchValue>(p), subject, owned, m);
      break;
    case ast::PatternKind::MatchSingleton:
      patternSingleton(ast::as<ast::MatchSingleton>(p), subject, owned, m);
      break;
    case ast::PatternKind::MatchSequence:
      patternSequence(ast::as<ast::MatchSequence>(p), subject, owned, m);
      break;
    case ast::PatternKind::MatchMapping:
      patternMapping(ast::as<ast::MatchMapping>(p), subject, owned, m);
      break;
    case ast::PatternKind::MatchClass:
      patternClass(ast::as<ast::MatchClass>(p), subject, owned, m);
      break;
    case ast::PatternKind::MatchStar: {
      Identifier* name = ast::as<ast::MatchStar>(p)->name;
      if (name == nullptr) {
        dropSubject(subject, owned, m);
      } else {
        capture(name, subject, owned, m);
      }
      break;
    }
    case ast::PatternKind::MatchAs:
      patternAs(ast::as<ast::MatchAs>(p), subject, owned, m);
      break;
    case ast::PatternKind::MatchOr:
      patternOr(ast::as<ast::MatchOr>(p), subject, owned, m);
      break;
  }
}

void CodeGenerator::dropSubject(unsigned subject, bool owned, Matching& m) {
  if (!owned) return;
  u_->emit(Op::kClear, subject);
  m.disown(subject);
}

void CodeGenerator::capture(Identifier* name, unsigned subject, bool owned, Matching& m) {
  if (!m.captures.tryPush(context_.arena, {name, subject, owned})) context_.outOfMemory();
}

void CodeGenerator::patternValue(ast::MatchValue* p, unsigned subject, bool owned, Matching& m) {
  unsigned mark = u_->top();
  Operand value = compute(p->value);
  unsigned b = u_->use(value), a = owned ? subject | kOperandConsume : subject;
  u_->setTop(mark);
  if (owned) m.disown(subject);
  u_->jumpCompare(Op::kJumpEq, a, b, false, m.failing());
}

void CodeGenerator::patternSingleton(ast::MatchSingleton* p, unsigned subject, bool owned, Matching& m) {
  unsigned a = owned ? subject | kOperandConsume : subject;
  if (owned) m.disown(subject);
  if (p->value == ast::ConstantKind::None) {
    u_->jumpIf(Op::kJumpIfNotNone, a, m.failing());
    return;
  }
  Object* value = orFail(pool_.keep(newBool(p->value == ast::ConstantKind::True)));
  unsigned mark = u_->top(), b = u_->use(Operand::constant(value));
  u_->setTop(mark);
  u_->jumpCompare(Op::kJumpIs, a, b, false, m.failing());
}

void CodeGenerator::patternAs(ast::MatchAs* p, unsigned subject, bool owned, Matching& m) {
  if (p->pattern == nullptr) {
    if (p->name == nullptr) {
      dropSubject(subject, owned, m);
    } else {
      capture(p->name, subject, owned, m);
    }
    return;
  }
  pattern(p->pattern, subject, false, m);
  capture(p->name, subject, owned, m);
}

void CodeGenerator::checkLength(unsigned subject, Op compare, uint32_t n, Matching& m) {
  unsigned mark = u_->top(), length = u_->pushTemp();
  u_->emit(Op::kGetLength, length, subject);
  unsigned b = u_->use(Operand::constant(orFail(pool_.smallInt(n))));
  u_->setTop(mark);
  u_->jumpCompare(compare, length | kOperandConsume, b, false, m.failing());
}

void CodeGenerator::patternSequence(ast::MatchSequence* p, unsigned subject, bool owned, Matching& m) {
  uint32_t n = p->patterns.size;
  int star = -1;
  bool only_wildcards = true;
  for (uint32_t i = 0; i < n; ++i) {
    if (p->patterns[i]->kind == ast::PatternKind::MatchStar) star = static_cast<int>(i);
    only_wildcards = only_wildcards && (isWildcard(p->patterns[i]) || isStarWildcard(p->patterns[i]));
  }
  unsigned fits = u_->pushTemp();
  u_->emit(Op::kMatchSequence, fits, subject);
  u_->setTop(fits);
  u_->jumpIf(Op::kJumpIfFalse, fits | kOperandConsume, m.failing());
  if (star < 0) {
    checkLength(subject, Op::kJumpEq, n, m);
  } else if (n > 1) {
    checkLength(subject, Op::kJumpGe, n - 1, m);
  }
  if (only_wildcards) {
    dropSubject(subject, owned, m);
  } else if (star >= 0 && isStarWildcard(p->patterns[static_cast<uint32_t>(star)])) {
    patternPick(p, subject, static_cast<uint32_t>(star), m);
    dropSubject(subject, owned, m);
  } else {
    if (owned) m.disown(subject);
    patternUnpack(p->patterns, owned ? subject | kOperandConsume : subject, star, m);
  }
}

// [a, *_, b]: the items are taken one by one.
void CodeGenerator::patternPick(ast::MatchSequence* p, unsigned subject, uint32_t star, Matching& m) {
  for (uint32_t i = 0; i < p->patterns.size && !failed(); ++i) {
    if (i == star || isWildcard(p->patterns[i])) continue;
    unsigned item = u_->pushTemp();
    if (i < star) {
      unsigned at = u_->use(Operand::constant(orFail(pool_.smallInt(i))));
      u_->setTop(item + 1);
      u_->emit(Op::kLoadItem, item, subject, at);
    } else {
      u_->emit(Op::kGetLength, item, subject);
      unsigned back = u_->use(Operand::constant(orFail(pool_.smallInt(p->patterns.size - i))));
      u_->setTop(item + 1);
      u_->emit(Op::kSub, item, item | kOperandConsume, back);
      u_->emit(Op::kLoadItem, item, subject, item | kOperandConsume);
    }
    m.own(item);
    pattern(p->patterns[i], item, true, m);
  }
}

// `source` is the operand of what is unpacked.
void CodeGenerator::patternUnpack(ArenaSpan<ast::Pattern*> items, unsigned source, int star, Matching& m) {
  unsigned first = u_->pushTemps(items.size);
  if (star >= 0) {
    uint32_t at = u_->emit(Op::kUnpackEx, source, first, static_cast<unsigned>(star));
    u_->setExtra(at, items.size - static_cast<unsigned>(star) - 1);
  } else {
    u_->emit(Op::kUnpackSequence, source, first, items.size);
  }
  for (uint32_t i = 0; i < items.size; ++i) m.own(first + i);
  for (uint32_t i = 0; i < items.size && !failed(); ++i) pattern(items[i], first + i, true, m);
}

// The keys as a tuple: a constant, or in a new temporary.
Operand CodeGenerator::mappingKeys(ast::MatchMapping* p) {
  bool constants = true;
  for (uint32_t i = 0; i < p->keys.size; ++i) {
    Object* key = constantValue(p->keys[i]);
    constants = constants && key != nullptr;
    for (uint32_t j = 0; key != nullptr && j < i; ++j) {
      Object* other = constantValue(p->keys[j]);
      if (other == nullptr || equalObjects(key, other) != 1) continue;
      Ref<Str> shown = reprOf(key);
      if (!shown) {
        context_.fail();
        return Operand();
      }
      Utf8View text(shown.get());
      syntaxError(p->place, "mapping pattern checks duplicate key (%.*s)", static_cast<int>(text.view().size()),
                  text.view().data());
      return Operand();
    }
  }
  if (constants) return Operand::constant(constantTuple(p->keys));
  unsigned mark = u_->top();
  for (Expr* key : p->keys) push(key);
  u_->setTop(mark);
  unsigned keys = u_->pushTemp();
  u_->emit(Op::kBuildTuple, keys, keys, p->keys.size);
  return Operand::temp(keys);
}

void CodeGenerator::patternMapping(ast::MatchMapping* p, unsigned subject, bool owned, Matching& m) {
  unsigned fits = u_->pushTemp();
  u_->emit(Op::kMatchMapping, fits, subject);
  u_->setTop(fits);
  u_->jumpIf(Op::kJumpIfFalse, fits | kOperandConsume, m.failing());
  Operand keys = Operand::constant(nullptr);
  if (!p->keys.empty()) {
    checkLength(subject, Op::kJumpGe, p->keys.size, m);
    keys = mappingKeys(p);
    if (failed()) return;
    if (keys.kind == Operand::Temp) m.own(keys.reg);
    unsigned values = u_->pushTemp(), source = u_->peek(keys);
    u_->setTop(values + 1);
    u_->emit(Op::kMatchKeys, values, subject, source);
    m.own(values);
    u_->jumpIf(Op::kJumpIfNone, values, m.failing());
    m.disown(values);
    patternUnpack(p->patterns, values | kOperandConsume, -1, m);
  }
  if (p->rest != nullptr) patternRest(p, subject, keys, m);
  if (keys.kind == Operand::Temp && p->rest == nullptr) dropSubject(keys.reg, true, m);
  dropSubject(subject, owned, m);
}

// {..., **rest}: a dict of what no key named.
void CodeGenerator::patternRest(ast::MatchMapping* p, unsigned subject, const Operand& keys, Matching& m) {
  unsigned rest = u_->pushTemp();
  u_->emit(Op::kBuildMap, rest, rest, 0);
  m.own(rest);
  u_->emit(Op::kDictUpdate, rest, subject);
  unsigned first = u_->top();
  if (keys.kind == Operand::Temp) {
    u_->pushTemps(p->keys.size);
    u_->emit(Op::kUnpackSequence, keys.reg | kOperandConsume, first, p->keys.size);
    m.disown(keys.reg);
  }
  for (uint32_t i = 0; i < p->keys.size && !failed(); ++i) {
    unsigned top = u_->top();
    unsigned key = keys.kind == Operand::Temp ? (first + i) | kOperandConsume
                                              : u_->use(Operand::constant(constantValue(p->keys[i])));
    u_->setTop(top);
    u_->emit(Op::kDeleteItem, rest, key);
  }
  u_->setTop(first);
  capture(p->rest, rest, true, m);
}

void CodeGenerator::patternClass(ast::MatchClass* p, unsigned subject, bool owned, Matching& m) {
  uint32_t n = p->patterns.size + p->kwd_patterns.size;
  Ref<Tuple> names = newTuple(p->kwd_attrs.size);
  for (uint32_t i = 0; names && i < p->kwd_attrs.size; ++i) {
    Str* name = pool_.nameOf(p->kwd_attrs[i]);
    if (name == nullptr) {
      context_.fail();
      return;
    }
    names->items()[i].init(share<Object>(name));
  }
  Object* attributes = orFail(pool_.keep(std::move(names)));
  unsigned parts = u_->pushTemp();
  unsigned window = u_->pushTemps(3);
  u_->move(window, owned ? Operand::temp(subject) : Operand::local(subject));
  if (owned) m.disown(subject);
  computeInto(p->cls, window + 1);
  u_->moveConst(window + 2, attributes);
  u_->emit(Op::kMatchClass, parts, window, p->patterns.size);
  u_->emit(Op::kClear, window);
  u_->setTop(window);
  m.own(parts);
  u_->jumpIf(Op::kJumpIfNone, parts, m.failing());
  m.disown(parts);
  ArenaVector<ast::Pattern*> all;
  for (ast::Pattern* item : p->patterns) {
    if (!all.tryPush(context_.arena, item)) context_.outOfMemory();
  }
  for (ast::Pattern* item : p->kwd_patterns) {
    if (!all.tryPush(context_.arena, item)) context_.outOfMemory();
  }
  if (n == 0) {
    u_->emit(Op::kClear, parts);
  } else {
    patternUnpack(all.span(), parts | kOperandConsume, -1, m);
  }
}

}  // namespace ophion
