// Specialisation: an adaptive instruction that runs generally looks at what it meets and, where a form for that exists,
// becomes it. What it learned goes into the inline cache behind it.
//
// Guards: a type version names a class, its state and the layout of its instances at once; a keys version names a dict
// with its set of keys. Neither is ever reused, so one compare is enough.
#include <cstring>

#include "heap/destroy.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/instance.h"
#include "object/module_spec.h"
#include "object/native_special.h"
#include "object/object_type.h"
#include "object/protocol.h"
#include "object/shape.h"
#include "object/singletons.h"
#include "vm/drive.h"
#include "vm/fast_paths.h"
#include "vm/inline_cache.h"
#include "vm/interpreter.h"
#include "vm/operand.h"

namespace ophion {

namespace {

enum class OperandKind { L, T, K };

OperandKind kindOf(uint16_t operand) {
  if (operand & kOperandConst) return OperandKind::K;
  return operand & kOperandConsume ? OperandKind::T : OperandKind::L;
}

void become(Instruction* pc, Fast form) {
  AdaptiveCache& cache = adaptiveCache(pc);
  cache.original_ = pc->op;
  cache.counter_ = 0;
  pc->op = static_cast<uint16_t>(form);
}

void notNow(Instruction* pc) { adaptiveCache(pc).counter_ = kSpecializeBackoff; }

bool isNumber(Object* o) { return isExactFloat(o) || isSmallInt(o); }

// The int forms of an arithmetic instruction stand in this order in OPHION_ARITHMETIC_FORMS.
constexpr int intForm(OperandKind x, OperandKind y) {
  if (x == OperandKind::K) return -1;
  int left = x == OperandKind::T ? 2 : 0;
  if (y == OperandKind::K) return x == OperandKind::T ? 5 : 4;
  return left + (y == OperandKind::T ? 1 : 0);
}
constexpr int floatForm(OperandKind x, OperandKind y) {
  if (x == OperandKind::K) return y == OperandKind::T ? 13 : y == OperandKind::L ? 12 : -1;
  if (y == OperandKind::K) return x == OperandKind::T ? 11 : 10;
  return 6 + (x == OperandKind::T ? 2 : 0) + (y == OperandKind::T ? 1 : 0);
}
static_assert(static_cast<int>(Fast::kAddFloatKT) - static_cast<int>(Fast::kAddIntLL) == 13);

struct ArithmeticForms {
  Fast first, float_any;
};

void specializeArithmetic(Instruction* pc, const ArithmeticForms& forms, Object* x, Object* y) {
  OperandKind xk = kindOf(pc->b), yk = kindOf(pc->c);
  if (isSmallInt(x) && isSmallInt(y)) {
    int form = intForm(xk, yk);
    if (form < 0) return notNow(pc);
    if (yk == OperandKind::K) {
      int64_t value = smallValue(y);
      if (value != static_cast<int32_t>(value)) return notNow(pc);
      adaptiveCache(pc).data_ = static_cast<uint32_t>(static_cast<int32_t>(value));
    }
    return become(pc, static_cast<Fast>(static_cast<int>(forms.first) + form));
  }
  if (isExactFloat(x) && isExactFloat(y)) {
    int form = floatForm(xk, yk);
    if (form < 0) return notNow(pc);
    if (xk == OperandKind::K) adaptiveCache(pc).data_ = slotIndex(x);
    if (yk == OperandKind::K) adaptiveCache(pc).data_ = slotIndex(y);
    return become(pc, static_cast<Fast>(static_cast<int>(forms.first) + form));
  }
  if (isNumber(x) && isNumber(y)) return become(pc, forms.float_any);
  notNow(pc);
}

}  // namespace

void specializeBinary(Instruction* pc, Register* fp) {
  Object* x = peek(fp, pc->b);
  Object* y = peek(fp, pc->c);
  uint16_t op = pc->op;
  if (op >= static_cast<uint16_t>(Op::kInplaceAdd)) {
    op = static_cast<uint16_t>(op - static_cast<uint16_t>(Op::kInplaceAdd) + static_cast<uint16_t>(Op::kAdd));
  }
  bool ints = isSmallInt(x) && isSmallInt(y);
  if (op == static_cast<uint16_t>(Op::kAdd) && isExactStr(x) && isExactStr(y)) return become(pc, Fast::kAddStr);
  switch (static_cast<Op>(op)) {
    case Op::kAdd:
      return specializeArithmetic(pc, {Fast::kAddIntLL, Fast::kAddFloatAny}, x, y);
    case Op::kSub:
      return specializeArithmetic(pc, {Fast::kSubIntLL, Fast::kSubFloatAny}, x, y);
    case Op::kMul:
      return specializeArithmetic(pc, {Fast::kMulIntLL, Fast::kMulFloatAny}, x, y);
    case Op::kTrueDiv:
      if (ints) return become(pc, Fast::kDivIntAny);
      if (isNumber(x) && isNumber(y)) return become(pc, Fast::kDivFloatAny);
      break;
    case Op::kMod:
      if (ints) return become(pc, Fast::kModIntAny);
      break;
    case Op::kFloorDiv:
      if (ints) return become(pc, Fast::kFloorDivIntAny);
      break;
    case Op::kAnd:
      if (ints) return become(pc, Fast::kAndIntAny);
      break;
    case Op::kOr:
      if (ints) return become(pc, Fast::kOrIntAny);
      break;
    case Op::kXor:
      if (ints) return become(pc, Fast::kXorIntAny);
      break;
    case Op::kLshift:
      if (ints) return become(pc, Fast::kLshiftIntAny);
      break;
    case Op::kRshift:
      if (ints) return become(pc, Fast::kRshiftIntAny);
      break;
    default:
      break;
  }
  notNow(pc);
}

void specializeCompare(Instruction* pc, Register* fp) {
  Object* x = peek(fp, pc->b);
  Object* y = peek(fp, pc->c);
  Op op = static_cast<Op>(pc->op);
  adaptiveCache(pc).data_ = static_cast<uint32_t>(pc->op - static_cast<uint16_t>(Op::kLt));
  if (isSmallInt(x) && isSmallInt(y)) return become(pc, Fast::kCompareInt);
  if (isExactFloat(x) && isExactFloat(y)) return become(pc, Fast::kCompareFloat);
  if (isExactStr(x) && isExactStr(y) && (op == Op::kEq || op == Op::kNe)) return become(pc, Fast::kCompareStr);
  notNow(pc);
}

void specializeJumpCompare(Instruction* pc, Register* fp) {
  Object* x = peek(fp, pc->a);
  Object* y = peek(fp, pc->b);
  JumpCache& cache = jumpCache(pc);
  // The forms of each comparison stand in the order of OPHION_JUMP_FORMS, the comparisons in that of the general
  // opcodes.
  constexpr int kForms = static_cast<int>(Fast::kJumpLeIntLL) - static_cast<int>(Fast::kJumpLtIntLL);
  static_assert(kForms == 7);
  int first = static_cast<int>(Fast::kJumpLtIntLL) + (pc->op - static_cast<int>(Op::kJumpLt)) * kForms;
  OperandKind xk = kindOf(pc->a), yk = kindOf(pc->b);
  int form = -1;
  if (isSmallInt(x) && isSmallInt(y)) {
    int64_t value = smallValue(y);
    bool immediate = yk == OperandKind::K && value == static_cast<int16_t>(value);
    form = 4;
    if (xk != OperandKind::K && yk == OperandKind::L) form = xk == OperandKind::L ? 0 : 2;
    if (xk != OperandKind::K && immediate) {
      form = xk == OperandKind::L ? 1 : 3;
      cache.immediate_ = static_cast<int16_t>(value);
    }
  } else if (isNumber(x) && isNumber(y)) {
    form = 5;
  } else if (isExactStr(x) && isExactStr(y)) {
    form = 6;
  }
  if (form < 0) {
    cache.counter_ = kSpecializeBackoff;
    return;
  }
  cache.counter_ = 0;
  pc->op = static_cast<uint16_t>(first + form);
}

void specializeMove(Instruction* pc, Register* fp) {
  switch (kindOf(pc->b)) {
    case OperandKind::L:
      pc->op = static_cast<uint16_t>(Fast::kMoveLL);
      break;
    case OperandKind::T:
      pc->op = static_cast<uint16_t>(Fast::kMoveTL);
      break;
    case OperandKind::K: {
      uint32_t constant = slotIndex(peek(fp, pc->b));
      pc->b = static_cast<uint16_t>(constant);
      pc->c = static_cast<uint16_t>(constant >> 16);
      pc->op = static_cast<uint16_t>(Fast::kMoveKL);
      break;
    }
  }
}

void specializeReturn(Instruction* pc, Register* fp) {
  Code* code = frameCode(fp);
  pc->b = static_cast<uint16_t>(code->local_count_ + code->cell_count_);
  switch (kindOf(pc->a)) {
    case OperandKind::L:
      pc->op = static_cast<uint16_t>(Fast::kReturnL);
      break;
    case OperandKind::T:
      pc->op = static_cast<uint16_t>(Fast::kReturnT);
      break;
    case OperandKind::K:
      pc->op = static_cast<uint16_t>(Fast::kReturnK);
      break;
  }
}

namespace {

// Where a name stands in a dict; -1 where it does not, or where finding it may run a key's __eq__.
ptrdiff_t placeOfName(Dict* dict, Str* name) {
  const DictTable* table = dict->table_.getOrNull();
  return table != nullptr && table->only_strings_ ? findStrEntry(dict, name) : -1;
}

}  // namespace

void specializeLoadGlobal(Instruction* pc, Register* fp) {
  Function* function = static_cast<Function*>(objectAt(fp[kFrameFunction]));
  Str* wanted = nameAt(fp, pc->b);
  Dict* globals = function->globals_.get();
  Object* builtins_map = function->builtins_.get();
  uint32_t version = keysVersion(globals);
  if (!isExactDict(globals) || !isExactDict(builtins_map) || version == 0) return notNow(pc);
  Dict* builtins = static_cast<Dict*>(builtins_map);
  ptrdiff_t at = placeOfName(globals, wanted);
  if (at >= 0) {
    adaptiveCache(pc).data_ = version;
    fieldCache(pc).offset_ = static_cast<uint32_t>(at);
    return become(pc, Fast::kLoadGlobalModule);
  }
  at = placeOfName(builtins, wanted);
  uint32_t builtins_version = keysVersion(builtins);
  if (at < 0 || builtins_version == 0) return notNow(pc);
  adaptiveCache(pc).data_ = version;
  fieldCache(pc) = {static_cast<uint32_t>(at), builtins_version};
  become(pc, Fast::kLoadGlobalBuiltin);
}

namespace {

// Where an attribute lies inside the object: offset in bytes from it, 0: not at a fixed place. What the class has under
// the name must already be known not to come first.
uint32_t fieldOffset(Object* object, Str* name) {
  Shape* shape = shapeOf(object);
  if (shape == nullptr || shape->is_dict_) return 0;
  int slot = findField(shape, name);
  if (slot < 0) return 0;
  return static_cast<uint32_t>(reinterpret_cast<char*>(tailSlots(object) + slot) - reinterpret_cast<char*>(object));
}

bool hasGet(Object* found) { return lookupSpecial(typeOf(found), Special::k_get) != nullptr; }

// A member of __slots__ that fits the object.
uint32_t memberOffset(Object* object, Object* found) {
  if (!isExactMemberDescriptor(found)) return 0;
  MemberDescriptor* member = static_cast<MemberDescriptor*>(found);
  if (!member->isSlot() || !isInstanceOf(object, member->owner_.get()) || tailSlots(object) == nullptr) return 0;
  return static_cast<uint32_t>(reinterpret_cast<char*>(tailSlots(object) + member->slot_) -
                               reinterpret_cast<char*>(object));
}

bool specializeModuleAttr(Instruction* pc, Object* object, Str* wanted, Fast form) {
  if (!isExactModule(object)) return false;
  Object* dict = static_cast<Module*>(object)->dict_.getOrNull();
  if (dict == nullptr || lookupInType(typeOf(object), wanted) != nullptr) return false;
  ptrdiff_t at = placeOfName(static_cast<Dict*>(dict), wanted);
  if (at < 0) return false;
  DictEntry& entry = static_cast<Dict*>(dict)->table_->entries()[at];
  adaptiveCache(pc).data_ = static_cast<uint32_t>(at);
  fieldCache(pc).extra_ = entry.key_.index();
  become(pc, form);
  return true;
}

// The entry of an instance's dict. Its place in the object and in the dict share a word.
bool specializeDictAttr(Instruction* pc, Object* object, Str* wanted, uint32_t version) {
  Shape* shape = shapeOf(object);
  if (shape == nullptr || !shape->is_dict_) return false;
  Dict* dict = instanceDictIfAny(object);
  if (dict == nullptr) return false;
  ptrdiff_t at = placeOfName(dict, wanted);
  size_t offset =
      static_cast<size_t>(reinterpret_cast<char*>(tailSlots(object) + shape->first_) - reinterpret_cast<char*>(object));
  if (at < 0 || at > 0xffff || offset > 0xffff) return false;
  adaptiveCache(pc).data_ = version;
  fieldCache(pc) = {static_cast<uint32_t>(offset) | static_cast<uint32_t>(at) << 16,
                    dict->table_->entries()[at].key_.index()};
  become(pc, Fast::kLoadAttrDict);
  return true;
}

// Whether an instance can have an attribute of its own under a name its shape does not tell of.
bool mayHideName(Object* object) {
  if (!hasInstanceAttributes(object)) return false;
  Shape* shape = shapeOf(object);
  return shape == nullptr || shape->is_dict_;
}

}  // namespace

namespace {

// What a class gives for an attribute of its own, as it lies in a class's dict: a plain value, or a staticmethod around
// one. Null where looking it up needs more than that.
Object* classValue(Type* type, Str* wanted) {
  Object* on_meta = lookupInType(builtinType(kTypeType), wanted);
  if (on_meta != nullptr && isDataDescriptor(on_meta)) return nullptr;
  Object* found = lookupInType(type, wanted);
  if (found == nullptr && errorPending()) clearError();
  if (found == nullptr || isExactFunction(found) || isExactStaticMethod(found)) return found;
  return hasGet(found) ? nullptr : found;
}

bool specializeClassAttr(Instruction* pc, Object* object, Str* wanted, Fast form) {
  if (!isExactType(object)) return false;
  Type* type = static_cast<Type*>(object);
  Object* found = classValue(type, wanted);
  uint32_t version = typeVersion(type->index_);
  if (found == nullptr || version == 0) return false;
  adaptiveCache(pc).data_ = version;
  fieldCache(pc) = {slotIndex(found), slotIndex(type)};
  become(pc, form);
  return true;
}

}  // namespace

void specializeLoadAttr(Instruction* pc, Register* fp) {
  Object* object = peek(fp, pc->b);
  Str* wanted = nameAt(fp, pc->c);
  Type* type = typeOf(object);
  if (specializeModuleAttr(pc, object, wanted, Fast::kLoadAttrModule)) return;
  if (specializeClassAttr(pc, object, wanted, Fast::kLoadAttrType)) return;
  uint32_t version = typeVersion(object->typeIndex());
  if (isType(object) || type->is(kTypeCustomGetattribute) || version == 0) return notNow(pc);
  Object* found = lookupInType(type, wanted);
  if (found == nullptr && errorPending()) clearError();
  uint32_t offset = 0;
  if (found != nullptr && isExactProperty(found)) {
    adaptiveCache(pc).data_ = version;
    fieldCache(pc).offset_ = slotIndex(found);
    return become(pc, Fast::kLoadAttrProperty);
  }
  if (found != nullptr && (offset = memberOffset(object, found)) == 0 && isDataDescriptor(found)) {
    if (found->typeIndex() >= kFirstHeapType) return notNow(pc);
    adaptiveCache(pc).data_ = version;
    fieldCache(pc).offset_ = slotIndex(found);
    return become(pc, Fast::kLoadAttrDescriptor);
  }
  if (offset == 0) offset = fieldOffset(object, wanted);
  if (offset != 0 && kindOf(pc->b) != OperandKind::K) {
    adaptiveCache(pc).data_ = version;
    fieldCache(pc).offset_ = offset;
    return become(pc, kindOf(pc->b) == OperandKind::T ? Fast::kLoadAttrFieldT : Fast::kLoadAttrFieldL);
  }
  if (specializeDictAttr(pc, object, wanted, version)) return;
  if (found != nullptr && !hasGet(found) && !mayHideName(object)) {
    adaptiveCache(pc).data_ = version;
    fieldCache(pc).offset_ = slotIndex(found);
    return become(pc, Fast::kLoadAttrClassValue);
  }
  notNow(pc);
}

void specializeStoreAttr(Instruction* pc, Register* fp) {
  Object* object = peek(fp, pc->a);
  Str* wanted = nameAt(fp, pc->b);
  Type* type = typeOf(object);
  uint32_t version = typeVersion(object->typeIndex());
  if (isType(object) || type->is(kTypeCustomSetattr) || version == 0) return notNow(pc);
  Object* found = lookupInType(type, wanted);
  if (found == nullptr && errorPending()) clearError();
  uint32_t offset = 0;
  if (found != nullptr && (offset = memberOffset(object, found)) == 0 && isDataDescriptor(found)) return notNow(pc);
  if (offset == 0) offset = fieldOffset(object, wanted);
  if (offset != 0) {
    adaptiveCache(pc).data_ = version;
    fieldCache(pc).offset_ = offset;
    return become(pc, Fast::kStoreAttrField);
  }
  Shape* shape = shapeOf(object);
  if (shape == nullptr || shape->is_dict_) return notNow(pc);
  Shape* next = tryTransition(shape, wanted);
  if (next == nullptr) {
    if (errorPending()) clearError();
    return notNow(pc);
  }
  size_t at = static_cast<size_t>(reinterpret_cast<char*>(tailSlots(object) + next->first_ + next->attributes_ - 1) -
                                  reinterpret_cast<char*>(object));
  adaptiveCache(pc).data_ = version;
  fieldCache(pc) = {static_cast<uint32_t>(at), next->index_};
  become(pc, Fast::kStoreAttrNewField);
}

void specializeLoadMethod(Instruction* pc, Register* fp) {
  Object* object = peek(fp, pc->b);
  Str* wanted = nameAt(fp, pc->c);
  if (specializeModuleAttr(pc, object, wanted, Fast::kLoadMethodModule)) return;
  if (specializeClassAttr(pc, object, wanted, Fast::kLoadMethodClass)) return;
  Type* type = typeOf(object);
  uint32_t version = typeVersion(object->typeIndex());
  if (isType(object) || isExactModule(object) || type->is(kTypeCustomGetattribute) || version == 0) return notNow(pc);
  Object* found = lookupInType(type, wanted);
  if (found == nullptr && errorPending()) clearError();
  if (found == nullptr || !(isExactFunction(found) || isExactMethodDescriptor(found))) return notNow(pc);
  if (mayHideName(object) || fieldOffset(object, wanted) != 0) return notNow(pc);
  adaptiveCache(pc).data_ = version;
  fieldCache(pc).offset_ = slotIndex(found);
  become(pc, Fast::kLoadMethodType);
}

namespace {

void remember(uint32_t version, Str* name, AttributeKind kind, uint32_t value) {
  uint32_t index = slotIndex(name);
  attributeCacheEntry(vm(), version, index) = {version, index, value, static_cast<uint32_t>(kind)};
}

// What the class of an object says of a name, where classes decide: false where they do not.
bool plainLookup(Object* object, Str* wanted, uint32_t* version, Object** found) {
  Type* type = typeOf(object);
  *version = typeVersion(object->typeIndex());
  if (isType(object) || isExactModule(object) || type->is(kTypeCustomGetattribute) || *version == 0) return false;
  *found = lookupInType(type, wanted);
  if (*found == nullptr && errorPending()) clearError();
  return true;
}

}  // namespace

void noteAttribute(Instruction* pc, Register* fp) {
  Object* object = peek(fp, pc->b);
  Str* wanted = nameAt(fp, pc->c);
  uint32_t version;
  Object* found;
  if (!plainLookup(object, wanted, &version, &found)) return;
  uint32_t offset = 0;
  if (found != nullptr && (offset = memberOffset(object, found)) == 0 && isDataDescriptor(found)) return;
  if (offset == 0) offset = fieldOffset(object, wanted);
  if (offset != 0) remember(version, wanted, AttributeKind::Field, offset);
}

void noteMethod(Instruction* pc, Register* fp) {
  Object* object = peek(fp, pc->b);
  Str* wanted = nameAt(fp, pc->c);
  uint32_t version;
  Object* found;
  if (!plainLookup(object, wanted, &version, &found)) return;
  if (found == nullptr || !(isExactFunction(found) || isExactMethodDescriptor(found))) return;
  if (mayHideName(object) || fieldOffset(object, wanted) != 0) return;
  remember(version, wanted, AttributeKind::Method, slotIndex(found));
}

void specializeLoadItem(Instruction* pc, Register* fp) {
  Object* container = peek(fp, pc->b);
  Object* key = peek(fp, pc->c);
  if (isSmallInt(key)) {
    if (isExactList(container)) return become(pc, Fast::kLoadItemListInt);
    if (isExactTuple(container)) return become(pc, Fast::kLoadItemTupleInt);
    if (isExactStr(container)) return become(pc, Fast::kLoadItemStrInt);
  }
  if (isExactDict(container)) return become(pc, Fast::kLoadItemDict);
  if (container->typeIndex() >= kFirstHeapType) {
    Object* method = lookupSpecial(container, Special::k_getitem);
    // As in CPython, only code that runs often enters it without keeping the operands on the caller's side.
    constexpr uint32_t kWarm = 16;
    if (method != nullptr && isExactFunction(method)) {
      if (++adaptiveCache(pc).data_ >= kWarm) become(pc, Fast::kLoadItemPython);
      return;
    }
  }
  notNow(pc);
}

void specializeStoreItem(Instruction* pc, Register* fp) {
  Object* container = peek(fp, pc->a);
  if (isExactList(container) && isSmallInt(peek(fp, pc->b))) return become(pc, Fast::kStoreItemListInt);
  if (isExactDict(container)) return become(pc, Fast::kStoreItemDict);
  notNow(pc);
}

namespace {

// An instruction that is, or was before it was specialised, `op`.
bool isItemAccess(const Instruction* pc, Op op) {
  if (pc->op < static_cast<uint16_t>(Op::kEmittedEnd)) return static_cast<Op>(pc->op) == op;
  Fast form = static_cast<Fast>(pc->op);
  bool load = form == Fast::kLoadItemListInt || form == Fast::kLoadItemTupleInt || form == Fast::kLoadItemDict ||
              form == Fast::kLoadItemStrInt || form == Fast::kLoadItemPython;
  bool store = form == Fast::kStoreItemListInt || form == Fast::kStoreItemDict;
  return (load && op == Op::kLoadItem) || (store && op == Op::kStoreItem);
}

// Whether the loop's item goes straight into two registers.
bool isUnpackedAtOnce(const Instruction* loop) {
  const Instruction* next = loop + kUnits[static_cast<unsigned>(Op::kForIter)];
  Op op = static_cast<Op>(next->op);
  return (op == Op::kUnpackLocals || op == Op::kUnpackSequence) && next->a == (loop->b | kOperandConsume) &&
         next->c == 2;
}

}  // namespace

void specializeBuildSlice(Instruction* pc) {
  const Instruction* next = pc + kUnits[static_cast<unsigned>(Op::kBuildSlice)];
  uint16_t slice = static_cast<uint16_t>(pc->a | kOperandConsume);
  Fast form = Fast::kBuildSliceOnly;
  if (isItemAccess(next, Op::kLoadItem) && next->c == slice) {
    form = pc->c == 2 ? Fast::kBuildSliceLoad : Fast::kBuildSliceLoadStep;
  }
  if (pc->c == 2 && isItemAccess(next, Op::kStoreItem) && next->b == slice) form = Fast::kBuildSliceStore;
  pc->op = static_cast<uint16_t>(form);
}

void specializeForIter(Instruction* pc, Register* fp) {
  Fast form;
  switch (objectAt(fp[pc->a])->typeIndex()) {
    case kTypeRangeIterator:
      form = Fast::kForIterRange;
      break;
    case kTypeListIterator:
      form = Fast::kForIterList;
      break;
    case kTypeTupleIterator:
      form = Fast::kForIterTuple;
      break;
    case kTypeGenerator:
      form = Fast::kForIterGenerator;
      break;
    default:
      if (nativeSpecial(objectAt(fp[pc->a]), NativeSpecial::k_next) == nullptr) {
        jumpCache(pc).counter_ = kSpecializeBackoff;
        return;
      }
      jumpCache(pc).immediate_ = static_cast<int16_t>(objectAt(fp[pc->a])->typeIndex());
      form = isUnpackedAtOnce(pc) && givesPairs(objectAt(fp[pc->a])) ? Fast::kForIterPair : Fast::kForIterNative;
      break;
  }
  jumpCache(pc).counter_ = 0;
  pc->op = static_cast<uint16_t>(form);
}

namespace {

bool fitsExactly(Function* function, size_t n) {
  Code* code = function->code_.get();
  return code->argument_count_ == n && code->parameterCount() == n;
}

// Takes n arguments by position and the rest from its defaults.
bool fitsWithDefaults(Function* function, size_t n) {
  Code* code = function->code_.get();
  if (code->argument_count_ <= n || code->parameterCount() != code->argument_count_) return false;
  Object* defaults = function->defaults_.getOrNull();
  return defaults != nullptr && static_cast<Tuple*>(defaults)->size_ >= code->argument_count_ - n;
}

void becomePythonCall(Instruction* pc, Function* function, Fast form) {
  Code* code = function->code_.get();
  adaptiveCache(pc).data_ = code->id_;
  callCache(pc) = {code->instructions_.index(), code->register_count_, code->argument_count_};
  become(pc, form);
}

// Takes exactly the arguments that a call with n of them passes, all by position.
bool isPlainNative(const NativeDef& def, size_t n) {
  return !def.var_args && !def.var_keywords && def.keyword_only == 0 && n >= def.required && n <= def.positional &&
         def.positional <= kMostFastArguments;
}

}  // namespace

namespace {

void specializeMethodCall(Instruction* pc, Register* t, size_t n) {
  Object* callable = objectAt(t[kWindowMethod]);
  if (isExactFunction(callable) && fitsExactly(static_cast<Function*>(callable), n + 1)) {
    return becomePythonCall(pc, static_cast<Function*>(callable), Fast::kCallMethodPython);
  }
  if (isExactFunction(callable) && fitsWithDefaults(static_cast<Function*>(callable), n + 1)) {
    return becomePythonCall(pc, static_cast<Function*>(callable), Fast::kCallMethodPythonDefaults);
  }
  if (!isExactMethodDescriptor(callable)) return notNow(pc);
  MethodDescriptor* method = static_cast<MethodDescriptor*>(callable);
  if (method->owner_->is(kTypeHeap)) return notNow(pc);
  const NativeDef& def = nativeDef(method->id_);
  adaptiveCache(pc).data_ = t[kWindowMethod];
  if (isPlainNative(def, n + 1)) {
    bool append = n == 1 && method->owner_.get() == builtinType(kTypeList) && std::strcmp(def.name, "append") == 0;
    return become(pc, append ? Fast::kCallListAppend : Fast::kCallMethodNative);
  }
  if (n + 1 <= kMostAnyArguments) return become(pc, Fast::kCallMethodNativeAny);
  notNow(pc);
}

void specializeNativeCall(Instruction* pc, NativeFunction* native, size_t n) {
  const NativeDef& def = nativeDef(native->id_);
  if (def.kind == NativeKind::Method && native->self_ && isPlainNative(def, n + 1)) {
    adaptiveCache(pc).data_ = native->id_;
    return become(pc, Fast::kCallNativeBound);
  }
  if (def.kind != NativeKind::Function) return notNow(pc);
  adaptiveCache(pc).data_ = native->id_;
  if (isPlainNative(def, n)) {
    uint32_t table = native->id_ >> 16;
    bool of_builtins = table != kHostTable && std::strcmp(moduleSpecs()[table - kModuleTables]->name, "builtins") == 0;
    bool len = of_builtins && std::strcmp(def.name, "len") == 0;
    return become(pc, len ? Fast::kCallLen : Fast::kCallNativeOne);
  }
  if (n <= kMostAnyArguments) return become(pc, Fast::kCallNativeAny);
  notNow(pc);
}

void specializeClassCall(Instruction* pc, Type* type, uint32_t index, size_t n) {
  Object* init = makesPlainInstances(type) ? lookupSpecial(type, Special::k_init) : nullptr;
  if (init == nullptr && errorPending()) clearError();
  uint32_t version = init == nullptr ? 0 : typeVersion(type->index_);
  if (version != 0 && isExactFunction(init) && fitsExactly(static_cast<Function*>(init), n + 1)) {
    Code* code = static_cast<Function*>(init)->code_.get();
    adaptiveCache(pc).data_ = version;
    callCache(pc) = {slotIndex(init), code->register_count_, code->argument_count_};
    return become(pc, Fast::kCallClass);
  }
  if (version != 0 && n == 0 && isObjectInit(init)) {
    adaptiveCache(pc).data_ = version;
    return become(pc, Fast::kCallClassBare);
  }
  if (n + 1 < kMostFastArguments && !type->is(kTypeHeap)) {
    adaptiveCache(pc).data_ = index;
    return become(pc, Fast::kCallBuiltinClass);
  }
  notNow(pc);
}

// A builtin that uses up the generator it is called with.
bool specializeDrive(Instruction* pc, Register* t, Object* callable) {
  Drive drive = driveOf(callable);
  if (drive == Drive::None) return false;
  bool function = isExactNativeFunction(callable);
  adaptiveCache(pc).data_ = function ? static_cast<NativeFunction*>(callable)->id_ : t[kWindowCallable];
  callCache(pc) = {0, 0, static_cast<uint16_t>(drive)};
  become(pc, Fast::kCallDrive);
  return true;
}

}  // namespace

void specializeCall(Instruction* pc, Register* fp) {
  Register* t = fp + pc->a;
  size_t n = pc->b;
  if (static_cast<Op>(pc->op) == Op::kCallMethod && t[kWindowMethod] != 0) return specializeMethodCall(pc, t, n);
  Object* callable = objectAt(t[kWindowCallable]);
  if (n == 1 && isExactGenerator(objectAt(t[kWindowArguments])) && specializeDrive(pc, t, callable)) return;
  if (isExactFunction(callable)) {
    Function* function = static_cast<Function*>(callable);
    if (fitsExactly(function, n)) return becomePythonCall(pc, function, Fast::kCallPython);
    if (fitsWithDefaults(function, n)) return becomePythonCall(pc, function, Fast::kCallPythonDefaults);
    return notNow(pc);
  }
  if (isExactNativeFunction(callable)) return specializeNativeCall(pc, static_cast<NativeFunction*>(callable), n);
  if (isExactType(callable)) return specializeClassCall(pc, static_cast<Type*>(callable), t[kWindowCallable], n);
  notNow(pc);
}

}  // namespace ophion
