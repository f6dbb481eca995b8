#include "modules/file_descriptor.h"

#include <climits>

#include "object/error.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/type.h"

namespace ophion {

bool fileDescriptor_mayRunPython(Object* given, int* out) {
  Ref<Object> number = share(given);
  if (!isIntLayout(given)) {
    bool failed = false;
    Ref<Object> method = getAttrOrNull(given, Name::fileno, &failed);
    if (failed) return raised();
    if (!method) return raise(kTypeTypeError, "argument must be an int, or have a fileno() method.");
    number = call(method.get());
    if (!number) return raised();
    if (!isIntLayout(number.get())) return raise(kTypeTypeError, "fileno() returned a non-integer");
  }
  int64_t value;
  if (!tryInt64(static_cast<Int*>(number.get()), &value) || value > INT_MAX || value < INT_MIN) {
    return raise(kTypeOverflowError, "Python int too large to convert to C int");
  }
  *out = static_cast<int>(value);
  if (*out < 0) return raise(kTypeValueError, "file descriptor cannot be a negative integer (%d)", *out);
  return true;
}

}  // namespace ophion
