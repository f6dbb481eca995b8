// NFKC by way of the tables of the base layer.
#include "compiler/normalize.h"

#include "base/unicode_normal.h"
#include "compiler/utf8.h"

namespace ophion {

Identifier* tryInternNormalized(IdentifierTable& names, const char* text, size_t length) {
  struct Output {
    CompileArena& arena;
    ArenaVector<char> bytes;
  } output{names.arena(), {}};
  auto emit = [](void* context, char32_t c) {
    Output* out = static_cast<Output*>(context);
    char encoded[4];
    size_t size = encodeUtf8(c, encoded);
    for (size_t i = 0; i < size; i++) {
      if (!out->bytes.tryPush(out->arena, encoded[i])) return false;
    }
    return true;
  };
  if (!unicode::normalize(unicode::Form::NFKC, unicode::utf8Text(text, length), emit, &output)) return nullptr;
  return names.tryIntern(output.bytes.begin(), output.bytes.size());
}

}  // namespace ophion
