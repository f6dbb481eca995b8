// Class statements, class bodies and modules: code whose names live in a namespace.
#include "compiler/codegen_nested.h"
#include "object/error.h"
#include "object/singletons.h"

namespace ophion {

// __annotations__ and __doc__; `first` is the place of the first statement to generate.
void CodeGenerator::namespaceProlog(const ast::Body& body, uint32_t* first) {
  Expr* doc = docstring(body, first);
  if (u_->scope->has_annotations) u_->emit(Op::kSetupAnnotations);
  if (doc == nullptr || context_.optimize >= 2) return;
  PlaceScope at(*this, doc->place);
  Object* text = constantValue(doc);
  Identifier* name = context_.names.tryIntern("__doc__");
  if (name == nullptr) {
    context_.outOfMemory();
    return;
  }
  if (text != nullptr) storeName(name, Operand::constant(text));
}

Object* CodeGenerator::classCode(ast::ClassDef* s, uint32_t first_line) {
  UnitScope inside(*this, s->scope, s->name->view(), first_line, true);
  Identifier* module = context_.names.tryIntern("__name__");
  Identifier* in_class = context_.names.tryIntern("__module__");
  Identifier* qualified = context_.names.tryIntern("__qualname__");
  Identifier* class_cell = context_.names.tryIntern("__classcell__");
  Identifier* cell_name = context_.names.tryIntern("__class__");
  if (class_cell == nullptr || cell_name == nullptr) {
    context_.outOfMemory();
    return nullptr;
  }
  unsigned temp = u_->pushTemp();
  u_->emit(Op::kLoadName, temp, u_->nameIndex(module));
  u_->emit(Op::kStoreName, u_->nameIndex(in_class), temp | kOperandConsume);
  u_->setTop(temp);
  unsigned text = u_->use(Operand::constant(u_->qualified_name));
  u_->emit(Op::kStoreName, u_->nameIndex(qualified), text);
  uint32_t first;
  namespaceProlog(s->body, &first);
  body({s->body.data + first, s->body.size - first});
  if (!u_->reachable()) return inside.finish(0);
  u_->place(lastPlace(s->body.back()));
  u_->silence(true);
  if (!s->scope->needs_class_cell) {
    u_->emit(Op::kReturn, u_->use(Operand::constant(orFail(pool_.keep(newNone())))));
    return inside.finish(0);
  }
  unsigned cell = 0;
  for (uint32_t i = 0; i < s->scope->cellvars.size; ++i) {
    if (s->scope->cellvars[i]->name == cell_name) cell = u_->cellRegister(i);
  }
  u_->emit(Op::kStoreName, u_->nameIndex(class_cell), cell);
  u_->emit(Op::kReturn, cell);
  return inside.finish(0);
}

void CodeGenerator::classStatement(ast::ClassDef* s) {
  unsigned mark = u_->top();
  uint32_t first_line = s->decorators.empty() ? s->place.lineno : s->decorators[0]->place.lineno;
  pushDecorators(s->decorators);
  unsigned window = pushWindow();
  u_->emit(Op::kLoadBuildClass, window + kWindowCallable);
  unsigned parts = u_->pushTemps(4);
  Object* code = classCode(s, first_line);
  makeFunction(code, s->scope, parts, parts);
  u_->setTop(parts + 1);
  pushOperand(Operand::constant(orFail(pool_.nameOf(s->name))));
  int local = s->decorators.empty() ? fastLocal(s->name) : -1;
  Operand made = emitCall(window, {s->bases, s->keywords}, 2, local);
  if (local >= 0) {
    u_->setBound(static_cast<unsigned>(local));
    u_->setTop(mark);
    return;
  }
  applyDecorators(s->decorators, mark);
  if (!s->decorators.empty()) made = Operand::temp(mark);
  storeName(s->name, made);
  u_->setTop(mark);
}

ast::Place lastPlace(const ast::Stmt* s) { return s->place; }

Ref<Code> CodeGenerator::module(ast::Mod* mod) {
  UnitScope inside(*this, mod->scope, "<module>", 1, false);
  Object* nothing = orFail(pool_.keep(newNone()));
  if (mod->kind == ast::ModKind::Expression) {
    Operand value = compute(mod->expr);
    u_->place(mod->expr->place);
    u_->emit(Op::kReturn, u_->use(value));
  } else {
    uint32_t first = 0;
    if (!mod->body.empty()) u_->place(mod->body[0]->place);
    if (mod->kind == ast::ModKind::Module) {
      namespaceProlog(mod->body, &first);
    } else if (mod->scope->has_annotations) {
      u_->emit(Op::kSetupAnnotations);
    }
    body({mod->body.data + first, mod->body.size - first});
    if (u_->reachable()) {
      if (!mod->body.empty()) u_->place(lastPlace(mod->body.back()));
      u_->emitSilently(Op::kReturn, u_->use(Operand::constant(nothing)));
    }
  }
  Object* code = inside.finish(0);
  if (code == nullptr) return nullptr;
  return share(static_cast<Code*>(code));
}

}  // namespace ophion
