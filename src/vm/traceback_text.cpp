// The layout of a report:
//
//   chained exceptions first, then a line that says how they led to this one, then the exception itself: its
//   traceback, the line of a syntax error, its class and text, a suggestion, its notes. Members of a group follow, each
//   two columns further in behind a bar.
//
// Below a source line stand carets under the part that failed, unless that part is the whole line. Where the part is a
// binary operation or a subscript, it is parsed again to tell the operator or the brackets (^) from the operands (~).
#include "vm/traceback_text.h"

#include <algorithm>

#include "code/positions.h"
#include "compiler/compile.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/singletons.h"
#include "object/str_builder.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/frame_object.h"

namespace ophion {

namespace {

constexpr int64_t kTracebackLimit = 1000;  // entries, where sys.tracebacklimit says nothing
constexpr int64_t kRepeatsShown = 3;       // of equal entries in a row
constexpr uint32_t kGroupDepthMax = 10;
constexpr uint32_t kGroupWidthMax = 15;
constexpr size_t kSourceIndent = 4;  // of a source line below its entry
constexpr const char* kCauseText = "The above exception was the direct cause of the following exception:\n";
constexpr const char* kContextText = "During handling of the above exception, another exception occurred:\n";

bool isBlank(char32_t c) { return c == ' ' || c == '\t' || c == '\f'; }

// Where the parts of a failing expression meet, in characters of the line; -1: it has no parts.
struct Anchors {
  ptrdiff_t left = -1, right = -1;
};

// Characters in the first `bytes` bytes of a string's UTF-8.
size_t charactersIn(const Str* text, size_t bytes) {
  if (text->isAscii()) return std::min<size_t>(bytes, text->length_);
  size_t seen = 0, i = 0;
  while (i < text->length_ && seen < bytes) {
    char32_t c = text->at(i++);
    seen += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
  return i;
}

bool anchorsOfExpression(const ast::Expr* e, std::string_view text, Anchors* out) {
  if (e->kind == ast::ExprKind::BinOp) {
    const auto* op = static_cast<const ast::BinOp*>(e);
    size_t end = op->right->place.col_offset;
    for (size_t i = op->left->place.end_col_offset; i < end; ++i) {
      if (isBlank(static_cast<unsigned char>(text[i]))) continue;
      out->left = static_cast<ptrdiff_t>(i);
      out->right = out->left + 1;
      if (i + 1 < end && !isBlank(static_cast<unsigned char>(text[i + 1]))) ++out->right;
      break;
    }
    return out->left >= 0;
  }
  if (e->kind == ast::ExprKind::Subscript) {
    const auto* item = static_cast<const ast::Subscript*>(e);
    out->left = static_cast<ptrdiff_t>(item->value->place.end_col_offset);
    out->right = static_cast<ptrdiff_t>(item->slice->place.end_col_offset) + 1;
    return true;
  }
  return false;
}

// Parses the failing part of a line again. Anything that goes wrong means that there are no anchors.
Anchors anchorsOf(Str* line, size_t start, size_t end) {
  Anchors anchors;
  Ref<Str> part = substring(line, start, end);
  if (!part) return clearError(), anchors;
  Utf8View text(part.get());
  if (!text.valid()) return clearError(), anchors;
  CompileArena arena(heapChunkSource());
  IdentifierTable names(arena);
  SyntaxErrorInfo error;
  ParseOptions options;
  options.ignore_cookie = true;
  const ast::Mod* mod = parseSource(text.view().data(), text.view().size(), options, names, &error);
  if (mod == nullptr || mod->body.size != 1 || mod->body[0]->kind != ast::StmtKind::Expr) return anchors;
  const ast::Expr* value = static_cast<const ast::ExprStmt*>(mod->body[0])->value;
  if (!anchorsOfExpression(value, text.view(), &anchors)) return {};
  for (ptrdiff_t* at : {&anchors.left, &anchors.right}) {
    *at = static_cast<ptrdiff_t>(charactersIn(part.get(), static_cast<size_t>(*at)) + start);
  }
  return anchors;
}

class Report {
 public:
  bool exception(Object* e);
  bool traceback(Object* tb, const char* header, bool plus);
  Ref<Str> finish() { return out_.finish(); }

 private:
  bool text(std::string_view ascii) { return out_.appendAscii(ascii); }
  bool text(const Str* s) { return s != nullptr && out_.append(s); }
  bool indent() { return out_.appendRepeated(' ', depth_ * 2); }
  bool margin() { return indent() && (depth_ == 0 || text("| ")); }

  bool chain(BaseException* e);
  bool chained(Object* e, const char* message);
  bool single(Object* e);
  bool group(Object* e);
  bool groupMembers(Tuple* members);
  bool message(Type* type, Object* value);
  bool syntaxPlace(SyntaxError* e, Ref<Object>* value);
  bool syntaxLine(ptrdiff_t offset, ptrdiff_t end_offset, Str* line);
  bool notes(Object* e);
  bool entries(Traceback* tb, int64_t limit);
  bool entry(Traceback* tb, Code* code);
  bool carets(Code* code, Traceback* tb, Str* line, size_t blanks);
  bool repeated(int64_t n);

  StrBuilder out_;
  Ref<List> seen_;           // exceptions whose chain was shown
  uint32_t depth_ = 0;       // of groups
  bool need_close_ = false;  // the last member of a group was begun and its frame not closed
};

bool sameObject(List* list, Object* wanted) {
  for (uint32_t i = 0; i < list->size_; ++i) {
    if (list->at(i) == wanted) return true;
  }
  return false;
}

bool Report::chained(Object* e, const char* explanation) {
  bool close = need_close_;
  if (!exception(e)) return false;
  need_close_ = close;
  return margin() && text("\n") && margin() && text(explanation) && margin() && text("\n");
}

bool Report::chain(BaseException* e) {
  if (!seen_) seen_ = newList();
  if (!seen_ || !appendToList(seen_.get(), e)) return false;
  if (!e->cause_.isNull()) {
    Ref<Object> cause = e->cause_.share();
    return sameObject(seen_.get(), cause.get()) || chained(cause.get(), kCauseText);
  }
  if (e->suppress_context_ || e->context_.isNull()) return true;
  Ref<Object> context = e->context_.share();
  return sameObject(seen_.get(), context.get()) || chained(context.get(), kContextText);
}

bool Report::exception(Object* e) {
  NativeRecursion guard(" in print_exception_recursive");
  if (guard.exceeded()) return false;
  if (!chain(asException(e))) return false;
  return isInstanceOf(e, builtinType(kTypeBaseExceptionGroup)) ? group(e) : single(e);
}

bool Report::single(Object* e) {
  bool is_group = isInstanceOf(e, builtinType(kTypeBaseExceptionGroup));
  if (Ref<Object> tb = asException(e)->traceback_.share()) {
    const char* header =
        is_group ? "Exception Group Traceback (most recent call last):\n" : "Traceback (most recent call last):\n";
    if (!traceback(tb.get(), header, is_group && depth_ == 1)) return false;
  }
  Ref<Object> value = share(e);
  if (layoutOf(e) == kTypeSyntaxError && !syntaxPlace(static_cast<SyntaxError*>(e), &value)) return false;
  if (!margin() || !message(typeOf(e), value.get())) return false;
  if (Ref<Str> near = suggestName_mayRunPython(value.get())) {
    if (!text(". Did you mean: '") || !text(near.get()) || !text("'?")) return false;
  }
  return text("\n") && notes(e);
}

bool Report::group(Object* e) {
  if (depth_ > kGroupDepthMax) {
    Ref<Str> line = formatStr("... (max_group_depth is %u)\n", kGroupDepthMax);
    return line && margin() && text(line.get());
  }
  if (depth_ == 0) depth_ = 1;
  if (!single(e)) return false;
  Ref<Object> members = static_cast<BaseExceptionGroup*>(e)->exceptions_.share();
  if (!members || !isTupleLayout(members.get()) || !groupMembers(static_cast<Tuple*>(members.get()))) return false;
  if (depth_ == 1) depth_ = 0;
  return true;
}

bool Report::groupMembers(Tuple* members) {
  uint32_t total = members->size_;
  uint32_t n = std::min(total, kGroupWidthMax + 1);
  need_close_ = false;
  for (uint32_t i = 0; i < n; ++i) {
    if (i == n - 1) need_close_ = true;
    bool shown = i < kGroupWidthMax;
    const char* edge = i == 0 ? "+-" : "  ";
    Ref<Str> line = shown ? formatStr("%s+---------------- %u ----------------\n", edge, i + 1)
                          : formatStr("%s+---------------- ... ----------------\n", edge);
    if (!line || !indent() || !text(line.get())) return false;
    ++depth_;
    if (shown) {
      if (!exception(members->at(i))) return false;
    } else {
      uint32_t rest = total - kGroupWidthMax;
      Ref<Str> more = formatStr("and %u more exception%s\n", rest, rest == 1 ? "" : "s");
      if (!more || !margin() || !text(more.get())) return false;
    }
    --depth_;
    if (i == n - 1 && need_close_) {
      if (!indent() || !text("  +------------------------------------\n")) return false;
      need_close_ = false;
    }
  }
  return true;
}

bool Report::message(Type* type, Object* value) {
  bool failed = false;
  Ref<Object> module = getAttrOrNull(type, Name::__module__, &failed);
  if (failed) clearError();
  if (!module || !isStrLayout(module.get())) {
    if (!text("<unknown>.")) return false;
  } else {
    Str* name_text = static_cast<Str*>(module.get());
    if (!equalsAscii(name_text, "builtins") && !equalsAscii(name_text, "__main__")) {
      if (!text(name_text) || !text(".")) return false;
    }
  }
  if (!text(type->qualified_name_.get())) return false;
  if (isNone(value)) return true;
  Ref<Str> shown = strOf(value);
  if (!shown) {
    if (errorMatches(kTypeMemoryError)) return false;
    clearError();
    return text(": <exception str() failed>");
  }
  return shown->length_ == 0 || (text(": ") && text(shown.get()));
}

// An attribute of a syntax error as a number; `fallback` where it is None or nothing.
bool numberOr(Object* value, ptrdiff_t fallback, ptrdiff_t* out) {
  *out = fallback;
  if (value == nullptr || isNone(value)) return true;
  int64_t number;
  if (!isIntLayout(value) || !tryInt64(static_cast<Int*>(value), &number)) return false;
  *out = static_cast<ptrdiff_t>(number);
  return true;
}

bool Report::syntaxPlace(SyntaxError* e, Ref<Object>* value) {
  ptrdiff_t line, offset, end_line, end_offset;
  if (e->msg_.isNull() || e->lineno_.isNull() || isNone(e->lineno_.get())) return true;
  if (!numberOr(e->lineno_.get(), 0, &line) || !numberOr(e->offset_.getOrNull(), -1, &offset) ||
      !numberOr(e->end_lineno_.getOrNull(), line, &end_line) ||
      !numberOr(e->end_offset_.getOrNull(), -1, &end_offset)) {
    return true;
  }
  Ref<Object> file =
      e->filename_ && !isNone(e->filename_.get()) ? e->filename_.share() : Ref<Object>(newAscii("<string>"));
  *value = e->msg_.share();
  Ref<Object> source = e->text_.share();
  Ref<Str> place = file ? formatStr("  File \"%S\", line %zd\n", file.get(), line) : nullptr;
  if (!place || !margin() || !text(place.get())) return false;
  if (!source || !isStrLayout(source.get())) return true;
  Str* s = static_cast<Str*>(source.get());
  // Of a part over several lines the rest of the first is marked.
  if (end_line > line) end_offset = static_cast<ptrdiff_t>(s->length_);
  return syntaxLine(offset, end_offset, s);
}

bool Report::syntaxLine(ptrdiff_t offset, ptrdiff_t end_offset, Str* line) {
  size_t repeats = end_offset > 0 && end_offset > offset ? static_cast<size_t>(end_offset - offset) : 1;
  --offset;
  size_t start = 0, end = line->length_;
  while (start < end && isBlank(line->at(start))) ++start, --offset;
  if (end > start && line->at(end - 1) == '\n') --end;
  offset = std::min(offset, static_cast<ptrdiff_t>(end - start));
  // Lines in front of the marked one are left out.
  for (size_t i = start; i < end; ++i) {
    if (line->at(i) != '\n') continue;
    ptrdiff_t length = static_cast<ptrdiff_t>(i - start);
    if (length >= offset) break;
    offset -= length + 1;
    start = i + 1;
  }
  if (!margin() || !text("    ") || !out_.append(line, start, end) || !text("\n")) return false;
  if (offset < 0) return true;
  return margin() && text("    ") && out_.appendRepeated(' ', static_cast<size_t>(offset)) &&
         out_.appendRepeated('^', repeats) && text("\n");
}

bool Report::notes(Object* e) {
  bool failed = false;
  Ref<Object> notes = getAttrOrNull(e, Name::__notes__, &failed);
  if (failed) clearError();
  if (!notes) return true;
  if (!isListLayout(notes.get()) && !isTupleLayout(notes.get())) {
    Ref<Str> shown = reprOf(notes.get());
    if (!shown) clearError();
    return margin() && (shown ? text(shown.get()) : text("<__notes__ repr() failed>"));
  }
  Ref<List> list = toList_mayRunPython(notes.get());
  if (!list) return false;
  for (uint32_t i = 0; i < list->size_; ++i) {
    Ref<Object> note = share(list->at(i));
    Ref<Str> shown = strOf(note.get());
    if (!shown) {
      clearError();
      if (!margin() || !text("<note str() failed>\n")) return false;
      continue;
    }
    size_t start = 0;
    while (start < shown->length_) {
      size_t end = start;
      while (end < shown->length_ && shown->at(end) != '\n') ++end;
      if (!margin() || !out_.append(shown.get(), start, end)) return false;
      if (end < shown->length_ && !text("\n")) return false;
      start = end + 1;
    }
    if (!text("\n")) return false;
  }
  return true;
}

int64_t tracebackLimit() {
  Ref<Str> key = internText("tracebacklimit");
  Object* given = !key || state().sys_dict_.isNull() ? nullptr : getStrBorrowed(state().sys_dict_.get(), key.get());
  if (!key) clearError();
  if (given == nullptr || !isIntLayout(given)) return kTracebackLimit;
  int64_t limit;
  if (tryInt64(static_cast<Int*>(given), &limit)) return limit;
  return intSign(static_cast<Int*>(given)) < 0 ? 0 : INT64_MAX;
}

bool Report::traceback(Object* tb, const char* header, bool plus) {
  int64_t limit = tracebackLimit();
  if (limit <= 0) return true;
  if (plus ? !indent() || !text("+ ") : !margin()) return false;
  return text(header) && entries(static_cast<Traceback*>(tb), limit);
}

bool Report::repeated(int64_t n) {
  if (n <= kRepeatsShown) return true;
  n -= kRepeatsShown;
  Ref<Str> line =
      formatStr("  [Previous line repeated %lld more time%s]\n", static_cast<long long>(n), n > 1 ? "s" : "");
  return line && text(line.get());
}

bool Report::entries(Traceback* tb, int64_t limit) {
  int64_t depth = 0;
  for (Traceback* t = tb; t != nullptr; t = static_cast<Traceback*>(t->next_.getOrNull())) ++depth;
  for (; tb != nullptr && depth > limit; --depth) tb = static_cast<Traceback*>(tb->next_.getOrNull());
  Code* last = nullptr;
  uint32_t last_line = 0;
  int64_t times = 0;
  for (; tb != nullptr; tb = static_cast<Traceback*>(tb->next_.getOrNull())) {
    Code* code = codeOfFrame(static_cast<Frame*>(tb->frame_.get()));
    bool same = last != nullptr && static_cast<uint32_t>(lineOfTraceback(tb)) == last_line &&
                equalStrs(code->filename_.get(), last->filename_.get()) &&
                equalStrs(code->name_.get(), last->name_.get());
    if (!same) {
      if (!repeated(times)) return false;
      last = code;
      last_line = static_cast<uint32_t>(lineOfTraceback(tb));
      times = 0;
    }
    if (++times <= kRepeatsShown && !entry(tb, code)) return false;
  }
  return repeated(times);
}

bool Report::entry(Traceback* tb, Code* code) {
  Ref<Str> place = formatStr("  File \"%U\", line %d, in %U\n", code->filename_.get(),
                             static_cast<int>(lineOfTraceback(tb)), code->name_.get());
  if (!place || !margin() || !text(place.get())) return false;
  Ref<Str> line = readSourceLine(code->filename_.get(), static_cast<uint32_t>(lineOfTraceback(tb)));
  if (!line) return !errorPending();
  size_t blanks = 0;
  while (blanks < line->length_ && isBlank(line->at(blanks))) ++blanks;
  if (!margin() || !out_.appendRepeated(' ', kSourceIndent) || !out_.append(line.get(), blanks, line->length_) ||
      !text("\n")) {
    return false;
  }
  return carets(code, tb, line.get(), blanks);
}

bool Report::carets(Code* code, Traceback* tb, Str* line, size_t blanks) {
  Position p = positionAt(code, tb->instruction_);
  if (p.line < 0 || p.end_line < 0 || p.column < 0 || p.end_column < 0) return true;
  size_t start = charactersIn(line, static_cast<size_t>(p.column));
  size_t end = charactersIn(line, static_cast<size_t>(p.end_column));
  Anchors anchors;
  if (p.line == p.end_line) {
    if (start < end) anchors = anchorsOf(line, start, end);
  } else {
    end = line->length_;
    while (end > 0 && isBlank(line->at(end - 1))) --end;
  }
  bool parts = anchors.left >= 0 || anchors.right >= 0;
  if (end - start == line->length_ - blanks && !parts) return true;
  if (!margin() || !out_.appendRepeated(' ', kSourceIndent)) return false;
  for (size_t at = blanks; at < end; ++at) {
    ptrdiff_t place = static_cast<ptrdiff_t>(at);
    char32_t mark = at < start ? ' ' : !parts || (anchors.left <= place && place < anchors.right) ? '^' : '~';
    if (!out_.append(mark)) return false;
  }
  return text("\n");
}

}  // namespace

Ref<Str> describeException_mayRunPython(Object* exception) {
  Report report;
  if (!report.exception(exception)) return raised();
  return report.finish();
}

Ref<Str> describeTraceback_mayRunPython(Object* traceback) {
  Report report;
  if (!report.traceback(traceback, "Traceback (most recent call last):\n", false)) return raised();
  return report.finish();
}

}  // namespace ophion
