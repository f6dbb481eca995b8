// Assignment: targets of all kinds, unpacking, augmented and annotated assignment, del.
#include "compiler/codegen.h"
#include "compiler/codegen_walrus.h"
#include "object/int.h"
#include "object/singletons.h"

namespace ophion {

namespace {

Op inplaceOf(ast::Operator op) {
  switch (op) {
    case ast::Operator::Add:
      return Op::kInplaceAdd;
    case ast::Operator::Sub:
      return Op::kInplaceSub;
    case ast::Operator::Mult:
      return Op::kInplaceMul;
    case ast::Operator::MatMult:
      return Op::kInplaceMatMul;
    case ast::Operator::Div:
      return Op::kInplaceTrueDiv;
    case ast::Operator::Mod:
      return Op::kInplaceMod;
    case ast::Operator::Pow:
      return Op::kInplacePow;
    case ast::Operator::LShift:
      return Op::kInplaceLshift;
    case ast::Operator::RShift:
      return Op::kInplaceRshift;
    case ast::Operator::BitOr:
      return Op::kInplaceOr;
    case ast::Operator::BitXor:
      return Op::kInplaceXor;
    case ast::Operator::BitAnd:
      return Op::kInplaceAnd;
    case ast::Operator::FloorDiv:
      return Op::kInplaceFloorDiv;
  }
  return Op::kInplaceAdd;
}

bool isSequence(const ast::Expr* e) { return e->kind == ast::ExprKind::Tuple || e->kind == ast::ExprKind::List; }

}  // namespace

// Stores a value that was computed before the target's own parts; a temporary is used up, and the stack is as before.
void CodeGenerator::store(Expr* target, const Operand& given) {
  Nesting nesting(*this);
  if (nesting.tooDeep()) return;
  PlaceScope at(*this, target->place);
  unsigned mark = u_->top();
  switch (target->kind) {
    case ast::ExprKind::Name:
      storeName(ast::as<ast::Name>(target)->id, given);
      break;
    case ast::ExprKind::Attribute: {
      auto* e = ast::as<ast::Attribute>(target);
      Operand value = guarded(given, e->value);
      Operand object = compute(e->value);
      u_->place(attributePlace(e, e->place));
      unsigned a = u_->use(object), c = u_->use(value);
      u_->setTop(mark);
      u_->emit(Op::kStoreAttr, a, u_->nameIndex(mangle(e->attr)), c);
      break;
    }
    case ast::ExprKind::Subscript: {
      auto* e = ast::as<ast::Subscript>(target);
      Operand value = guarded(guarded(given, e->value), e->slice);
      Operand container = guarded(compute(e->value), e->slice);
      Operand key = compute(e->slice);
      unsigned a = u_->use(container), b = u_->use(key), c = u_->use(value);
      u_->setTop(mark);
      u_->emit(Op::kStoreItem, a, b, c);
      break;
    }
    case ast::ExprKind::Tuple:
    case ast::ExprKind::List:
      storeMany(ast::as<ast::Sequence>(target)->elts, given);
      break;
    default:
      OPHION_ASSERT(false);
      break;
  }
  u_->setTop(mark);
}

// The first of the locals that the targets are, where these follow one another; -1: they do not.
int CodeGenerator::localsInARow(ArenaSpan<Expr*> targets) {
  if (targets.size == 0 || targets.size > kMostUnpackedLocals) return -1;
  int first = fastLocal(targets[0]);
  for (uint32_t i = 1; i < targets.size && first >= 0; ++i) {
    if (fastLocal(targets[i]) != first + static_cast<int>(i)) return -1;
  }
  return first;
}

void CodeGenerator::storeMany(ArenaSpan<Expr*> targets, const Operand& value) {
  unsigned mark = u_->top();
  int star = -1;
  for (uint32_t i = 0; i < targets.size; ++i) {
    if (targets[i]->kind == ast::ExprKind::Starred) star = static_cast<int>(i);
  }
  unsigned source = u_->use(value);
  u_->setTop(mark);
  if (int first = localsInARow(targets); first >= 0 && star < 0) {
    u_->emit(Op::kUnpackLocals, source, static_cast<unsigned>(first), targets.size);
    for (uint32_t i = 0; i < targets.size; ++i) {
      u_->setBound(static_cast<unsigned>(first) + i);
      u_->passLine(targets[i]->place.lineno);
    }
    return;
  }
  // The items come above the value, in order; the first stored is the first used up.
  unsigned first = u_->pushTemps(targets.size);
  if (star >= 0) {
    uint32_t at = u_->emit(Op::kUnpackEx, source, first, static_cast<unsigned>(star));
    u_->setExtra(at, targets.size - static_cast<unsigned>(star) - 1);
  } else {
    u_->emit(Op::kUnpackSequence, source, first, targets.size);
  }
  for (uint32_t i = 0; i < targets.size && !failed(); ++i) {
    Expr* target = targets[i];
    if (target->kind == ast::ExprKind::Starred) target = ast::as<ast::Starred>(target)->value;
    store(target, Operand::temp(first + i));
  }
  u_->setTop(mark);
}

// `a, b = b, a`: no tuple is made. All values are ready before the first is stored; a local that an earlier target
// rebinds is copied.
bool CodeGenerator::assignTuple(ast::Sequence* targets, ast::Sequence* values) {
  uint32_t n = targets->elts.size;
  if (n != values->elts.size || n == 0 || n > 32) return false;
  for (uint32_t i = 0; i < n; ++i) {
    if (targets->elts[i]->kind == ast::ExprKind::Starred || values->elts[i]->kind == ast::ExprKind::Starred)
      return false;
  }
  unsigned mark = u_->top();
  Operand ready[32];
  for (uint32_t i = 0; i < n && !failed(); ++i) {
    ready[i] = compute(values->elts[i]);
    if (ready[i].kind != Operand::Local) continue;
    bool copy = context_.has_walrus;
    for (uint32_t j = 0; j < i && !copy; ++j) {
      copy = targets->elts[j]->kind == ast::ExprKind::Name ? fastLocal(targets->elts[j]) == ready[i].reg
                                                           : isSequence(targets->elts[j]);
    }
    if (!copy) continue;
    unsigned temp = u_->pushTemp();
    u_->move(temp, ready[i]);
    ready[i] = Operand::temp(temp);
  }
  for (uint32_t i = 0; i < n && !failed(); ++i) store(targets->elts[i], ready[i]);
  u_->setTop(mark);
  return true;
}

void CodeGenerator::assign(ast::Assign* s) {
  unsigned mark = u_->top();
  Expr* first = s->targets[0];
  if (s->targets.size == 1) {
    if (isSequence(first) && s->value->kind == ast::ExprKind::Tuple &&
        assignTuple(ast::as<ast::Sequence>(first), ast::as<ast::Sequence>(s->value))) {
      return;
    }
    int local = fastLocal(first);
    if (local >= 0) {
      computeInto(s->value, static_cast<unsigned>(local));
      u_->setBound(static_cast<unsigned>(local));
      u_->passLine(first->place.lineno);
      return;
    }
    Operand value = compute(s->value);
    store(first, value);
    u_->setTop(mark);
    return;
  }
  bool plain = true;
  for (Expr* target : s->targets) plain = plain && fastLocal(target) >= 0;
  Operand value = compute(s->value);
  if (value.kind == Operand::Local && !plain) {
    // A target may rebind it before the next is served.
    unsigned copy = u_->pushTemp();
    u_->move(copy, value);
    value = Operand::temp(copy);
  }
  for (uint32_t i = 0; i < s->targets.size && !failed(); ++i) {
    bool is_last = i + 1 == s->targets.size;
    bool keep = value.kind == Operand::Temp && !is_last;
    if (keep && isSequence(s->targets[i])) {
      // Unpacking reads it all before any store.
      store(s->targets[i], Operand::local(value.reg));
    } else {
      store(s->targets[i], keep ? Operand::local(value.reg) : value);
    }
  }
  u_->setTop(mark);
}

void CodeGenerator::augAssign(ast::AugAssign* s) {
  Op op = inplaceOf(s->op);
  int local = fastLocal(s->target);
  if (local < 0) {
    augAssignOther(s, op);
    return;
  }
  unsigned mark = u_->top();
  unsigned reg = static_cast<unsigned>(local);
  Operand old = guarded(compute(s->target), s->value);
  Operand value = compute(s->value);
  unsigned a = u_->use(old), b = u_->use(value);
  u_->setTop(mark);
  u_->emit(op, reg, a, b);
  u_->setBound(reg);
}

void CodeGenerator::augAssignOther(ast::AugAssign* s, Op op) {
  unsigned mark = u_->top();
  Place whole = s->place;
  Expr* target = s->target;
  if (target->kind == ast::ExprKind::Name) {
    Operand old = compute(target);
    Operand value = compute(s->value);
    unsigned b = u_->use(value), reg;
    unsigned a = u_->use(old);
    Operand out = result(mark, kAnywhere, &reg);
    u_->emit(op, reg, a, b);
    PlaceScope at(*this, target->place);
    storeName(ast::as<ast::Name>(target)->id, out);
  } else if (target->kind == ast::ExprKind::Attribute) {
    auto* e = ast::as<ast::Attribute>(target);
    Operand object = guarded(compute(e->value), s->value);
    unsigned name = u_->nameIndex(mangle(e->attr));
    unsigned old = u_->pushTemp();
    u_->place(attributePlace(e, e->place));
    u_->emit(Op::kLoadAttr, old, u_->peek(object), name);
    u_->place(whole);
    unsigned b = u_->use(compute(s->value));
    u_->emit(op, old, old | kOperandConsume, b);
    u_->place(attributePlace(e, e->place));
    u_->emit(Op::kStoreAttr, u_->use(object), name, old | kOperandConsume);
  } else if (target->kind == ast::ExprKind::Subscript) {
    auto* e = ast::as<ast::Subscript>(target);
    Operand container = guarded(guarded(compute(e->value), e->slice), s->value);
    Operand key = guarded(compute(e->slice), s->value);
    unsigned old = u_->pushTemp();
    u_->place(e->place);
    u_->emit(Op::kLoadItem, old, u_->peek(container), u_->peek(key));
    u_->place(whole);
    unsigned b = u_->use(compute(s->value));
    u_->emit(op, old, old | kOperandConsume, b);
    u_->place(e->place);
    unsigned a = u_->use(container), k = u_->use(key);
    u_->emit(Op::kStoreItem, a, k, old | kOperandConsume);
  } else {
    OPHION_ASSERT(false);
  }
  u_->setTop(mark);
}

void CodeGenerator::annAssign(ast::AnnAssign* s) {
  unsigned mark = u_->top();
  if (s->value != nullptr) {
    int local = fastLocal(s->target);
    if (local >= 0) {
      computeInto(s->value, static_cast<unsigned>(local));
      u_->setBound(static_cast<unsigned>(local));
    } else {
      store(s->target, compute(s->value));
      u_->setTop(mark);
    }
  }
  bool evaluates = !u_->scope->isFunctionLike();
  bool as_text = (context_.flags & kCodeFutureAnnotations) != 0;
  Expr* target = s->target;
  if (target->kind == ast::ExprKind::Name) {
    Identifier* name = ast::as<ast::Name>(target)->id;
    if (s->simple && evaluates) {
      Operand value = annotation(s->annotation);
      unsigned table = u_->pushTemp();
      Identifier* annotations = context_.names.tryIntern("__annotations__");
      if (annotations == nullptr) {
        context_.outOfMemory();
        return;
      }
      u_->emit(Op::kLoadName, table, u_->nameIndex(annotations));
      unsigned key = u_->use(Operand::constant(orFail(pool_.nameOf(mangle(name))))), item = u_->use(value);
      u_->setTop(mark);
      u_->emit(Op::kStoreItem, table | kOperandConsume, key, item);
      return;
    }
  } else if (s->value == nullptr) {
    // The parts of the target are evaluated, nothing is stored.
    if (target->kind == ast::ExprKind::Attribute) {
      discard(ast::as<ast::Attribute>(target)->value);
    } else if (target->kind == ast::ExprKind::Subscript) {
      auto* e = ast::as<ast::Subscript>(target);
      discard(e->value);
      discard(e->slice);
    }
  }
  if (evaluates && !s->simple && !as_text) discard(s->annotation);
  u_->setTop(mark);
}

void CodeGenerator::deleteTarget(Expr* target) {
  Nesting nesting(*this);
  if (nesting.tooDeep()) return;
  PlaceScope at(*this, target->place);
  unsigned mark = u_->top();
  switch (target->kind) {
    case ast::ExprKind::Name:
      deleteName(ast::as<ast::Name>(target)->id);
      break;
    case ast::ExprKind::Attribute: {
      auto* e = ast::as<ast::Attribute>(target);
      Operand object = compute(e->value);
      u_->place(attributePlace(e, e->place));
      u_->emit(Op::kDeleteAttr, u_->use(object), u_->nameIndex(mangle(e->attr)));
      break;
    }
    case ast::ExprKind::Subscript: {
      auto* e = ast::as<ast::Subscript>(target);
      Operand container = guarded(compute(e->value), e->slice);
      Operand key = compute(e->slice);
      unsigned a = u_->use(container), b = u_->use(key);
      u_->emit(Op::kDeleteItem, a, b);
      break;
    }
    case ast::ExprKind::Tuple:
    case ast::ExprKind::List:
      for (Expr* item : ast::as<ast::Sequence>(target)->elts) deleteTarget(item);
      break;
    default:
      OPHION_ASSERT(false);
      break;
  }
  u_->setTop(mark);
}

// ---- which locals some statement of a body unbinds ----

void CodeGenerator::noteDeleted(const ast::Body& body) {
  for (Stmt* s : body) noteDeletedIn(s);
}

void CodeGenerator::noteDeletedTarget(Expr* target) {
  Nesting nesting(*this);
  if (nesting.tooDeep()) return;
  if (isSequence(target)) {
    for (Expr* item : ast::as<ast::Sequence>(target)->elts) noteDeletedTarget(item);
  } else if (int local = fastLocal(target); local >= 0) {
    u_->noteDeleted(static_cast<unsigned>(local));
  }
}

void CodeGenerator::noteDeletedIn(Stmt* s) {
  Nesting nesting(*this);
  if (nesting.tooDeep()) return;
  switch (s->kind) {
    case ast::StmtKind::Delete:
      for (Expr* target : ast::as<ast::Delete>(s)->targets) noteDeletedTarget(target);
      break;
    case ast::StmtKind::For:
    case ast::StmtKind::AsyncFor:
      noteDeleted(ast::as<ast::For>(s)->body);
      noteDeleted(ast::as<ast::For>(s)->orelse);
      break;
    case ast::StmtKind::While:
      noteDeleted(ast::as<ast::While>(s)->body);
      noteDeleted(ast::as<ast::While>(s)->orelse);
      break;
    case ast::StmtKind::If:
      for (auto* branch = ast::as<ast::If>(s);;) {
        noteDeleted(branch->body);
        if (branch->orelse.size == 1 && branch->orelse[0]->kind == ast::StmtKind::If) {
          branch = ast::as<ast::If>(branch->orelse[0]);
          continue;
        }
        noteDeleted(branch->orelse);
        break;
      }
      break;
    case ast::StmtKind::With:
    case ast::StmtKind::AsyncWith:
      noteDeleted(ast::as<ast::With>(s)->body);
      break;
    case ast::StmtKind::Match:
      for (ast::MatchCase* one : ast::as<ast::Match>(s)->cases) noteDeleted(one->body);
      break;
    case ast::StmtKind::Try:
    case ast::StmtKind::TryStar: {
      auto* t = ast::as<ast::Try>(s);
      noteDeleted(t->body);
      for (ast::ExceptHandler* handler : t->handlers) {
        if (handler->name != nullptr) {
          if (int local = fastLocal(handler->name); local >= 0) u_->noteDeleted(static_cast<unsigned>(local));
        }
        noteDeleted(handler->body);
      }
      noteDeleted(t->orelse);
      noteDeleted(t->finalbody);
      break;
    }
    default:
      break;
  }
}

}  // namespace ophion
