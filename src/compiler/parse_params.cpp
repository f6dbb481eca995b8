// Parameters of functions and lambdas.
#include "compiler/parser_state.h"

namespace ophion {

using namespace ast;

// The parameters up to ')' (or ':' of a lambda), which is not taken.
Arguments* Parser::parameters(bool is_lambda) {
  Arguments* result = makePlain<Arguments>();
  if (!result) return nullptr;
  K end = is_lambda ? K::Colon : K::RightParen;
  if (at(end)) return result;
  if (diagnosing_) {
    uint32_t mark = pos_;
    invalidParameters(is_lambda, end);
    if (failed()) return nullptr;
    pos_ = mark;
  }
  return parameterList(result, is_lambda, end) ? result : nullptr;
}

Arg* Parser::parameter(bool is_lambda, bool star_annotation) {
  if (!at(K::Name)) return nullptr;
  Start start = startHere();
  Identifier* name = current().name;
  pos_++;
  Expr* annotation = nullptr;
  if (!is_lambda && accept(K::Colon)) {
    annotation = star_annotation ? starExpression() : expression();
    if (!annotation) return nullptr;
  }
  Arg* arg = makePlain<Arg>();
  if (arg) *arg = {placeFrom(start), name, annotation};
  return arg;
}

// default: '=' expression | invalid_default. True with *value null when there is no '='.
bool Parser::defaultValue(Expr** value) {
  *value = nullptr;
  uint32_t mark = pos_;
  if (!accept(K::Equal)) return !failed();
  *value = expression();
  if (*value) return true;
  if (failed() || !diagnosing_) return false;
  pos_ = mark;
  invalidDefault();
  return false;
}

bool Parser::parameterList(Arguments* result, bool is_lambda, K end) {
  ArenaVector<Arg*> args;
  ExprList defaults;
  bool more = true;
  while (more && !at(end)) {
    if (at(K::Slash)) {
      if (args.empty() || !result->posonlyargs.empty()) return false;
      pos_++;
      result->posonlyargs = args.span();
      args = {};
    } else if (at(K::Star) || at(K::DoubleStar)) {
      if (!starEtc(result, is_lambda, end)) return false;
      break;
    } else {
      Arg* arg = parameter(is_lambda, false);
      Expr* value;
      if (!arg || !defaultValue(&value)) return false;
      if (!value && !defaults.empty()) return false;
      if (!push(args, arg) || (value && !push(defaults, value))) return false;
    }
    more = accept(K::Comma);
  }
  result->args = args.span();
  result->defaults = defaults.span();
  return at(end);
}

// From '*' or '**' to the end.
bool Parser::starEtc(Arguments* result, bool is_lambda, K end) {
  uint32_t mark = pos_;
  if (at(K::Star)) {
    if (diagnosing_) {
      invalidStarEtc(is_lambda, end);
      if (failed()) return false;
      pos_ = mark;
    }
    pos_++;
    ArenaVector<Arg*> kwonly;
    ExprList kw_defaults;
    bool more = false;
    if (at(K::Name)) {
      result->vararg = parameter(is_lambda, true);
      if (!result->vararg) return false;
      more = accept(K::Comma);
      if (!more && !at(end)) return false;
    } else {
      more = accept(K::Comma);
      if (!more || !at(K::Name)) return false;
    }
    while (more && at(K::Name)) {
      Arg* arg = parameter(is_lambda, false);
      Expr* value;
      if (!arg || !defaultValue(&value)) return false;
      if (!push(kwonly, arg) || !push(kw_defaults, value)) return false;
      more = accept(K::Comma);
    }
    result->kwonlyargs = kwonly.span();
    result->kw_defaults = kw_defaults.span();
    if (!more || !at(K::DoubleStar)) return at(end);
    mark = pos_;
  }
  if (diagnosing_) {
    invalidKwds(is_lambda, end);
    if (failed()) return false;
    pos_ = mark;
  }
  if (!accept(K::DoubleStar)) return false;
  result->kwarg = parameter(is_lambda, false);
  if (!result->kwarg) return false;
  accept(K::Comma);
  return at(end);
}

}  // namespace ophion
