#include "object/sequence.h"

#include "object/dict.h"
#include "object/error.h"
#include "object/int.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

Ref<Object> returnSelf(Object* const* args) { return share(args[0]); }

Ref<Object> classGetItem(Object* const* args) { return call(builtinType(kTypeGenericAlias), args[0], args[1]); }

bool hasIndex(Object* object) { return isSmallInt(object) || lookupSpecial(object, Special::k_index) != nullptr; }

bool itemPosition_mayRunPython(Object* index, int64_t* out) {
  if (isSmallInt(index)) {
    *out = smallValue(index);
    return true;
  }
  return asInt64(index, out, kTypeIndexError);
}

bool searchBound_mayRunPython(Object* bound, int64_t size, int64_t fallback, int64_t* out) {
  if (bound == nullptr) {
    *out = fallback;
    return true;
  }
  if (!hasIndex(bound)) {
    return raise(kTypeTypeError, "slice indices must be integers or have an __index__ method");
  }
  if (!asInt64Clipped(bound, out)) return false;
  if (*out < 0) {
    *out += size;
    if (*out < 0) *out = 0;
  }
  return true;
}

namespace {

// Builtin sequences do not look for a reflected method of one another.
bool isBuiltinSequence(Object* object) {
  switch (layoutOf(object)) {
    case kTypeStr:
    case kTypeBytes:
    case kTypeByteArray:
    case kTypeList:
    case kTypeTuple:
    case kTypeDeque:
      return true;
    default:
      return false;
  }
}

}  // namespace

int repeatCount_mayRunPython(Object* count, int64_t* out) {
  if (isSmallInt(count)) {
    *out = smallValue(count);
    return 1;
  }
  // A reflected method of the program's comes before the count.
  if (!isBuiltinSequence(count)) {
    Object* reflected = lookupSpecial(count, Special::k_rmul);
    if (reflected == nullptr && errorPending()) return -1;
    if (reflected != nullptr && !(isExactWrapperDescriptor(reflected) && hasIndex(count))) return 0;
  }
  if (!hasIndex(count)) {
    return raise(kTypeTypeError, "can't multiply sequence by non-int of type '%T'", count);
  }
  return asInt64(count, out, kTypeOverflowError) ? 1 : -1;
}

Ref<Object> refuseConcatenation(const char* type_name, Object* other) {
  if (!isBuiltinSequence(other) && lookupSpecial(other, Special::k_radd) != nullptr) return newNotImplemented();
  if (errorPending()) return raised();
  return raise(kTypeTypeError, "can only concatenate %s (not \"%T\") to %s", type_name, other, type_name);
}

namespace {

bool isConcatenable(TypeIndex layout) {
  return layout == kTypeStr || layout == kTypeBytes || layout == kTypeByteArray || layout == kTypeList ||
         layout == kTypeTuple || layout == kTypeDeque || layout == kTypeArrayArray;
}

}  // namespace

Ref<Object> refuseOperand(Type* owner, const char* method, Object* self, Object* other, Ref<Object> result) {
  std::string_view called = method;
  bool adds = called == "__add__" || called == "__iadd__";
  bool multiplies = called == "__mul__" || called == "__rmul__" || called == "__imul__";
  if ((!adds && !multiplies) || !isConcatenable(owner->index_)) return result;
  if (multiplies) {
    bool repeats = hasIndex(other);
    if (!result && (!errorMatches(kTypeTypeError) || repeats)) return result;
    if (repeats) {
      Ref<Int> count = index(other);
      Object* function =
          count ? lookupSpecial(owner, called == "__imul__" ? Special::k_imul : Special::k_mul) : nullptr;
      Object* args[] = {self, count.get()};
      return function != nullptr ? callSpecial(function, args, 2) : Ref<Object>(raised());
    }
    return raise(kTypeTypeError, "'%T' object cannot be interpreted as an integer", other);
  }
  if (!result) return result;
  if (owner->index_ == kTypeBytes || owner->index_ == kTypeByteArray) {
    return raise(kTypeTypeError, "can't concat %T to %N", other, owner);
  }
  return raise(kTypeTypeError, "can only concatenate %U (not \"%T\") to %U", owner->name_.get(), other,
               owner->name_.get());
}

Ref<Object> reduceThrough(const char* builtin_name, Object* argument, Object* state_or_null) {
  Ref<Str> maker_name = internText(builtin_name);
  if (!maker_name) return raised();
  Object* maker = state().builtins_.isNull() ? nullptr : getStrBorrowed(state().builtins_.get(), maker_name.get());
  if (maker == nullptr) return raise(kTypeAttributeError, "%s", builtin_name);
  Ref<Object> held = share(maker);
  Ref<Tuple> arguments = newTupleOf({argument});
  if (!arguments) return raised();
  if (state_or_null == nullptr) return newTupleOf({held.get(), arguments.get()});
  return newTupleOf({held.get(), arguments.get(), state_or_null});
}

}  // namespace ophion
