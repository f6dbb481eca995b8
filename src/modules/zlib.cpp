// The module zlib: checksums, and compression of what is there at once. The library's memory is of the cage, so that
// the heap's limit holds for it too.
#include <climits>
#include <cstring>

#include "modules/module_constants.h"
#include "modules/module_error.h"
#include "modules/posix.h"
#include "modules/zlib_stream.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr NativeKind kFunction = NativeKind::Function;
constexpr size_t kSizeBytes = 16;  // before each block that the library gets: how large it is

voidpf allocateForZlib(voidpf, uInt items, uInt size) {
  size_t bytes = size_t{items} * size + kSizeBytes;
  char* block = static_cast<char*>(heap().tryAllocateRaw(bytes));
  if (block == nullptr) return Z_NULL;
  std::memcpy(block, &bytes, sizeof bytes);
  return block + kSizeBytes;
}
void freeForZlib(voidpf, voidpf address) {
  char* block = static_cast<char*>(address) - kSizeBytes;
  size_t bytes;
  std::memcpy(&bytes, block, sizeof bytes);
  heap().free(block, bytes);
}

}  // namespace

void useCageMemory(z_stream* stream) {
  std::memset(stream, 0, sizeof *stream);
  stream->zalloc = allocateForZlib;
  stream->zfree = freeForZlib;
}

Raised raiseZlibError(const z_stream& stream, int code, const char* what) {
  const char* why = code == Z_VERSION_ERROR ? "library version mismatch" : stream.msg;
  if (why == nullptr && code == Z_BUF_ERROR) why = "incomplete or truncated stream";
  if (why == nullptr && code == Z_STREAM_ERROR) why = "inconsistent stream state";
  if (why == nullptr && code == Z_DATA_ERROR) why = "invalid input data";
  Ref<Str> text =
      why == nullptr ? formatStr("Error %d %s", code, what) : formatStr("Error %d %s: %.200s", code, what, why);
  return raiseModuleError("zlib", "error", kTypeException, std::move(text));
}

int runZlib(z_stream* stream, int (*step)(z_stream*, int), std::string_view input, int ends, size_t most,
            ByteBuilder* out, std::string_view* rest) {
  constexpr size_t kChunk = 16 * 1024;
  char chunk[kChunk];
  int result = Z_OK;
  size_t made = 0;
  for (;;) {
    size_t given = input.size() < UINT_MAX ? input.size() : UINT_MAX;
    size_t room = most - made < kChunk ? most - made : kChunk;
    stream->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
    stream->avail_in = static_cast<uInt>(given);
    stream->next_out = reinterpret_cast<Bytef*>(chunk);
    stream->avail_out = static_cast<uInt>(room);
    result = step(stream, given == input.size() ? ends : Z_NO_FLUSH);
    input.remove_prefix(given - stream->avail_in);
    size_t fresh = room - stream->avail_out;
    if (!out->append({chunk, fresh})) {
      result = kNoMemory;
      break;
    }
    made += fresh;
    if (result != Z_OK && result != Z_BUF_ERROR) break;
    // Over when the library had room left and took all that there is, or may make no more.
    if (made == most || (stream->avail_out != 0 && (input.empty() || result == Z_BUF_ERROR))) break;
  }
  // The chunk is gone, and so may be the input.
  stream->next_in = stream->next_out = nullptr;
  stream->avail_in = stream->avail_out = 0;
  *rest = input;
  return result;
}

