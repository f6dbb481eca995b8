// What outlives a runtime is found, and nothing else is.
#include "inspect/leaks.h"

#include <gtest/gtest.h>

#include <string>

#include "modules/shutdown.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/str.h"
#include "tests/unit/object/runtime_fixture.h"

namespace ophion {
namespace {

class LeaksTest : public RuntimeTest {
 protected:
  void SetUp() override {
    RuntimeTest::SetUp();
    out_ = open_memstream(&text_, &size_);
  }
  void TearDown() override {
    if (out_ != nullptr) std::fclose(out_);
    std::free(text_);
    RuntimeTest::TearDown();
  }

  // Ends the runtime. Its report is in report_ then.
  size_t leaks() {
    clearModules_mayRunPython();
    size_t n = reportLeaks(out_);
    std::fclose(out_);
    out_ = nullptr;
    report_.assign(text_, size_);
    return n;
  }
  bool reports(const char* words) const { return report_.find(words) != std::string::npos; }

  std::string report_;

 private:
  char* text_ = nullptr;
  size_t size_ = 0;
  FILE* out_ = nullptr;
};

TEST_F(LeaksTest, AreNoneInARuntimeThatDidNothing) { EXPECT_EQ(leaks(), 0u) << report_; }

TEST_F(LeaksTest, AreNoneWhereEverythingWasGivenBack) {
  {
    Ref<List> list = newList();
    Ref<Dict> dict = newDict();
    for (int i = 0; i < 1000; ++i) {
      ASSERT_TRUE(appendToList(list.get(), newInt(i * 1000).get()));
      Ref<Str> key = internText("key" + std::to_string(i));
      ASSERT_TRUE(setStr(dict.get(), key.get(), list.get()));
    }
    ASSERT_TRUE(appendToList(list.get(), dict.get()));
  }
  EXPECT_EQ(leaks(), 0u) << report_;
}

TEST_F(LeaksTest, AreFoundWhereACountWasForgotten) {
  Ref<List> list = newList();
  ASSERT_TRUE(appendToList(list.get(), newAscii("held by the list").get()));
  incref(list.get());
  list.reset();
  EXPECT_EQ(leaks(), 2u) << report_;
  EXPECT_TRUE(reports("2 objects")) << report_;
  EXPECT_TRUE(reports("list: 1 count")) << report_;
  EXPECT_FALSE(reports("held by")) << "only what native code holds is named: " << report_;
}

TEST_F(LeaksTest, TellWhichText) {
  (void)newAscii("somebody's").release();
  EXPECT_EQ(leaks(), 1u);
  EXPECT_TRUE(reports("str 'somebody's': 1 count")) << report_;
}

TEST_F(LeaksTest, AreFoundInACycle) {
  Ref<List> list = newList();
  ASSERT_TRUE(appendToList(list.get(), list.get()));
  incref(list.get());
  list.reset();
  EXPECT_EQ(leaks(), 1u);
  EXPECT_TRUE(reports("list: 1 count")) << report_;
}

TEST_F(LeaksTest, AreFoundInCountsOfBuiltinClasses) {
  incref(builtinType(kTypeDict));
  EXPECT_EQ(leaks(), 1u);
  EXPECT_TRUE(reports("the class dict: 1 counts too many")) << report_;
}

TEST_F(LeaksTest, AreFoundAmongBuffers) {
  ASSERT_NE(heap().tryAllocateRaw(48), nullptr);
  ASSERT_NE(heap().tryAllocateRaw(100000), nullptr);
  EXPECT_EQ(leaks(), 2u);
  EXPECT_TRUE(reports("1 of 48 bytes")) << report_;
}

}  // namespace
}  // namespace ophion
