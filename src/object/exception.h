// Exceptions: instances of BaseException and of the builtin classes with fields of their own.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Tuple;
struct Type;

struct BaseException : Object {
  Slot<Object> args_;       // Tuple
  Slot<Object> traceback_;  // Traceback or null
  Slot<Object> context_;    // null: None
  Slot<Object> cause_;      // null: None
  Slot<Object> notes_;      // List or null; seen as __notes__
  bool suppress_context_;
};
struct StopIteration : BaseException {
  Slot<Object> value_;  // null: None
};
struct SystemExit : BaseException {
  Slot<Object> code_;
};
struct ImportError : BaseException {
  Slot<Object> msg_, name_, path_;
};
struct AttributeError : BaseException {
  Slot<Object> object_, name_;
};
struct NameError : BaseException {
  Slot<Object> name_;
};
struct OSError : BaseException {
  Slot<Object> errno_, strerror_, filename_, filename2_, characters_written_;
};
struct SyntaxError : BaseException {
  Slot<Object> msg_, filename_, lineno_, offset_, text_, end_lineno_, end_offset_, print_file_and_line_;
};
struct UnicodeDecodeError : BaseException {
  Slot<Object> encoding_, object_, start_, end_, reason_;
};
struct BaseExceptionGroup : BaseException {
  Slot<Object> message_, exceptions_;
};

// The traceback: one entry for each frame the exception passed, innermost last.
struct Traceback : Object {
  Slot<Object> next_;
  Slot<Object> frame_;    // Frame
  uint32_t instruction_;  // unit of the code, from which the position follows
};

// An instance of an exception class with these args, made as calling the class with them would; builtin classes at
// once.
Ref<Object> newExceptionWithArgs_mayRunPython(Type* type, Tuple* args);

inline BaseException* asException(Object* o) { return static_cast<BaseException*>(o); }

}  // namespace ophion
