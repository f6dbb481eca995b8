// Views of a dict: its keys, values or items, live.
#pragma once

#include "object/dict.h"

namespace ophion {

struct DictView : Object {
  Slot<Dict> dict_;
};

// kTypeDictKeys, kTypeDictValues or kTypeDictItems.
Ref<Object> newDictView(TypeIndex type, Dict* dict);

}  // namespace ophion
