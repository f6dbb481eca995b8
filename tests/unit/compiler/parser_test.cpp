// Trees, places and errors; tests/differential compares far more of them with CPython.
#include "compiler/parser.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/compiler/front_end.h"

namespace ophion {
namespace {

using namespace ast;

TEST(Parser, GivesEveryNodeItsPlace) {
  EXPECT_EQ(FrontEnd("x = -y").dump(),
            "Module(body=[Assign(targets=[Name(id='x', ctx=Store(), lineno=1, col_offset=0, end_lineno=1, "
            "end_col_offset=1)], value=UnaryOp(op=USub(), operand=Name(id='y', ctx=Load(), lineno=1, col_offset=5, "
            "end_lineno=1, end_col_offset=6), lineno=1, col_offset=4, end_lineno=1, end_col_offset=6), lineno=1, "
            "col_offset=0, end_lineno=1, end_col_offset=6)], type_ignores=[])");
}

Expr* expressionOf(FrontEnd& front_end) {
  if (!front_end.mod) return nullptr;
  return front_end.mod->expr;
}

TEST(Parser, PowerBindsTighterThanSignOnItsLeftOnly) {
  FrontEnd front_end("-a ** -b", ParseMode::Eval);
  UnaryOp* minus = as<UnaryOp>(expressionOf(front_end));
  EXPECT_EQ(as<BinOp>(minus->operand)->op, Operator::Pow);
  EXPECT_EQ(as<BinOp>(minus->operand)->right->kind, ExprKind::UnaryOp);
}

TEST(Parser, JoinsAdjacentStrings) {
  FrontEnd front_end("'a' \"b\" r'\\c'", ParseMode::Eval);
  Constant* text = as<Constant>(expressionOf(front_end));
  EXPECT_EQ(std::string(text->data, text->size), "ab\\c");
  EXPECT_TRUE(text->all_ascii);
}

TEST(Parser, KeepsLoneSurrogates) {
  FrontEnd front_end("'\\ud800'", ParseMode::Eval);
  Constant* text = as<Constant>(expressionOf(front_end));
  EXPECT_EQ(std::string(text->data, text->size), "\xED\xA0\x80");
  EXPECT_FALSE(text->all_ascii);
}

TEST(Parser, ReadsNumbers) {
  struct Case {
    const char* source;
    ConstantKind kind;
    double number;
  };
  for (Case each : {Case{"1_0.5e1", ConstantKind::Float, 105}, Case{"1e999", ConstantKind::Float, HUGE_VAL},
                    Case{"1e-999", ConstantKind::Float, 0}, Case{"3j", ConstantKind::Imaginary, 3}}) {
    FrontEnd front_end(each.source, ParseMode::Eval);
    Constant* constant = as<Constant>(expressionOf(front_end));
    EXPECT_EQ(constant->type, each.kind) << each.source;
    EXPECT_EQ(constant->number, each.number) << each.source;
  }
  FrontEnd front_end("0xFF_FF", ParseMode::Eval);
  Constant* constant = as<Constant>(expressionOf(front_end));
  EXPECT_EQ(constant->int_base, 16);
  EXPECT_EQ(std::string(constant->data, constant->size), "FFFF");
}

TEST(Parser, FStringExpressionsKnowWhereTheyStand) {
  FrontEnd front_end("x = f'{a!r:>{b}}'");
  EXPECT_NE(front_end.dump().find("Name(id='b', ctx=Load(), lineno=1, col_offset=13"), std::string::npos);
}

TEST(Parser, SoftKeywordsAreNames) {
  EXPECT_TRUE(FrontEnd("match = case = _ = 1\nmatch(x)\nmatch[x] = 1\nmatch.x\nprint(match)").mod);
}

TEST(Parser, LongChainsNeedNoStack) {
  std::string sum = "x", chain = "if x: pass\n", calls = "x";
  for (int i = 0; i < 100000; i++) {
    sum += "+x";
    chain += "elif x: pass\n";
    calls += ".y()[0]";
  }
  for (const std::string& source : {sum, chain, calls}) {
    FrontEnd front_end(source);
    EXPECT_TRUE(front_end.scopes()) << front_end.errorText();
  }
}

TEST(Parser, DeepNestsAreErrors) {
  for (const char* part : {"not ", "-", "~", "lambda: ", "x if y else ", "x ** "}) {
    std::string source;
    for (int i = 0; i < 100000; i++) source += part;
    EXPECT_EQ(FrontEnd(source + "x").error.kind, ErrorKind::TooDeep) << part;
  }
}

TEST(Parser, DiagnosisIsNotExponential) {
  for (const char* part : {"{", "{1:", "[", "(", "f(", "f(a=", "{**", "[x for x in "}) {
    std::string source;
    for (int i = 0; i < 190; i++) source += part;
    EXPECT_TRUE(FrontEnd(source + "a b").error) << part;
  }
}

TEST(Parser, WordsErrorsAsCPythonDoes) {
  struct Case {
    const char* source;
    const char* error;
  };
  // The corpus in tests/differential has thousands; these are one of each kind.
  for (Case each : {
           Case{"f(a b)", "SyntaxError: invalid syntax. Perhaps you forgot a comma? (1, 3)-(1, 6)"},
           Case{"x = (1,\n", "SyntaxError: '(' was never closed (1, 5)-(1, 0)"},
           Case{"if x:\npass",
                "IndentationError: expected an indented block after 'if' statement on line 1 (2, 1)-(2, 5)"},
           Case{"if x:\n\ty\n        z", "TabError: inconsistent use of tabs and spaces in indentation (3, 1)-(3, 0)"},
           Case{"f'{a b}'", "SyntaxError: f-string: invalid syntax. Perhaps you forgot a comma? (1, 2)-(1, 5)"},
           Case{"x = \"é\" y", "SyntaxError: invalid syntax (1, 9)-(1, 10)"},
       }) {
    EXPECT_EQ(FrontEnd(each.source, ParseMode::File, true).errorText(), each.error) << each.source;
  }
}

TEST(Parser, KnowsWhenAPromptNeedsMore) {
  struct Case {
    const char* source;
    Completeness want;
  };
  for (Case each :
       {Case{"x = 1", Completeness::Complete}, Case{"x = (1,", Completeness::NeedsMore},
        Case{"if x:", Completeness::NeedsMore}, Case{"if x:\n  y", Completeness::NeedsMore},
        Case{"if x:\n  y\n", Completeness::Complete}, Case{"return", Completeness::Error},
        Case{"for x in y: pass", Completeness::NeedsMore}, Case{"x = = 1", Completeness::Error},
        Case{"'''abc", Completeness::NeedsMore}, Case{"'abc", Completeness::Error}, Case{"", Completeness::Complete},
        Case{"# c", Completeness::Complete}, Case{"x = \\", Completeness::NeedsMore},
        Case{"@a", Completeness::NeedsMore}, Case{"f(a b", Completeness::Error}}) {
    CompileArena arena(mallocChunkSource());
    SyntaxErrorInfo error;
    EXPECT_EQ(checkComplete(each.source, strlen(each.source), arena, &error), each.want) << each.source;
  }
}

}  // namespace
}  // namespace ophion
