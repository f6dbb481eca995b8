// TreeMaker: makes objects of the classes of _ast from the compiler's tree.
#pragma once

#include "compiler/ast.h"
#include "modules/ast_classes.h"
#include "object/error.h"
#include "object/list.h"
#include "object/str.h"

namespace ophion {

class TreeMaker {
 public:
  // False: MemoryError pending.
  [[nodiscard]] bool prepare();
  // Null with an exception pending.
  Ref<Object> mod(const ast::Mod* node);

 private:
  // One node being filled: values in the order of its rule's fields.
  class Node;

  Ref<Object> expr(const ast::Expr* node);
  Ref<Object> exprOrNone(const ast::Expr* node);
  void exprFields(Node& out, const ast::Expr* node);
  Ref<Object> constant(const ast::Constant* node);
  Ref<Object> comprehension(const ast::Comprehension* node);
  Ref<Object> keyword(const ast::Keyword* node);
  Ref<Object> arguments(const ast::Arguments* node);
  Ref<Object> arg(const ast::Arg* node);
  Ref<Object> pattern(const ast::Pattern* node);
  void patternFields(Node& out, const ast::Pattern* node);
  Ref<Object> stmt(const ast::Stmt* node);
  void stmtFields(Node& out, const ast::Stmt* node);
  void compoundFields(Node& out, const ast::Stmt* node);
  Ref<Object> handler(const ast::ExceptHandler* node);
  Ref<Object> alias(const ast::Alias* node);
  Ref<Object> withItem(const ast::WithItem* node);
  Ref<Object> matchCase(const ast::MatchCase* node);

  Ref<Object> name(const Identifier* id);  // None for null
  Ref<Object> shared(uint32_t sum, unsigned kind);
  template <class T, class F>
  Ref<Object> list(const ArenaSpan<T>& items, F each) {
    Ref<List> all = newList(items.size);
    for (uint32_t i = 0; all && i < items.size; ++i) {
      Ref<Object> one = each(items[i]);
      if (!one || !appendToListSteal(all.get(), std::move(one))) return raised();
    }
    return all;
  }
  Ref<Object> exprs(const ArenaSpan<ast::Expr*>& items) {
    return list(items, [this](const ast::Expr* e) { return exprOrNone(e); });
  }
  Ref<Object> patterns(const ArenaSpan<ast::Pattern*>& items) {
    return list(items, [this](const ast::Pattern* p) { return pattern(p); });
  }
  Ref<Object> body(const ast::Body& items) {
    return list(items, [this](const ast::Stmt* s) { return stmt(s); });
  }

  Ref<Str> place_names_[4];
};

class TreeMaker::Node {
 public:
  Node(TreeMaker& maker, uint32_t rule);
  // The next field. Where something failed before, and nothing is left to be done, values may be null.
  void add(Ref<Object> value);
  void addInt(int64_t value);
  void place(const ast::Place& place);
  // Whether it is worth making more values.
  bool ok() const { return static_cast<bool>(object_); }
  Ref<Object> finish() { return std::move(object_); }

 private:
  void set(Str* name, Ref<Object> value);

  TreeMaker& maker_;
  uint32_t rule_;
  uint32_t next_ = 0;
  Ref<Object> object_;
};

}  // namespace ophion
