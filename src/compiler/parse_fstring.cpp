// f-strings. The expression of a replacement field is cut out, put in parentheses (so that it may begin with blanks and
// run over lines) and given to a parser of its own, which is told where the text stands in the source.
#include <cstdio>

#include "compiler/string_builder.h"

namespace ophion {

using namespace ast;

namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f'; }

}  // namespace

// Fields come in the order of the text: what was counted before stays counted.
StringBuilder::FieldPlace StringBuilder::findField(Cursor* cursor, const char* brace) {
  for (; cursor->counted < brace; ++cursor->counted) {
    if (*cursor->counted != '\n') continue;
    cursor->line = cursor->counted;
    ++cursor->lines;
  }
  FieldPlace place;
  place.lines = cursor->lines;
  const char* after = brace + 1;
  while (isBlank(*after) && *after != '\n') after++;
  if (*after == '\n' || *after == '}') return place;
  place.cols = static_cast<int32_t>(brace - cursor->line) - (*cursor->line == '\n' ? 1 : 0);
  return place;
}

// Reads pieces until the end of the literal (level 0) or the brace that ends a format specification.
bool StringBuilder::fstring(Pieces* pieces, Cursor* cursor, int level) {
  pieces->is_fstring = true;
  for (;;) {
    bool doubled = false;
    if (!literal(pieces, cursor, level, &doubled)) return false;
    if (doubled) continue;
    if (cursor->at >= cursor->end || *cursor->at == '}') break;
    Expr* value = field(pieces, cursor, level);
    if (!value) return false;
    if (!flush(pieces, place_) || !parser_->push(pieces->values, value)) return false;
  }
  if (level == 0 && cursor->at < cursor->end - 1) return raise("f-string: unexpected end of string");
  if (level != 0 && (cursor->at >= cursor->end || *cursor->at != '}')) return raise("f-string: expecting '}'");
  return true;
}

// The text up to the next brace that counts. A doubled brace ends it too, and stands for one.
bool StringBuilder::literal(Pieces* pieces, Cursor* cursor, int level, bool* doubled) {
  const char* begin = cursor->at;
  const char* at = begin;
  const char* end = cursor->end;
  const char* resume = nullptr;
  while (at < end) {
    char c = *at++;
    if (!cursor->raw && c == '\\' && at < end) {
      c = *at++;
      if (c == 'N') {
        // The braces of \N{name} are no field. A malformed one is found when the text is decoded.
        if (at < end && *at++ == '{') {
          while (at < end && *at++ != '}') {
          }
        }
        continue;
      }
      if (c == '{' && !warnOfEscape(at - 1, *cursor->token)) return false;
    }
    if (c != '{' && c != '}') continue;
    if (level == 0) {
      if (at < end && *at == c) {
        resume = at + 1;
        *doubled = true;
        break;
      }
      if (c == '}') return raise("f-string: single '}' is not allowed");
    }
    at--;
    break;
  }
  cursor->at = resume ? resume : at;
  return decodeText(pieces, begin, at, cursor->raw, *cursor->token);
}

// Moves behind the expression of a field: to the '!', ':', '=' or '}' that ends it.
bool StringBuilder::scanExpression(Cursor* cursor) {
  const char*& at = cursor->at;
  const char* end = cursor->end;
  char quote = 0;
  int quote_size = 0, depth = 0;
  char brackets[Lexer::kBracketsMax];
  char message[100];
  for (; at < end; at++) {
    char c = *at;
    if (c == '\\') return raise("f-string expression part cannot include a backslash");
    bool triple = at + 2 < end && at[1] == c && at[2] == c;
    if (quote) {
      if (c == quote && (quote_size == 1 || triple)) {
        if (quote_size == 3) at += 2;
        quote = 0;
      }
      continue;
    }
    if (c == '\'' || c == '"') {
      quote = c;
      quote_size = triple ? 3 : 1;
      if (triple) at += 2;
      continue;
    }
    if (c == '[' || c == '{' || c == '(') {
      if (depth >= Lexer::kBracketsMax) return raise("f-string: too many nested parenthesis");
      brackets[depth++] = c;
      continue;
    }
    if (c == '#') return raise("f-string expression part cannot include '#'");
    if (depth == 0 && (c == '!' || c == ':' || c == '}' || c == '=' || c == '>' || c == '<')) {
      if (at + 1 < end && at[1] == '=' && (c == '!' || c == '=' || c == '<' || c == '>')) {
        at++;
        continue;
      }
      if (c == '>' || c == '<') continue;
      break;
    }
    if (c != ']' && c != '}' && c != ')') continue;
    if (depth == 0) {
      snprintf(message, sizeof message, "f-string: unmatched '%c'", c);
      return raise(message);
    }
    char opening = brackets[--depth];
    if (!((opening == '(' && c == ')') || (opening == '[' && c == ']') || (opening == '{' && c == '}'))) {
      snprintf(message, sizeof message, "f-string: closing parenthesis '%c' does not match opening parenthesis '%c'", c,
               opening);
      return raise(message);
    }
  }
  if (quote) return raise("f-string: unterminated string");
  if (depth) {
    snprintf(message, sizeof message, "f-string: unmatched '%c'", brackets[depth - 1]);
    return raise(message);
  }
  return at < end || raise("f-string: expecting '}'");
}

