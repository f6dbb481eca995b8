// Names with characters beyond ASCII are compared after NFKC, as the language reference says.
#pragma once

#include "compiler/identifier.h"

namespace ophion {

/// Interns the NFKC form of a well-formed UTF-8 name; null when out of memory.
[[nodiscard]] Identifier* tryInternNormalized(IdentifierTable& names, const char* text, size_t length);

}  // namespace ophion
