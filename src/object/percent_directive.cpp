#include "object/percent_directive.h"

#include "object/error.h"
#include "object/int.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

PercentValues::PercentValues(Object* values, bool mapping_allowed) : values_(values) {
  is_tuple_ = isTupleLayout(values);
  if (is_tuple_) size_ = static_cast<Tuple*>(values)->size_;
  is_mapping_ = mapping_allowed && !is_tuple_ && lookupSpecial(values, Special::k_getitem) != nullptr;
}

Ref<Object> PercentValues::next() {
  if (has_keyed_) {
    has_keyed_ = false;
    return std::move(keyed_);
  }
  if (is_tuple_ && position_ < size_) return share(static_cast<Tuple*>(values_)->at(position_++));
  if (!is_tuple_ && !single_used_) {
    single_used_ = true;
    return share(values_);
  }
  return raise(kTypeTypeError, "not enough arguments for format string");
}

bool PercentValues::checkMapping() const { return is_mapping_ || raise(kTypeTypeError, "format requires a mapping"); }

bool PercentValues::selectKey(Object* key) {
  keyed_ = getItem(values_, key);
  has_keyed_ = static_cast<bool>(keyed_);
  single_used_ = true;  // a directive without a key finds nothing after one with a key
  return has_keyed_;
}

bool PercentValues::anyLeft() const {
  if (is_tuple_) return position_ < size_;
  return !single_used_ && !is_mapping_;
}

bool starArgument_mayRunPython(PercentValues* values, bool is_precision, PercentSpec* spec) {
  Ref<Object> given = values->next();
  if (!given) return false;
  if (!isIntLayout(given.get())) return raise(kTypeTypeError, "* wants int");
  int64_t value;
  bool fits = tryInt64(static_cast<Int*>(given.get()), &value);
  if (is_precision) {
    if (!fits || value > INT32_MAX) return raise(kTypeOverflowError, "Python int too large to convert to C int");
    spec->precision = value < 0 ? 0 : value;
    return true;
  }
  if (!fits) return raise(kTypeOverflowError, "Python int too large to convert to C ssize_t");
  spec->left = spec->left || value < 0;
  spec->width = value < 0 ? -value : value;
  return true;
}

}  // namespace ophion
