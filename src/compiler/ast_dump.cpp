// A walk over the tree that writes the fields of each node in the order of Python's `ast` module.
#include "compiler/ast_dump.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "base/unicode.h"
#include "compiler/utf8.h"

namespace ophion {

using namespace ast;

namespace {

const char* const kContextNames[] = {"Load()", "Store()", "Del()"};
const char* const kOperatorNames[] = {"Add()",    "Sub()",    "Mult()",  "MatMult()", "Div()",    "Mod()",     "Pow()",
                                      "LShift()", "RShift()", "BitOr()", "BitXor()",  "BitAnd()", "FloorDiv()"};
const char* const kUnaryNames[] = {"Invert()", "Not()", "UAdd()", "USub()"};
const char* const kCompareNames[] = {"Eq()",  "NotEq()", "Lt()",    "LtE()", "Gt()",
                                     "GtE()", "Is()",    "IsNot()", "In()",  "NotIn()"};

class Dumper {
 public:
  Dumper(DumpSink sink, CompileArena& arena) : sink_(sink), arena_(arena) {}

  void mod(const Mod* node);
  void flush() {
    sink_.write(sink_.ctx, buffer_, used_);
    used_ = 0;
  }

 private:
  void text(const char* data, size_t size) {
    if (used_ + size > sizeof buffer_) flush();
    if (size > sizeof buffer_) {
      sink_.write(sink_.ctx, data, size);
      return;
    }
    memcpy(buffer_ + used_, data, size);
    used_ += size;
  }
  void text(std::string_view view) { text(view.data(), view.size()); }
  void number(uint64_t value) {
    char digits[24];
    auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    text(digits, static_cast<size_t>(end - digits));
  }

  // A node: `Kind(field=…, …, lineno=…)`.
  void open(const char* kind) {
    text(kind);
    text("(");
    first_ = true;
  }
  void field(const char* name) {
    if (!first_) text(", ");
    first_ = false;
    text(name);
    text("=");
  }
  void close(const Place& place) {
    field("lineno"), number(place.lineno);
    field("col_offset"), number(place.col_offset);
    field("end_lineno"), number(place.end_lineno);
    field("end_col_offset"), number(place.end_col_offset);
    close();
  }
  void close() {
    text(")");
    first_ = false;
  }

  void one(const char* name, const Expr* node) {
    if (!node) return;
    field(name);
    expr(node);
  }
  void name(const char* label, const Identifier* id) {
    if (!id) return;
    field(label);
    stringRepr(id->text, id->length);
  }
  template <class T, class Fn>
  void list(const char* label, const ArenaSpan<T>& items, Fn each) {
    field(label);
    text("[");
    for (uint32_t i = 0; i < items.size; i++) {
      if (i) text(", ");
      each(items[i]);
    }
    text("]");
    first_ = false;
  }
  void exprs(const char* label, const ArenaSpan<Expr*>& items) {
    list(label, items, [this](const Expr* node) { node ? expr(node) : text("None"); });
  }
  void stmts(const char* label, const Body& items) {
    list(label, items, [this](const Stmt* node) { stmt(node); });
  }
  void patternList(const char* label, const ArenaSpan<Pattern*>& items) {
    list(label, items, [this](const Pattern* node) { pattern(node); });
  }
  void constantName(const char* label, const char* value) {
    field(label);
    text(value);
  }

  void expr(const Expr* node);
  void exprFields(const Expr* node);
  void constant(const Constant* node);
  void integer(const Constant* node);
  void floating(double value, bool drop_zero);
  void stringRepr(const char* data, size_t size);
  void bytesRepr(const char* data, size_t size);
  void arguments(const Arguments* node);
  void arg(const Arg* node);
  void comprehension(const Comprehension* node);
  void keyword(const Keyword* node);
  void alias(const Alias* node);
  void handler(const ExceptHandler* node);
  void pattern(const Pattern* node);
  void stmt(const Stmt* node);
  void stmtFields(const Stmt* node);
  void functionFields(const FunctionDef* node);

