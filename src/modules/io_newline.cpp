// Line ends: telling \n, \r and \r\n apart, and reading all of them as \n where asked to.
#include "modules/io.h"
#include "object/allocate.h"
#include "object/bytes.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_builder.h"
#include "object/str_chars.h"
#include "object/str_methods.h"
#include "object/tuple.h"

namespace ophion {

namespace {

template <class C>
const C* findChar(const C* from, const C* end, char wanted) {
  if constexpr (sizeof(C) == 1) {
    const void* at = from == end ? nullptr : std::memchr(from, wanted, static_cast<size_t>(end - from));
    return at == nullptr ? end : static_cast<const C*>(at);
  }
  while (from != end && *from != static_cast<C>(wanted)) ++from;
  return from;
}

// Which line ends occur.
template <class C>
uint8_t scan(const C* p, const C* end) {
  uint8_t seen = 0;
  for (; p != end; ++p) {
    if (*p == '\n') {
      seen |= kSeenNewline;
    } else if (*p == '\r') {
      bool both = p + 1 != end && p[1] == '\n';
      seen |= both ? kSeenBoth : kSeenReturn;
      p += both;
    }
  }
  return seen;
}

Ref<Str> translate(Str* text) {
  StrBuilder out;
  if (!out.reserve(text->length_)) return raised();
  size_t start = 0;
  for (size_t i = 0; i < text->length_; ++i) {
    if (text->at(i) != '\r') continue;
    if (!out.append(text, start, i) || !out.append(U'\n')) return raised();
    if (i + 1 < text->length_ && text->at(i + 1) == '\n') ++i;
    start = i + 1;
  }
  if (!out.append(text, start, text->length_)) return raised();
  return out.finish();
}

}  // namespace

Ref<Str> decodeNewlines(NewlineState* state, Str* text, bool final) {
  Ref<Str> input = share(text);
  bool pending = false;
  if (state->pending_return_ && (final || text->length_ > 0)) {
    Ref<Str> back = newStrFromChar('\r');
    input = back ? concatenate(back.get(), text) : back;
    if (!input) return raised();
  }
  if (!final && input->length_ > 0 && input->at(input->length_ - 1) == '\r') {
    input = substring(input.get(), 0, input->length_ - 1);
    if (!input) return raised();
    pending = true;
  }
  if (final || text->length_ > 0) state->pending_return_ = pending;
  if (input->length_ == 0) return input;
  bool returns = withChars(input.get(), [&](auto* p) {
    auto* end = p + input->length_;
    return findChar(p, end, '\r') != end;
  });
  if (!returns) {
    if ((state->seen_ & kSeenNewline) == 0 && withChars(input.get(), [&](auto* p) {
          auto* end = p + input->length_;
          return findChar(p, end, '\n') != end;
        })) {
      state->seen_ |= kSeenNewline;
    }
    return input;
  }
  state->seen_ |= withChars(input.get(), [&](auto* p) { return scan(p, p + input->length_); });
  return state->translate_ ? translate(input.get()) : input;
}

Ref<Object> seenNewlines(const NewlineState& state) {
  static constexpr const char* kTexts[] = {"\r", "\n", "\r\n"};
  Ref<Object> found[3];
  Object* items[3];
  size_t n = 0;
  for (unsigned i = 0; i < 3; ++i) {
    if ((state.seen_ >> i & 1) == 0) continue;
    found[n] = newStr(kTexts[i]);
    if (!found[n]) return raised();
    items[n] = found[n].get();
    ++n;
  }
  if (n == 0) return newNone();
  if (n == 1) return found[0];
  return newTupleFrom(items, n);
}

bool checkNewline(Object* given, const char* function, Object** out) {
  *out = nullptr;
  if (given == nullptr || isNone(given)) return true;
  if (!isStrLayout(given)) {
    return raise(kTypeTypeError, "%s argument 'newline' must be str or None, not %T", function, given);
  }
  Str* text = asStr(given);
  if (text->length_ != 0 && !equalsAscii(text, "\n") && !equalsAscii(text, "\r") && !equalsAscii(text, "\r\n")) {
    return raise(kTypeValueError, "illegal newline value: %U", text);
  }
  *out = given;
  return true;
}

ptrdiff_t findLineEnd(const Str* text, size_t start, const Str* newline) {
  return withChars(text, [&](auto* p) -> ptrdiff_t {
    auto* end = p + text->length_;
    if (newline == nullptr || (newline->length_ == 1 && newline->at(0) == '\n')) {
      auto* at = findChar(p + start, end, '\n');
      return at == end ? -1 : at + 1 - p;
    }
    if (newline->length_ == 0) {
      for (auto* at = p + start; at != end; ++at) {
        if (*at == '\n') return at + 1 - p;
        if (*at == '\r') return at + 1 - p + (at + 1 != end && at[1] == '\n');
      }
      return -1;
    }
    for (auto* at = p + start;; ++at) {
      at = findChar(at, end, '\r');
      if (at == end) return -1;
      if (newline->length_ == 1) return at + 1 - p;
      if (at + 1 != end && at[1] == '\n') return at + 2 - p;
    }
  });
}

// --- IncrementalNewlineDecoder ---

namespace {

IncrementalNewlineDecoder* self(Object* const* args) { return static_cast<IncrementalNewlineDecoder*>(args[0]); }

Ref<Object> makeDecoder(Object* const* args) {
  Ref<IncrementalNewlineDecoder> made =
      makeInstance<IncrementalNewlineDecoder>(args[0], kTypeIncrementalNewlineDecoder);
  if (made) made->decoder_.init(newNone());
  return made;
}

Ref<Object> initialise(Object* const* args) {
  int translate = isTrue(args[2]);
  if (translate < 0) return raised();
  self(args)->decoder_.assign(share(args[1]));
  if (args[3] != nullptr) self(args)->errors_.assign(share(args[3]));
  self(args)->state_ = {true, translate != 0, false, 0};
  return newNone();
}

Ref<Object> decode(Object* const* args) {
  IncrementalNewlineDecoder* d = self(args);
  int final = args[2] == nullptr ? 0 : isTrue(args[2]);
  if (final < 0) return raised();
  Ref<Object> text = share(args[1]);
  if (!isNone(d->decoder_.get())) {
    text = callMethod(d->decoder_.get(), Name::decode, args[1], boolObject(final != 0));
    if (!text) return raised();
  }
  if (!isStrLayout(text.get())) {
    return raise(kTypeTypeError, "decoder should return a string result, not '%T'", text.get());
  }
  return decodeNewlines(&d->state_, asStr(text.get()), final != 0);
}

Ref<Object> getState(Object* const* args) {
  IncrementalNewlineDecoder* d = self(args);
  Ref<Object> buffer = newBytes({});
  int64_t flags = 0;
  if (!isNone(d->decoder_.get())) {
    Ref<Object> state = callStream(d->decoder_.get(), "getstate");
    if (!state) return raised();
    if (!isTupleLayout(state.get()) || static_cast<Tuple*>(state.get())->size_ != 2) {
      return raise(kTypeTypeError, "illegal decoder state");
    }
    buffer = share(static_cast<Tuple*>(state.get())->at(0));
    if (!asInt64(static_cast<Tuple*>(state.get())->at(1), &flags)) return raised();
  }
  Ref<Int> all = newInt(flags << 1 | d->state_.pending_return_);
  return buffer && all ? Ref<Object>(newTupleOf({buffer.get(), all.get()})) : raised();
}

Ref<Object> setState(Object* const* args) {
  IncrementalNewlineDecoder* d = self(args);
  int64_t flags;
  if (!isTupleLayout(args[1])) return raise(kTypeTypeError, "state argument must be a tuple");
  Tuple* state = static_cast<Tuple*>(args[1]);
  if (state->size_ != 2) return raise(kTypeTypeError, "setstate(): illegal state argument");
  if (!asInt64(state->at(1), &flags)) return raised();
  d->state_.pending_return_ = flags & 1;
  if (isNone(d->decoder_.get())) return newNone();
  Ref<Int> rest = newInt(flags >> 1);
  Ref<Tuple> inner = rest ? newTupleOf({state->at(0), rest.get()}) : nullptr;
  return inner ? callStream(d->decoder_.get(), "setstate", inner.get()) : nullptr;
}

Ref<Object> reset(Object* const* args) {
  IncrementalNewlineDecoder* d = self(args);
  d->state_.seen_ = 0;
  d->state_.pending_return_ = false;
  return isNone(d->decoder_.get()) ? newNone() : callStream(d->decoder_.get(), "reset");
}

Ref<Object> getNewlines(Object* o) { return seenNewlines(static_cast<IncrementalNewlineDecoder*>(o)->state_); }

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", makeDecoder, nullptr, NativeKind::StaticMethod},
    {"__init__", "self, decoder, translate, errors='strict'", initialise},
    {"decode", "self, input, final=False", decode},
    {"getstate", "self, /", getState},
    {"setstate", "self, state, /", setState},
    {"reset", "self, /", reset},
};
constexpr GetSetDef kAttributes[] = {{"newlines", getNewlines}};

}  // namespace

const TypeSpec kIncrementalNewlineDecoderSpec = {
    "IncrementalNewlineDecoder",
    "_io",
    slotRowLayout<IncrementalNewlineDecoder, 2>("IncrementalNewlineDecoder"),
    kTypeBase,
    kMethods,
    kAttributes,
    "Codec used when reading a file in universal newlines mode."};

}  // namespace ophion