namespace {

Ref<Object> compressFunction(Object* const* args) {
  Buffer data;
  int level, window;
  if (!data.acquire(args[0]) || !intArgument_mayRunPython(args[1], &level, Z_DEFAULT_COMPRESSION) ||
      !intArgument_mayRunPython(args[2], &window, MAX_WBITS)) {
    return raised();
  }
  z_stream stream;
  useCageMemory(&stream);
  int result =
      deflateInit2(&stream, level, Z_DEFLATED, window, MAX_MEM_LEVEL >= 8 ? 8 : MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY);
  if (result == Z_MEM_ERROR) return raise(kTypeMemoryError, "Out of memory while compressing data");
  if (result == Z_STREAM_ERROR) {
    return raiseModuleError("zlib", "error", kTypeException, newStr("Bad compression level"));
  }
  if (result != Z_OK) return raiseZlibError(stream, result, "while compressing data");
  ByteBuilder out;
  std::string_view rest;
  result = runZlib(&stream, deflate, data.view(), Z_FINISH, SIZE_MAX, &out, &rest);
  deflateEnd(&stream);
  if (result == kNoMemory) return raised();
  return result == Z_STREAM_END ? Ref<Object>(out.finish()) : raiseZlibError(stream, result, "while compressing data");
}

Ref<Object> decompressFunction(Object* const* args) {
  Buffer data;
  int window;
  int64_t size = 16384;
  if (!data.acquire(args[0]) || !intArgument_mayRunPython(args[1], &window, MAX_WBITS) ||
      (args[2] != nullptr && !asInt64(args[2], &size))) {
    return raised();
  }
  if (size < 0) return raise(kTypeValueError, "bufsize must be non-negative");
  z_stream stream;
  useCageMemory(&stream);
  int result = inflateInit2(&stream, window);
  if (result == Z_MEM_ERROR) return raise(kTypeMemoryError, "Out of memory while decompressing data");
  if (result != Z_OK) return raiseZlibError(stream, result, "while preparing to decompress data");
  ByteBuilder out;
  std::string_view rest;
  result = runZlib(&stream, inflate, data.view(), Z_SYNC_FLUSH, SIZE_MAX, &out, &rest);
  const char* message = stream.msg;
  inflateEnd(&stream);
  if (result == kNoMemory) return raised();
  if (result == Z_STREAM_END) return out.finish();
  if (result == Z_MEM_ERROR) return raise(kTypeMemoryError, "Out of memory while decompressing data");
  stream.msg = const_cast<char*>(message);
  return raiseZlibError(stream, result == Z_OK ? Z_BUF_ERROR : result, "while decompressing data");
}

// A checksum to go on from: 32 bits of an int.
bool startValue(Object* given, uint32_t fallback, uint32_t* out) {
  *out = fallback;
  if (given == nullptr) return true;
  Ref<Int> number = index(given);
  if (!number) return raised();
  int64_t value;
  if (!tryInt64(number.get(), &value)) {
    value = static_cast<int64_t>(number->limbs()[0]);
    if (intSign(number.get()) < 0) value = static_cast<int64_t>(0 - static_cast<uint64_t>(value));
  }
  *out = static_cast<uint32_t>(value);
  return true;
}

template <uLong (*checksum)(uLong, const Bytef*, z_size_t), uint32_t start>
Ref<Object> checksumFunction(Object* const* args) {
  Buffer data;
  uint32_t value;
  if (!data.acquire(args[0]) || !startValue(args[1], start, &value)) return raised();
  // Without bytes the library takes the pointer for a wish to be told how to begin.
  if (data.size() == 0) return newInt(value);
  return newInt(static_cast<int64_t>(checksum(value, reinterpret_cast<const Bytef*>(data.data()), data.size())));
}

constexpr NativeDef kFunctions[] = {
    {"compress", "data, /, level=-1, wbits=15", compressFunction, "Returns a bytes object containing compressed data.",
     kFunction},
    {"decompress", "data, /, wbits=15, bufsize=16384", decompressFunction,
     "Returns a bytes object containing the uncompressed data.", kFunction},
    {"compressobj", "level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None", newCompressor,
     "Return a compressor object.", kFunction},
    {"decompressobj", "wbits=15, zdict=b''", newDecompressor, "Return a decompressor object.", kFunction},
    {"adler32", "data, value=1, /", checksumFunction<adler32_z, 1>, "Compute an Adler-32 checksum of data.", kFunction},
    {"crc32", "data, value=0, /", checksumFunction<crc32_z, 0>, "Compute a CRC-32 checksum of data.", kFunction},
};

constexpr IntConstant kConstants[] = {
    {"DEFLATED", Z_DEFLATED},
    {"DEF_BUF_SIZE", 16384},
    {"DEF_MEM_LEVEL", 8},
#define C(name) {#name, name}
    C(MAX_WBITS),
    C(Z_BEST_COMPRESSION),
    C(Z_BEST_SPEED),
    C(Z_BLOCK),
    C(Z_DEFAULT_COMPRESSION),
    C(Z_DEFAULT_STRATEGY),
    C(Z_FILTERED),
    C(Z_FINISH),
    C(Z_FIXED),
    C(Z_FULL_FLUSH),
    C(Z_HUFFMAN_ONLY),
    C(Z_NO_COMPRESSION),
    C(Z_NO_FLUSH),
    C(Z_PARTIAL_FLUSH),
    C(Z_RLE),
    C(Z_SYNC_FLUSH),
    C(Z_TREES),
#undef C
};

bool populate(Dict* dict) {
  return addIntConstants(dict, kConstants) && addModuleError(dict, "error", "error", "zlib", kTypeException) &&
         addConstant(dict, "ZLIB_VERSION", newAscii(ZLIB_VERSION)) &&
         addConstant(dict, "ZLIB_RUNTIME_VERSION", newAscii(::zlibVersion())) &&
         addConstant(dict, "__version__", newAscii("1.0"));
}

}  // namespace

extern const ModuleSpec kZlibModule;
const ModuleSpec kZlibModule = {
    "zlib",
    "The functions in this module allow compression and decompression using the zlib library.",
    kFunctions,
    {},
    populate};

}  // namespace ophion
