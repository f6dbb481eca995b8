// The structure follows the lexical analysis chapter of the language reference. The one subtlety is bookkeeping for
// error messages: a line is "opened" only when its first character is read, so `lineno_` and `line_start_` still speak
// of the line before while the cursor stands right behind its newline.
#include "compiler/lexer.h"

#include <cstdarg>
#include <cstdio>

#include "base/unicode.h"
#include "compiler/normalize.h"
#include "compiler/utf8.h"

namespace ophion {

namespace {

enum CharClass : uint8_t { kIdStart = 1, kDigit = 2, kHex = 4, kBlank = 8 };

struct CharTable {
  uint8_t bits[256] = {};
  constexpr CharTable() {
    for (int c = 'a'; c <= 'z'; c++) bits[c] = bits[c - 32] = kIdStart;
    for (int c = '0'; c <= '9'; c++) bits[c] = kDigit | kHex;
    for (int c = 'a'; c <= 'f'; c++) bits[c] = bits[c - 32] = kIdStart | kHex;
    bits[static_cast<int>('_')] = kIdStart;
    for (int c = 128; c < 256; c++) bits[c] = kIdStart;
    bits[static_cast<int>(' ')] = bits[static_cast<int>('\t')] = bits[static_cast<int>('\f')] = kBlank;
  }
};
constexpr CharTable kChars;

bool isIdStart(int c) { return c >= 0 && (kChars.bits[c] & kIdStart); }
bool isIdChar(int c) { return c >= 0 && (kChars.bits[c] & (kIdStart | kDigit)); }
bool isDigit(int c) { return c >= 0 && (kChars.bits[c] & kDigit); }
bool isHexDigit(int c) { return c >= 0 && (kChars.bits[c] & kHex); }

struct KeywordEntry {
  const char* text;
  TokenKind kind;
};

constexpr KeywordEntry kKeywords[] = {
    {"False", TokenKind::KwFalse},
    {"None", TokenKind::KwNone},
    {"True", TokenKind::KwTrue},
    {"and", TokenKind::KwAnd},
    {"as", TokenKind::KwAs},
    {"assert", TokenKind::KwAssert},
    {"async", TokenKind::KwAsync},
    {"await", TokenKind::KwAwait},
    {"break", TokenKind::KwBreak},
    {"class", TokenKind::KwClass},
    {"continue", TokenKind::KwContinue},
    {"def", TokenKind::KwDef},
    {"del", TokenKind::KwDel},
    {"elif", TokenKind::KwElif},
    {"else", TokenKind::KwElse},
    {"except", TokenKind::KwExcept},
    {"finally", TokenKind::KwFinally},
    {"for", TokenKind::KwFor},
    {"from", TokenKind::KwFrom},
    {"global", TokenKind::KwGlobal},
    {"if", TokenKind::KwIf},
    {"import", TokenKind::KwImport},
    {"in", TokenKind::KwIn},
    {"is", TokenKind::KwIs},
    {"lambda", TokenKind::KwLambda},
    {"nonlocal", TokenKind::KwNonlocal},
    {"not", TokenKind::KwNot},
    {"or", TokenKind::KwOr},
    {"pass", TokenKind::KwPass},
    {"raise", TokenKind::KwRaise},
    {"return", TokenKind::KwReturn},
    {"try", TokenKind::KwTry},
    {"while", TokenKind::KwWhile},
    {"with", TokenKind::KwWith},
    {"yield", TokenKind::KwYield},
};

constexpr uint32_t keywordSlot(const char* text, size_t length) {
  return (static_cast<unsigned char>(text[0]) * 7u + static_cast<unsigned char>(text[length - 1]) * 31u +
          static_cast<unsigned char>(text[1]) * 3u + static_cast<uint32_t>(length) * 5u) &
         255u;
}

// Keywords hashed by length and three letters; a slot holds a chain of at most two.
struct KeywordTable {
  uint8_t first[256] = {};
  uint8_t second[256] = {};
  constexpr KeywordTable() {
    uint8_t number = 1;
    for (const KeywordEntry& entry : kKeywords) {
      size_t length = 0;
      while (entry.text[length]) length++;
      uint32_t slot = keywordSlot(entry.text, length);
      if (!first[slot]) {
        first[slot] = number;
      } else {
        second[slot] = second[slot] ? 255 : number;
      }
      number++;
    }
  }
  constexpr bool fits() const {
    for (uint8_t number : second) {
      if (number == 255) return false;
    }
    return true;
  }
};
constexpr KeywordTable kKeywordTable;
static_assert(kKeywordTable.fits());

TokenKind keywordKind(const char* text, size_t length) {
  if (length < 2 || length > 8) return TokenKind::Name;
  uint32_t slot = keywordSlot(text, length);
  for (uint8_t number : {kKeywordTable.first[slot], kKeywordTable.second[slot]}) {
    if (!number) break;
    const KeywordEntry& entry = kKeywords[number - 1];
    if (strncmp(entry.text, text, length) == 0 && entry.text[length] == 0) return entry.kind;
  }
  return TokenKind::Name;
}

constexpr int kTabSize = 8;

}  // namespace

int countCharacters(const char* begin, const char* end) {
  int count = 0;
  for (; begin < end; begin++) count += (static_cast<unsigned char>(*begin) & 0xC0) != 0x80;
  return count;
}

bool Lexer::openLine() {
  if (cur_ == source_.end) {
    if (status_ == LexStatus::Ok) status_ = LexStatus::Eof;
    return false;
  }
  if (!token_start_) buffer_start_ = cur_;
  const void* newline = memchr(cur_, '\n', static_cast<size_t>(source_.end - cur_));
  line_end_ = newline ? static_cast<const char*>(newline) + 1 : source_.end;
  lineno_++;
  line_start_ = cur_;
  return true;
}

bool Lexer::stop(LexStatus status) {
  status_ = status;
  return false;
}

bool Lexer::report(const char* message, int col, int end_col) {
  CompileArena& arena = names_.arena();
  char* copy = arena.tryCopy(message, strlen(message));
  if (!copy) return stop(LexStatus::OutOfMemory);
  int here = countCharacters(line_start_, cur_);
  error_ = {};
  error_.kind = ErrorKind::SyntaxError;
  error_.message = copy;
  error_.lineno = error_.end_lineno = static_cast<int32_t>(lineno_);
  error_.col = col < 0 ? here : col;
  error_.end_col = col < 0 ? here : end_col;
  error_.text = line_start_;
  const char* end = line_start_;
  while (end < source_.end && *end != '\n') end++;
  error_.text_size = static_cast<uint32_t>(end - line_start_);
  return stop(LexStatus::Reported);
}

bool Lexer::reportf(const char* format, ...) {
  char message[200];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  return report(message);
}

bool Lexer::finish(Token* token, TokenKind kind) {
  token->kind = kind;
  token->level = static_cast<uint16_t>(level_);
  token->lineno = token->end_lineno = lineno_;
  token->start = token_start_;
  token->length = static_cast<uint32_t>(cur_ - token_start_);
  token->col = static_cast<int32_t>(token_start_ - line_start_);
  token->end_col = static_cast<int32_t>(cur_ - line_start_);
  return true;
}

// Behind a backslash: the newline must follow, and text behind it. Returns the next line's first character (not
// consumed), or kEnd with the status set.
int Lexer::skipContinuation() {
  int c = nextChar();
  if (c != '\n') {
    stop(c == kEnd ? LexStatus::Eof : LexStatus::BadContinuation);
    return kEnd;
  }
  c = nextChar();
  if (c == kEnd) {
    stop(LexStatus::Eof);
    return kEnd;
  }
  backUp(c);
  return c;
}

bool Lexer::readIndentation(bool* blank_line) {
  int col = 0, alt_col = 0, continued_col = 0;
  int c;
  for (;;) {
    c = nextChar();
    if (c == ' ') {
      col++, alt_col++;
    } else if (c == '\t') {
      col = (col / kTabSize + 1) * kTabSize;
      alt_col++;
    } else if (c == '\f') {
      col = alt_col = 0;
    } else if (c == '\\') {
      // Indentation cannot be split over lines: the first line's counts.
      if (!continued_col) continued_col = col;
      if (skipContinuation() == kEnd) return false;
    } else {
      break;
    }
  }
  backUp(c);
  *blank_line = c == '#' || c == '\n';
  if (*blank_line || level_ > 0) return true;
  return settleIndentation(continued_col ? continued_col : col, continued_col ? continued_col : alt_col);
}

bool Lexer::settleIndentation(int col, int alt_col) {
  if (col == indents_[indent_]) return alt_col == alt_indents_[indent_] || stop(LexStatus::TabSpace);
  if (col > indents_[indent_]) {
    if (indent_ + 1 >= kIndentsMax) return stop(LexStatus::TooDeepIndent);
    if (alt_col <= alt_indents_[indent_]) return stop(LexStatus::TabSpace);
    pending_indents_++;
    indents_[++indent_] = col;
    alt_indents_[indent_] = alt_col;
    return true;
  }
  while (indent_ > 0 && col < indents_[indent_]) {
    pending_indents_--;
    indent_--;
  }
  if (col != indents_[indent_]) {
    cur_ = line_end_;
    return stop(LexStatus::BadDedent);
  }
  return alt_col == alt_indents_[indent_] || stop(LexStatus::TabSpace);
}

bool Lexer::next(Token* token) {
  token->col = token->end_col = -1;
  token->start = nullptr;
  token->length = 0;
  token->memo = nullptr;
  bool blank_line;
  for (;;) {
    token_start_ = nullptr;
    blank_line = false;
    if (at_line_start_) {
      at_line_start_ = false;
      if (!readIndentation(&blank_line)) return false;
    }
    if (pending_indents_) {
      token->kind = pending_indents_ > 0 ? TokenKind::Indent : TokenKind::Dedent;
      pending_indents_ += pending_indents_ > 0 ? -1 : 1;
      token->lineno = token->end_lineno = lineno_;
      token->level = static_cast<uint16_t>(level_);
      return true;
    }
    bool newline_skipped = false;
    for (;;) {
      token_start_ = nullptr;
      int c = nextChar();
      while (c >= 0 && (kChars.bits[c] & kBlank)) c = nextChar();
      if (c == kEnd) {
        token_start_ = cur_;
        if (level_) return false;  // the status is Eof
        finish(token, TokenKind::EndMarker);
        token->col = token->end_col = -1;
        return true;
      }
      token_start_ = cur_ - 1;
      if (c == '#') {
        // A newline behind a comment begins where the comment does.
        while (cur_ < line_end_ && *cur_ != '\n') cur_++;
        c = nextChar();
        if (c == kEnd) {
          backUp(c);
          continue;
        }
      }
      if (c == '\n') {
        at_line_start_ = true;
        if (blank_line || level_ > 0) {
          newline_skipped = true;
          break;
        }
        cur_--;
        finish(token, TokenKind::Newline);
        cur_++;
        return true;
      }
      if (c == '\\') {
        if (skipContinuation() == kEnd) return false;
        continue;
      }
      if (isIdStart(c)) return lexName(token, c);
      if (isDigit(c)) return lexNumber(token, c);
      if (c == '\'' || c == '"') return lexString(token, c);
      return lexOperator(token, c);
    }
    if (!newline_skipped) return false;
  }
}

bool Lexer::lexName(Token* token, int c) {
  bool saw_b = false, saw_r = false, saw_u = false, saw_f = false;
  for (;;) {
    int lower = c | 0x20;
    if (!(saw_b || saw_u || saw_f) && lower == 'b') {
      saw_b = true;
    } else if (!(saw_b || saw_u || saw_r || saw_f) && lower == 'u') {
      saw_u = true;
    } else if (!(saw_r || saw_u) && lower == 'r') {
      saw_r = true;
    } else if (!(saw_f || saw_b || saw_u) && lower == 'f') {
      saw_f = true;
    } else {
      break;
    }
    c = nextChar();
    if (c == '"' || c == '\'') return lexString(token, c);
    if (!isIdStart(c)) break;
  }
  bool non_ascii = false;
  while (isIdChar(c)) {
    if (c >= 128) non_ascii = true;
    // An identifier cannot cross a line, so the rest of it is in the open line.
    c = cur_ < line_end_ ? static_cast<unsigned char>(*cur_++) : kEnd;
  }
  backUp(c);
  if (non_ascii && !verifyIdentifier(token)) return false;
  size_t length = static_cast<size_t>(cur_ - token_start_);
  TokenKind kind = keywordKind(token_start_, length);
  if (kind == TokenKind::Name) {
    token->name =
        non_ascii ? tryInternNormalized(names_, token_start_, length) : names_.tryIntern(token_start_, length);
    if (!token->name) return stop(LexStatus::OutOfMemory);
  }
  return finish(token, kind);
}

bool Lexer::verifyIdentifier(Token*) {
  const char* end = cur_;
  const char* at = token_start_;
  bool first = true;
  while (at < end) {
    const char* start = at;
    char32_t c = decodeUtf8(&at);
    bool fits = c == '_' || (first ? unicode::isXidStart(c) : unicode::isXidContinue(c));
    first = false;
    if (fits) continue;
    cur_ = at;
    if (unicode::isPrintable(c)) {
      return reportf("invalid character '%.*s' (U+%04X)", static_cast<int>(at - start), start,
                     static_cast<unsigned>(c));
    }
    return reportf("invalid non-printable character U+%04X", static_cast<unsigned>(c));
  }
  return true;
}

// ---- numbers
// ---------------------------------------------------------------------------------------------------------

bool Lexer::warnOfNumber(int c, const char* kind) {
  if (warnings_ == nullptr || cur_ - 1 <= told_until_) return true;
  char message[40];
  snprintf(message, sizeof message, "invalid %s literal", kind);
  switch (warnings_->warn(warnings_->context, WarningSink::Kind::InvalidNumber, message, lineno_)) {
    case WarningSink::Answer::Continue:
      return true;
    case WarningSink::Answer::IsError:
      backUp(c);
      return report(message);
    case WarningSink::Answer::Raised:
      break;
  }
  error_ = {};
  error_.kind = ErrorKind::Raised;
  return stop(LexStatus::Reported);
}

// A number may be followed by a keyword without a space, with a warning; any other letter is an error.
bool Lexer::verifyEndOfNumber(int c, const char* kind) {
  static constexpr const char* kFollowers[] = {"and", "else", "for", "or", "not"};
  if (!isIdChar(c)) return true;
  const char* at = cur_ - 1;
  for (const char* follower : kFollowers) {
    size_t length = strlen(follower);
    if (strncmp(at, follower, length) == 0 && !isIdChar(static_cast<unsigned char>(at[length]))) {
      return warnOfNumber(c, kind);
    }
  }
  // Of `if`, `in` and `is` CPython looks at two letters only.
  if (c == 'i' && (at[1] == 'f' || at[1] == 'n' || at[1] == 's')) return warnOfNumber(c, kind);
  backUp(c);
  return reportf("invalid %s literal", kind);
}

// Reads digits and single underscores; *c becomes the character behind them (consumed).
bool Lexer::lexDecimalTail(int* c) {
  for (;;) {
    do *c = nextChar();
    while (isDigit(*c));
    if (*c != '_') return true;
    *c = nextChar();
    if (!isDigit(*c)) {
      backUp(*c);
      return report("invalid decimal literal");
    }
  }
}

bool Lexer::lexRadix(Token* token, int base) {
  const char* kind = base == 16 ? "hexadecimal" : base == 8 ? "octal" : "binary";
  auto fits = [base](int c) { return base == 16 ? isHexDigit(c) : c >= '0' && c < '0' + base; };
  int c = nextChar();
  do {
    if (c == '_') c = nextChar();
    if (!fits(c)) {
      if (isDigit(c)) return reportf("invalid digit '%c' in %s literal", c, kind);
      backUp(c);
      return reportf("invalid %s literal", kind);
    }
    do c = nextChar();
    while (fits(c));
  } while (c == '_');
  if (isDigit(c)) return reportf("invalid digit '%c' in %s literal", c, kind);
  if (!verifyEndOfNumber(c, kind)) return false;
  backUp(c);
  return finish(token, TokenKind::Number);
}

bool Lexer::lexZero(Token* token) {
  int c = nextChar();
  if (c == 'x' || c == 'X') return lexRadix(token, 16);
  if (c == 'o' || c == 'O') return lexRadix(token, 8);
  if (c == 'b' || c == 'B') return lexRadix(token, 2);
  for (;;) {
    if (c == '_') {
      c = nextChar();
      if (!isDigit(c)) {
        backUp(c);
        return report("invalid decimal literal");
      }
    }
    if (c != '0') break;
    c = nextChar();
  }
  const char* zeros_end = cur_;
  bool nonzero = isDigit(c);
  if (nonzero && !lexDecimalTail(&c)) return false;
  if (c == '.' || c == 'e' || c == 'E' || c == 'j' || c == 'J') return lexAfterNumber(token, c);
  if (nonzero) {
    backUp(c);
    return report("leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
                  static_cast<int>(token_start_ + 1 - line_start_), static_cast<int>(zeros_end - line_start_));
  }
  return lexAfterNumber(token, c);
}

bool Lexer::lexNumber(Token* token, int c) {
  if (c == '0') return lexZero(token);
  if (!lexDecimalTail(&c)) return false;
  return lexAfterNumber(token, c);
}

// `c` stands behind the digits of the whole part.
bool Lexer::lexAfterNumber(Token* token, int c) {
  if (c == '.') return lexFraction(token);
  if (c == 'e' || c == 'E') return lexExponent(token, c);
  const char* kind = "decimal";
  if (c == 'j' || c == 'J') {
    c = nextChar();
    kind = "imaginary";
  }
  if (!verifyEndOfNumber(c, kind)) return false;
  backUp(c);
  return finish(token, TokenKind::Number);
}

bool Lexer::lexFraction(Token* token) {
  int c = nextChar();
  if (isDigit(c) && !lexDecimalTail(&c)) return false;
  if (c != '.') return lexAfterNumber(token, c);
  backUp(c);
  return finish(token, TokenKind::Number);
}

bool Lexer::lexExponent(Token* token, int e) {
  int c = nextChar();
  if (c == '+' || c == '-') {
    c = nextChar();
    if (!isDigit(c)) {
      backUp(c);
      return report("invalid decimal literal");
    }
  } else if (!isDigit(c)) {
    // The letter may begin a keyword: `1else`.
    backUp(c);
    if (!verifyEndOfNumber(e, "decimal")) return false;
    backUp(e);
    return finish(token, TokenKind::Number);
  }
  if (!lexDecimalTail(&c)) return false;
  if (c == '.' || c == 'e' || c == 'E') {
    if (!verifyEndOfNumber(c, "decimal")) return false;
    backUp(c);
    return finish(token, TokenKind::Number);
  }
  return lexAfterNumber(token, c);
}

// ---- strings
// ---------------------------------------------------------------------------------------------------------

bool Lexer::lexString(Token* token, int quote) {
  first_lineno_ = lineno_;
  multi_line_start_ = line_start_;
  int quote_size = 1, closing = 0;
  int c = nextChar();
  if (c == quote) {
    c = nextChar();
    if (c == quote) {
      quote_size = 3;
    } else {
      closing = 1;  // the empty string
    }
  }
  if (c != quote) backUp(c);
  while (closing != quote_size) {
    c = nextChar();
    if (c == kEnd || (quote_size == 1 && c == '\n')) {
      // The error is reported at the opening quote.
      bool at_end = c == kEnd;
      uint32_t last = lineno_;
      cur_ = token_start_ + 1;
      line_start_ = multi_line_start_;
      lineno_ = first_lineno_;
      if (quote_size == 3) {
        reportf("unterminated triple-quoted string literal (detected at line %u)", last);
        return stop(status_ == LexStatus::Reported && at_end ? LexStatus::EofInString : status_);
      }
      reportf("unterminated string literal (detected at line %u)", last);
      return stop(status_ == LexStatus::Reported && at_end ? LexStatus::EofInLineString : status_);
    }
    if (c == quote) {
      closing++;
    } else {
      closing = 0;
      if (c == '\\') nextChar();
    }
  }
  finish(token, TokenKind::String);
  token->lineno = first_lineno_;
  token->col = static_cast<int32_t>(token_start_ - multi_line_start_);
  return true;
}

// ---- operators
// -------------------------------------------------------------------------------------------------------

bool Lexer::openBracket(Token* token, int c, TokenKind kind) {
  if (level_ >= kBracketsMax) return report("too many nested parentheses");
  brackets_[level_] = static_cast<char>(c);
  bracket_lines_[level_] = lineno_;
  bracket_cols_[level_] = static_cast<int32_t>(token_start_ - line_start_);
  level_++;
  return finish(token, kind);
}

bool Lexer::closeBracket(Token* token, int c, TokenKind kind) {
  if (!level_) return reportf("unmatched '%c'", c);
  level_--;
  int opening = brackets_[level_];
  bool fits = (opening == '(' && c == ')') || (opening == '[' && c == ']') || (opening == '{' && c == '}');
  if (fits) return finish(token, kind);
  if (bracket_lines_[level_] != lineno_) {
    return reportf("closing parenthesis '%c' does not match opening parenthesis '%c' on line %u", c, opening,
                   bracket_lines_[level_]);
  }
  return reportf("closing parenthesis '%c' does not match opening parenthesis '%c'", c, opening);
}

// Why this function is long: one case an operator.
bool Lexer::lexOperator(Token* token, int c) {
  using K = TokenKind;
  auto peek = [this](int offset) { return cur_ + offset < line_end_ ? cur_[offset] : 0; };
  // One of: c, c=, cc, cc=. A kind of Error means that there is no such operator.
  auto longest = [&](K one, K with_equal, K doubled, K doubled_equal) {
    if (doubled != K::Error && peek(0) == c) {
      if (doubled_equal != K::Error && peek(1) == '=') {
        cur_ += 2;
        return finish(token, doubled_equal);
      }
      cur_++;
      return finish(token, doubled);
    }
    if (with_equal != K::Error && peek(0) == '=') {
      cur_++;
      return finish(token, with_equal);
    }
    return finish(token, one);
  };
  switch (c) {
    case '(':
      return openBracket(token, c, K::LeftParen);
    case '[':
      return openBracket(token, c, K::LeftBracket);
    case '{':
      return openBracket(token, c, K::LeftBrace);
    case ')':
      return closeBracket(token, c, K::RightParen);
    case ']':
      return closeBracket(token, c, K::RightBracket);
    case '}':
      return closeBracket(token, c, K::RightBrace);
    case ',':
      return finish(token, K::Comma);
    case ';':
      return finish(token, K::Semicolon);
    case '~':
      return finish(token, K::Tilde);
    case ':':
      return longest(K::Colon, K::ColonEqual, K::Error, K::Error);
    case '=':
      return longest(K::Equal, K::Error, K::EqualEqual, K::Error);
    case '+':
      return longest(K::Plus, K::PlusEqual, K::Error, K::Error);
    case '*':
      return longest(K::Star, K::StarEqual, K::DoubleStar, K::DoubleStarEqual);
    case '/':
      return longest(K::Slash, K::SlashEqual, K::DoubleSlash, K::DoubleSlashEqual);
    case '%':
      return longest(K::Percent, K::PercentEqual, K::Error, K::Error);
    case '&':
      return longest(K::Ampersand, K::AmpersandEqual, K::Error, K::Error);
    case '|':
      return longest(K::VerticalBar, K::VerticalBarEqual, K::Error, K::Error);
    case '^':
      return longest(K::Circumflex, K::CircumflexEqual, K::Error, K::Error);
    case '@':
      return longest(K::At, K::AtEqual, K::Error, K::Error);
    case '!':
      return longest(K::Error, K::NotEqual, K::Error, K::Error);
    case '>':
      return longest(K::Greater, K::GreaterEqual, K::RightShift, K::RightShiftEqual);
    case '<':
      if (peek(0) == '>') {
        cur_++;
        return finish(token, K::Exclamation);  // `<>`, of a dialect nobody turns on
      }
      return longest(K::Less, K::LessEqual, K::LeftShift, K::LeftShiftEqual);
    case '-':
      if (peek(0) == '>') {
        cur_++;
        return finish(token, K::Arrow);
      }
      return longest(K::Minus, K::MinusEqual, K::Error, K::Error);
    case '.':
      if (isDigit(static_cast<unsigned char>(peek(0)))) return lexFraction(token);
      if (peek(0) == '.' && peek(1) == '.') {
        cur_ += 2;
        return finish(token, K::Ellipsis);
      }
      return finish(token, K::Dot);
    default:
      break;
  }
  if (!unicode::isPrintable(static_cast<char32_t>(c))) {
    return reportf("invalid non-printable character U+%04X", static_cast<unsigned>(c));
  }
  // `$`, `?` and the backquote: a token that no rule of the grammar takes.
  return finish(token, K::Error);
}

}  // namespace ophion
