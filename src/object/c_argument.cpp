#include "object/c_argument.h"

#include "object/error.h"
#include "object/int.h"
#include "object/protocol.h"

namespace ophion {

bool cSizeArgument_mayRunPython(Object* given, int64_t* out) {
  Ref<Int> number = index(given);
  if (!number) return raised();
  if (tryInt64(number.get(), out)) return true;
  return raise(kTypeOverflowError, "Python int too large to convert to C ssize_t");
}

bool cIntArgument_mayRunPython(Object* given, int64_t* out) {
  Ref<Int> number = index(given);
  if (!number) return raised();
  if (tryInt64(number.get(), out) && *out == static_cast<int32_t>(*out)) return true;
  return raise(kTypeOverflowError, "Python int too large to convert to C int");
}

}  // namespace ophion