  DumpSink sink_;
  CompileArena& arena_;
  bool first_ = true;
  size_t used_ = 0;
  char buffer_[8192];
};

const char* exprName(ExprKind kind) {
  static const char* const kNames[] = {"BoolOp",    "NamedExpr", "BinOp",     "UnaryOp",   "Lambda",   "IfExp",
                                       "Dict",      "Set",       "ListComp",  "SetComp",   "DictComp", "GeneratorExp",
                                       "Await",     "Yield",     "YieldFrom", "Compare",   "Call",     "FormattedValue",
                                       "JoinedStr", "Constant",  "Attribute", "Subscript", "Starred",  "Name",
                                       "List",      "Tuple",     "Slice"};
  return kNames[static_cast<int>(kind)];
}

const char* stmtName(StmtKind kind) {
  static const char* const kNames[] = {"FunctionDef", "AsyncFunctionDef",
                                       "ClassDef",    "Return",
                                       "Delete",      "Assign",
                                       "AugAssign",   "AnnAssign",
                                       "For",         "AsyncFor",
                                       "While",       "If",
                                       "With",        "AsyncWith",
                                       "Match",       "Raise",
                                       "Try",         "TryStar",
                                       "Assert",      "Import",
                                       "ImportFrom",  "Global",
                                       "Nonlocal",    "Expr",
                                       "Pass",        "Break",
                                       "Continue"};
  return kNames[static_cast<int>(kind)];
}

const char* patternName(PatternKind kind) {
  static const char* const kNames[] = {"MatchValue", "MatchSingleton", "MatchSequence", "MatchMapping",
                                       "MatchClass", "MatchStar",      "MatchAs",       "MatchOr"};
  return kNames[static_cast<int>(kind)];
}

void Dumper::mod(const Mod* node) {
  switch (node->kind) {
    case ModKind::Module:
      open("Module");
      stmts("body", node->body);
      field("type_ignores");
      text("[]");
      break;
    case ModKind::Interactive:
      open("Interactive");
      stmts("body", node->body);
      break;
    case ModKind::Expression:
      open("Expression");
      one("body", node->expr);
      break;
  }
  close();
}

// ---- constants
// -------------------------------------------------------------------------------------------------------

void Dumper::stringRepr(const char* data, size_t size) {
  const char* end = data + size;
  bool has_single = memchr(data, '\'', size) != nullptr, has_double = memchr(data, '"', size) != nullptr;
  char quote = has_single && !has_double ? '"' : '\'';
  text(&quote, 1);
  while (data < end) {
    const char* start = data;
    char32_t c = decodeUtf8(&data);
    char escape[16];
    if (c == static_cast<char32_t>(quote) || c == '\\') {
      text("\\");
      text(start, 1);
    } else if (c == '\n') {
      text("\\n");
    } else if (c == '\r') {
      text("\\r");
    } else if (c == '\t') {
      text("\\t");
    } else if (c >= 0x20 && c < 0x7F) {
      text(start, 1);
    } else if (c >= 0x80 && unicode::isPrintable(c)) {
      text(start, static_cast<size_t>(data - start));
    } else {
      const char* format = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
      int length = snprintf(escape, sizeof escape, format, static_cast<unsigned>(c));
      text(escape, static_cast<size_t>(length));
    }
  }
  text(&quote, 1);
}

void Dumper::bytesRepr(const char* data, size_t size) {
  bool has_single = memchr(data, '\'', size) != nullptr, has_double = memchr(data, '"', size) != nullptr;
  char quote = has_single && !has_double ? '"' : '\'';
  text("b");
  text(&quote, 1);
  for (size_t i = 0; i < size; i++) {
    unsigned char c = static_cast<unsigned char>(data[i]);
    char escape[8];
    if (c == quote || c == '\\') {
      text("\\");
      text(data + i, 1);
    } else if (c == '\n') {
      text("\\n");
    } else if (c == '\r') {
      text("\\r");
    } else if (c == '\t') {
      text("\\t");
    } else if (c >= 0x20 && c < 0x7F) {
      text(data + i, 1);
    } else {
      text(escape, static_cast<size_t>(snprintf(escape, sizeof escape, "\\x%02x", c)));
    }
  }
  text(&quote, 1);
}

// Decimal digits from any base, by repeated multiplication of limbs of nine digits.
void Dumper::integer(const Constant* node) {
  constexpr uint64_t kLimb = 1000000000;
  uint32_t room = node->size / 2 + 2;
  uint32_t* limbs = arena_.tryArray<uint32_t>(room);
  if (!limbs) return text("?");
  uint32_t used = 1;
  limbs[0] = 0;
  for (uint32_t i = 0; i < node->size; i++) {
    char c = node->data[i];
    uint64_t carry = static_cast<uint64_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    for (uint32_t k = 0; k < used; k++) {
      uint64_t value = limbs[k] * static_cast<uint64_t>(node->int_base) + carry;
      limbs[k] = static_cast<uint32_t>(value % kLimb);
      carry = value / kLimb;
    }
    if (carry && used < room) limbs[used++] = static_cast<uint32_t>(carry);
  }
  number(limbs[used - 1]);
  for (uint32_t k = used - 1; k-- > 0;) {
    char digits[12];
    text(digits, static_cast<size_t>(snprintf(digits, sizeof digits, "%09u", limbs[k])));
  }
}

void Dumper::floating(double value, bool drop_zero) {
  if (std::isinf(value)) return text("inf");
  char digits[40];
  auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::scientific).ptr;
  *end = 0;
  const char* e = strchr(digits, 'e');
  int exponent = atoi(e + 1);
  if (exponent < -4 || exponent >= 16) return text(digits);
  end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed).ptr;
  text(digits, static_cast<size_t>(end - digits));
  if (!drop_zero && !memchr(digits, '.', static_cast<size_t>(end - digits))) text(".0");
}

