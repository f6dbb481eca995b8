// The rules for patterns that are no matter of grammar: what may be captured twice, and what can never match.
#include "compiler/scope_builder.h"

namespace ophion {

using namespace ast;

namespace {

// A pattern that matches anything: `_`, a name, or one of these with an `as`.
bool isIrrefutable(const Pattern* node) {
  while (node->kind == PatternKind::MatchAs) {
    node = static_cast<const MatchAs*>(node)->pattern;
    if (!node) return true;
  }
  return false;
}

// `_` or `*_`.
bool isWildcard(const Pattern* node) {
  if (node->kind == PatternKind::MatchStar) return !static_cast<const MatchStar*>(node)->name;
  if (node->kind != PatternKind::MatchAs) return false;
  const MatchAs* named = static_cast<const MatchAs*>(node);
  return !named->pattern && !named->name;
}

bool contains(const ArenaVector<Identifier*>& names, const Identifier* name) {
  for (uint32_t i = 0; i < names.size(); i++) {
    if (names[i] == name) return true;
  }
  return false;
}

}  // namespace

bool ScopeBuilder::unreachable(const Pattern* node) {
  const MatchAs* capture = static_cast<const MatchAs*>(node);
  while (capture->pattern) capture = static_cast<const MatchAs*>(capture->pattern);
  node = capture;
  if (capture->name)
    return fail(node->place, "name capture '%s' makes remaining patterns unreachable", capture->name->text);
  return fail(node->place, "wildcard makes remaining patterns unreachable");
}

bool ScopeBuilder::checkCases(Match* node) {
  for (uint32_t i = 0; i < node->cases.size; i++) {
    MatchCase* match_case = node->cases[i];
    Captures captures;
    if (!checkPattern(match_case->pattern, &captures)) return false;
    bool last = i + 1 == node->cases.size;
    if (!last && !match_case->guard && isIrrefutable(match_case->pattern)) return unreachable(match_case->pattern);
  }
  return true;
}

bool ScopeBuilder::capture(Identifier* name, Captures* captures) {
  if (!name) return true;
  if (contains(*captures, name))
    return fail(pattern_place_, "multiple assignments to name '%s' in pattern", name->text);
  return captures->tryPush(arena_, name) || outOfMemory();
}

bool ScopeBuilder::checkAll(const ArenaSpan<Pattern*>& patterns, Captures* captures) {
  for (Pattern* each : patterns) {
    if (!checkPattern(each, captures)) return false;
  }
  return true;
}

bool ScopeBuilder::checkPattern(Pattern* node, Captures* captures) {
  pattern_place_ = node->place;
  switch (node->kind) {
    case PatternKind::MatchValue: {
      const Expr* value = as<MatchValue>(node)->value;
      bool fits = value->kind == ExprKind::Constant || value->kind == ExprKind::Attribute ||
                  value->kind == ExprKind::UnaryOp || value->kind == ExprKind::BinOp;
      return fits || fail(node->place, "patterns may only match literals and attribute lookups");
    }
    case PatternKind::MatchSingleton:
      return true;
    case PatternKind::MatchSequence:
      return checkSequence(as<MatchSequence>(node), captures);
    case PatternKind::MatchMapping:
      return checkMapping(as<MatchMapping>(node), captures);
    case PatternKind::MatchClass:
      return checkClass(as<MatchClass>(node), captures);
    case PatternKind::MatchStar:
      return capture(as<MatchStar>(node)->name, captures);
    case PatternKind::MatchAs: {
      MatchAs* named = as<MatchAs>(node);
      // The name of `x as y` is bound after those inside.
      if (named->pattern && !checkPattern(named->pattern, captures)) return false;
      return capture(named->name, captures);
    }
    case PatternKind::MatchOr:
      return checkAlternatives(as<MatchOr>(node), captures);
  }
  return true;
}

bool ScopeBuilder::checkSequence(MatchSequence* node, Captures* captures) {
  bool starred = false, skips_wildcards = false;
  for (Pattern* each : node->patterns) {
    if (each->kind != PatternKind::MatchStar) continue;
    if (starred) return fail(node->place, "multiple starred names in sequence pattern");
    starred = true;
    skips_wildcards = isWildcard(each);
  }
  // With `*_` items are taken one by one, and those that nobody wants are not looked at.
  for (Pattern* each : node->patterns) {
    if (skips_wildcards && isWildcard(each)) continue;
    if (!checkPattern(each, captures)) return false;
  }
  return true;
}

bool ScopeBuilder::checkMapping(MatchMapping* node, Captures* captures) {
  return checkAll(node->patterns, captures) && capture(node->rest, captures);
}

bool ScopeBuilder::checkClass(MatchClass* node, Captures* captures) {
  for (uint32_t i = 0; i < node->kwd_attrs.size; i++) {
    if (!forbidden(node->kwd_attrs[i], node->kwd_patterns[i]->place, false)) return false;
    for (uint32_t k = i + 1; k < node->kwd_attrs.size; k++) {
      if (node->kwd_attrs[k] == node->kwd_attrs[i]) {
        return fail(node->kwd_patterns[k]->place, "attribute name repeated in class pattern: %s",
                    node->kwd_attrs[i]->text);
      }
    }
  }
  return checkAll(node->patterns, captures) && checkAll(node->kwd_patterns, captures);
}

// All alternatives bind the same names, and only the last may match anything.
bool ScopeBuilder::checkAlternatives(MatchOr* node, Captures* captures) {
  Captures first;
  for (uint32_t i = 0; i < node->patterns.size; i++) {
    Pattern* alternative = node->patterns[i];
    Captures own;
    if (!checkPattern(alternative, &own)) return false;
    bool last = i + 1 == node->patterns.size;
    if (!last && isIrrefutable(alternative)) return unreachable(alternative);
    if (i == 0) {
      first = own;
      continue;
    }
    bool same = own.size() == first.size();
    for (uint32_t k = 0; same && k < own.size(); k++) same = contains(first, own[k]);
    if (!same) return fail(pattern_place_, "alternative patterns bind different names");
  }
  for (Identifier* name : first) {
    if (!capture(name, captures)) return false;
  }
  return true;
}

}  // namespace ophion
