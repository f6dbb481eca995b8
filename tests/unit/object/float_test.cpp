// Floats: text, comparison with ints, modulo, and the formatting of numbers.
#include "object/float.h"

#include <cmath>

#include "object/number_format.h"
#include "tests/unit/object/number_fixture.h"

namespace ophion {

namespace {

class FloatTest : public NumberTest {
 protected:
  static std::string format(double value, const char* spec) {
    return text(formatFloat(newFloat(value).get(), newAscii(spec).get()));
  }
  static std::string format(const char* value, const char* spec) {
    return text(formatInt(big(value).get(), newAscii(spec).get()));
  }
  static double parse(const std::string& s) {
    double value;
    return parseDouble(s.data(), s.size(), &value) ? value : -12345;
  }
};

TEST_F(FloatTest, ReprIsTheShortestTextThatReadsBack) {
  EXPECT_EQ(text(0.1), "0.1");
  EXPECT_EQ(text(1e16), "1e+16");
  EXPECT_EQ(text(123456789012345.0), "123456789012345.0");
  EXPECT_EQ(text(1.5e-5), "1.5e-05");
  EXPECT_EQ(text(0.0001), "0.0001");
  EXPECT_EQ(text(5e-324), "5e-324");
  EXPECT_EQ(text(-0.0), "-0.0");
  EXPECT_EQ(text(-INFINITY), "-inf");
}

TEST_F(FloatTest, TextIsReadAsFloatDoes) {
  EXPECT_EQ(parse("  1_000.5e-1 "), 100.05);
  EXPECT_EQ(parse("1e400"), INFINITY);
  EXPECT_EQ(parse("-1e-400"), 0.0);
  EXPECT_EQ(parse("0e99999999999999999999"), 0.0);
  EXPECT_EQ(parse("-Infinity"), -INFINITY);
  for (const char* bad : {"", ".", "1e", "1__0", "_1", "1_", "0x10", "1 2", "infin", "1e+_1"})
    EXPECT_EQ(parse(bad), -12345) << bad;
}

TEST_F(FloatTest, ModuloHasTheSignOfTheDivisor) {
  EXPECT_EQ(floatModulo(-7.5, 2), 0.5);
  EXPECT_EQ(floatModulo(7.5, -2), -0.5);
  EXPECT_EQ(floatFloorDivide(-7.5, 2), -4);
  EXPECT_TRUE(std::signbit(floatModulo(0.0, -1)));
}

TEST_F(FloatTest, ComparesWithIntsExactly) {
  EXPECT_EQ(compareDoubleWithInt(9007199254740992.0, big("9007199254740993").get()), -1);
  EXPECT_EQ(compareDoubleWithInt(1e300, big("1").get()), 1);
  EXPECT_EQ(compareDoubleWithInt(18446744073709551616.0, big("18446744073709551616").get()), 0);
  EXPECT_EQ(compareDoubleWithInt(18446744073709551616.0, big("18446744073709551617").get()), -1);
  EXPECT_EQ(compareDoubleWithInt(NAN, big("1").get()), 2);
}

TEST_F(FloatTest, FormatsByTheMiniLanguage) {
  EXPECT_EQ(format(1234.5678, "010,.2f"), "001,234.57");
  EXPECT_EQ(format(2.5, ".0f"), "2");
  EXPECT_EQ(format(1e20, "g"), "1e+20");
  EXPECT_EQ(format(123.0, ".3"), "1.23e+02");
  EXPECT_EQ(format(0.00012, "#.3g"), "0.000120");
  EXPECT_EQ(format(-0.0001, "z.1f"), "0.0");
  EXPECT_EQ(format(0.5, "%"), "50.000000%");
  EXPECT_EQ(format(INFINITY, "08"), "00000inf");
  EXPECT_EQ(format("1234", "08,"), "0,001,234");
  EXPECT_EQ(format("-255", "#010x"), "-0x00000ff");
  EXPECT_EQ(format("65535", "_b"), "1111_1111_1111_1111");
  EXPECT_EQ(format("5", "*^7"), "***5***");
  EXPECT_EQ(format("5", ".3"), "error");
  EXPECT_TRUE(fails(kTypeValueError));
}

TEST_F(FloatTest, FormatsByThePercentOperator) {
  PercentSpec spec;
  spec.conversion = 'x';
  spec.alternate = spec.zero = true;
  spec.width = 12;
  EXPECT_EQ(text(formatPercentNumber_mayRunPython(newInt(255).get(), spec)), "0x00000000ff");
  spec = PercentSpec();
  spec.conversion = 'X';
  Ref<Int> ten = newInt(10);
  EXPECT_EQ(text(formatPercentNumber_mayRunPython(ten.get(), spec)), "A");
  EXPECT_EQ(text(intToText(ten.get(), 16)), "a");
}

}  // namespace

}  // namespace ophion
