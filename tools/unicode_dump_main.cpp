// ophion-unicode: prints what src/base/unicode*.h say, for tests/differential/unicode.py to compare with CPython.
//
//   ophion-unicode properties   a line for every code point
//   ophion-unicode normalize    for every line of code points in hexadecimal, the four forms and whether it is in them
//   ophion-unicode lookup       for every line that is a name, the code points of that name
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "base/unicode.h"
#include "base/unicode_names.h"
#include "base/unicode_normal.h"

using namespace ophion::unicode;

namespace {

constexpr Form kForms[] = {Form::NFC, Form::NFD, Form::NFKC, Form::NFKD};

void printHex(const char32_t* text, size_t n) {
  for (size_t i = 0; i < n; i++) std::printf(i == 0 ? "%X" : " %X", static_cast<unsigned>(text[i]));
}

void printMapping(size_t (*mapping)(char32_t, char32_t*), char32_t c) {
  char32_t out[kCaseMappingMax];
  std::putchar('|');
  printHex(out, mapping(c, out));
}

bool append(void* text, char32_t c) {
  static_cast<std::vector<char32_t>*>(text)->push_back(c);
  return true;
}

void printForm(Form form, const std::vector<char32_t>& text) {
  std::vector<char32_t> out;
  TextView view = ucs4Text(text.data(), text.size());
  if (!normalize(form, view, append, &out)) std::abort();
  std::putchar('|');
  printHex(out.data(), out.size());
  std::printf("|%d", isNormalized(form, view));
}

void printProperties(char32_t c) {
  bool (*const flags[])(char32_t) = {isAlpha,       isDecimal,  isDigit, isNumeric,      isSpace,     isPrintable,
                                     isLower,       isUpper,    isTitle, isAlnum,        isLineBreak, isXidStart,
                                     isXidContinue, isMirrored, isCased, isCaseIgnorable};
  std::printf("%X|", static_cast<unsigned>(c));
  for (auto flag : flags) std::putchar(flag(c) ? '1' : '0');
  for (auto mapping : {toLowerFull, toUpperFull, toTitleFull, toFoldedFull}) printMapping(mapping, c);
  double number = 0;
  std::printf("|%d|%d|", decimalValue(c), digitValue(c));
  if (numericValue(c, &number)) std::printf("%.17g", number);
  std::printf("|%s|%s|%s|%d|", category(c), bidirectional(c), eastAsianWidth(c), combiningClass(c));
  const char* tag;
  char32_t parts[kDecompositionMax];
  size_t n = decomposition(c, parts, &tag);
  std::printf("%s|", tag);
  printHex(parts, n);
  for (Form form : kForms) printForm(form, {c});
  char name[kNameMax];
  std::printf("|%.*s\n", static_cast<int>(nameOf(c, name)), name);
}

void printForms(const std::string& line) {
  std::istringstream words(line);
  std::vector<char32_t> text;
  for (unsigned c; words >> std::hex >> c;) text.push_back(c);
  for (Form form : kForms) printForm(form, text);
  std::putchar('\n');
}

void printLookup(const std::string& line) {
  char32_t found[kNamedSequenceMax];
  printHex(found, lookupNameOrSequence(line.data(), line.size(), found));
  std::putchar('|');
  char32_t single = 0;
  if (lookupName(line.data(), line.size(), &single)) std::printf("%X", static_cast<unsigned>(single));
  std::putchar('\n');
}

}  // namespace

int main(int argc, char** argv) {
  std::string mode = argc == 2 ? argv[1] : "";
  if (mode == "properties") {
    for (char32_t c = 0; c <= kMaxCodePoint; c++) printProperties(c);
  } else if (mode == "normalize" || mode == "lookup") {
    for (std::string line; std::getline(std::cin, line);) (mode == "lookup" ? printLookup : printForms)(line);
  } else {
    std::fprintf(stderr, "usage: ophion-unicode properties|normalize|lookup\n");
    return 2;
  }
  return 0;
}
