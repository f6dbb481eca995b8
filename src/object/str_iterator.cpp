#include "object/str_iterator.h"

#include "object/allocate.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/sequence.h"
#include "object/singletons.h"
#include "object/type_spec.h"

namespace ophion {

Ref<Object> newStrIterator(Str* s) {
  TypeIndex type = s->width() == Width::Ascii ? kTypeStrAsciiIterator : kTypeStrIterator;
  Ref<StrIterator> it = allocateContainer<StrIterator>(type);
  if (!it) return raised();
  it->str_.init(share(s));
  return it;
}

namespace {

StrIterator* self(Object* const* args) { return static_cast<StrIterator*>(args[0]); }

Ref<Object> next(Object* const* args) {
  StrIterator* it = self(args);
  Str* s = it->str_.getOrNull();
  if (s == nullptr) return nullptr;
  if (it->position_ < s->length_) return newStrFromChar(s->at(it->position_++));
  it->str_.clear();
  return nullptr;
}

Ref<Object> lengthHint(Object* const* args) {
  StrIterator* it = self(args);
  return newInt(it->str_.isNull() ? 0 : int64_t{it->str_->length_} - it->position_);
}

Ref<Object> reduce(Object* const* args) {
  StrIterator* it = self(args);
  if (it->str_.isNull()) {
    Ref<Str> empty = emptyStr();
    if (!empty) return raised();
    return reduceThrough("iter", empty.get(), nullptr);
  }
  Ref<Int> position = newInt(it->position_);
  if (!position) return raised();
  return reduceThrough("iter", it->str_.get(), position.get());
}

Ref<Object> setState(Object* const* args) {
  StrIterator* it = self(args);
  int64_t at;
  if (!asInt64(args[1], &at)) return raised();
  if (!it->str_.isNull()) {
    int64_t end = it->str_->length_;
    it->position_ = static_cast<uint32_t>(at < 0 ? 0 : at > end ? end : at);
  }
  return newNone();
}

constexpr NativeDef kMethods[] = {
    {"__iter__", "self, /", returnSelf},          {"__next__", "self, /", next},
    {"__length_hint__", "self, /", lengthHint},   {"__reduce__", "self, /", reduce},
    {"__setstate__", "self, state, /", setState},
};

void drop(Object* o) { static_cast<StrIterator*>(o)->str_.clear(); }

}  // namespace

const TypeSpec kStrIteratorSpec = {"str_iterator",
                                   "builtins",
                                   {"str_iterator", Kind::Container, Trace::Fixed, sizeof(Object), 1,
                                    sizeof(StrIterator), nullptr, nullptr, drop, nullptr},
                                   kTypeDisallowInstantiation,
                                   kMethods};
const TypeSpec kStrAsciiIteratorSpec = {"str_ascii_iterator",
                                        "builtins",
                                        {"str_ascii_iterator", Kind::Container, Trace::Fixed, sizeof(Object), 1,
                                         sizeof(StrIterator), nullptr, nullptr, drop, nullptr},
                                        kTypeDisallowInstantiation,
                                        kMethods};

}  // namespace ophion
