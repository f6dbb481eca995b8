// RuntimeTest: a runtime of its own for every test, and short spellings for what tests of objects do all the time.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "object/boot.h"
#include "object/bytes.h"
#include "object/error.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

class RuntimeTest : public testing::Test {
 protected:
  void SetUp() override {
    HeapOptions options;
    options.reserve_bytes = size_t{1} << 30;
    heap_ = tryBootRuntime(options);
    ASSERT_NE(heap_, nullptr);
  }
  void TearDown() override {
    if (heap_ == nullptr) return;
    clearError();
    heap_->destroy();
  }

  static Ref<Object> text(std::string_view utf8) { return newStr(utf8); }
  static Ref<Object> bytes(std::string_view bytes) { return newBytes(bytes); }
  static Ref<Object> number(int64_t value) { return newInt(value); }

  // What repr() shows; the exception as "Type: message" where `object` is null.
  static std::string shown(Ref<Object> object) {
    Ref<Str> s = object ? reprOf(object.get()) : nullptr;
    if (s) return utf8(s.get());
    Ref<Object> error = takeError();
    if (!error) return "null without an exception";
    Ref<Str> message = strOf(error.get());
    return std::string(typeNameOf(error.get())) + ": " + (message ? utf8(message.get()) : "?");
  }
  static std::string utf8(const Str* s) {
    std::string out(utf8Length(s), 0);
    utf8Encode(s, out.data());
    return out;
  }

  // object.name(*args), shown.
  static std::string called(Ref<Object> object, std::string_view name, std::initializer_list<Ref<Object>> args = {}) {
    Ref<Str> key = internText(name);
    Ref<Object> method = getAttr(object.get(), key.get());
    if (!method) return shown(nullptr);
    std::vector<Object*> pointers;
    for (const Ref<Object>& each : args) pointers.push_back(each.get());
    return shown(callVector(method.get(), pointers.data(), pointers.size(), nullptr));
  }

  Heap* heap_ = nullptr;
};

}  // namespace ophion
