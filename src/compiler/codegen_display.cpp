// Displays of lists, tuples, sets and dicts; f-strings; constants among them.
#include "compiler/codegen.h"
#include "compiler/constant_fold.h"
#include "object/error.h"
#include "object/set.h"
#include "object/singletons.h"
#include "object/tuple.h"

namespace ophion {

namespace {

bool hasStar(const ArenaSpan<ast::Expr*>& items) {
  for (ast::Expr* e : items) {
    if (e->kind == ast::ExprKind::Starred) return true;
  }
  return false;
}

}  // namespace

Object* CodeGenerator::constantTuple(ArenaSpan<Expr*> items) {
  // Looked at from the end: what is not constant is often last, as in (1, 2, x).
  if (!items.empty() && items.back()->kind == ast::ExprKind::Name && constantValue(items.back()) == nullptr)
    return nullptr;
  Ref<Tuple> tuple;
  for (uint32_t i = 0; i < items.size; ++i) {
    Object* value = constantValue(items[i]);
    if (value == nullptr) return nullptr;
    if (i == 0) tuple = newTuple(items.size);
    if (!tuple) break;
    tuple->items()[i].init(share(value));
  }
  if (items.empty()) tuple = emptyTuple();
  return orFail(pool_.keep(std::move(tuple)));
}

// Literals, and operators on them, without an instruction. Null: not a constant (or failed()).
Object* CodeGenerator::constantValue(Expr* e) {
  switch (e->kind) {
    case ast::ExprKind::Constant: {
      Object* value = pool_.literal(ast::as<ast::Constant>(e));
      if (value != nullptr || failed()) return value;
      if (!errorMatches(kTypeValueError)) return orFail(nullptr);
      clearError();
      syntaxError(e->place,
                  "Exceeds the limit (%u digits) for integer string conversion: value has %u digits; use "
                  "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals "
                  "to avoid decimal conversion limits.",
                  state().int_max_str_digits_, ast::as<ast::Constant>(e)->size);
      return nullptr;
    }
    case ast::ExprKind::Name:
      return ast::as<ast::Name>(e)->id->view() == "__debug__" ? pool_.keep(newBool(context_.optimize == 0)) : nullptr;
    case ast::ExprKind::UnaryOp: {
      auto* node = ast::as<ast::UnaryOp>(e);
      Nesting nesting(*this);
      if (nesting.tooDeep()) return nullptr;
      Object* operand = constantValue(node->operand);
      Ref<Object> folded = operand == nullptr ? nullptr : foldUnary(node->op, operand);
      return folded ? orFail(pool_.keep(std::move(folded))) : nullptr;
    }
    case ast::ExprKind::BinOp: {
      auto* node = ast::as<ast::BinOp>(e);
      Nesting nesting(*this);
      if (nesting.tooDeep()) return nullptr;
      Object* right = constantValue(node->right);
      Object* left = right == nullptr ? nullptr : constantValue(node->left);
      Ref<Object> folded = left == nullptr ? nullptr : foldBinary(node->op, left, right);
      return folded ? orFail(pool_.keep(std::move(folded))) : nullptr;
    }
    case ast::ExprKind::Tuple: {
      Nesting nesting(*this);
      if (nesting.tooDeep()) return nullptr;
      return constantTuple(ast::as<ast::Sequence>(e)->elts);
    }
    default:
      return nullptr;
  }
}

void CodeGenerator::extendDisplay(ast::Sequence* e, unsigned container, Op add, Op extend, uint32_t from) {
  for (uint32_t i = from; i < e->elts.size && !failed(); ++i) {
    Expr* item = e->elts[i];
    bool starred = item->kind == ast::ExprKind::Starred;
    unsigned mark = u_->top();
    unsigned source = u_->use(compute(starred ? ast::as<ast::Starred>(item)->value : item));
    u_->setTop(mark);
    u_->emit(starred ? extend : add, container, source);
  }
}

Operand CodeGenerator::sequence(ast::Sequence* e, int into) {
  bool is_tuple = e->kind == ast::ExprKind::Tuple, is_set = e->kind == ast::ExprKind::Set;
  Object* items = is_tuple || e->elts.size >= 3 ? constantTuple(e->elts) : nullptr;
  if (failed()) return Operand();
  if (is_tuple && items != nullptr) return constant(items, into);
  Op build = is_tuple ? Op::kBuildTuple : is_set ? Op::kBuildSet : Op::kBuildList;
  Op add = is_set ? Op::kSetAdd : Op::kListAppend, extend = is_set ? Op::kSetUpdate : Op::kListExtend;
  bool grows = items != nullptr || hasStar(e->elts) || e->elts.size > kMostAtOnce;
  unsigned mark = u_->top(), reg;
  if (!grows) {
    for (Expr* item : e->elts) push(item);
    Operand out = result(mark, into, &reg);
    u_->emit(build, reg, mark, e->elts.size);
    return out;
  }
  unsigned container = u_->pushTemp();
  if (items != nullptr) {
    u_->emit(is_set ? Op::kBuildSet : Op::kBuildList, container, container, 0);
    Object* source = items;
    if (is_set) source = orFail(pool_.keep(newFrozenSetFrom_mayRunPython(items)));
    unsigned s = u_->use(Operand::constant(source));
    u_->setTop(container + 1);
    u_->emit(extend, container, s);
  } else {
    uint32_t n = 0;
    u_->setTop(mark);
    while (n < e->elts.size && n < kMostAtOnce && e->elts[n]->kind != ast::ExprKind::Starred) push(e->elts[n++]);
    u_->setTop(mark);
    u_->pushTemp();
    u_->emit(is_set ? Op::kBuildSet : Op::kBuildList, container, container, n);
    extendDisplay(e, container, add, extend, n);
  }
  Operand out = result(mark, into, &reg);
  if (is_tuple) {
    u_->emit(Op::kListToTuple, reg, container | kOperandConsume);
    return out;
  }
  return place(Operand::temp(container), into);
}

// Pairs whose keys are constants go in one by one: hashing them runs nothing that could be seen.
Operand CodeGenerator::dictionary(ast::Dict* e, int into) {
  unsigned mark = u_->top(), dict = u_->pushTemp();
  uint32_t plain = 0;
  bool constant_keys = true;
  while (plain < e->keys.size && plain < kMostAtOnce / 2 && e->keys[plain] != nullptr) {
    constant_keys = constant_keys && constantValue(e->keys[plain]) != nullptr;
    ++plain;
  }
  if (failed()) return Operand();
  uint32_t from = 0;
  if (!constant_keys) {
    u_->setTop(mark);
    for (; from < plain; ++from) {
      push(e->keys[from]);
      push(e->values[from]);
    }
    u_->setTop(mark + 1);
  }
  bool silent = u_->silence(from == 0 && e->keys.size != 0);
  u_->emit(Op::kBuildMap, dict, dict, from);
  for (uint32_t i = from; i < e->keys.size && !failed(); ++i) {
    u_->silence(silent);
    if (e->keys[i] == nullptr) {
      unsigned source = u_->use(compute(e->values[i]));
      u_->setTop(dict + 1);
      u_->emit(Op::kDictUpdate, dict, source);
      continue;
    }
    uint32_t passed = u_->passedMark();
    Operand key = guarded(compute(e->keys[i]), e->values[i]);
    // Constant keys are loaded at once, behind the values.
    if (key.isConst() && constant_keys && plain > 1) u_->rewindPassed(passed);
    Operand value = compute(e->values[i]);
    unsigned k = u_->use(key), v = u_->use(value);
    u_->setTop(dict + 1);
    u_->emitSilently(Op::kMapAdd, dict, k, v);
  }
  u_->silence(silent);
  u_->passLine(e->place.lineno);
  return place(Operand::temp(dict), into);
}

Operand CodeGenerator::joined(ast::JoinedStr* e, int into) {
  if (e->values.empty()) return constant(pool_.text(""), into);
  if (e->values.size == 1) {
    Expr* only = e->values[0];
    if (only->kind == ast::ExprKind::Constant) return constant(constantValue(only), into);
    if (only->kind == ast::ExprKind::FormattedValue) return compute(only, into);
  }
  unsigned mark = u_->top(), reg;
  for (Expr* part : e->values) {
    push(part);
    // Very long ones are joined piece by piece.
    if (u_->top() - mark < kMostAtOnce) continue;
    u_->emit(Op::kBuildString, mark, mark, u_->top() - mark);
    u_->setTop(mark + 1);
  }
  unsigned n = u_->top() - mark;
  Operand out = result(mark, into, &reg);
  u_->emit(Op::kBuildString, reg, mark, n);
  return out;
}

Operand CodeGenerator::formatted(ast::FormattedValue* e, int into) {
  unsigned mark = u_->top(), reg;
  Operand value = compute(e->value);
  if (e->format_spec != nullptr) value = guarded(value, e->format_spec);
  unsigned spec = kNoRegister;
  if (e->format_spec != nullptr) {
    Operand text = compute(e->format_spec);
    spec = u_->use(text);
  }
  unsigned conversion = e->conversion == 's' ? 1 : e->conversion == 'r' ? 2 : e->conversion == 'a' ? 3 : 0;
  unsigned source = u_->use(value);
  Operand out = result(mark, into, &reg);
  u_->setExtra(u_->emit(Op::kFormatValue, reg, source, conversion), spec);
  return out;
}

// "%s and %r" % (a, b) where the format says nothing but %s, %r, %a and %%: the same as an f-string. Const without a
// value: it is not of that kind.
Operand CodeGenerator::percentFormat(ast::BinOp* e, int into) {
  if (e->left->kind != ast::ExprKind::Constant) return Operand();
  auto* format = ast::as<ast::Constant>(e->left);
  ArenaSpan<Expr*> values = ast::as<ast::Sequence>(e->right)->elts;
  std::string_view text{format->data, format->size};
  uint32_t used = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') continue;
    if (++i == text.size()) return Operand();
    char c = text[i];
    if (c == '%') continue;
    if ((c != 's' && c != 'r' && c != 'a') || used == values.size) return Operand();
    if (values[used++]->kind == ast::ExprKind::Starred) return Operand();
  }
  if (used != values.size || used == 0 || used * 2 + 1 > kMostAtOnce || text.size() > 4096) return Operand();
  char* piece = static_cast<char*>(context_.arena.tryAllocate(text.size() + 1));
  if (piece == nullptr) return context_.outOfMemory(), Operand();
  unsigned mark = u_->top(), reg;
  size_t n = 0;
  used = 0;
  for (size_t i = 0; i <= text.size() && !failed(); ++i) {
    bool is_end = i == text.size();
    if (!is_end && text[i] != '%') {
      piece[n++] = text[i];
      continue;
    }
    if (!is_end && text[++i] == '%') {
      piece[n++] = '%';
      continue;
    }
    if (n != 0) pushOperand(Operand::constant(orFail(pool_.text({piece, n}))));
    n = 0;
    if (is_end) break;
    unsigned at = u_->top();
    unsigned source = u_->use(compute(values[used])), to;
    Place whole = u_->place();
    u_->place(values[used++]->place);
    result(at, kAnywhere, &to);
    u_->setExtra(u_->emit(Op::kFormatValue, to, source, text[i] == 's' ? 1 : text[i] == 'r' ? 2 : 3), kNoRegister);
    u_->place(whole);
  }
  unsigned parts = u_->top() - mark;
  if (parts == 1) return place(Operand::temp(mark), into);
  Operand out = result(mark, into, &reg);
  u_->emit(Op::kBuildString, reg, mark, parts);
  return out;
}

// What `for x in ...` goes over: a display of constants is a tuple or frozenset made beforehand, a list a tuple.
Operand CodeGenerator::iterable(Expr* e) {
  if (e->kind == ast::ExprKind::List || e->kind == ast::ExprKind::Set) {
    auto* display = ast::as<ast::Sequence>(e);
    Object* items = constantTuple(display->elts);
    if (items != nullptr) {
      u_->passLine(e->place.lineno);
      if (e->kind == ast::ExprKind::List) return Operand::constant(items);
      return constant(pool_.keep(newFrozenSetFrom_mayRunPython(items)), kAnywhere);
    }
    if (e->kind == ast::ExprKind::List && !hasStar(display->elts)) {
      ast::Sequence tuple = *display;
      tuple.kind = ast::ExprKind::Tuple;
      return compute(&tuple);
    }
  }
  return compute(e);
}

}  // namespace ophion