void Dumper::constant(const Constant* node) {
  field("value");
  switch (node->type) {
    case ConstantKind::None:
      text("None");
      break;
    case ConstantKind::True:
      text("True");
      break;
    case ConstantKind::False:
      text("False");
      break;
    case ConstantKind::Ellipsis:
      text("Ellipsis");
      break;
    case ConstantKind::Int:
      integer(node);
      break;
    case ConstantKind::Float:
      floating(node->number, false);
      break;
    case ConstantKind::Imaginary:
      floating(node->number, true);
      text("j");
      break;
    case ConstantKind::Str:
      stringRepr(node->data, node->size);
      break;
    case ConstantKind::Bytes:
      bytesRepr(node->data, node->size);
      break;
  }
  if (node->is_unicode_u) {
    field("kind");
    text("'u'");
  }
}

// ---- expressions
// -----------------------------------------------------------------------------------------------------

void Dumper::expr(const Expr* node) {
  open(exprName(node->kind));
  exprFields(node);
  close(node->place);
}

// Why this function is long: one case a kind of node, each a list of its fields.
void Dumper::exprFields(const Expr* node) {
  auto ctx = [this](ExprContext value) { constantName("ctx", kContextNames[static_cast<int>(value)]); };
  switch (node->kind) {
    case ExprKind::BoolOp:
      constantName("op", as<const BoolOp>(node)->op == BoolOperator::And ? "And()" : "Or()");
      exprs("values", as<const BoolOp>(node)->values);
      break;
    case ExprKind::NamedExpr:
      one("target", as<const NamedExpr>(node)->target);
      one("value", as<const NamedExpr>(node)->value);
      break;
    case ExprKind::BinOp:
      one("left", as<const BinOp>(node)->left);
      constantName("op", kOperatorNames[static_cast<int>(as<const BinOp>(node)->op)]);
      one("right", as<const BinOp>(node)->right);
      break;
    case ExprKind::UnaryOp:
      constantName("op", kUnaryNames[static_cast<int>(as<const UnaryOp>(node)->op)]);
      one("operand", as<const UnaryOp>(node)->operand);
      break;
    case ExprKind::Lambda:
      field("args");
      arguments(as<const Lambda>(node)->args);
      one("body", as<const Lambda>(node)->body);
      break;
    case ExprKind::IfExp:
      one("test", as<const IfExp>(node)->test);
      one("body", as<const IfExp>(node)->body);
      one("orelse", as<const IfExp>(node)->orelse);
      break;
    case ExprKind::Dict:
      exprs("keys", as<const Dict>(node)->keys);
      exprs("values", as<const Dict>(node)->values);
      break;
    case ExprKind::ListComp:
    case ExprKind::SetComp:
    case ExprKind::GeneratorExp:
    case ExprKind::DictComp: {
      const Comp* comp = as<const Comp>(node);
      one(comp->value ? "key" : "elt", comp->elt);
      one("value", comp->value);
      list("generators", comp->generators, [this](const Comprehension* c) { comprehension(c); });
      break;
    }
    case ExprKind::Await:
    case ExprKind::Yield:
    case ExprKind::YieldFrom:
      one("value", as<const YieldLike>(node)->value);
      break;
    case ExprKind::Compare:
      one("left", as<const Compare>(node)->left);
      list("ops", as<const Compare>(node)->ops, [this](CmpOperator op) { text(kCompareNames[static_cast<int>(op)]); });
      exprs("comparators", as<const Compare>(node)->comparators);
      break;
    case ExprKind::Call:
      one("func", as<const Call>(node)->func);
      exprs("args", as<const Call>(node)->args);
      list("keywords", as<const Call>(node)->keywords, [this](const Keyword* k) { keyword(k); });
      break;
    case ExprKind::FormattedValue: {
      const FormattedValue* value = as<const FormattedValue>(node);
      one("value", value->value);
      field("conversion");
      if (value->conversion < 0) {
        text("-1");
      } else {
        number(static_cast<uint64_t>(value->conversion));
      }
      one("format_spec", value->format_spec);
      break;
    }
    case ExprKind::JoinedStr:
      exprs("values", as<const JoinedStr>(node)->values);
      break;
    case ExprKind::Constant:
      constant(as<const Constant>(node));
      break;
    case ExprKind::Attribute:
      one("value", as<const Attribute>(node)->value);
      name("attr", as<const Attribute>(node)->attr);
      ctx(as<const Attribute>(node)->ctx);
      break;
    case ExprKind::Subscript:
      one("value", as<const Subscript>(node)->value);
      one("slice", as<const Subscript>(node)->slice);
      ctx(as<const Subscript>(node)->ctx);
      break;
    case ExprKind::Starred:
      one("value", as<const Starred>(node)->value);
      ctx(as<const Starred>(node)->ctx);
      break;
    case ExprKind::Name:
      name("id", as<const Name>(node)->id);
      ctx(as<const Name>(node)->ctx);
      break;
    case ExprKind::List:
    case ExprKind::Tuple:
      exprs("elts", as<const Sequence>(node)->elts);
      ctx(as<const Sequence>(node)->ctx);
      break;
    case ExprKind::Set:
      exprs("elts", as<const Sequence>(node)->elts);
      break;
    case ExprKind::Slice:
      one("lower", as<const Slice>(node)->lower);
      one("upper", as<const Slice>(node)->upper);
      one("step", as<const Slice>(node)->step);
      break;
  }
}

