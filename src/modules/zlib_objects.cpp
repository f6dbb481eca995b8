// zlib: compressors and decompressors, which get their input in pieces.
#include <climits>
#include <cstring>

#include "modules/posix.h"
#include "modules/zlib_stream.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/int.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/type.h"

namespace ophion {

struct ZlibCompressor : Object {
  Slot<z_stream> stream_;  // raw; null where making it failed
  uint32_t open_;          // 1 until the end was written
};

struct ZlibDecompressor : Object {
  Slot<Bytes> unused_data_, unconsumed_tail_;
  Slot<Object> dictionary_;  // null: none
  Slot<z_stream> stream_;    // raw; null where making it failed
  uint32_t open_;            // 1: the stream holds memory of the library
  uint32_t ended_;           // 1: the end was read
};

namespace {

ZlibCompressor* compressorOf(Object* const* args) { return static_cast<ZlibCompressor*>(args[0]); }
ZlibDecompressor* decompressorOf(Object* const* args) { return static_cast<ZlibDecompressor*>(args[0]); }

z_stream* newStream() {
  void* room = heap().tryAllocateRaw(sizeof(z_stream));
  if (room == nullptr) return raiseMemoryError();
  useCageMemory(static_cast<z_stream*>(room));
  return static_cast<z_stream*>(room);
}

void dropCompressor(Object* object) {
  auto* c = static_cast<ZlibCompressor*>(object);
  if (c->stream_.isNull()) return;
  if (c->open_) deflateEnd(c->stream_.get());
  heap().free(c->stream_.get(), sizeof(z_stream));
  c->stream_ = nullptr;
}
void dropDecompressor(Object* object) {
  auto* d = static_cast<ZlibDecompressor*>(object);
  if (!d->stream_.isNull()) {
    if (d->open_) inflateEnd(d->stream_.get());
    heap().free(d->stream_.get(), sizeof(z_stream));
    d->stream_ = nullptr;
  }
  clearSlotRow<3>(object);
}

// --- compressors ---

Ref<ZlibCompressor> emptyCompressor() {
  Ref<ZlibCompressor> made = allocateAtom<ZlibCompressor>(kTypeZlibCompressor);
  if (!made) return made;
  made->stream_ = nullptr;
  made->open_ = 0;
  z_stream* stream = newStream();
  if (stream == nullptr) return raised();
  made->stream_.set(stream);
  return made;
}

Ref<Object> compressPiece(Object* const* args) {
  Buffer data;
  if (!data.acquire(args[1])) return raised();
  ByteBuilder out;
  std::string_view rest;
  z_stream* stream = compressorOf(args)->stream_.get();
  int result = runZlib(stream, deflate, data.view(), Z_NO_FLUSH, SIZE_MAX, &out, &rest);
  if (result == kNoMemory) return raised();
  if (result == Z_STREAM_ERROR) return raiseZlibError(*stream, result, "while compressing data");
  return out.finish();
}

Ref<Object> flushCompressor(Object* const* args) {
  ZlibCompressor* c = compressorOf(args);
  int mode;
  if (!intArgument_mayRunPython(args[1], &mode, Z_FINISH)) return raised();
  if (mode == Z_NO_FLUSH) return newBytes({});
  ByteBuilder out;
  std::string_view rest;
  z_stream* stream = c->stream_.get();
  int result = runZlib(stream, deflate, {}, mode, SIZE_MAX, &out, &rest);
  if (result == kNoMemory) return raised();
  if (result == Z_STREAM_END && mode == Z_FINISH) {
    result = deflateEnd(stream);
    c->open_ = 0;
    if (result != Z_OK) return raiseZlibError(*stream, result, "while finishing compression");
  } else if (result != Z_OK && result != Z_BUF_ERROR) {
    return raiseZlibError(*stream, result, "while flushing");
  }
  return out.finish();
}

Ref<Object> copyCompressor(Object* const* args) {
  ZlibCompressor* c = compressorOf(args);
  Ref<ZlibCompressor> made = emptyCompressor();
  if (!made) return raised();
  int result = deflateCopy(made->stream_.get(), c->stream_.get());
  made->open_ = result == Z_OK;
  if (result == Z_OK) return made;
  if (result == Z_STREAM_ERROR) return raise(kTypeValueError, "Inconsistent stream state");
  if (result == Z_MEM_ERROR) return raise(kTypeMemoryError, "Can't allocate memory for compression object");
  return raiseZlibError(*c->stream_.get(), result, "while copying compression object");
}

// --- decompressors ---

bool setDictionary_mayRunPython(ZlibDecompressor* d) {
  Buffer dictionary;
  if (!dictionary.acquire(d->dictionary_.get())) return raised();
  if (dictionary.size() > UINT_MAX) return raise(kTypeOverflowError, "zdict length does not fit in an unsigned int");
  int result = inflateSetDictionary(d->stream_.get(), reinterpret_cast<const Bytef*>(dictionary.data()),
                                    static_cast<uInt>(dictionary.size()));
  return result == Z_OK || raiseZlibError(*d->stream_.get(), result, "while setting zdict");
}

Ref<ZlibDecompressor> emptyDecompressor() {
  Ref<ZlibDecompressor> made = allocateContainer<ZlibDecompressor>(kTypeZlibDecompressor);
  Ref<Bytes> empty = made ? newBytes({}) : nullptr;
  if (!empty) return raised();
  made->unused_data_.init(empty);
  made->unconsumed_tail_.init(std::move(empty));
  z_stream* stream = newStream();
  if (stream == nullptr) return raised();
  made->stream_.set(stream);
  return made;
}

// Keeps what the stream did not take: behind its end, or for later.
bool keepRest(ZlibDecompressor* d, std::string_view rest, int result) {
  if (result == Z_STREAM_END && !rest.empty()) {
    ByteBuilder joined;
    if (!joined.append(d->unused_data_->view()) || !joined.append(rest)) return raised();
    Ref<Bytes> all = joined.finish();
    if (!all) return raised();
    d->unused_data_.assign(std::move(all));
    rest = {};
  }
  Ref<Bytes> tail = newBytes(rest);
  if (!tail) return raised();
  d->unconsumed_tail_.assign(std::move(tail));
  return true;
}

// Inflates; a dictionary is given when the stream asks for it.
int inflatePiece(ZlibDecompressor* d, std::string_view input, int ends, size_t most, ByteBuilder* out,
                 std::string_view* rest) {
  size_t before = out->length();
  int result = runZlib(d->stream_.get(), inflate, input, ends, most, out, rest);
  if (result != Z_NEED_DICT || d->dictionary_.isNull()) return result;
  if (!setDictionary_mayRunPython(d)) return kNoMemory;
  return runZlib(d->stream_.get(), inflate, *rest, ends, most - (out->length() - before), out, rest);
}

// self, data, max_length
Ref<Object> decompressPiece(Object* const* args) {
  ZlibDecompressor* d = decompressorOf(args);
  Buffer data;
  int64_t most = 0;
  if (!data.acquire(args[1]) || (args[2] != nullptr && !asInt64(args[2], &most))) return raised();
  if (most < 0) return raise(kTypeValueError, "max_length must be non-negative");
  ByteBuilder out;
  std::string_view rest = data.view();
  int result = Z_STREAM_END;
  if (!d->ended_) {
    size_t limit = most == 0 ? SIZE_MAX : static_cast<size_t>(most);
    result = inflatePiece(d, data.view(), Z_SYNC_FLUSH, limit, &out, &rest);
  }
  if (result == kNoMemory || !keepRest(d, rest, result)) return raised();
  if (result == Z_STREAM_END) {
    d->ended_ = 1;
  } else if (result != Z_OK && result != Z_BUF_ERROR) {
    return raiseZlibError(*d->stream_.get(), result, "while decompressing data");
  }
  return out.finish();
}

// self, length
Ref<Object> flushDecompressor(Object* const* args) {
  ZlibDecompressor* d = decompressorOf(args);
  int64_t length = 16384;
  if (args[1] != nullptr && !asInt64(args[1], &length)) return raised();
  if (length <= 0) return raise(kTypeValueError, "length must be greater than zero");
  Ref<Bytes> tail = d->unconsumed_tail_.share();
  ByteBuilder out;
  std::string_view rest = tail->view();
  int result = Z_STREAM_END;
  if (!d->ended_) result = inflatePiece(d, tail->view(), Z_FINISH, SIZE_MAX, &out, &rest);
  if (result == kNoMemory || !keepRest(d, rest, result)) return raised();
  if (result == Z_STREAM_END) {
    d->ended_ = 1;
    if (d->open_) {
      d->open_ = 0;
      result = inflateEnd(d->stream_.get());
      if (result != Z_OK) return raiseZlibError(*d->stream_.get(), result, "while finishing decompression");
    }
  } else if (result != Z_OK && result != Z_BUF_ERROR) {
    return raiseZlibError(*d->stream_.get(), result, "while decompressing data");
  }
  return out.finish();
}

Ref<Object> copyDecompressor(Object* const* args) {
  ZlibDecompressor* d = decompressorOf(args);
  Ref<ZlibDecompressor> made = emptyDecompressor();
  if (!made) return raised();
  int result = inflateCopy(made->stream_.get(), d->stream_.get());
  if (result == Z_STREAM_ERROR) return raise(kTypeValueError, "Inconsistent stream state");
  if (result == Z_MEM_ERROR) return raise(kTypeMemoryError, "Can't allocate memory for decompression object");
  if (result != Z_OK) return raiseZlibError(*d->stream_.get(), result, "while copying decompression object");
  made->open_ = 1;
  made->ended_ = d->ended_;
  made->unused_data_.assign(d->unused_data_.share());
  made->unconsumed_tail_.assign(d->unconsumed_tail_.share());
  if (!d->dictionary_.isNull()) made->dictionary_.init(d->dictionary_.share());
  return made;
}

Ref<Object> getUnusedData(Object* o) { return static_cast<ZlibDecompressor*>(o)->unused_data_.share(); }
Ref<Object> getUnconsumedTail(Object* o) { return static_cast<ZlibDecompressor*>(o)->unconsumed_tail_.share(); }
Ref<Object> getEnd(Object* o) { return newBool(static_cast<ZlibDecompressor*>(o)->ended_ != 0); }

constexpr NativeDef kCompressorMethods[] = {
    {"compress", "self, data, /", compressPiece, "Returns a bytes object containing compressed data."},
    {"flush", "self, mode=4, /", flushCompressor, "Return a bytes object containing any remaining compressed data."},
    {"copy", "self, /", copyCompressor, "Return a copy of the compression object."},
    {"__copy__", "self, /", copyCompressor},
    {"__deepcopy__", "self, memo, /", copyCompressor},
};
constexpr NativeDef kDecompressorMethods[] = {
    {"decompress", "self, data, /, max_length=0", decompressPiece,
     "Return a bytes object containing the decompressed version of the data."},
    {"flush", "self, length=16384, /", flushDecompressor, "Return a bytes object containing any remaining data."},
    {"copy", "self, /", copyDecompressor, "Return a copy of the decompression object."},
    {"__copy__", "self, /", copyDecompressor},
    {"__deepcopy__", "self, memo, /", copyDecompressor},
};
constexpr GetSetDef kDecompressorAttributes[] = {asMember({"unused_data", getUnusedData}),
                                                 asMember({"unconsumed_tail", getUnconsumedTail}),
                                                 asMember({"eof", getEnd})};

}  // namespace

// level, method, wbits, memLevel, strategy, zdict
Ref<Object> newCompressor(Object* const* args) {
  int level, method, window, memory, strategy;
  if (!intArgument_mayRunPython(args[0], &level, Z_DEFAULT_COMPRESSION) ||
      !intArgument_mayRunPython(args[1], &method, Z_DEFLATED) ||
      !intArgument_mayRunPython(args[2], &window, MAX_WBITS) || !intArgument_mayRunPython(args[3], &memory, 8) ||
      !intArgument_mayRunPython(args[4], &strategy, Z_DEFAULT_STRATEGY)) {
    return raised();
  }
  Buffer dictionary;
  bool has_dictionary = args[5] != nullptr && !isNone(args[5]);
  if (has_dictionary && !dictionary.acquire(args[5])) return raised();
  if (dictionary.size() > UINT_MAX) return raise(kTypeOverflowError, "zdict length does not fit in an unsigned int");
  Ref<ZlibCompressor> made = emptyCompressor();
  if (!made) return raised();
  z_stream* stream = made->stream_.get();
  int result = deflateInit2(stream, level, method, window, memory, strategy);
  if (result == Z_MEM_ERROR) return raise(kTypeMemoryError, "Can't allocate memory for compression object");
  if (result == Z_STREAM_ERROR) return raise(kTypeValueError, "Invalid initialization option");
  if (result != Z_OK) return raiseZlibError(*stream, result, "while creating compression object");
  made->open_ = 1;
  if (!has_dictionary) return made;
  result = deflateSetDictionary(stream, reinterpret_cast<const Bytef*>(dictionary.data()),
                                static_cast<uInt>(dictionary.size()));
  if (result == Z_STREAM_ERROR) return raise(kTypeValueError, "Invalid dictionary");
  if (result != Z_OK) return raise(kTypeValueError, "deflateSetDictionary() failed");
  return made;
}

// wbits, zdict
Ref<Object> newDecompressor(Object* const* args) {
  int window;
  if (!intArgument_mayRunPython(args[0], &window, MAX_WBITS)) return raised();
  if (args[1] != nullptr && !isBytesLike(args[1])) {
    return raise(kTypeTypeError, "zdict argument must support the buffer protocol");
  }
  Ref<ZlibDecompressor> made = emptyDecompressor();
  if (!made) return raised();
  z_stream* stream = made->stream_.get();
  int result = inflateInit2(stream, window);
  if (result == Z_MEM_ERROR) return raise(kTypeMemoryError, "Can't allocate memory for decompression object");
  if (result == Z_STREAM_ERROR) return raise(kTypeValueError, "Invalid initialization option");
  if (result != Z_OK) return raiseZlibError(*stream, result, "while creating decompression object");
  made->open_ = 1;
  if (args[1] == nullptr) return made;
  made->dictionary_.init(share(args[1]));
  // A raw stream has no header that could ask for it.
  if (window < 0 && !setDictionary_mayRunPython(made.get())) return raised();
  return made;
}

const TypeSpec kZlibCompressorSpec = {
    "Compress",
    "zlib",
    {"Compress", Kind::Atom, Trace::None, 0, 0, sizeof(ZlibCompressor), nullptr, nullptr, dropCompressor, nullptr},
    kTypeDisallowInstantiation,
    kCompressorMethods};

const TypeSpec kZlibDecompressorSpec = {"Decompress",
                                        "zlib",
                                        {"Decompress", Kind::Container, Trace::Fixed, sizeof(Object), 3,
                                         sizeof(ZlibDecompressor), nullptr, nullptr, dropDecompressor, nullptr},
                                        kTypeDisallowInstantiation,
                                        kDecompressorMethods,
                                        kDecompressorAttributes};

}  // namespace ophion
