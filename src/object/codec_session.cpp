#include "object/codec_session.h"

#include "object/buffer.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str_chars.h"
#include "object/str_utf8.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

// Calls a registered handler; the pair it returned, its position checked against `length`.
bool callHandler(Str* errors, Object* exception, bool decoding, Ref<Object>* text, int64_t* position) {
  Ref<Object> handler = lookupErrorHandler(errors);
  if (!handler) return raised();
  Ref<Object> result = call(handler.get(), exception);
  if (!result) return raised();
  const char* complaint = decoding ? "decoding error handler must return (str, int) tuple"
                                   : "encoding error handler must return (str/bytes, int) tuple";
  if (!isTupleLayout(result.get()) || static_cast<Tuple*>(result.get())->size_ != 2) {
    return raise(kTypeTypeError, complaint);
  }
  Tuple* pair = static_cast<Tuple*>(result.get());
  Object* first = pair->at(0);
  bool fits = isStrLayout(first) || (!decoding && isBytesLayout(first));
  if (!fits || !isIntLayout(pair->at(1))) return raise(kTypeTypeError, complaint);
  *text = share(first);
  return asInt64(pair->at(1), position);
}

bool checkPosition(int64_t position, size_t length, size_t* next) {
  int64_t at = position < 0 ? position + static_cast<int64_t>(length) : position;
  if (at < 0 || at > static_cast<int64_t>(length)) {
    return raise(kTypeIndexError, "position %lld from error handler out of bounds", static_cast<long long>(position));
  }
  *next = static_cast<size_t>(at);
  return true;
}

}  // namespace

DecodeSession::DecodeSession(Encoding kind, const char* name, std::string_view bytes, Object* object, Str* errors)
    : kind_(kind),
      name_(name),
      input_(bytes),
      object_(Ref<Object>::shareOrNull(object)),
      errors_(errors),
      mode_(errorMode(errors)) {}

Ref<Object> DecodeSession::exception(size_t start, size_t end, const char* reason) {
  // Programs see a bytes object, whatever the input was.
  if (!object_ || !isBytesLayout(object_.get())) {
    Ref<Bytes> copy = newBytes(input_);
    if (!copy) return raised();
    input_ = copy->view();
    object_ = std::move(copy);
  }
  return newUnicodeDecodeError(name_, object_.get(), start, end, reason);
}

Raised DecodeSession::refuse(size_t start, size_t end, const char* reason) {
  Ref<Object> e = exception(start, end, reason);
  return e ? raiseInstance(std::move(e)) : raised();
}

bool DecodeSession::askRegistered(size_t start, size_t end, const char* reason, size_t* next) {
  Ref<Object> e = exception(start, end, reason);
  Ref<Object> text;
  int64_t position;
  if (!e || !callHandler(errors_, e.get(), true, &text, &position)) return false;
  // The handler may have put other bytes in place of the input.
  Ref<Object> now = static_cast<UnicodeDecodeError*>(e.get())->object_.share();
  if (!now || !isBytesLayout(now.get())) return raise(kTypeTypeError, "exception attribute object must be bytes");
  input_ = static_cast<Bytes*>(now.get())->view();
  object_ = std::move(now);
  return checkPosition(position, input_.size(), next) && out_.append(static_cast<Str*>(text.get()));
}

bool DecodeSession::fail(size_t start, size_t end, const char* reason, size_t* next) {
  if (mode_ == ErrorMode::Strict) return refuse(start, end, reason);
  if (mode_ == ErrorMode::Registered) return askRegistered(start, end, reason, next);
  Replacement r;
  if (!replaceBytes(mode_, kind_, input_, start, end, &r)) return false;
  if (r.declined) return refuse(start, end, reason);
  *next = r.next;
  return out_.append(static_cast<Str*>(r.text.get()));
}

EncodeSession::EncodeSession(Encoding kind, const char* name, Str* s, Str* errors)
    : kind_(kind), name_(name), s_(s), errors_(errors), mode_(errorMode(errors)) {}

Raised EncodeSession::refuse(size_t start, size_t end, const char* reason) {
  Ref<Object> e = newUnicodeEncodeError(name_, s_, start, end, reason);
  return e ? raiseInstance(std::move(e)) : raised();
}