void Dumper::comprehension(const Comprehension* node) {
  open("comprehension");
  one("target", node->target);
  one("iter", node->iter);
  exprs("ifs", node->ifs);
  field("is_async"), number(node->is_async);
  close();
}

void Dumper::keyword(const Keyword* node) {
  open("keyword");
  name("arg", node->name);
  one("value", node->value);
  close(node->place);
}

void Dumper::arg(const Arg* node) {
  open("arg");
  name("arg", node->name);
  one("annotation", node->annotation);
  close(node->place);
}

void Dumper::arguments(const Arguments* node) {
  auto each = [this](const Arg* a) { arg(a); };
  open("arguments");
  list("posonlyargs", node->posonlyargs, each);
  list("args", node->args, each);
  if (node->vararg) field("vararg"), arg(node->vararg);
  list("kwonlyargs", node->kwonlyargs, each);
  exprs("kw_defaults", node->kw_defaults);
  if (node->kwarg) field("kwarg"), arg(node->kwarg);
  exprs("defaults", node->defaults);
  close();
}

// ---- patterns
// --------------------------------------------------------------------------------------------------------

void Dumper::pattern(const Pattern* node) {
  open(patternName(node->kind));
  switch (node->kind) {
    case PatternKind::MatchValue:
      one("value", as<const MatchValue>(node)->value);
      break;
    case PatternKind::MatchSingleton: {
      ConstantKind value = as<const MatchSingleton>(node)->value;
      constantName("value", value == ConstantKind::None ? "None" : value == ConstantKind::True ? "True" : "False");
      break;
    }
    case PatternKind::MatchSequence:
      patternList("patterns", as<const MatchSequence>(node)->patterns);
      break;
    case PatternKind::MatchMapping:
      exprs("keys", as<const MatchMapping>(node)->keys);
      patternList("patterns", as<const MatchMapping>(node)->patterns);
      name("rest", as<const MatchMapping>(node)->rest);
      break;
    case PatternKind::MatchClass:
      one("cls", as<const MatchClass>(node)->cls);
      patternList("patterns", as<const MatchClass>(node)->patterns);
      list("kwd_attrs", as<const MatchClass>(node)->kwd_attrs,
           [this](const Identifier* id) { stringRepr(id->text, id->length); });
      patternList("kwd_patterns", as<const MatchClass>(node)->kwd_patterns);
      break;
    case PatternKind::MatchStar:
      name("name", as<const MatchStar>(node)->name);
      break;
    case PatternKind::MatchAs:
      if (as<const MatchAs>(node)->pattern) {
        field("pattern");
        pattern(as<const MatchAs>(node)->pattern);
      }
      name("name", as<const MatchAs>(node)->name);
      break;
    case PatternKind::MatchOr:
      patternList("patterns", as<const MatchOr>(node)->patterns);
      break;
  }
  close(node->place);
}

