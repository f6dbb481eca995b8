// The driver: token supply, the two passes, and what a prompt asks.
#include <cstdio>

#include "compiler/parser_state.h"
#include "compiler/scope.h"

namespace ophion {

Parser::Parser(SourceText source, IdentifierTable& names, const ParseOptions& options)
    : arena_(names.arena()),
      names_(names),
      lexer_(source, names, 0),
      options_(options),
      source_(source),
      strings_until_(source.begin) {
  lexer_.setWarnings(options.warnings, source.begin);
}

Parser::Parser(SourceText source, const Parser& outer, uint32_t lineno, int32_t col)
    : arena_(outer.arena_),
      names_(outer.names_),
      lexer_(source, outer.names_, lineno - 1),
      options_(outer.options_),
      source_(source),
      depth_(outer.depth_ + 10),
      is_fstring_(true),
      starting_lineno_(static_cast<int32_t>(lineno)),
      starting_col_(col),
      strings_until_(source.begin) {
  options_.allow_incomplete = false;
  lexer_.setWarnings(options_.warnings, source.begin);
}

// The parser of the last replacement field gives its memory, which is too much for the stack, to the next one.
Parser* Parser::tryInnerParser(SourceText source, uint32_t lineno, int32_t col) {
  Parser* inner = inner_;
  Token* tokens = nullptr;
  Parser* innermost = nullptr;
  uint32_t capacity = 0;
  if (inner) {
    tokens = inner->tokens_;
    capacity = inner->capacity_;
    innermost = inner->inner_;
  } else {
    inner = static_cast<Parser*>(arena_.tryAllocate(sizeof(Parser)));
    if (!inner) return outOfMemory();
  }
  new (inner) Parser(source, *this, lineno, col);
  inner->tokens_ = tokens;
  inner->capacity_ = capacity;
  inner->inner_ = innermost;
  inner_ = inner;
  return inner;
}

std::nullptr_t Parser::outOfMemory() {
  if (!failed()) {
    error_ = {};
    error_.kind = ErrorKind::OutOfMemory;
  }
  return nullptr;
}

bool Parser::fill() {
  if (failed()) return false;
  if (fill_ == capacity_) {
    uint32_t capacity = capacity_ ? capacity_ * 2 : 128;
    Token* tokens = arena_.tryArray<Token>(capacity);
    if (!tokens) {
      outOfMemory();
      return false;
    }
    if (fill_) memcpy(static_cast<void*>(tokens), tokens_, fill_ * sizeof(Token));
    tokens_ = tokens;
    capacity_ = capacity;
  }
  Token* token = &tokens_[fill_];
  bool ok = lexer_.next(token);
  if (ok && options_.mode == ParseMode::Interactive && !is_fstring_) {
    if (token->kind == K::EndMarker && parsing_started_) {
      // The end of what was typed ends its last line.
      token->kind = K::Newline;
      parsing_started_ = false;
      if (!options_.allow_incomplete) lexer_.implyDedents();
    } else {
      parsing_started_ = true;
    }
  }
  if (is_fstring_ && token->col >= 0 && lexer_.lineno() == static_cast<uint32_t>(starting_lineno_)) {
    token->col += starting_col_;
    token->end_col += starting_col_;
  }
  fill_++;
  if (ok) return true;
  token->kind = K::Error;
  token->col = token->end_col = -1;
  token->lineno = token->end_lineno = lexer_.lineno();
  token->level = static_cast<uint16_t>(lexer_.level());
  raiseFromLexer();
  return false;
}

void Parser::dropFinishedTokens() {
  constexpr uint32_t kEnough = 2048;
  // The last token taken stays, for the end of the node being built.
  if (pos_ < kEnough) return;
  uint32_t drop = pos_ - 1;
  memmove(static_cast<void*>(tokens_), tokens_ + drop, (fill_ - drop) * sizeof(Token));
  fill_ -= drop;
  pos_ -= drop;
  for (uint32_t i = 0; i < fill_; i++) tokens_[i].memo = nullptr;
  dropped_ += drop;
}

bool Parser::expectForced(K kind, const char* text) {
  if (accept(kind)) return true;
  if (failed()) return false;
  const Token& token = current();
  char message[40];
  snprintf(message, sizeof message, "expected '%s'", text);
  raiseAt(ErrorKind::SyntaxError, token.lineno, token.col, token.end_lineno, token.end_col, message);
  return false;
}

bool Parser::recall(Rule rule, Expr** node) {
  if (pos_ == fill_ && !fill()) {
    *node = nullptr;
    return true;
  }
  for (MemoEntry* entry = tokens_[pos_].memo; entry; entry = entry->next) {
    if (entry->rule != static_cast<uint8_t>(rule)) continue;
    *node = static_cast<Expr*>(entry->node);
    pos_ = entry->end;
    return true;
  }
  return false;
}

void Parser::remember(Rule rule, uint32_t mark, Expr* node) {
  if (failed()) return;
  MemoEntry* entry = arena_.tryNew<MemoEntry>();
  if (!entry) {
    outOfMemory();
    return;
  }
  *entry = {tokens_[mark].memo, node, pos_, static_cast<uint8_t>(rule)};
  tokens_[mark].memo = entry;
}

ast::Mod* Parser::parseModule() {
  ast::Mod* mod = makePlain<ast::Mod>();
  if (!mod) return nullptr;
  if (options_.mode == ParseMode::Eval) {
    mod->kind = ast::ModKind::Expression;
    mod->expr = expressions();
    if (!mod->expr) return nullptr;
    while (accept(K::Newline)) {
    }
    return accept(K::EndMarker) ? mod : nullptr;
  }
  ArenaVector<Stmt*> body;
  if (options_.mode == ParseMode::File) {
    mod->kind = ast::ModKind::Module;
    if (!statements(body, K::EndMarker) || !accept(K::EndMarker)) return nullptr;
    mod->body = body.span();
    return mod;
  }
  mod->kind = ast::ModKind::Interactive;
  bool matched = false;
  Stmt* compound = compoundStmt(&matched);
  if (matched) {
    if (!compound || !push(body, compound) || !accept(K::Newline)) return nullptr;
  } else if (failed()) {
    return nullptr;
  } else if (at(K::Newline)) {
    Place place = placeOf(current());
    pos_++;
    place.end_lineno = place.lineno;
    place.end_col_offset = place.col_offset;
    Stmt* pass = make<Stmt>(ast::StmtKind::Pass, place);
    if (!pass || !push(body, pass)) return nullptr;
  } else if (at(K::EndMarker) || !simpleStmts(body)) {
    return nullptr;
  }
  mod->body = body.span();
  return mod;
}

ast::Expr* Parser::parseFStringExpression() {
  uint32_t mark = pos_;
  Expr* result = starExpressions();
  if (result || failed()) return result;
  Token last_token = tokens_[fill_ - 1];
  pos_ = mark;
  rewindForDiagnosis();
  starExpressions();
  raiseGeneric(last_token);
  return nullptr;
}

void Parser::beginDiagnosis(const Parser& first) {
  diagnosing_ = memoizing_ = true;
  tokens_wanted_ = first.tokensRead();
  lexer_.setWarnings(options_.warnings, first.lexer_.cur());
}

// Reads as far as the first pass did: errors speak of the last token read.
void Parser::catchUp() {
  while (dropped_ + fill_ < tokens_wanted_ && fill()) {
  }
}

void Parser::rewindForDiagnosis() {
  diagnosing_ = memoizing_ = true;
  for (uint32_t i = 0; i < fill_; i++) tokens_[i].memo = nullptr;
}

namespace {

// True when something that is not blank or a comment is left: a prompt takes one statement at a time.
bool hasMoreStatements(const char* at, const char* end) {
  while (at < end) {
    if (*at == '#') {
      while (at < end && *at != '\n') at++;
    } else if (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\f') {
      at++;
    } else {
      return true;
    }
  }
  return false;
}

// The error of a source that is not finished.
void markIncomplete(SyntaxErrorInfo* error) {
  error->kind = ErrorKind::SyntaxError;
  error->message = "incomplete input";
  error->incomplete = true;
}

}  // namespace

// What a prompt gets may hold one statement only.
bool Parser::checkSingleStatement() {
  if (!hasMoreStatements(lexer_.cur(), source_.end)) return true;
  raiseHere(ErrorKind::SyntaxError, "multiple statements found while compiling a single statement");
  return false;
}

bool Parser::atEndOfSource() const {
  LexStatus status = lexer_.status();
  return status == LexStatus::Eof || status == LexStatus::EofInString || status == LexStatus::EofInLineString;
}

ast::Mod* parseSource(const char* source, size_t size, const ParseOptions& options, IdentifierTable& names,
                      SyntaxErrorInfo* error) {
  *error = {};
  SourceText text;
  bool add_newline = options.mode == ParseMode::File;
  if (!prepareSource(source, size, options.ignore_cookie, add_newline, names.arena(), &text, error)) return nullptr;
  Parser parser(text, names, options);
  ast::Mod* mod = parser.parseModule();
  if (mod && (options.mode != ParseMode::Interactive || parser.checkSingleStatement())) return mod;
  if (!mod && options.allow_incomplete && parser.atEndOfSource()) {
    *error = parser.error();
    if (error->kind != ErrorKind::OutOfMemory && error->kind != ErrorKind::Raised) markIncomplete(error);
    return nullptr;
  }
  if (parser.failed()) {
    if (!mod) parser.preferLexerErrors();
    *error = parser.error();
    return nullptr;
  }
  Parser diagnosis(text, names, options);
  diagnosis.beginDiagnosis(parser);
  diagnosis.parseModule();
  diagnosis.raiseGeneric(parser.lastToken());
  *error = diagnosis.error();
  return nullptr;
}

namespace {

// True when there is nothing but blank lines and comments.
bool isBlankSource(const char* at, const char* end) { return !hasMoreStatements(at, end) && end >= at; }

}  // namespace

Completeness checkComplete(const char* source, size_t size, CompileArena& arena, SyntaxErrorInfo* error) {
  *error = {};
  if (isBlankSource(source, source + size)) return Completeness::Complete;
  ParseOptions options;
  options.mode = ParseMode::Interactive;
  options.ignore_cookie = true;
  options.allow_incomplete = true;
  auto compiles = [&](const char* text, size_t length) {
    IdentifierTable names(arena);
    ScopeOptions scope_options;
    ast::Mod* mod = parseSource(text, length, options, names, error);
    return mod && buildScopes(mod, names, scope_options, error);
  };
  if (compiles(source, size)) return Completeness::Complete;
  SyntaxErrorInfo first = *error;
  char* with_newline = arena.tryArray<char>(size + 1);
  if (!with_newline) {
    error->kind = ErrorKind::OutOfMemory;
    return Completeness::Error;
  }
  memcpy(with_newline, source, size);
  with_newline[size] = '\n';
  // What stands only with another newline, or not even then but could with more, waits for it.
  if (compiles(with_newline, size + 1) || error->incomplete) return Completeness::NeedsMore;
  if (!first.incomplete) *error = first;
  return Completeness::Error;
}

}  // namespace ophion