bool EncodeSession::putMapped(char32_t c, bool* fits) {
  Ref<Int> key = newInt(c);
  if (!key) return false;
  Ref<Object> found = getItem(mapping_, key.get());
  *fits = found && !isNone(found.get());
  if (!found) {
    if (!errorMatches(kTypeLookupError)) return false;
    clearError();
    return true;
  }
  if (!*fits) return true;
  if (isBytesLayout(found.get())) return out_.append(static_cast<Bytes*>(found.get())->view());
  int64_t value;
  if (!isIntLayout(found.get())) {
    return raise(kTypeTypeError, "character mapping must return integer, bytes or None, not %.400T", found.get());
  }
  if (!tryInt64(static_cast<Int*>(found.get()), &value) || value < 0 || value > 255) {
    return raise(kTypeTypeError, "character mapping must be in range(256)");
  }
  return out_.appendByte(static_cast<uint8_t>(value));
}

bool EncodeSession::put(char32_t c, bool* fits) {
  if (mapping_ != nullptr) return putMapped(c, fits);
  auto put16 = [&](uint32_t unit, bool big) {
    out_.put(static_cast<uint8_t>(big ? unit >> 8 : unit));
    out_.put(static_cast<uint8_t>(big ? unit : unit >> 8));
  };
  *fits = true;
  if (!out_.reserve(4)) return false;
  switch (kind_) {
    case Encoding::Ascii:
    case Encoding::Latin1:
      *fits = c < (kind_ == Encoding::Ascii ? 0x80u : 0x100u);
      if (*fits) out_.put(static_cast<uint8_t>(c));
      return true;
    case Encoding::Utf16:
    case Encoding::Utf16Le:
    case Encoding::Utf16Be: {
      bool big = kind_ == Encoding::Utf16Be;
      *fits = !isSurrogate(c);
      if (*fits && c >= 0x10000) {
        put16(0xd800 + ((c - 0x10000) >> 10), big);
        put16(0xdc00 + ((c - 0x10000) & 0x3ff), big);
      } else if (*fits) {
        put16(c, big);
      }
      return true;
    }
    case Encoding::Utf32:
    case Encoding::Utf32Le:
    case Encoding::Utf32Be:
      *fits = !isSurrogate(c);
      for (int i = 0; *fits && i < 4; ++i) {
        out_.put(static_cast<uint8_t>(c >> (kind_ == Encoding::Utf32Be ? 24 - 8 * i : 8 * i)));
      }
      return true;
    default: {
      *fits = !isSurrogate(c);
      if (!*fits) return true;
      char text[4];
      const char* end = putUtf8(text, c);
      for (const char* p = text; p != end; ++p) out_.put(static_cast<uint8_t>(*p));
      return true;
    }
  }
}

bool EncodeSession::appendReplacement(Object* replacement, size_t start, size_t end, const char* reason) {
  if (isBytesLayout(replacement)) return out_.append(static_cast<Bytes*>(replacement)->view());
  Str* text = static_cast<Str*>(replacement);
  for (size_t i = 0; i < text->length_; ++i) {
    bool fits;
    if (!put(text->at(i), &fits)) return false;
    if (!fits) return refuse(start, end, reason);
  }
  return true;
}

bool EncodeSession::askRegistered(size_t start, size_t end, const char* reason, size_t* next) {
  Ref<Object> e = newUnicodeEncodeError(name_, s_, start, end, reason);
  Ref<Object> text;
  int64_t position;
  if (!e || !callHandler(errors_, e.get(), false, &text, &position)) return false;
  return checkPosition(position, s_->length_, next) && appendReplacement(text.get(), start, end, reason);
}

bool EncodeSession::fail(size_t start, size_t end, const char* reason, size_t* next) {
  if (mode_ == ErrorMode::Strict) return refuse(start, end, reason);
  if (mode_ == ErrorMode::Registered) return askRegistered(start, end, reason, next);
  Replacement r;
  if (!replaceChars(mode_, kind_, s_, start, end, &r)) return false;
  if (r.declined) return refuse(start, end, reason);
  *next = r.next;
  return appendReplacement(r.text.get(), start, end, reason);
}

}  // namespace ophion
