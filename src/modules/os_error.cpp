#include "modules/os_error.h"

#include <cerrno>
#include <cstring>

#include "object/int.h"
#include "object/protocol.h"
#include "object/signal_hook.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

Raised raiseOSError(int number, Object* file, Object* file2) {
  if (errorPending()) return raised();
  Ref<Int> code = newInt(number);
  Ref<Str> text = newStr(std::strerror(number));
  if (!code || !text) return raised();
  Object* type = builtinType(kTypeOSError);
  Ref<Object> made;
  if (file2 != nullptr) {
    Object* args[] = {code.get(), text.get(), file == nullptr ? none() : file, none(), file2};
    made = callVector(type, args, 5, nullptr);
  } else if (file != nullptr) {
    made = call(type, code.get(), text.get(), file);
  } else {
    made = call(type, code.get(), text.get());
  }
  return made ? raiseInstance(std::move(made)) : raised();
}

Raised raiseErrno(Object* file, Object* file2) { return raiseOSError(errno, file, file2); }

bool shouldRetry_mayRunPython() {
  if (errno != EINTR) return false;
  bool go_on = handleSignals_mayRunPython();
  errno = EINTR;
  return go_on;
}

}  // namespace ophion
