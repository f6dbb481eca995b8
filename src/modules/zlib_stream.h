// ZlibStream: a stream of the library zlib whose memory, its own and what the library takes, lies in the cage.
#pragma once

#include <zlib.h>

#include "heap/ref.h"
#include "object/byte_builder.h"
#include "object/error.h"

namespace ophion {

struct Dict;

// Makes the library take its memory from the cage.
void useCageMemory(z_stream* stream);

// zlib.error "Error <code> <what>: <why>".
Raised raiseZlibError(const z_stream& stream, int code, const char* what);

// Runs step(stream, flush) over all of the input, which may be more than the library takes at once, and appends what
// comes out to `out`, up to `most` bytes in all. Returns what the last step did, or kNoMemory with MemoryError pending.
// `ends`: the last part of the input is given with that flush mode.
inline constexpr int kNoMemory = 1000;
int runZlib(z_stream* stream, int (*step)(z_stream*, int), std::string_view input, int ends, size_t most,
            ByteBuilder* out, std::string_view* rest);

// zlib_objects.cpp
Ref<Object> newCompressor(Object* const* args);
Ref<Object> newDecompressor(Object* const* args);

}  // namespace ophion
