// What the files of TextIOWrapper share.
#pragma once

#include "modules/io.h"
#include "object/bytes.h"
#include "object/str_methods.h"
#include "object/type.h"

namespace ophion {

inline TextIOWrapper* asText(Object* o) { return static_cast<TextIOWrapper*>(o); }

// io_text.cpp
// ValueError where the buffer was detached, or is closed.
[[nodiscard]] bool checkTextOpen_mayRunPython(TextIOWrapper* t);
[[nodiscard]] bool checkTextAttached(TextIOWrapper* t);
// Hands the pending bytes to the buffer.
[[nodiscard]] bool writePendingText_mayRunPython(TextIOWrapper* t);
Ref<Object> writeText_mayRunPython(TextIOWrapper* t, Object* text);
// Forgets what was read ahead; with `reset` the decoder starts anew.
void forgetDecoded(TextIOWrapper* t);
[[nodiscard]] bool resetTextDecoder_mayRunPython(TextIOWrapper* t);

// io_text_read.cpp
Ref<Object> readText_mayRunPython(TextIOWrapper* t, int64_t n);
Ref<Str> readTextLine_mayRunPython(TextIOWrapper* t, int64_t limit);
// Decodes bytes, what was carried included; sets what is carried on.
Ref<Str> decodeText_mayRunPython(TextIOWrapper* t, Bytes* input, bool final);

// io_text_seek.cpp
Ref<Object> tellText_mayRunPython(TextIOWrapper* t);
Ref<Object> seekText_mayRunPython(TextIOWrapper* t, Object* cookie, int64_t whence);

}  // namespace ophion
