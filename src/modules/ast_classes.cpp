#include "modules/ast_classes.h"

#include "modules/module_state.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_builder.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr std::string_view kPlaceNames[] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};

// In the state: classes, fields, singletons, by rule.
enum Row : uint32_t { kClasses, kFields, kSingletons };

Object* held(Row row, uint32_t rule) { return static_cast<Tuple*>(moduleState().ast_classes_->at(row))->at(rule); }

[[nodiscard]] bool put(Dict* dict, std::string_view key, Object* value) {
  Ref<Str> interned = internText(key);
  return interned && setStr(dict, interned.get(), value);
}

// The names of a rule's fields; those that may be left out become None in `contents`.
Ref<Tuple> readFields(const AstRule& rule, Dict* contents) {
  Ref<List> fields = newList();
  if (!fields) return raised();
  std::string_view rest = rule.text.substr(rule.name().size());
  while (rest.size() > 1) {
    rest.remove_prefix(rest.find_first_not_of("(, "));
    size_t space = rest.find(' '), end = rest.find_first_of(",)");
    std::string_view field = rest.substr(space + 1, end - space - 1);
    if (rest[space - 1] == '?' && !put(contents, field, none())) return raised();
    Ref<Str> interned = internText(field);
    if (!interned || !appendToList(fields.get(), interned.get())) return raised();
    rest.remove_prefix(end);
  }
  return newTupleFromSlots(fields->size_ == 0 ? nullptr : fields->items(), fields->size_);
}

// "sum = A(…)\n    | B(…)", where no constructor has fields "sum = A | B"; or the rule itself.
Ref<Str> docOf(uint32_t index) {
  const AstRule& rule = kAstRules[index];
  StrBuilder out;
  if (!out.appendAscii(rule.text)) return raised();
  bool in_one_line = true;
  for (uint32_t i = 1; i <= rule.constructors; ++i) in_one_line = in_one_line && !kAstRules[index + i].hasFields();
  for (uint32_t i = 1; i <= rule.constructors; ++i) {
    if (i > 1 && !in_one_line && (!out.appendAscii("\n") || !out.appendRepeated(U' ', rule.text.size()))) {
      return raised();
    }
    if (!out.appendAscii(i == 1 ? " = " : " | ") || !out.appendAscii(kAstRules[index + i].text)) return raised();
  }
  return out.finish();
}

[[nodiscard]] bool putPlaces(AstPlaces places, Dict* contents) {
  size_t n = places == AstPlaces::None ? 0 : 4;
  Ref<Tuple> names = newTuple(n);
  if (!names) return false;
  for (size_t i = 0; i < n; ++i) {
    Ref<Str> interned = internText(kPlaceNames[i]);
    if (!interned) return false;
    if (i >= 2 && places == AstPlaces::OptionalEnd && !setStr(contents, interned.get(), none())) return false;
    names->items()[i].init(std::move(interned));
  }
  return put(contents, "_attributes", names.get());
}

Ref<Object> makeClass(uint32_t index, Object* base, bool has_places_of_its_own, Ref<Object>* fields) {
  const AstRule& rule = kAstRules[index];
  Ref<Dict> contents = newDict();
  Ref<Str> module = newAscii("ast"), class_name = internText(rule.name()), doc = docOf(index);
  if (!contents || !module || !class_name || !doc) return raised();
  Ref<Tuple> names = readFields(rule, contents.get());
  Ref<Tuple> bases = newTupleOf({base});
  if (!names || !bases) return raised();
  if (!put(contents.get(), "_fields", names.get()) || !put(contents.get(), "__match_args__", names.get()) ||
      !put(contents.get(), "__module__", module.get()) || !put(contents.get(), "__doc__", doc.get())) {
    return raised();
  }
  if (has_places_of_its_own && !putPlaces(rule.places, contents.get())) return raised();
  *fields = std::move(names);
  return call(builtinType(kTypeType), class_name.get(), bases.get(), contents.get());
}

// Attributes of the base of all: no fields, no places.
bool completeBase() {
  Type* base = builtinType(kTypeAstNode);
  Dict* dict = typeDict(base);
  Ref<Tuple> empty = emptyTuple();
  if (dict == nullptr || !empty) return false;
  for (std::string_view key : {"_fields", "__match_args__", "_attributes"}) {
    if (!put(dict, key, empty.get())) return false;
  }
  typeModified(base);
  return true;
}

bool isShared(std::string_view sum) {
  return sum == "expr_context" || sum == "boolop" || sum == "operator" || sum == "unaryop" || sum == "cmpop";
}

}  // namespace

bool makeAstClasses(Dict* module_dict) {
  Ref<Tuple> classes = newTuple(kAstRuleCount), fields = newTuple(kAstRuleCount), shared = newTuple(kAstRuleCount);
  if (!classes || !fields || !shared || !completeBase()) return false;
  Object* sum = nullptr;  // the sum whose constructors are being read
  std::string_view sum_name;
  uint32_t left = 0;
  for (uint32_t i = 0; i < kAstRuleCount; ++i) {
    const AstRule& rule = kAstRules[i];
    bool constructor = left > 0;
    Ref<Object> names;
    Ref<Object> made = makeClass(i, constructor ? sum : builtinType(kTypeAstNode), !constructor, &names);
    if (!made || !put(module_dict, rule.name(), made.get())) return false;
    Ref<Object> instance = newNone();
    if (constructor && isShared(sum_name)) instance = call(made.get());
    if (!instance) return false;
    if (constructor) {
      --left;
    } else {
      sum = made.get();
      sum_name = rule.name();
      left = rule.constructors;
    }
    classes->items()[i].init(std::move(made));
    fields->items()[i].init(std::move(names));
    shared->items()[i].init(std::move(instance));
  }
  Ref<Tuple> all = newTupleOf({classes.get(), fields.get(), shared.get()});
  if (!all) return false;
  moduleState().ast_classes_.assign(std::move(all));
  return true;
}

Type* astClass(uint32_t rule) { return static_cast<Type*>(held(kClasses, rule)); }
Tuple* astFields(uint32_t rule) { return static_cast<Tuple*>(held(kFields, rule)); }
Object* astSingleton(uint32_t rule) { return held(kSingletons, rule); }

}  // namespace ophion
