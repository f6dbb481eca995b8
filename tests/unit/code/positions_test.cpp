// Positions and the other things a code object tells about itself.
#include "code/positions.h"

#include "object/bytes.h"
#include "object/singletons.h"
#include "tests/unit/compiler/code_fixture.h"

namespace ophion {
namespace {

class PositionsTest : public CodeTest {};

TEST_F(PositionsTest, EntriesReadBackAsWritten) {
  Ref<Code> code = compiled("x = (a +\n     b.c)\n");
  ASSERT_TRUE(code);
  PositionReader reader(code.get());
  uint32_t end = 0;
  while (reader.next()) {
    EXPECT_EQ(reader.start(), end);
    end = reader.end();
    EXPECT_GE(reader.position().line, 1);
  }
  EXPECT_EQ(end, code->instruction_units_);
}

TEST_F(PositionsTest, AnOperatorHasThePlaceOfTheWholeExpression) {
  Ref<Code> code = compiled("x = (a +\n     b)\n");
  for (uint32_t at = 0; at < code->instruction_units_; at += kUnits[code->instructions()[at].op]) {
    if (code->instructions()[at].op != static_cast<uint16_t>(Op::kAdd)) continue;
    Position p = positionAt(code.get(), at);
    EXPECT_EQ(p.line, 1);
    EXPECT_EQ(p.end_line, 2);
    EXPECT_EQ(p.column, 5);
    EXPECT_EQ(p.end_column, 6);
  }
}

TEST_F(PositionsTest, AnAttributeOnALaterLineHasThatLine) {
  Ref<Code> code = compiled("(a\n .b\n .c)\n");
  std::vector<int32_t> lines;
  for (uint32_t at = 0; at < code->instruction_units_; at += kUnits[code->instructions()[at].op]) {
    if (code->instructions()[at].op == static_cast<uint16_t>(Op::kLoadAttr)) lines.push_back(lineAt(code.get(), at));
  }
  EXPECT_EQ(lines, (std::vector<int32_t>{2, 3}));
}

std::vector<int32_t> waypointsOf(const Code* code, uint32_t unit) {
  PositionReader reader(code);
  std::vector<int32_t> lines;
  while (reader.next() && reader.start() <= unit) {
    if (reader.start() != unit) continue;
    reader.forEachWaypoint([&lines](Waypoint w) {
      lines.push_back(w.line);
      return true;
    });
  }
  return lines;
}

TEST_F(PositionsTest, LinesWithoutAnInstructionAreWaypointsOfTheNext) {
  Ref<Code> code = compiled("try:\n  pass\n  1\n  x = 2\nfinally: pass\n");
  ASSERT_TRUE(code);
  EXPECT_EQ(waypointsOf(code.get(), 0), (std::vector<int32_t>{1, 2, 3}));
  EXPECT_EQ(lineAt(code.get(), 0), 4);
}

TEST_F(PositionsTest, WaypointsDoNotMoveTheLinesOfEntries) {
  Ref<Code> code = compiled("try:\n  pass\nfinally:\n  x = 1\ny = 2\n");
  ASSERT_TRUE(code);
  PositionReader reader(code.get());
  uint32_t end = 0;
  while (reader.next()) {
    EXPECT_EQ(reader.start(), end);
    end = reader.end();
    EXPECT_GE(reader.position().line, 1);
    EXPECT_LE(reader.position().line, 5);
  }
  EXPECT_EQ(end, code->instruction_units_);
}

TEST_F(PositionsTest, ACursorFindsTheSameEntriesForwardsAndBack) {
  Ref<Code> code = compiled("a = 1\nif a:\n  pass\nb = (a,\n  a)\nc = 3\n");
  ASSERT_TRUE(code);
  LineCursor cursor{};
  for (int round = 0; round < 2; ++round) {
    for (uint32_t unit = 0; unit < code->instruction_units_; ++unit) {
      EXPECT_EQ(cursor.seek(code.get(), unit).position().line, lineAt(code.get(), unit));
    }
  }
  for (uint32_t unit = code->instruction_units_; unit-- > 0;) {
    EXPECT_EQ(cursor.seek(code.get(), unit).position().line, lineAt(code.get(), unit));
  }
}

TEST_F(PositionsTest, CodeEqualsCodeOfTheSameSourceOnly) {
  Ref<Code> a = compiled("def f(): pass\n"), b = compiled("def f(): pass\n"), c = compiled("def f(): return 1\n");
  EXPECT_EQ(called(a, "__eq__", {b}), "True");
  EXPECT_EQ(called(a, "__eq__", {c}), "False");
  EXPECT_EQ(called(a, "__hash__"), called(b, "__hash__"));
}

}  // namespace
}  // namespace ophion
