// Calls: windows, keywords, arguments that are unpacked.
#include "compiler/codegen.h"
#include "object/singletons.h"
#include "object/tuple.h"

namespace ophion {

Operand CodeGenerator::call(ast::Call* e, int into) {
  if (e->func->kind == ast::ExprKind::Attribute) {
    Arguments arguments{e->args, e->keywords};
    if (!needsExpansion(arguments, 0)) return methodCall(e, ast::as<ast::Attribute>(e->func), into);
  }
  unsigned window = pushWindow();
  u_->setTop(window + kWindowCallable);
  Operand callable = compute(e->func);
  u_->place(e->func->place);
  u_->setTop(window + kWindowArguments);
  u_->move(window + kWindowCallable, callable);
  u_->place(e->place);
  return emitCall(window, {e->args, e->keywords}, 0, into);
}

Operand CodeGenerator::methodCall(ast::Call* e, ast::Attribute* method, int into) {
  unsigned mark = u_->top();
  // The object may use the window's own registers while it is computed.
  Operand object = compute(method->value);
  u_->setTop(mark);
  unsigned window = pushWindow();
  u_->place(attributePlace(method, method->place));
  u_->emit(Op::kLoadMethod, window, u_->use(object), u_->nameIndex(mangle(method->attr)));
  u_->setTop(window + kWindowArguments);
  u_->place(e->place);
  pushArguments({e->args, e->keywords});
  u_->place(attributePlace(method, e->place));
  unsigned n = e->args.size + e->keywords.size, reg;
  Object* names = e->keywords.empty() ? nullptr : keywordNames(e->keywords);
  Operand out = result(window, into, &reg);
  uint32_t at = u_->emit(names != nullptr ? Op::kCallMethodKw : Op::kCallMethod, window, n, reg);
  if (names != nullptr) u_->setExtra(at, u_->constantIndex(names));
  return out;
}

bool CodeGenerator::needsExpansion(const Arguments& arguments, unsigned extra) {
  if (arguments.positional.size + arguments.keywords.size + extra > kMostAtOnce) return true;
  for (Expr* e : arguments.positional) {
    if (e->kind == ast::ExprKind::Starred) return true;
  }
  for (ast::Keyword* keyword : arguments.keywords) {
    if (keyword->name == nullptr) return true;
  }
  return false;
}

Object* CodeGenerator::keywordNames(ArenaSpan<ast::Keyword*> keywords) {
  Ref<Tuple> names = newTuple(keywords.size);
  for (uint32_t i = 0; names && i < keywords.size; ++i) {
    Str* name = pool_.nameOf(keywords[i]->name);
    if (name == nullptr) {
      context_.fail();
      return nullptr;
    }
    names->items()[i].init(share<Object>(name));
  }
  return orFail(pool_.keep(std::move(names)));
}

void CodeGenerator::pushArguments(const Arguments& arguments) {
  for (Expr* e : arguments.positional) {
    if (failed()) return;
    push(e);
  }
  for (ast::Keyword* keyword : arguments.keywords) {
    if (failed()) return;
    push(keyword->value);
  }
}

Operand CodeGenerator::emitCall(unsigned window, const Arguments& arguments, unsigned ahead, int into) {
  unsigned reg;
  if (needsExpansion(arguments, ahead)) {
    bool has_keywords;
    expandArguments(window, arguments, ahead, &has_keywords);
    Operand out = result(window, into, &reg);
    u_->emit(Op::kCallEx, window, has_keywords ? 1 : 0, reg);
    return out;
  }
  pushArguments(arguments);
  Object* names = arguments.keywords.empty() ? nullptr : keywordNames(arguments.keywords);
  Operand out = result(window, into, &reg);
  unsigned n = ahead + arguments.positional.size + arguments.keywords.size;
  uint32_t at = u_->emit(names != nullptr ? Op::kCallKw : Op::kCall, window, n, reg);
  if (names != nullptr) u_->setExtra(at, u_->constantIndex(names));
  return out;
}

// The tuple of positional arguments at the window's first argument, a dict of keywords behind it.
void CodeGenerator::expandArguments(unsigned window, const Arguments& arguments, unsigned ahead, bool* has_keywords) {
  unsigned list = window + kWindowArguments;
  uint32_t from = 0;
  bool unpack_last = false;
  if (arguments.positional.empty() && ahead == 0) {
    pushOperand(Operand::constant(orFail(pool_.keep(emptyTuple()))));
  } else if (ahead == 0 && arguments.positional.size == 1 && arguments.positional[0]->kind == ast::ExprKind::Starred) {
    // f(*items): a tuple goes as it is. Anything else is unpacked after the keywords.
    ast::Expr* starred = ast::as<ast::Starred>(arguments.positional[0])->value;
    if (arguments.keywords.empty()) {
      unsigned source = u_->use(compute(starred));
      u_->setTop(list);
      u_->pushTemp();
      u_->emit(Op::kStarToTuple, list, source, window);
    } else {
      push(starred);
      unpack_last = true;
    }
  } else {
    // Leading plain arguments go into the list at once.
    unsigned n = ahead;
    while (from < arguments.positional.size && n < kMostAtOnce &&
           arguments.positional[from]->kind != ast::ExprKind::Starred) {
      push(arguments.positional[from++]);
      ++n;
    }
    if (from == arguments.positional.size) {
      u_->emit(Op::kBuildTuple, list, list, n);
    } else {
      u_->emit(Op::kBuildList, list, list, n);
    }
    // Pushed, not only set: without arguments in front nothing has made room for it yet.
    u_->setTop(list);
    u_->pushTemp();
    bool is_list = from < arguments.positional.size;
    for (; from < arguments.positional.size && !failed(); ++from) {
      Expr* e = arguments.positional[from];
      bool starred = e->kind == ast::ExprKind::Starred;
      unsigned source = u_->use(compute(starred ? ast::as<ast::Starred>(e)->value : e));
      u_->setTop(list + 1);
      u_->emit(starred ? Op::kListExtend : Op::kListAppend, list, source);
    }
    if (is_list) u_->emit(Op::kListToTuple, list, list | kOperandConsume);
  }
  *has_keywords = !arguments.keywords.empty();
  if (*has_keywords) expandKeywords(window, arguments.keywords);
  if (unpack_last) u_->emit(Op::kStarToTuple, list, list | kOperandConsume, window);
}

void CodeGenerator::expandKeywords(unsigned window, ArenaSpan<ast::Keyword*> keywords) {
  unsigned dict = u_->pushTemp();
  // Names given before the first ** cannot clash: they go in one by one.
  uint32_t i = 0;
  u_->emitSilently(Op::kBuildMap, dict, dict, 0);
  for (; i < keywords.size && keywords[i]->name != nullptr && !failed(); ++i) {
    unsigned mark = u_->top();
    Operand value = compute(keywords[i]->value);
    unsigned key = u_->use(Operand::constant(orFail(pool_.nameOf(keywords[i]->name)))), source = u_->use(value);
    u_->setTop(mark);
    u_->emitSilently(Op::kMapAdd, dict, key, source);
  }
  if (i != 0) u_->passLine(u_->place().lineno);
  while (i < keywords.size && !failed()) {
    unsigned mark = u_->top();
    if (keywords[i]->name == nullptr) {
      unsigned source = u_->use(compute(keywords[i]->value));
      u_->setTop(mark);
      u_->emit(Op::kDictMerge, dict, source, window);
      ++i;
      continue;
    }
    unsigned part = u_->pushTemp();
    u_->emit(Op::kBuildMap, part, part, 0);
    for (; i < keywords.size && keywords[i]->name != nullptr && !failed(); ++i) {
      Operand value = compute(keywords[i]->value);
      unsigned key = u_->use(Operand::constant(orFail(pool_.nameOf(keywords[i]->name)))), source = u_->use(value);
      u_->setTop(part + 1);
      u_->emit(Op::kMapAdd, part, key, source);
    }
    u_->setTop(mark);
    u_->emit(Op::kDictMerge, dict, part | kOperandConsume, window);
  }
}

void CodeGenerator::callExit(unsigned exit, bool is_async) {
  unsigned mark = u_->top();
  unsigned window = pushWindow();
  u_->move(window + kWindowCallable, Operand::temp(exit));
  Object* nothing = orFail(pool_.keep(newNone()));
  for (int i = 0; i < 3; ++i) u_->moveConst(u_->pushTemp(), nothing);
  u_->setTop(mark);
  unsigned reg = u_->pushTemp();
  if (!is_async) {
    u_->emit(Op::kCall, window, 3, reg);
  } else {
    unsigned iterator = u_->pushTemp();
    u_->emit(Op::kCall, window, 3, iterator);
    u_->emit(Op::kGetAwaitable, iterator, iterator | kOperandConsume, 2);
    awaitTop(iterator, reg);
  }
  u_->emit(Op::kClear, reg);
  u_->setTop(mark);
}

}  // namespace ophion
