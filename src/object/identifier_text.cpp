#include "object/identifier_text.h"

#include "base/unicode.h"
#include "object/str_builder.h"

namespace ophion {

bool isIdentifierText(const Str* text) {
  if (text->length_ == 0) return false;
  for (size_t i = 0; i < text->length_; ++i) {
    char32_t c = text->at(i);
    if (c == '_') continue;
    if (!(i == 0 ? unicode::isXidStart(c) : unicode::isXidContinue(c))) return false;
  }
  return true;
}

Ref<Str> manglePrivate(Str* class_name, Str* identifier) {
  size_t n = identifier->length_;
  bool is_private = n > 2 && identifier->at(0) == '_' && identifier->at(1) == '_' &&
                    !(identifier->at(n - 1) == '_' && identifier->at(n - 2) == '_');
  size_t start = 0;
  while (start < class_name->length_ && class_name->at(start) == '_') ++start;
  if (!is_private || start == class_name->length_) return share(identifier);
  for (size_t i = 0; i < n; ++i) {
    if (identifier->at(i) == '.') return share(identifier);
  }
  StrBuilder builder;
  if (!builder.append(U'_') || !builder.append(class_name, start, class_name->length_) || !builder.append(identifier)) {
    return nullptr;
  }
  return builder.finish();
}

}  // namespace ophion
