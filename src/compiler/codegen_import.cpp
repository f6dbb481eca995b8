// import statements.
#include "compiler/codegen.h"
#include "object/singletons.h"
#include "object/tuple.h"

namespace ophion {

// Emits the import; the module is in the register returned, a new temporary.
unsigned CodeGenerator::emitImport(std::string_view name, Object* fromlist, uint32_t level) {
  unsigned mark = u_->top();
  unsigned parts = u_->pushTemps(2), reg;
  u_->moveConst(parts, orFail(pool_.smallInt(level)));
  u_->moveConst(parts + 1, fromlist);
  result(mark, kAnywhere, &reg);
  Str* text = pool_.text(name);
  if (text != nullptr) text = static_cast<Str*>(pool_.keep(intern(share(text))));
  u_->emit(Op::kImportName, reg, u_->nameIndex(text), parts);
  return reg;
}

void CodeGenerator::importStatement(ast::Import* s) {
  for (ast::Alias* alias : s->names) {
    if (failed()) return;
    unsigned mark = u_->top();
    if (alias->asname != nullptr) {
      importAs(alias->name, alias->asname);
    } else {
      std::string_view dotted = alias->name->view();
      unsigned module = emitImport(dotted, orFail(pool_.keep(newNone())), 0);
      Identifier* first = context_.names.tryIntern(dotted.substr(0, dotted.find('.')));
      if (first == nullptr) {
        context_.outOfMemory();
        return;
      }
      storeName(first, Operand::temp(module));
    }
    u_->setTop(mark);
  }
}

// `import a.b.c as x` binds c, found by walking down from a.
void CodeGenerator::importAs(Identifier* name, Identifier* asname) {
  std::string_view dotted = name->view();
  unsigned module = emitImport(dotted, orFail(pool_.keep(newNone())), 0);
  for (size_t dot = dotted.find('.'); dot != std::string_view::npos && !failed();) {
    size_t next = dotted.find('.', dot + 1);
    std::string_view part = dotted.substr(dot + 1, next == std::string_view::npos ? next : next - dot - 1);
    Identifier* id = context_.names.tryIntern(part);
    if (id == nullptr) {
      context_.outOfMemory();
      return;
    }
    unsigned inner = u_->pushTemp();
    u_->emit(Op::kImportFrom, inner, module, u_->nameIndex(id));
    u_->move(module, Operand::temp(inner));
    u_->setTop(inner);
    dot = next;
  }
  storeName(asname, Operand::temp(module));
}

void CodeGenerator::importFrom(ast::ImportFrom* s) {
  std::string_view module_name = s->module != nullptr ? s->module->view() : std::string_view();
  Ref<Tuple> names = newTuple(s->names.size);
  for (uint32_t i = 0; names && i < s->names.size; ++i) {
    Str* name = pool_.nameOf(s->names[i]->name);
    if (name == nullptr) {
      context_.fail();
      return;
    }
    names->items()[i].init(share<Object>(name));
  }
  Object* fromlist = orFail(pool_.keep(std::move(names)));
  if (failed()) return;
  unsigned module = emitImport(module_name, fromlist, s->level);
  if (s->names.size == 1 && s->names[0]->name->view() == "*") {
    u_->emit(Op::kImportStar, module | kOperandConsume);
    u_->setTop(module);
    return;
  }
  for (ast::Alias* alias : s->names) {
    if (failed()) return;
    Identifier* to = alias->asname != nullptr ? alias->asname : alias->name;
    int local = fastLocal(to);
    unsigned reg = local >= 0 ? static_cast<unsigned>(local) : u_->pushTemp();
    u_->emit(Op::kImportFrom, reg, module, u_->nameIndex(alias->name));
    if (local >= 0) {
      u_->setBound(reg);
    } else {
      storeName(to, Operand::temp(reg));
      u_->setTop(module + 1);
    }
  }
  u_->emit(Op::kClear, module);
  u_->setTop(module);
}

}  // namespace ophion
