// Names: where each is kept, and how it is read, bound and unbound there.
#include "compiler/codegen.h"
#include "object/error.h"
#include "object/singletons.h"

namespace ophion {

Identifier* CodeGenerator::mangle(Identifier* name) {
  if (u_->scope->private_name == nullptr || name->length < 3 || name->text[0] != '_' || name->text[1] != '_')
    return name;
  Identifier* mangled = tryMangle(context_.names, u_->scope->private_name, name);
  if (mangled == nullptr) {
    context_.outOfMemory();
    return name;
  }
  return mangled;
}

CodeGenerator::Binding CodeGenerator::resolve(Identifier* plain) {
  Identifier* name = mangle(plain);
  Scope* scope = u_->scope;
  bool is_function = scope->isFunctionLike();
  Symbol* symbol = scope->lookup(name);
  if (symbol == nullptr) return {is_function ? Binding::Global : Binding::Name, 0, name};
  switch (symbol->kind) {
    case NameKind::Local:
      if (is_function) return {Binding::Fast, symbol->index, name};
      return {Binding::Name, 0, name};
    case NameKind::Cell:
      return {scope->kind == ScopeKind::Class ? Binding::ClassCell : Binding::Cell, u_->cellRegister(symbol->index),
              name};
    case NameKind::Free:
      return {scope->kind == ScopeKind::Class ? Binding::ClassFree : Binding::Free, symbol->index, name};
    case NameKind::GlobalExplicit:
      return {Binding::Global, 0, name};
    case NameKind::GlobalImplicit:
      return {is_function ? Binding::Global : Binding::Name, 0, name};
  }
  return {Binding::Name, 0, name};
}

int CodeGenerator::fastLocal(Identifier* name) {
  Binding binding = resolve(name);
  return binding.where == Binding::Fast ? static_cast<int>(binding.index) : -1;
}

int CodeGenerator::fastLocal(Expr* target) {
  return target->kind == ast::ExprKind::Name ? fastLocal(ast::as<ast::Name>(target)->id) : -1;
}

Operand CodeGenerator::loadName(Identifier* id, int into) {
  if (id->view() == "__debug__") return constant(pool_.keep(newBool(context_.optimize == 0)), into);
  Binding binding = resolve(id);
  if (binding.where == Binding::Fast) {
    if (!u_->isBound(binding.index)) {
      u_->emit(Op::kCheckBound, binding.index);
      u_->setBound(binding.index);
    }
    return place(Operand::local(binding.index), into);
  }
  unsigned reg;
  Operand out = result(u_->top(), into, &reg);
  switch (binding.where) {
    case Binding::Cell:
      u_->emit(Op::kLoadCell, reg, binding.index);
      break;
    case Binding::Free:
      u_->emit(Op::kLoadFree, reg, binding.index);
      break;
    case Binding::Global:
      u_->emit(Op::kLoadGlobal, reg, u_->nameIndex(binding.name));
      break;
    case Binding::ClassCell:
      u_->emit(Op::kLoadClassCell, reg, binding.index, u_->nameIndex(binding.name));
      break;
    case Binding::ClassFree:
      u_->emit(Op::kLoadClassFree, reg, binding.index, u_->nameIndex(binding.name));
      break;
    default:
      u_->emit(Op::kLoadName, reg, u_->nameIndex(binding.name));
      break;
  }
  return out;
}

void CodeGenerator::storeName(Identifier* id, const Operand& value) {
  Binding binding = resolve(id);
  if (binding.where == Binding::Fast) {
    u_->move(binding.index, value);
    u_->setBound(binding.index);
    return;
  }
  unsigned mark = u_->top(), source = u_->use(value);
  u_->setTop(mark);
  switch (binding.where) {
    case Binding::Cell:
    case Binding::ClassCell:
      u_->emit(Op::kStoreCell, binding.index, source);
      break;
    case Binding::Free:
    case Binding::ClassFree:
      u_->emit(Op::kStoreFree, binding.index, source);
      break;
    case Binding::Global:
      u_->emit(Op::kStoreGlobal, u_->nameIndex(binding.name), source);
      break;
    default:
      u_->emit(Op::kStoreName, u_->nameIndex(binding.name), source);
      break;
  }
}

void CodeGenerator::deleteName(Identifier* id) {
  Binding binding = resolve(id);
  switch (binding.where) {
    case Binding::Fast:
      u_->emit(Op::kDelete, binding.index);
      u_->setUnbound(binding.index);
      break;
    case Binding::Cell:
    case Binding::ClassCell:
      u_->emit(Op::kDeleteCell, binding.index);
      break;
    case Binding::Free:
    case Binding::ClassFree:
      u_->emit(Op::kDeleteFree, binding.index);
      break;
    case Binding::Global:
      u_->emit(Op::kDeleteGlobal, u_->nameIndex(binding.name));
      break;
    default:
      u_->emit(Op::kDeleteName, u_->nameIndex(binding.name));
      break;
  }
}

void CodeGenerator::unbindName(Identifier* id) {
  int local = fastLocal(id);
  if (local >= 0) {
    u_->emit(Op::kClear, static_cast<unsigned>(local));
    u_->setUnbound(static_cast<unsigned>(local));
    return;
  }
  // The body may have unbound it: bound first, it can be deleted for certain.
  storeName(id, Operand::constant(orFail(pool_.keep(newNone()))));
  deleteName(id);
}

}  // namespace ophion
