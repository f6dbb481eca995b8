// Normalisation: NFC, NFD, NFKC and NFKD of a text in any representation, and the decomposition of one code point.
// Nothing is allocated, however long the run of combining marks: the text is read again instead. The result goes,
// a code point at a time, to a function of the caller's.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ophion::unicode {

enum class Form : uint8_t { NFC, NFD, NFKC, NFKD };

/// A text to read. `next` returns the code point at `*position` (its unit is the reader's business) and moves on;
/// it is called with positions from 0 up to, not including, `length`. Surrogates pass through as they are.
struct TextView {
  const void* data;
  size_t length;
  char32_t (*next)(const void* data, size_t* position);
};

/// Readers for the usual representations; `length` counts code units. UTF-8 must be well formed, surrogates encoded in
/// three bytes excepted.
TextView latin1Text(const uint8_t* text, size_t length);
TextView ucs2Text(const char16_t* text, size_t length);
TextView ucs4Text(const char32_t* text, size_t length);
TextView utf8Text(const char* text, size_t length);

/// Receives the result; false stops the normalisation.
using Emit = bool (*)(void* context, char32_t c);

/// Emits the normalised text. False where `emit` said so (out of memory, say); then the output is incomplete.
[[nodiscard]] bool normalize(Form form, TextView text, Emit emit, void* context);

/// Whether normalising would change nothing.
bool isNormalized(Form form, TextView text);

/// The most code points a single decomposition step yields.
inline constexpr size_t kDecompositionMax = 18;

/// One step of decomposition as the database lists it (Hangul syllables have none here, as in unicodedata): stores the
/// code points to `out`, kDecompositionMax at most, and the tag ("<font>", …; "" where canonical) to `tag`. Returns how
/// many; 0 where there is none.
size_t decomposition(char32_t c, char32_t* out, const char** tag);

}  // namespace ophion::unicode
