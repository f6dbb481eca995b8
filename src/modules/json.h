// The objects and functions of the module _json, which speeds up the package `json`.
#pragma once

#include "heap/ref.h"
#include "object/builtin_types.h"

namespace ophion {

struct Str;
class StrBuilder;

// Reads one value: what json.scanner calls for each document.
struct JsonScanner : Object {
  Slot<Object> object_hook_, object_pairs_hook_;
  Slot<Object> parse_float_, parse_int_, parse_constant_;
  bool strict_;
};

// Writes one value: what json.encoder calls for each document that is not indented.
struct JsonEncoder : Object {
  Slot<Object> markers_;  // a dict of the ids of containers being written, or None
  Slot<Object> default_, encoder_, indent_, key_separator_, item_separator_;
  bool sort_keys_, skip_keys_, allow_nan_;
};

// Raises json.decoder.JSONDecodeError about a position.
struct Raised;
Raised raiseJsonError_mayRunPython(const char* message, Str* document, size_t position);

// The text of a string literal whose characters begin at *at, behind its quote; moves on behind the closing quote. Null
// with an exception pending.
Ref<Str> readJsonString_mayRunPython(Str* document, size_t* at, bool strict);

// Appends a string literal; with `ascii` everything else is escaped. False: MemoryError pending.
[[nodiscard]] bool appendJsonString(StrBuilder& out, const Str* text, bool ascii);
// The function encode_basestring_ascii, as the encoder recognises it.
Ref<Object> encodeAsciiJson(Object* const* args);

}  // namespace ophion