// ---- statements
// ------------------------------------------------------------------------------------------------------

void Dumper::stmt(const Stmt* node) {
  open(stmtName(node->kind));
  stmtFields(node);
  close(node->place);
}

void Dumper::alias(const Alias* node) {
  open("alias");
  name("name", node->name);
  name("asname", node->asname);
  close(node->place);
}

void Dumper::handler(const ExceptHandler* node) {
  open("ExceptHandler");
  one("type", node->type);
  name("name", node->name);
  stmts("body", node->body);
  close(node->place);
}

void Dumper::functionFields(const FunctionDef* node) {
  name("name", node->name);
  field("args");
  arguments(node->args);
  stmts("body", node->body);
  exprs("decorator_list", node->decorators);
  one("returns", node->returns);
}

// Why this function is long: one case a kind of node, each a list of its fields.
void Dumper::stmtFields(const Stmt* node) {
  auto aliases = [this](const Alias* a) { alias(a); };
  switch (node->kind) {
    case StmtKind::FunctionDef:
    case StmtKind::AsyncFunctionDef:
      functionFields(as<const FunctionDef>(node));
      break;
    case StmtKind::ClassDef: {
      const ClassDef* cls = as<const ClassDef>(node);
      name("name", cls->name);
      exprs("bases", cls->bases);
      list("keywords", cls->keywords, [this](const Keyword* k) { keyword(k); });
      stmts("body", cls->body);
      exprs("decorator_list", cls->decorators);
      break;
    }
    case StmtKind::Return:
      one("value", as<const Return>(node)->value);
      break;
    case StmtKind::Delete:
      exprs("targets", as<const Delete>(node)->targets);
      break;
    case StmtKind::Assign:
      exprs("targets", as<const Assign>(node)->targets);
      one("value", as<const Assign>(node)->value);
      break;
    case StmtKind::AugAssign:
      one("target", as<const AugAssign>(node)->target);
      constantName("op", kOperatorNames[static_cast<int>(as<const AugAssign>(node)->op)]);
      one("value", as<const AugAssign>(node)->value);
      break;
    case StmtKind::AnnAssign:
      one("target", as<const AnnAssign>(node)->target);
      one("annotation", as<const AnnAssign>(node)->annotation);
      one("value", as<const AnnAssign>(node)->value);
      field("simple"), number(as<const AnnAssign>(node)->simple);
      break;
    case StmtKind::For:
    case StmtKind::AsyncFor:
      one("target", as<const For>(node)->target);
      one("iter", as<const For>(node)->iter);
      stmts("body", as<const For>(node)->body);
      stmts("orelse", as<const For>(node)->orelse);
      break;
    case StmtKind::While:
      one("test", as<const While>(node)->test);
      stmts("body", as<const While>(node)->body);
      stmts("orelse", as<const While>(node)->orelse);
      break;
    case StmtKind::If:
      one("test", as<const If>(node)->test);
      stmts("body", as<const If>(node)->body);
      stmts("orelse", as<const If>(node)->orelse);
      break;
    case StmtKind::With:
    case StmtKind::AsyncWith:
      list("items", as<const With>(node)->items, [this](const WithItem* item) {
        open("withitem");
        one("context_expr", item->context_expr);
        one("optional_vars", item->optional_vars);
        close();
      });
      stmts("body", as<const With>(node)->body);
      break;
    case StmtKind::Match:
      one("subject", as<const Match>(node)->subject);
      list("cases", as<const Match>(node)->cases, [this](const MatchCase* match_case) {
        open("match_case");
        field("pattern");
        pattern(match_case->pattern);
        one("guard", match_case->guard);
        stmts("body", match_case->body);
        close();
      });
      break;
    case StmtKind::Raise:
      one("exc", as<const Raise>(node)->exc);
      one("cause", as<const Raise>(node)->cause);
      break;
    case StmtKind::Try:
    case StmtKind::TryStar:
      stmts("body", as<const Try>(node)->body);
      list("handlers", as<const Try>(node)->handlers, [this](const ExceptHandler* h) { handler(h); });
      stmts("orelse", as<const Try>(node)->orelse);
      stmts("finalbody", as<const Try>(node)->finalbody);
      break;
    case StmtKind::Assert:
      one("test", as<const Assert>(node)->test);
      one("msg", as<const Assert>(node)->msg);
      break;
    case StmtKind::Import:
      list("names", as<const Import>(node)->names, aliases);
      break;
    case StmtKind::ImportFrom:
      name("module", as<const ImportFrom>(node)->module);
      list("names", as<const ImportFrom>(node)->names, aliases);
      field("level"), number(as<const ImportFrom>(node)->level);
      break;
    case StmtKind::Global:
    case StmtKind::Nonlocal:
      list("names", as<const ScopeDecl>(node)->names,
           [this](const Identifier* id) { stringRepr(id->text, id->length); });
      break;
    case StmtKind::Expr:
      one("value", as<const ExprStmt>(node)->value);
      break;
    case StmtKind::Pass:
    case StmtKind::Break:
    case StmtKind::Continue:
      break;
  }
}

}  // namespace

void dumpTree(const Mod* mod, DumpSink sink, CompileArena& arena) {
  Dumper dumper(sink, arena);
  dumper.mod(mod);
  dumper.flush();
}

}  // namespace ophion
