// What the tests of numbers share: a runtime, and short ways to make numbers and to show results.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "object/boot.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/int_parse.h"
#include "object/str.h"

namespace ophion {

class NumberTest : public testing::Test {
 protected:
  void SetUp() override {
    HeapOptions options;
    options.reserve_bytes = size_t{1} << 32;
    heap_ = tryBootRuntime(options);
    ASSERT_NE(heap_, nullptr);
  }
  void TearDown() override { heap_->destroy(); }

  static Ref<Int> big(const std::string& text) {
    bool malformed;
    return parseIntAscii(text.data(), text.size(), 0, &malformed);
  }
  static std::string text(const Ref<Str>& s) { return s ? std::string(s->asciiView()) : "error"; }
  static std::string text(const Ref<Int>& i) { return i ? text(intToText(i.get(), 10)) : "error"; }
  static std::string text(double value) { return text(floatRepr(value)); }
  // Whether the exception that is pending is of the type; it is cleared.
  static bool fails(TypeIndex type) {
    bool matches = errorPending() && errorMatches(type);
    clearError();
    return matches;
  }

  Heap* heap_ = nullptr;
};

}  // namespace ophion
