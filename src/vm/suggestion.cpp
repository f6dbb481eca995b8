// "Did you mean": the nearest of the names that would have been there.
#include <algorithm>

#include "object/dict.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/frame_object.h"
#include "vm/traceback_text.h"

namespace ophion {

namespace {

constexpr uint32_t kCandidatesMax = 750;  // with more names than this none is looked for
constexpr size_t kNameBytesMax = 40;      // longer names are compared as a whole only
constexpr size_t kEditCost = 2;           // of a letter put in, taken out or replaced
constexpr size_t kCaseCost = 1;           // of a letter in the other case

size_t replaceCost(char a, char b) {
  if (a == b) return 0;
  auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  return lower(a) == lower(b) ? kCaseCost : kEditCost;
}

// Cost of the edits that make one name of the other; anything above `limit` means: too much.
size_t editDistance(std::string_view a, std::string_view b, size_t limit) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
  while (!a.empty() && !b.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
  if (a.empty() || b.empty()) return (a.size() + b.size()) * kEditCost;
  if (a.size() > kNameBytesMax || b.size() > kNameBytesMax) return limit + 1;
  if (b.size() < a.size()) std::swap(a, b);
  if ((b.size() - a.size()) * kEditCost > limit) return limit + 1;
  // One row of the table: cost of making the first letters of `a` from those of `b` seen so far.
  size_t row[kNameBytesMax];
  for (size_t i = 0; i < a.size(); ++i) row[i] = (i + 1) * kEditCost;
  size_t result = 0;
  for (size_t j = 0; j < b.size(); ++j) {
    size_t diagonal = j * kEditCost;
    size_t least = SIZE_MAX;
    result = diagonal;
    for (size_t i = 0; i < a.size(); ++i) {
      size_t replaced = diagonal + replaceCost(b[j], a[i]);
      diagonal = row[i];
      result = std::min(std::min(result, diagonal) + kEditCost, replaced);
      row[i] = result;
      least = std::min(least, result);
    }
    if (least > limit) return limit + 1;
  }
  return result;
}

// The nearest of the names in a list; null without an exception: none is near.
Ref<Str> nearest(List* names, Str* wanted) {
  if (names->size_ >= kCandidatesMax) return nullptr;
  Utf8View text(wanted);
  if (!text.valid()) return raised();
  Ref<Str> best;
  size_t best_distance = SIZE_MAX;
  for (uint32_t i = 0; i < names->size_; ++i) {
    Object* item = names->at(i);
    if (!isStrLayout(item)) return nullptr;
    Utf8View candidate(static_cast<Str*>(item));
    if (!candidate.valid()) return raised();
    if (candidate.view() == text.view()) continue;
    // At most a third of the letters may differ.
    size_t limit = (text.view().size() + candidate.view().size() + 3) * kEditCost / 6;
    limit = std::min(limit, best_distance - 1);
    size_t distance = editDistance(text.view(), candidate.view(), limit);
    if (distance > limit) continue;
    best = share(static_cast<Str*>(item));
    best_distance = distance;
  }
  return best;
}

Ref<Str> nearestIn(Object* iterable, Str* wanted) {
  Ref<List> names = toList_mayRunPython(iterable);
  return names ? nearest(names.get(), wanted) : raised();
}

Ref<Str> suggestAttribute(AttributeError* error) {
  if (error->object_.isNull() || error->name_.isNull() || !isStrLayout(error->name_.get())) return nullptr;
  Ref<Object> object = error->object_.share();
  Ref<Object> wanted = error->name_.share();
  Object* method = lookupInType(typeOf(object.get()), name(Name::__dir__));
  if (method == nullptr) return nullptr;
  Ref<Object> kept = share(method);
  Object* args[] = {object.get()};
  Ref<Object> names = callSpecial(method, args, 1);
  Ref<List> list = names ? toList_mayRunPython(names.get()) : nullptr;
  if (!list || !sortList_mayRunPython(list.get(), nullptr, false)) return raised();
  return nearest(list.get(), static_cast<Str*>(wanted.get()));
}

Ref<Str> suggestVariable(NameError* error) {
  if (error->name_.isNull() || error->traceback_.isNull() || !isStrLayout(error->name_.get())) return nullptr;
  Ref<Object> wanted_object = error->name_.share();
  Str* wanted = static_cast<Str*>(wanted_object.get());
  Traceback* last = static_cast<Traceback*>(error->traceback_.get());
  while (!last->next_.isNull()) last = static_cast<Traceback*>(last->next_.get());
  Ref<Object> frame = last->frame_.share();
  Function* function = static_cast<Function*>(static_cast<Frame*>(frame.get())->function_.get());
  if (Ref<Str> found = nearestIn(function->code_->variable_names_.get(), wanted)) return found;
  if (errorPending()) return raised();
  if (Ref<Str> found = nearestIn(function->globals_.get(), wanted)) return found;
  if (errorPending()) return raised();
  return nearestIn(function->builtins_.get(), wanted);
}

}  // namespace

Ref<Str> suggestName_mayRunPython(Object* exception) {
  Ref<Str> found;
  if (isExactAttributeError(exception)) {
    found = suggestAttribute(static_cast<AttributeError*>(exception));
  } else if (isExactNameError(exception)) {
    found = suggestVariable(static_cast<NameError*>(exception));
  }
  // A name that cannot be looked for is not suggested.
  if (!found) clearError();
  return found;
}

}  // namespace ophion
