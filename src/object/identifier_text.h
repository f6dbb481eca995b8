// Identifiers as text: the rules of names that the object layer itself applies.
#pragma once

#include "object/str.h"

namespace ophion {

bool isIdentifierText(const Str* text);
// What a private name __x becomes in a class: _Class__x; others stay.
Ref<Str> manglePrivate(Str* class_name, Str* identifier);

}  // namespace ophion
