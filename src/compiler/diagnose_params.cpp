// What is commonly wrong with parameter lists. See diagnose_expr.cpp for the contract.
#include "compiler/parser_state.h"

namespace ophion {

using namespace ast;

namespace {

// Which parameters `paramSkip` takes.
enum { kWithoutDefault, kWithDefault, kMaybeDefault };

}  // namespace

// Takes one parameter with its comma (or in front of the end); goes back when it does not fit.
bool Parser::paramSkip(bool is_lambda, K end, int defaults) {
  uint32_t mark = pos_;
  bool ok = parameter(is_lambda, false) != nullptr;
  if (ok && !failed()) {
    Expr* value = nullptr;
    if (defaults != kWithoutDefault) ok = defaultValue(&value);
    if (defaults == kWithDefault && !value) ok = false;
  }
  ok = ok && !failed() && (accept(K::Comma) || at(end));
  if (!ok) pos_ = mark;
  return ok && !failed();
}

// slash_no_default or slash_with_default, with the comma; goes back when neither fits.
bool Parser::slashSkip(bool is_lambda, K end, bool* with_default) {
  uint32_t mark = pos_;
  for (bool defaults : {false, true}) {
    pos_ = mark;
    bool any = false;
    while (paramSkip(is_lambda, end, kWithoutDefault)) any = true;
    if (defaults) {
      any = false;
      while (paramSkip(is_lambda, end, kWithDefault)) any = true;
    }
    if (failed()) return false;
    if (any && accept(K::Slash) && (accept(K::Comma) || at(end))) {
      *with_default = defaults;
      return true;
    }
  }
  pos_ = mark;
  return false;
}

void Parser::invalidParameters(bool is_lambda, K end) {
  uint32_t mark = pos_;
  // A parameter without a default behind one that has it.
  while (paramSkip(is_lambda, end, kWithoutDefault)) {
  }
  uint32_t after_plain = pos_;
  bool with_default = false;
  bool helper = slashSkip(is_lambda, end, &with_default) && with_default;
  if (!helper && !failed()) {
    pos_ = after_plain;
    while (paramSkip(is_lambda, end, kWithDefault)) helper = true;
  }
  if (failed()) return;
  if (helper) {
    uint32_t here = pos_;
    if (paramSkip(is_lambda, end, kWithoutDefault)) {
      pos_ = here;
      Arg* arg = parameter(is_lambda, false);
      if (arg) raiseAtPlace(arg->place, "non-default argument follows default argument");
      return;
    }
    if (failed()) return;
  }
  pos_ = after_plain;
  invalidParenthesizedParameters(is_lambda);
  if (failed()) return;
  pos_ = mark;
  invalidParameterOrder(is_lambda, end);
}

// Where a parameter should be: a list of them in parentheses.
void Parser::invalidParenthesizedParameters(bool is_lambda) {
  if (at(K::LeftParen)) {
    Place opening = placeOf(current());
    pos_++;
    bool any = false;
    if (is_lambda) {
      while (at(K::Name)) {
        any = true;
        pos_++;
        if (!accept(K::Comma)) break;
      }
    } else {
      while (paramSkip(is_lambda, K::RightParen, kWithoutDefault)) any = true;
    }
    accept(K::Comma);
    if (any && at(K::RightParen)) {
      raiseRange(opening, placeOf(current()),
                 is_lambda ? "Lambda expression parameters cannot be parenthesized"
                           : "Function parameters cannot be parenthesized");
    }
  }
}

// Slashes and stars in the wrong order.
void Parser::invalidParameterOrder(bool is_lambda, K end) {
  uint32_t mark = pos_;
  if (at(K::Slash) && peekNext() == K::Comma) {
    raiseAtPlace(placeOf(current()), "at least one argument must precede /");
    return;
  }
  bool with_default = false;
  bool slash = slashSkip(is_lambda, end, &with_default);
  if (failed()) return;
  if (slash) {
    while (paramSkip(is_lambda, end, kMaybeDefault)) {
    }
    if (at(K::Slash)) {
      raiseAtPlace(placeOf(current()), "/ may appear only once");
      return;
    }
  } else {
    pos_ = mark;
  }
  if (failed()) return;
  while (paramSkip(is_lambda, end, kMaybeDefault)) {
  }
  if (at(K::Star)) {
    pos_++;
    if (accept(K::Comma) || paramSkip(is_lambda, end, kWithoutDefault)) {
      while (paramSkip(is_lambda, end, kMaybeDefault)) {
      }
      if (at(K::Slash)) {
        raiseAtPlace(placeOf(current()), "/ must be ahead of *");
        return;
      }
    }
  }
  if (failed()) return;
  pos_ = mark;
  bool any = false;
  while (paramSkip(is_lambda, end, kMaybeDefault)) any = true;
  if (any && at(K::Slash) && peekNext() == K::Star) {
    raiseAtPlace(placeOf(tokens_[pos_ + 1]), "expected comma between / and *");
  }
}

// At '*'.
void Parser::invalidStarEtc(bool is_lambda, K end) {
  uint32_t mark = pos_;
  Place star = placeOf(current());
  pos_++;
  bool bare = at(end);
  if (!bare && accept(K::Comma)) bare = at(end) || at(K::DoubleStar);
  if (failed()) return;
  if (bare) {
    if (is_lambda) {
      raiseHere(ErrorKind::SyntaxError, "named arguments must follow bare *");
    } else {
      raiseAtPlace(star, "named arguments must follow bare *");
    }
    return;
  }
  pos_ = mark + 1;
  if (parameter(is_lambda, false) && at(K::Equal)) {
    raiseAtPlace(placeOf(current()), "var-positional argument cannot have default value");
    return;
  }
  if (failed()) return;
  pos_ = mark + 1;
  if (!accept(K::Comma) && !paramSkip(is_lambda, end, kWithoutDefault)) return;
  while (paramSkip(is_lambda, end, kMaybeDefault)) {
  }
  if (failed() || !at(K::Star)) return;
  Place second = placeOf(current());
  pos_++;
  if (accept(K::Comma) || paramSkip(is_lambda, end, kWithoutDefault)) {
    raiseAtPlace(second, "* argument may appear only once");
  }
}

void Parser::invalidKwds(bool is_lambda, K) {
  if (!accept(K::DoubleStar) || !parameter(is_lambda, false)) return;
  if (at(K::Equal)) {
    raiseAtPlace(placeOf(current()), "var-keyword argument cannot have default value");
    return;
  }
  if (!accept(K::Comma)) return;
  uint32_t mark = pos_;
  if (Arg* arg = parameter(is_lambda, false)) {
    raiseAtPlace(arg->place, "arguments cannot follow var-keyword argument");
    return;
  }
  pos_ = mark;
  if (at(K::Star) || at(K::DoubleStar) || at(K::Slash)) {
    raiseAtPlace(placeOf(current()), "arguments cannot follow var-keyword argument");
  }
}

// At '='.
void Parser::invalidDefault() {
  Place equal = placeOf(current());
  pos_++;
  if (at(K::RightParen) || at(K::Comma)) raiseAtPlace(equal, "expected default value expression");
}

}  // namespace ophion
