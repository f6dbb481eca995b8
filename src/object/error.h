// Errors: a function that fails returns null (or false, or -1) and leaves one exception pending in the runtime's state.
#pragma once

#include <optional>

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Str;
struct Type;

// What the raising functions return: converts to whatever means failure.
struct Raised {
  template <class T>
  operator Ref<T>() const {
    return nullptr;
  }
  template <class T>
  operator T*() const {
    return nullptr;
  }
  operator bool() const { return false; }
  operator int() const { return -1; }
};

// Sets a pending exception of a builtin type with a formatted message. Besides %s %d %u %zu %zd %lld %llu %c %x %%:
//   %R repr of an Object*   %S str of an Object*   %T name of the type of an Object*   %U a Str*   %N name of a Type*
// (%.200s limits; a repr that raises replaces the error by its own.) A previous pending exception is dropped; the
// exception being handled becomes the new one's __context__.
Raised raise(TypeIndex exception_type, const char* format, ...);
Raised raiseMemoryError();                                       // needs no memory
Raised raiseObject(TypeIndex exception_type, Object* argument);  // with one argument, e.g. KeyError(key)
Raised raiseInstance(Ref<Object> exception);  // an instance; sets the context as a raise statement does
// `raise x` and `raise x from cause`: x a class or instance. cause nullptr: none given.
Raised raiseStatement_mayRunPython(Object* exception, Object* cause);
Raised raiseNoArgument(TypeIndex exception_type);  // an instance without arguments
inline Raised raised() { return {}; }              // an exception is pending already

// Where the runtime keeps its pending exception's slot (object/runtime_state.h).
inline constexpr size_t kPendingErrorOffset = 4096;
OPHION_INLINE bool errorPending() { return *reinterpret_cast<const uint32_t*>(t_cage + kPendingErrorOffset) != 0; }
bool errorMatches(TypeIndex exception_type);  // the pending one is an instance of it
void clearError();
Ref<Object> takeError();                   // the pending exception; null where none
void restoreError(Ref<Object> exception);  // makes it pending again, as it is
// Reports a pending exception that cannot be raised (in a finalizer, a callback) through sys.unraisablehook; clears it.
void reportUnraisable_mayRunPython(const char* where, Object* object);

// A new exception instance of a builtin type with one message argument.
Ref<Object> newException(TypeIndex type, Str* message);

// Puts a pending exception aside for a scope and restores it at its end; one raised meanwhile is dropped.
class ErrorStash {
 public:
  ErrorStash();
  ~ErrorStash();

 private:
  Ref<Object> kept_;
};

}  // namespace ophion
