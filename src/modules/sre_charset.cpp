#include "modules/sre_charset.h"

namespace ophion {

namespace {

bool isDigitAscii(uint32_t c) { return c - '0' < 10; }
bool isSpaceAscii(uint32_t c) { return c == ' ' || c - '\t' < 5; }

bool hasBit(const uint32_t* words, uint32_t bit) { return (words[bit >> 5] >> (bit & 31) & 1) != 0; }

}  // namespace

bool isInCategory(uint32_t category, uint32_t c) {
  // Categories come in pairs: one, and what is not in it.
  bool negated = (category & 1) != 0;
  switch (category >> 1) {
    case 0:
      return isDigitAscii(c) != negated;
    case 1:
      return isSpaceAscii(c) != negated;
    case 2:
    case 4:  // by the locale
      return isWordAscii(c) != negated;
    case 3:
      return (c == '\n') != negated;
    case 5:
      return unicode::isDecimal(c) != negated;
    case 6:
      return unicode::isSpace(c) != negated;
    case 7:
      return isWordUnicode(c) != negated;
    default:
      return unicode::isLineBreak(c) != negated;
  }
}

bool isInSet(const uint32_t* codes, uint32_t c) {
  bool found = true;
  for (;;) {
    switch (static_cast<SreCode>(*codes++)) {
      case SreCode::Negate:
        found = !found;
        break;
      case SreCode::Literal:
        if (*codes++ == c) return found;
        break;
      case SreCode::Range:
        if (c >= codes[0] && c <= codes[1]) return found;
        codes += 2;
        break;
      case SreCode::RangeUniIgnore: {
        uint32_t upper = upperUnicode(c);
        if ((c >= codes[0] && c <= codes[1]) || (upper >= codes[0] && upper <= codes[1])) return found;
        codes += 2;
        break;
      }
      case SreCode::Category:
        if (isInCategory(*codes++, c)) return found;
        break;
      case SreCode::Charset:
        if (c < 256 && hasBit(codes, c)) return found;
        codes += kSreBitmapWords;
        break;
      case SreCode::BigCharset: {
        uint32_t chunks = *codes++;
        const uint32_t* bitmaps = codes + kSreChunkMapWords;
        if (c < 0x10000) {
          uint32_t chunk = reinterpret_cast<const uint8_t*>(codes)[c >> 8];
          if (hasBit(bitmaps + chunk * kSreBitmapWords, c & 255)) return found;
        }
        codes = bitmaps + chunks * kSreBitmapWords;
        break;
      }
      default:  // Failure ends the set
        return !found;
    }
  }
}

}  // namespace ophion
