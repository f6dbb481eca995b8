#include "object/struct_sequence.h"

#include <cstring>

#include "object/allocate.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/shape.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_builder.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_flags.h"

namespace ophion {

namespace {

// --- fields ---

StructField* field(Object* o) { return static_cast<StructField*>(o); }

// Where the field's value lies in an instance.
Slot<Object>* place(Object* instance, uint32_t index) {
  Tuple* items = static_cast<Tuple*>(instance);
  return items->items() + index;  // the tail follows the items at once
}

Ref<Object> getField(Object* const* args) {
  if (isNone(args[1])) return share(args[0]);
  StructField* f = field(args[0]);
  if (!isInstanceOf(args[1], f->owner_.get())) {
    return raise(kTypeTypeError, "descriptor '%U' for '%N' objects doesn't apply to a '%T' object", f->name_.get(),
                 f->owner_.get(), args[1]);
  }
  Slot<Object>* slot = place(args[1], f->index_);
  return *slot ? slot->share() : newNone();
}
Ref<Object> refuse(Object* const*) { return raise(kTypeAttributeError, "readonly attribute"); }
Ref<Object> showField(Object* const* args) {
  return formatStr("<member '%U' of '%N' objects>", field(args[0])->name_.get(), field(args[0])->owner_.get());
}
Ref<Object> getFieldName(Object* o) { return field(o)->name_.share(); }
Ref<Object> getFieldOwner(Object* o) { return field(o)->owner_.share(); }
Ref<Object> getFieldDoc(Object* o) { return field(o)->doc_ ? field(o)->doc_.share() : newNone(); }

constexpr NativeDef kFieldMethods[] = {
    {"__get__", "self, instance, owner=None, /", getField},
    {"__set__", "self, instance, value, /", refuse},
    {"__delete__", "self, instance, /", refuse},
    {"__repr__", "self, /", showField},
};
constexpr GetSetDef kFieldAttributes[] = {
    {"__name__", getFieldName}, {"__objclass__", getFieldOwner}, {"__doc__", getFieldDoc}};

// --- the classes ---

int64_t number(Type* type, Name which) {
  Object* value = getStrBorrowed(typeDict(type), name(which));
  return value != nullptr && isSmallInt(value) ? smallValue(value) : 0;
}
uint32_t visibleOf(Type* type) { return static_cast<uint32_t>(number(type, Name::n_sequence_fields)); }
uint32_t fieldsOf(Type* type) { return static_cast<uint32_t>(number(type, Name::n_fields)); }

Ref<Str> fullName(Type* type) {
  Object* module = getStrBorrowed(typeDict(type), name(Name::__module__));
  if (module == nullptr || !isStrLayout(module)) return share(type->name_.get());
  return formatStr("%U.%U", static_cast<Str*>(module), type->name_.get());
}

Ref<Object> makeEmpty(Type* type) {
  uint32_t visible = visibleOf(type);
  Ref<Object> made = allocateInstance(type, Tuple::bytesFor(visible));
  if (made) static_cast<Tuple*>(made.get())->size_ = visible;
  return made;
}

// Where the class's dict has the names of all fields: no attribute can be spelled so.
constexpr char kNamesKey[] = "<fields>";

// The names, in the order of their fields; unnamed ones are left out. Null with MemoryError pending.
Tuple* namesOf(Type* type) {
  Ref<Str> key = internText(kNamesKey);
  return key ? static_cast<Tuple*>(getStrBorrowed(typeDict(type), key.get())) : nullptr;
}

Ref<Object> lookupField(Type* type, Object* key) {
  Object* found = getStrBorrowed(typeDict(type), static_cast<Str*>(key));
  return found == nullptr ? nullptr : share(found);
}

Ref<Object> makeSequence(Object* const* args) {
  Type* type = static_cast<Type*>(args[0]);
  uint32_t visible = visibleOf(type), fields = fieldsOf(type);
  Ref<Tuple> given = toTuple_mayRunPython(args[1]);
  if (!given) {
    if (!errorMatches(kTypeTypeError)) return raised();
    clearError();
    return raise(kTypeTypeError, "constructor requires a sequence");
  }
  Object* extra = args[2] == nullptr || isNone(args[2]) ? nullptr : args[2];
  Ref<Str> full = fullName(type);
  if (!full) return raised();
  if (extra != nullptr && !holdsDict(extra)) {
    return raise(kTypeTypeError, "%U() takes a dict as second arg, if any", full.get());
  }
  if (visible != fields) {
    if (given->size_ < visible) {
      return raise(kTypeTypeError, "%U() takes an at least %u-sequence (%u-sequence given)", full.get(), visible,
                   given->size_);
    }
    if (given->size_ > fields) {
      return raise(kTypeTypeError, "%U() takes an at most %u-sequence (%u-sequence given)", full.get(), fields,
                   given->size_);
    }
  } else if (given->size_ != visible) {
    return raise(kTypeTypeError, "%U() takes a %u-sequence (%u-sequence given)", full.get(), visible, given->size_);
  }
  Ref<Object> made = makeEmpty(type);
  if (!made) return raised();
  for (uint32_t i = 0; i < given->size_; ++i) place(made.get(), i)->init(share(given->at(i)));
  Tuple* names = namesOf(type);
  if (names == nullptr) return raised();
  for (uint32_t i = 0; extra != nullptr && i < names->size_; ++i) {
    Ref<Object> descriptor = lookupField(type, names->at(i));
    if (!descriptor || !isExactStructField(descriptor.get())) continue;
    uint32_t index = field(descriptor.get())->index_;
    Object* value =
        index < given->size_ ? nullptr : getStrBorrowed(static_cast<Dict*>(extra), static_cast<Str*>(names->at(i)));
    if (value != nullptr) place(made.get(), index)->init(share(value));
  }
  uint32_t unnamed = static_cast<uint32_t>(number(type, Name::n_unnamed_fields));
  for (uint32_t i = 0; i < fields; ++i) {
    if (*place(made.get(), i)) continue;
    // The first hidden fields stand in for the unnamed items: the times of os.stat_result.
    bool stands_in = i >= visible && i - visible < unnamed;
    place(made.get(), i)->init(stands_in ? share(given->at(i - unnamed)) : newNone());
  }
  return made;
}

Ref<Object> show(Object* const* args) {
  Type* type = typeOf(args[0]);
  Ref<Str> full = fullName(type);
  StrBuilder out;
  if (!full || !out.append(full.get()) || !out.append(U'(')) return raised();
  Tuple* names = namesOf(type);
  if (names == nullptr) return raised();
  for (uint32_t i = 0; i < visibleOf(type); ++i) {
    Ref<Object> value = share(static_cast<Tuple*>(args[0])->at(i));
    Ref<Str> text = reprOf(value.get());
    if (!text || (i != 0 && !out.appendAscii(", ")) || !out.append(static_cast<Str*>(names->at(i))) ||
        !out.append(U'=') || !out.append(text.get())) {
      return raised();
    }
  }
  if (!out.append(U')')) return raised();
  return out.finish();
}

Ref<Object> reduce(Object* const* args) {
  Type* type = typeOf(args[0]);
  uint32_t visible = visibleOf(type);
  Ref<Tuple> items = newTupleFromSlots(place(args[0], 0), visible);
  Ref<Dict> rest = newDict();
  if (!items || !rest) return raised();
  Tuple* names = namesOf(type);
  if (names == nullptr) return raised();
  for (uint32_t i = 0; i < names->size_; ++i) {
    Ref<Object> descriptor = lookupField(type, names->at(i));
    if (!descriptor || !isExactStructField(descriptor.get())) continue;
    uint32_t index = field(descriptor.get())->index_;
    if (index < visible) continue;
    Slot<Object>* slot = place(args[0], index);
    if (!setStr(rest.get(), static_cast<Str*>(names->at(i)), *slot ? slot->get() : none())) return raised();
  }
  Ref<Tuple> arguments = newTupleOf({items.get(), rest.get()});
  return arguments ? Ref<Object>(newTupleOf({type, arguments.get()})) : raised();
}

// What every class of this kind has in its dict.
constexpr NativeDef kMethods[] = {
    {"__new__", "cls, sequence, dict={}", makeSequence, nullptr, NativeKind::StaticMethod},
    {"__repr__", "self, /", show, "Return repr(self)."},
    {"__reduce__", "self, /", reduce},
};

bool addMethods(Type* type, Dict* dict) {
  for (uint32_t i = 0; i < std::size(kMethods); ++i) {
    NativeId id = static_cast<NativeId>(kTypeStructSequence) << 16 | i;
    Ref<Str> key = internText(kMethods[i].name);
    Ref<Object> value;
    if (kMethods[i].kind == NativeKind::StaticMethod) {
      value = newNativeFunction(id, type, nullptr);
    } else {
      TypeIndex kind = isSlotWrapperName(kMethods[i].name) ? kTypeWrapperDescriptor : kTypeMethodDescriptor;
      Ref<MethodDescriptor> descriptor = allocateContainer<MethodDescriptor>(kind);
      if (!descriptor) return false;
      descriptor->id_ = id;
      descriptor->owner_.init(share(type));
      value = std::move(descriptor);
    }
    if (!key || !value || !setStr(dict, key.get(), value.get())) return false;
  }
  return true;
}

bool addFields(const StructSequenceDef& def, Type* type, Dict* dict) {
  uint32_t named = 0, visible_named = 0;
  for (const StructFieldDef& f : def.fields) named += f.name != nullptr;
  for (uint32_t i = 0; i < def.visible; ++i) visible_named += def.fields[i].name != nullptr;
  Ref<Tuple> names = newTuple(named), match = newTuple(visible_named);
  if (!names || !match) return false;
  for (uint32_t i = 0, n = 0; i < def.fields.size(); ++i) {
    if (def.fields[i].name == nullptr) continue;
    Ref<Str> key = internText(def.fields[i].name);
    Ref<StructField> f = allocateContainer<StructField>(kTypeStructField);
    if (!key || !f) return false;
    f->owner_.init(share(type));
    f->name_.init(key);
    f->index_ = i;
    if (def.fields[i].doc != nullptr) {
      Ref<Object> doc = newStr(def.fields[i].doc);
      if (!doc) return false;
      f->doc_.init(std::move(doc));
    }
    if (!setStr(dict, key.get(), f.get())) return false;
    if (i < def.visible) match->items()[n].init(share<Object>(key.get()));
    names->items()[n++].init(Ref<Object>(std::move(key)));
  }
  Ref<Str> names_key = internText(kNamesKey);
  return names_key && setStr(dict, names_key.get(), names.get()) &&
         setStr(dict, name(Name::__match_args__), match.get());
}

bool addNumbers(const StructSequenceDef& def, Dict* dict) {
  int64_t unnamed = 0;
  for (const StructFieldDef& f : def.fields) unnamed += f.name == nullptr;
  Ref<Int> fields = newInt(static_cast<int64_t>(def.fields.size())), visible = newInt(def.visible),
           none_named = newInt(unnamed);
  return fields && visible && none_named && setStr(dict, name(Name::n_fields), fields.get()) &&
         setStr(dict, name(Name::n_sequence_fields), visible.get()) &&
         setStr(dict, name(Name::n_unnamed_fields), none_named.get());
}

Ref<Type> makeStructType(const StructSequenceDef& def) {
  Ref<Dict> contents = newDict();
  Ref<Str> class_name = internText(def.name), module = internText(def.module);
  Ref<Str> doc = newStr(def.doc == nullptr ? "" : def.doc);
  Ref<Tuple> bases = newTupleOf({builtinType(kTypeTuple)}), no_slots = emptyTuple();
  if (!contents || !class_name || !module || !doc || !bases) return raised();
  if (!setStr(contents.get(), name(Name::__slots__), no_slots.get()) ||
      !setStr(contents.get(), name(Name::__module__), module.get()) ||
      !setStr(contents.get(), name(Name::__doc__), doc.get())) {
    return raised();
  }
  Ref<Type> type = makeType(builtinType(kTypeType), class_name.get(), bases.get(), contents.get(), nullptr);
  if (!type) return raised();
  Dict* dict = typeDict(type.get());
  bool found;
  if (!deleteStr(dict, name(Name::__slots__), &found) || !addMethods(type.get(), dict) ||
      !addFields(def, type.get(), dict) || !addNumbers(def, dict)) {
    return raised();
  }
  // The fields that are no items lie where members of __slots__ would.
  uint16_t hidden = static_cast<uint16_t>(def.fields.size() - def.visible);
  type->member_slots_ = hidden;
  Shape* root = rootShape(type.get());
  if (root == nullptr) return raised();
  root->first_ = hidden;
  typeEntry(type->index_).tail_slots_ = hidden;
  type->flags_ = (type->flags_ & ~uint32_t{kTypeBase}) | kTypeMarkedImmutable;
  typeModified(type.get());
  refreshFlags(type.get());
  return type;
}

}  // namespace

Type* structSequenceType(const StructSequenceDef& def) {
  Slot<Dict>& kept = state().struct_sequences_;
  if (!kept) {
    Ref<Dict> fresh = newDict();
    if (!fresh) return raised();
    kept.init(std::move(fresh));
  }
  Ref<Str> key = formatStr("%s.%s", def.module, def.name);
  if (!key) return raised();
  if (Object* found = getStrBorrowed(kept.get(), key.get())) return static_cast<Type*>(found);
  Ref<Type> type = makeStructType(def);
  if (!type || !setStr(kept.get(), key.get(), type.get())) return raised();
  return type.get();
}

Ref<Object> newStructSequence(const StructSequenceDef& def, Object* const* values) {
  Type* type = structSequenceType(def);
  Ref<Object> made = type == nullptr ? Ref<Object>(nullptr) : makeEmpty(type);
  if (!made) return raised();
  for (uint32_t i = 0; i < def.fields.size(); ++i)
    place(made.get(), i)->init(share(values[i] == nullptr ? none() : values[i]));
  return made;
}

const TypeSpec kStructSequenceSpec = {"structseq", "builtins", sharedLayout("structseq"), kTypeDisallowInstantiation,
                                      kMethods};
const TypeSpec kStructFieldSpec = {
    "member_descriptor",        "builtins",    slotRowLayout<StructField, 3>("member_descriptor"),
    kTypeDisallowInstantiation, kFieldMethods, kFieldAttributes};

}  // namespace ophion
