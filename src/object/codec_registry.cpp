// Codecs and error handlers that programs register. They are found as the module codecs describes: search functions are
// asked in turn for the normalised name, and answers are remembered.
#include "object/codec.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/runtime_state.h"
#include "object/singletons.h"
#include "object/str_builder.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

bool makeTables() {
  RuntimeState& s = state();
  if (s.codec_search_.isNull()) {
    Ref<List> list = newList();
    if (!list) return raised();
    s.codec_search_.init(std::move(list));
  }
  if (s.codec_cache_.isNull()) {
    Ref<Dict> dict = newDict();
    if (!dict) return raised();
    s.codec_cache_.init(std::move(dict));
  }
  if (s.codec_handlers_.isNull()) {
    Ref<Dict> dict = newDict();
    if (!dict) return raised();
    s.codec_handlers_.init(std::move(dict));
  }
  return true;
}

// Lower case; everything but letters, digits and '.' becomes one '_'.
Ref<Str> normalised(const Str* name) {
  StrBuilder out;
  bool gap = false;
  for (size_t i = 0; i < name->length_; ++i) {
    char32_t c = name->at(i);
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
    if (!letter) {
      gap = out.length() != 0;
      continue;
    }
    if (gap && !out.append('_')) return raised();
    gap = false;
    if (!out.append(c >= 'A' && c <= 'Z' ? c + 32 : c)) return raised();
  }
  return out.finish();
}

// The package encodings registers the search function of the standard library. Where it cannot be had there is none.
bool importEncodings() {
  if (state().builtins_.isNull()) return true;
  Object* import = getStrBorrowed(state().builtins_.get(), name(Name::__import__));
  if (import == nullptr) return !errorPending();
  Ref<Str> package = internText("encodings");
  if (!package) return false;
  Ref<Object> module = call(import, package.get());
  if (module) return true;
  if (!errorMatches(kTypeImportError)) return false;
  clearError();
  return true;
}

}  // namespace

bool registerCodecSearch(Object* search_function) {
  if (!makeTables()) return false;
  if (!isCallable(search_function)) return raise(kTypeTypeError, "argument must be callable");
  return appendToList(state().codec_search_.get(), search_function);
}

bool unregisterCodecSearch(Object* search_function) {
  if (!makeTables()) return false;
  List* search = state().codec_search_.get();
  for (size_t i = 0; i < search->size_; ++i) {
    if (search->at(i) != search_function) continue;
    clearDict(state().codec_cache_.get());
    removeFromList(search, i, i + 1);
    break;
  }
  return true;
}

Ref<Tuple> lookupCodec_mayRunPython(Str* encoding) {
  if (!makeTables()) return raised();
  Ref<Str> key = normalised(encoding);
  if (!key) return raised();
  RuntimeState& s = state();
  if (Object* known = getStrBorrowed(s.codec_cache_.get(), key.get())) return share(static_cast<Tuple*>(known));
  if (s.codec_search_->size_ == 0 && !importEncodings()) return raised();
  for (size_t i = 0; i < s.codec_search_->size_; ++i) {
    Ref<Object> function = share(s.codec_search_->at(i));
    Ref<Object> found = call(function.get(), key.get());
    if (!found) return raised();
    if (isNone(found.get())) continue;
    if (!isTupleLayout(found.get()) || static_cast<Tuple*>(found.get())->size_ != 4) {
      return raise(kTypeTypeError, "codec search functions must return 4-tuples");
    }
    if (!setStr(s.codec_cache_.get(), key.get(), found.get())) return raised();
    return std::move(found).castTo<Tuple>();
  }
  return raise(kTypeLookupError, "unknown encoding: %U", encoding);
}

bool registerErrorHandler(Str* name, Object* handler) {
  if (!makeTables()) return false;
  if (!isCallable(handler)) return raise(kTypeTypeError, "handler must be callable");
  return setStr(state().codec_handlers_.get(), name, handler);
}

Ref<Object> lookupErrorHandler(Str* name_or_null) {
  if (!makeTables()) return raised();
  Ref<Str> key = name_or_null == nullptr ? share(name(Name::strict)) : share(name_or_null);
  Object* handler = getStrBorrowed(state().codec_handlers_.get(), key.get());
  if (handler != nullptr) return share(handler);
  if (errorPending()) return raised();
  return raise(kTypeLookupError, "unknown error handler name '%.400U'", key.get());
}

}  // namespace ophion
