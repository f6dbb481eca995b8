// _json.make_encoder: writes one value as JSON, without indentation.
#include <cmath>

#include "modules/json.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_builder.h"
#include "object/tuple.h"

namespace ophion {

namespace {

class Writer {
 public:
  explicit Writer(JsonEncoder* encoder) : e_(encoder) {
    Object* function = e_->encoder_.get();
    is_ascii_ = isExactNativeFunction(function) &&
                nativeDef(static_cast<NativeFunction*>(function)->id_).function == encodeAsciiJson;
  }

  bool value(Object* object) {
    if (isNone(object)) return out_.appendAscii("null");
    if (object == trueObject()) return out_.appendAscii("true");
    if (object == falseObject()) return out_.appendAscii("false");
    if (isStrLayout(object)) return text(object);
    if (isIntLayout(object)) return integer(static_cast<Int*>(object));
    if (isFloatLayout(object)) return floating(object);
    NativeRecursion guard(" while encoding a JSON object");
    if (guard.exceeded()) return false;
    if (isListLayout(object) || isTupleLayout(object)) return sequence(object);
    if (holdsDict(object)) return mapping(object);
    return other(object);
  }
  Ref<Str> finish() { return out_.finish(); }

 private:
  bool text(Object* object) {
    if (is_ascii_) return appendJsonString(out_, static_cast<Str*>(object), true);
    Ref<Object> encoded = call(e_->encoder_.get(), object);
    if (!encoded) return false;
    if (!isStrLayout(encoded.get())) {
      return raise(kTypeTypeError, "encoder() must return a string, not %.80T", encoded.get());
    }
    return out_.append(static_cast<Str*>(encoded.get()));
  }
  bool integer(Int* number) {
    Ref<Str> digits = intToText(number, 10);
    return digits && out_.append(digits.get());
  }
  bool floating(Object* object) {
    double v = floatValue(object);
    if (std::isfinite(v)) {
      Ref<Float> plain = newFloat(v);
      Ref<Str> digits = plain ? reprOf(plain.get()) : Ref<Str>();
      return digits && out_.append(digits.get());
    }
    if (!e_->allow_nan_) return raise(kTypeValueError, "Out of range float values are not JSON compliant");
    return out_.appendAscii(std::isnan(v) ? "NaN" : v > 0 ? "Infinity" : "-Infinity");
  }
  bool separator(const Slot<Object>& slot) { return out_.append(static_cast<Str*>(slot.get())); }

  // Notes a container that is being written; false with an exception pending where it is inside itself. *mark is what
  // leave() takes.
  bool enter(Object* object, Ref<Int>* mark) {
    if (isNone(e_->markers_.get())) return true;
    *mark = newIntFromUnsigned(reinterpret_cast<uintptr_t>(object));
    if (!*mark) return false;
    Dict* markers = static_cast<Dict*>(e_->markers_.get());
    Object* found;
    int there = getItem_mayRunPython(markers, mark->get(), &found);
    if (there > 0) return raise(kTypeValueError, "Circular reference detected");
    return there == 0 && setItem_mayRunPython(markers, mark->get(), object);
  }
  bool leave(const Ref<Int>& mark) {
    if (!mark) return true;
    Ref<Object> old;
    int removed = removeItem_mayRunPython(static_cast<Dict*>(e_->markers_.get()), mark.get(), &old);
    if (removed == 0) return raiseObject(kTypeKeyError, mark.get());
    return removed > 0;
  }

  bool sequence(Object* object) {
    Ref<Object> held = share(object);
    bool is_list = isListLayout(object);
    auto size = [&] { return is_list ? static_cast<List*>(object)->size_ : static_cast<Tuple*>(object)->size_; };
    if (size() == 0) return out_.appendAscii("[]");
    Ref<Int> mark;
    if (!enter(object, &mark) || !out_.append(U'[')) return false;
    // The list may change while its items are written.
    for (uint32_t i = 0; i < size(); ++i) {
      if (i != 0 && !separator(e_->item_separator_)) return false;
      Ref<Object> item = share(is_list ? static_cast<List*>(object)->at(i) : static_cast<Tuple*>(object)->at(i));
      if (!value(item.get())) return false;
    }
    return leave(mark) && out_.append(U']');
  }

  // 1: written; 0: the key is skipped; -1.
  int key(Object* object, bool first) {
    Ref<Object> held;
    const char* word = nullptr;
    if (object == trueObject()) {
      word = "true";
    } else if (object == falseObject()) {
      word = "false";
    } else if (isNone(object)) {
      word = "null";
    } else if (!isStrLayout(object) && !isIntLayout(object) && !isFloatLayout(object)) {
      if (e_->skip_keys_) return 0;
      return raise(kTypeTypeError, "keys must be str, int, float, bool or None, not %.100T", object);
    }
    if (!first && !separator(e_->item_separator_)) return -1;
    if (word != nullptr) {
      held = newAscii(word);
    } else if (!isStrLayout(object)) {
      // Numbers as they would be written, but quoted.
      Writer inner(e_);
      if (!inner.value(object)) return -1;
      held = inner.finish();
    } else {
      held = share(object);
    }
    return held && text(held.get()) && separator(e_->key_separator_) ? 1 : -1;
  }

