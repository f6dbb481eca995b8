// The classes of the module _ast: one for each rule of the language's abstract grammar.
//
// A sum ("stmt") comes right before its constructors ("FunctionDef", ...), which stand in the order of the kinds in
// compiler/ast.h: the class of a node is number(sum) + 1 + kind.
#pragma once

#include <cstdint>
#include <string_view>

#include "heap/ref.h"

namespace ophion {

struct Dict;
struct Str;
struct Tuple;
struct Type;

enum class AstPlaces : uint8_t { None, Required, OptionalEnd };

struct AstRule {
  std::string_view text;  // as the grammar writes it; it becomes the class's doc
  // Of a sum: how many constructors follow. Products and constructors: 0.
  uint8_t constructors;
  // Whether nodes have lineno and its kin.
  AstPlaces places;

  constexpr std::string_view name() const { return text.substr(0, text.find('(')); }
  constexpr bool hasFields() const { return text.find('(') != std::string_view::npos; }
};

inline constexpr AstRule kAstRules[] = {
    {"mod", 4, AstPlaces::None},
    {"Module(stmt* body, type_ignore* type_ignores)", 0, AstPlaces::None},
    {"Interactive(stmt* body)", 0, AstPlaces::None},
    {"Expression(expr body)", 0, AstPlaces::None},
    {"FunctionType(expr* argtypes, expr returns)", 0, AstPlaces::None},
    {"stmt", 27, AstPlaces::OptionalEnd},
    {"FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? "
     "type_comment)",
     0, AstPlaces::None},
    {"AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? "
     "type_comment)",
     0, AstPlaces::None},
    {"ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list)", 0, AstPlaces::None},
    {"Return(expr? value)", 0, AstPlaces::None},
    {"Delete(expr* targets)", 0, AstPlaces::None},
    {"Assign(expr* targets, expr value, string? type_comment)", 0, AstPlaces::None},
    {"AugAssign(expr target, operator op, expr value)", 0, AstPlaces::None},
    {"AnnAssign(expr target, expr annotation, expr? value, int simple)", 0, AstPlaces::None},
    {"For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)", 0, AstPlaces::None},
    {"AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)", 0, AstPlaces::None},
    {"While(expr test, stmt* body, stmt* orelse)", 0, AstPlaces::None},
    {"If(expr test, stmt* body, stmt* orelse)", 0, AstPlaces::None},
    {"With(withitem* items, stmt* body, string? type_comment)", 0, AstPlaces::None},
    {"AsyncWith(withitem* items, stmt* body, string? type_comment)", 0, AstPlaces::None},
    {"Match(expr subject, match_case* cases)", 0, AstPlaces::None},
    {"Raise(expr? exc, expr? cause)", 0, AstPlaces::None},
    {"Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)", 0, AstPlaces::None},
    {"TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)", 0, AstPlaces::None},
    {"Assert(expr test, expr? msg)", 0, AstPlaces::None},
    {"Import(alias* names)", 0, AstPlaces::None},
    {"ImportFrom(identifier? module, alias* names, int? level)", 0, AstPlaces::None},
    {"Global(identifier* names)", 0, AstPlaces::None},
    {"Nonlocal(identifier* names)", 0, AstPlaces::None},
    {"Expr(expr value)", 0, AstPlaces::None},
    {"Pass", 0, AstPlaces::None},
    {"Break", 0, AstPlaces::None},
    {"Continue", 0, AstPlaces::None},
    {"expr", 27, AstPlaces::OptionalEnd},
    {"BoolOp(boolop op, expr* values)", 0, AstPlaces::None},
    {"NamedExpr(expr target, expr value)", 0, AstPlaces::None},
    {"BinOp(expr left, operator op, expr right)", 0, AstPlaces::None},
    {"UnaryOp(unaryop op, expr operand)", 0, AstPlaces::None},
    {"Lambda(arguments args, expr body)", 0, AstPlaces::None},
    {"IfExp(expr test, expr body, expr orelse)", 0, AstPlaces::None},
    {"Dict(expr* keys, expr* values)", 0, AstPlaces::None},
    {"Set(expr* elts)", 0, AstPlaces::None},
    {"ListComp(expr elt, comprehension* generators)", 0, AstPlaces::None},
    {"SetComp(expr elt, comprehension* generators)", 0, AstPlaces::None},
    {"DictComp(expr key, expr value, comprehension* generators)", 0, AstPlaces::None},
    {"GeneratorExp(expr elt, comprehension* generators)", 0, AstPlaces::None},
    {"Await(expr value)", 0, AstPlaces::None},
    {"Yield(expr? value)", 0, AstPlaces::None},
    {"YieldFrom(expr value)", 0, AstPlaces::None},
    {"Compare(expr left, cmpop* ops, expr* comparators)", 0, AstPlaces::None},
    {"Call(expr func, expr* args, keyword* keywords)", 0, AstPlaces::None},
    {"FormattedValue(expr value, int conversion, expr? format_spec)", 0, AstPlaces::None},
    {"JoinedStr(expr* values)", 0, AstPlaces::None},
    {"Constant(constant value, string? kind)", 0, AstPlaces::None},
    {"Attribute(expr value, identifier attr, expr_context ctx)", 0, AstPlaces::None},
    {"Subscript(expr value, expr slice, expr_context ctx)", 0, AstPlaces::None},
    {"Starred(expr value, expr_context ctx)", 0, AstPlaces::None},
    {"Name(identifier id, expr_context ctx)", 0, AstPlaces::None},
    {"List(expr* elts, expr_context ctx)", 0, AstPlaces::None},
    {"Tuple(expr* elts, expr_context ctx)", 0, AstPlaces::None},
    {"Slice(expr? lower, expr? upper, expr? step)", 0, AstPlaces::None},
    {"expr_context", 3, AstPlaces::None},
    {"Load", 0, AstPlaces::None},
    {"Store", 0, AstPlaces::None},
    {"Del", 0, AstPlaces::None},
    {"boolop", 2, AstPlaces::None},
    {"And", 0, AstPlaces::None},
    {"Or", 0, AstPlaces::None},
    {"operator", 13, AstPlaces::None},
    {"Add", 0, AstPlaces::None},
    {"Sub", 0, AstPlaces::None},
    {"Mult", 0, AstPlaces::None},
    {"MatMult", 0, AstPlaces::None},
    {"Div", 0, AstPlaces::None},
    {"Mod", 0, AstPlaces::None},
    {"Pow", 0, AstPlaces::None},
    {"LShift", 0, AstPlaces::None},
    {"RShift", 0, AstPlaces::None},
    {"BitOr", 0, AstPlaces::None},
    {"BitXor", 0, AstPlaces::None},
    {"BitAnd", 0, AstPlaces::None},
    {"FloorDiv", 0, AstPlaces::None},
    {"unaryop", 4, AstPlaces::None},
    {"Invert", 0, AstPlaces::None},
    {"Not", 0, AstPlaces::None},
    {"UAdd", 0, AstPlaces::None},
    {"USub", 0, AstPlaces::None},
    {"cmpop", 10, AstPlaces::None},
    {"Eq", 0, AstPlaces::None},
    {"NotEq", 0, AstPlaces::None},
    {"Lt", 0, AstPlaces::None},
    {"LtE", 0, AstPlaces::None},
    {"Gt", 0, AstPlaces::None},
    {"GtE", 0, AstPlaces::None},
    {"Is", 0, AstPlaces::None},
    {"IsNot", 0, AstPlaces::None},
    {"In", 0, AstPlaces::None},
    {"NotIn", 0, AstPlaces::None},
    {"comprehension(expr target, expr iter, expr* ifs, int is_async)", 0, AstPlaces::None},
    {"excepthandler", 1, AstPlaces::OptionalEnd},
    {"ExceptHandler(expr? type, identifier? name, stmt* body)", 0, AstPlaces::None},
    {"arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* "
     "defaults)",
     0, AstPlaces::None},
    {"arg(identifier arg, expr? annotation, string? type_comment)", 0, AstPlaces::OptionalEnd},
    {"keyword(identifier? arg, expr value)", 0, AstPlaces::OptionalEnd},
    {"alias(identifier name, identifier? asname)", 0, AstPlaces::OptionalEnd},
    {"withitem(expr context_expr, expr? optional_vars)", 0, AstPlaces::None},
    {"match_case(pattern pattern, expr? guard, stmt* body)", 0, AstPlaces::None},
    {"pattern", 8, AstPlaces::Required},
    {"MatchValue(expr value)", 0, AstPlaces::None},
    {"MatchSingleton(constant value)", 0, AstPlaces::None},
    {"MatchSequence(pattern* patterns)", 0, AstPlaces::None},
    {"MatchMapping(expr* keys, pattern* patterns, identifier? rest)", 0, AstPlaces::None},
    {"MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns)", 0, AstPlaces::None},
    {"MatchStar(identifier? name)", 0, AstPlaces::None},
    {"MatchAs(pattern? pattern, identifier? name)", 0, AstPlaces::None},
    {"MatchOr(pattern* patterns)", 0, AstPlaces::None},
    {"type_ignore", 1, AstPlaces::None},
    {"TypeIgnore(int lineno, string tag)", 0, AstPlaces::None},
};
inline constexpr uint32_t kAstRuleCount = sizeof(kAstRules) / sizeof(kAstRules[0]);

consteval uint32_t astRule(std::string_view name) {
  uint32_t i = 0;
  while (kAstRules[i].name() != name) ++i;
  return i;
}

// Makes the classes and enters them in the module's dict and in the runtime's state. False: an exception is pending.
[[nodiscard]] bool makeAstClasses(Dict* module_dict);
// What the state holds of rule `rule`; all borrowed.
Type* astClass(uint32_t rule);
Tuple* astFields(uint32_t rule);
Object* astSingleton(uint32_t rule);  // the one instance that trees share, of classes without fields

}  // namespace ophion