Expr* StringBuilder::compileExpression(const char* begin, Cursor* cursor) {
  const char* end = cursor->at;
  const char* at = begin;
  while (at < end && isBlank(*at)) at++;
  if (at == end) {
    if (*end == '!' || *end == ':' || *end == '=') {
      char message[60];
      snprintf(message, sizeof message, "f-string: expression required before '%c'", *end);
      raise(message);
    } else {
      raise("f-string: empty expression not allowed");
    }
    return nullptr;
  }
  size_t length = static_cast<size_t>(end - begin);
  char* text = arena_.tryArray<char>(length + 4);
  if (!text) return parser_->outOfMemory();
  text[0] = '(';
  memcpy(text + 1, begin, length);
  text[length + 1] = ')';
  text[length + 2] = '\n';
  text[length + 3] = 0;
  FieldPlace place = findField(cursor, begin - 1);
  const Token& token = *cursor->token;
  int32_t col = place.lines ? place.cols : token.col + place.cols;
  Parser* inner = parser_->tryInnerParser(SourceText{text, text + length + 3}, token.lineno + place.lines, col);
  if (!inner) return nullptr;
  Expr* result = inner->parseFStringExpression();
  if (!result && !parser_->failed()) {
    parser_->error_ = inner->error();
    if (!parser_->failed()) raise("f-string: invalid syntax");
  }
  return result;
}

bool StringBuilder::conversion(Cursor* cursor, int* result) {
  if (*cursor->at != '!') return true;
  cursor->at++;
  if (cursor->at >= cursor->end) return raise("f-string: expecting '}'");
  *result = static_cast<unsigned char>(*cursor->at++);
  if (*result != 's' && *result != 'r' && *result != 'a') {
    return raise("f-string: invalid conversion character: expected 's', 'r', or 'a'");
  }
  return cursor->at < cursor->end || raise("f-string: expecting '}'");
}

Expr* StringBuilder::field(Pieces* pieces, Cursor* cursor, int level) {
  if (level >= 2) {
    raise("f-string: expressions nested too deeply");
    return nullptr;
  }
  const char* begin = ++cursor->at;
  if (!scanExpression(cursor)) return nullptr;
  Expr* value = compileExpression(begin, cursor);
  if (!value) return nullptr;
  bool has_text = *cursor->at == '=';
  if (has_text) {
    cursor->at++;
    while (isBlank(*cursor->at) || *cursor->at == '\v' || *cursor->at == '\r') cursor->at++;
    if (!pushText(pieces, begin, cursor->at)) return nullptr;
    if (cursor->at >= cursor->end) {
      raise("f-string: expecting '}'");
      return nullptr;
    }
  }
  int kind = -1;
  if (!conversion(cursor, &kind)) return nullptr;
  Expr* spec = nullptr;
  if (*cursor->at == ':') {
    cursor->at++;
    if (cursor->at >= cursor->end) {
      raise("f-string: expecting '}'");
      return nullptr;
    }
    spec = formatSpec(cursor, level + 1);
    if (!spec) return nullptr;
  }
  if (cursor->at >= cursor->end || *cursor->at != '}') {
    raise("f-string: expecting '}'");
    return nullptr;
  }
  cursor->at++;
  if (has_text && !spec && kind == -1) kind = 'r';
  FormattedValue* node = parser_->make<FormattedValue>(ExprKind::FormattedValue, place_);
  if (!node) return nullptr;
  node->value = value;
  node->conversion = kind;
  node->format_spec = spec;
  return node;
}

Expr* StringBuilder::formatSpec(Cursor* cursor, int level) {
  Pieces pieces;
  if (!fstring(&pieces, cursor, level)) return nullptr;
  return joined(&pieces, Parser::placeOf(*cursor->token));
}

bool StringBuilder::flush(Pieces* pieces, const Place& place) {
  if (pieces->last.empty()) return true;
  Expr* text = textNode(pieces, place);
  return text && parser_->push(pieces->values, text);
}

Expr* StringBuilder::joined(Pieces* pieces, const Place& place) {
  if (!pieces->is_fstring) return textNode(pieces, place);
  if (!flush(pieces, place)) return nullptr;
  JoinedStr* node = parser_->make<JoinedStr>(ExprKind::JoinedStr, place);
  if (node) node->values = pieces->values.span();
  return node;
}

}  // namespace ophion