  bool mapping(Object* object) {
    Dict* dict = static_cast<Dict*>(object);
    if (dict->used_ == 0) return out_.appendAscii("{}");
    Ref<Int> mark;
    if (!enter(object, &mark) || !out_.append(U'{')) return false;
    Ref<Object> items = callMethod(object, Name::items);
    Ref<List> all = items ? toList_mayRunPython(items.get()) : Ref<List>();
    if (!all || (e_->sort_keys_ && !sortList_mayRunPython(all.get(), nullptr, false))) return false;
    bool first = true;
    for (uint32_t i = 0; i < all->size_; ++i) {
      Ref<Object> item = share(all->at(i));
      if (!isTupleLayout(item.get()) || static_cast<Tuple*>(item.get())->size_ != 2) {
        return raise(kTypeValueError, "items must return 2-tuples");
      }
      Tuple* pair = static_cast<Tuple*>(item.get());
      int written = key(pair->at(0), first);
      if (written < 0) return false;
      if (written == 0) continue;
      first = false;
      if (!value(pair->at(1))) return false;
    }
    return leave(mark) && out_.append(U'}');
  }

  bool other(Object* object) {
    Ref<Int> mark;
    if (!enter(object, &mark)) return false;
    Ref<Object> replaced = call(e_->default_.get(), object);
    return replaced && value(replaced.get()) && leave(mark);
  }

  JsonEncoder* e_;
  StrBuilder out_;
  bool is_ascii_;
};

// args: self, obj, _current_indent_level
Ref<Object> callEncoder(Object* const* args) {
  int64_t level;
  if (!asInt64(args[2], &level)) return raised();
  Writer writer(static_cast<JsonEncoder*>(args[0]));
  if (!writer.value(args[1])) return raised();
  Ref<Str> text = writer.finish();
  if (!text) return raised();
  return newTupleOf({text.get()});
}

// args: cls, markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan
Ref<Object> newEncoder(Object* const* args) {
  for (unsigned i = 5; i <= 6; ++i) {
    if (!isStrLayout(args[i])) {
      return raise(kTypeTypeError, "make_encoder() argument %u must be str, not %T", i, args[i]);
    }
  }
  int flags[3];
  for (unsigned i = 0; i < 3; ++i) {
    flags[i] = isTrue(args[7 + i]);
    if (flags[i] < 0) return raised();
  }
  if (!isDictLayout(args[1]) && !isNone(args[1])) {
    return raise(kTypeTypeError, "make_encoder() argument 1 must be dict or None, not %.200T", args[1]);
  }
  Ref<JsonEncoder> encoder = makeInstance<JsonEncoder>(args[0], kTypeJsonEncoder);
  if (!encoder) return raised();
  Slot<Object>* slots = &encoder->markers_;
  for (unsigned i = 0; i < 6; ++i) slots[i].init(share(args[1 + i]));
  encoder->sort_keys_ = flags[0] != 0;
  encoder->skip_keys_ = flags[1] != 0;
  encoder->allow_nan_ = flags[2] != 0;
  return encoder;
}

template <Slot<Object> JsonEncoder::* slot>
Ref<Object> getSlot(Object* object) {
  return (static_cast<JsonEncoder*>(object)->*slot).share();
}
template <bool JsonEncoder::* flag>
Ref<Object> getFlag(Object* object) {
  return newBool(static_cast<JsonEncoder*>(object)->*flag);
}

constexpr NativeDef kMethods[] = {
    {"__new__", "cls, markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan",
     newEncoder, nullptr, NativeKind::StaticMethod},
    {"__call__", "self, obj, _current_indent_level", callEncoder, "Call self as a function."},
};
constexpr GetSetDef kAttributes[] = {{"markers", getSlot<&JsonEncoder::markers_>},
                                     {"default", getSlot<&JsonEncoder::default_>},
                                     {"encoder", getSlot<&JsonEncoder::encoder_>},
                                     {"indent", getSlot<&JsonEncoder::indent_>},
                                     {"key_separator", getSlot<&JsonEncoder::key_separator_>},
                                     {"item_separator", getSlot<&JsonEncoder::item_separator_>},
                                     {"sort_keys", getFlag<&JsonEncoder::sort_keys_>},
                                     {"skipkeys", getFlag<&JsonEncoder::skip_keys_>}};

}  // namespace

const TypeSpec kJsonEncoderSpec = {"make_encoder",
                                   "_json",
                                   slotRowLayout<JsonEncoder, 6>("Encoder"),
                                   kTypeBase,
                                   kMethods,
                                   kAttributes,
                                   "Encoder(markers, default, encoder, indent, key_separator, item_separator, "
                                   "sort_keys, skipkeys, allow_nan)"};

}  // namespace ophion
