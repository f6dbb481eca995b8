// Integers of any size: identity of small ones, text, arithmetic, limits, failing allocations.
#include "object/int.h"

#include "object/number_format.h"
#include "tests/unit/object/number_fixture.h"

namespace ophion {

namespace {

class IntTest : public NumberTest {
 protected:
  static Ref<Int> value(const Ref<Object>& o) {
    return o && isExactInt(o.get()) ? share(static_cast<Int*>(o.get())) : Ref<Int>();
  }
};

const char* const kSamples[] = {"0",
                                "1",
                                "-1",
                                "256",
                                "257",
                                "-5",
                                "-6",
                                "9223372036854775807",
                                "-9223372036854775808",
                                "9223372036854775808",
                                "-9223372036854775809",
                                "18446744073709551615",
                                "18446744073709551616",
                                "-340282366920938463463374607431768211456",
                                "123456789012345678901234567890123456789012345678901234567890",
                                "-99999999999999999999999999999999999999999999"};

TEST_F(IntTest, SmallIntsAreSharedAndCounted) {
  Ref<Int> a = newInt(7);
  uint32_t before = a->count();
  Ref<Int> b = newInt(7);
  EXPECT_EQ(a.get(), b.get());
  EXPECT_EQ(a->count(), before + 1);
  EXPECT_NE(newInt(257).get(), newInt(257).get());
}

TEST_F(IntTest, TextReadsBackTheSame) {
  for (const char* sample : kSamples) EXPECT_EQ(text(big(sample)), sample);
}

TEST_F(IntTest, WhatFitsAWordIsSmall) {
  EXPECT_TRUE(big("-9223372036854775808")->isSmall());
  EXPECT_FALSE(big("9223372036854775808")->isSmall());
  Ref<Int> back = subtractInts(big("9223372036854775808").get(), newInt(1).get());
  EXPECT_TRUE(back->isSmall());
  EXPECT_EQ(text(negateInt(big("-9223372036854775808").get())), "9223372036854775808");
}

TEST_F(IntTest, DivisionAndModuloFulfilTheirEquation) {
  for (const char* x : kSamples) {
    for (const char* y : kSamples) {
      Ref<Int> a = big(x), b = big(y), q, r;
      if (intIsZero(b.get())) continue;
      ASSERT_TRUE(divmodInts(a.get(), b.get(), &q, &r));
      Ref<Int> back = addInts(multiplyInts(q.get(), b.get()).get(), r.get());
      EXPECT_EQ(compareInts(back.get(), a.get()), 0) << x << " / " << y;
      EXPECT_TRUE(intIsZero(r.get()) || intSign(r.get()) == intSign(b.get())) << x << " % " << y;
      EXPECT_EQ(text(floorDivideInts(a.get(), b.get())), text(q));
      EXPECT_EQ(text(moduloInts(a.get(), b.get())), text(r));
    }
  }
}

TEST_F(IntTest, SumsAndDifferencesUndoEachOther) {
  for (const char* x : kSamples) {
    for (const char* y : kSamples) {
      Ref<Int> a = big(x), b = big(y);
      EXPECT_EQ(text(subtractInts(addInts(a.get(), b.get()).get(), b.get())), x);
      EXPECT_EQ(text(xorInts(xorInts(a.get(), b.get()).get(), b.get())), x);
      // a + b == (a ^ b) + 2 * (a & b)
      Ref<Int> twice = shiftLeft(andInts(a.get(), b.get()).get(), newInt(1).get());
      EXPECT_EQ(text(addInts(xorInts(a.get(), b.get()).get(), twice.get())), text(addInts(a.get(), b.get())));
    }
  }
}

TEST_F(IntTest, ShiftsRoundTowardsMinusInfinity) {
  EXPECT_EQ(text(shiftRight(big("-18446744073709551617").get(), newInt(64).get())), "-2");
  EXPECT_EQ(text(shiftRight(big("-18446744073709551616").get(), newInt(64).get())), "-1");
  EXPECT_EQ(text(shiftLeft(newInt(-3).get(), newInt(62).get())), "-13835058055282163712");
  EXPECT_FALSE(shiftLeft(newInt(1).get(), newInt(-1).get()));
  EXPECT_TRUE(fails(kTypeValueError));
  EXPECT_FALSE(shiftLeft(newInt(1).get(), big("0x1_0000_0000_0000_0000_0000").get()));
  EXPECT_TRUE(fails(kTypeOverflowError));
}

TEST_F(IntTest, PowersAgreeWithModularPowers) {
  Ref<Int> modulus = big("1000000000000000000000000000057");
  for (const char* x : kSamples) {
    Ref<Int> base = big(x), exponent = newInt(37);
    Ref<Int> plain = value(powerInts(base.get(), exponent.get(), nullptr));
    Ref<Int> modular = value(powerInts(base.get(), exponent.get(), modulus.get()));
    EXPECT_EQ(text(moduloInts(plain.get(), modulus.get())), text(modular));
  }
  EXPECT_EQ(text(value(powerInts(newInt(3).get(), newInt(-1).get(), newInt(7).get()))), "5");
  EXPECT_FALSE(powerInts(newInt(2).get(), newInt(-1).get(), newInt(4).get()));
  EXPECT_TRUE(fails(kTypeValueError));
}

TEST_F(IntTest, TrueDivisionRoundsOnce) {
  Ref<Object> r = trueDivideInts(big("18014398509481987").get(), newInt(2).get());
  EXPECT_EQ(floatValue(r.get()), 9007199254740994.0);
  Ref<Int> huge = value(powerInts(newInt(10).get(), newInt(400).get(), nullptr));
  EXPECT_FALSE(trueDivideInts(huge.get(), newInt(3).get()));
  EXPECT_TRUE(fails(kTypeOverflowError));
  EXPECT_EQ(floatValue(trueDivideInts(newInt(1).get(), huge.get()).get()), 0.0);
}

TEST_F(IntTest, HashesAreTakenModuloAPrime) {
  EXPECT_EQ(hashInt(newInt(-1).get()), -2);
  EXPECT_EQ(hashInt(newInt((int64_t{1} << 61) - 1).get()), 0);
  Ref<Int> fifty = value(powerInts(newInt(10).get(), newInt(50).get(), nullptr));
  EXPECT_EQ(hashInt(fifty.get()), 619332571178673746);
  EXPECT_EQ(hashDouble(1e22, nullptr), hashInt(big("10000000000000000000000").get()));
}

TEST_F(IntTest, LongTextIsRefusedPastTheLimit) {
  std::string digits(5000, '7');
  bool malformed;
  EXPECT_FALSE(parseIntAscii(digits.data(), digits.size(), 10, &malformed));
  EXPECT_FALSE(malformed);
  EXPECT_TRUE(fails(kTypeValueError));
  Ref<Int> n = newIntFromDigits(digits.data(), digits.size(), 10, false, false);
  ASSERT_TRUE(n);
  EXPECT_FALSE(intToText(n.get(), 10));
  EXPECT_TRUE(fails(kTypeValueError));
  EXPECT_TRUE(intToText(n.get(), 16));
}

TEST_F(IntTest, EveryFailingAllocationIsAnOrdinaryError) {
  Ref<Int> a = value(powerInts(newInt(3).get(), newInt(3000).get(), nullptr));
  Ref<Int> b = value(powerInts(newInt(7).get(), newInt(1000).get(), nullptr));
  for (uint64_t n = 1; n < 12; ++n) {
    heap_->failAllocation(n);
    Ref<Int> product = multiplyInts(a.get(), b.get());
    Ref<Int> q, r;
    bool divided = product && divmodInts(product.get(), b.get(), &q, &r);
    heap_->failAllocation(0);
    if (divided) {
      EXPECT_EQ(compareInts(q.get(), a.get()), 0);
      EXPECT_TRUE(intIsZero(r.get()));
    } else {
      EXPECT_TRUE(fails(kTypeMemoryError));
    }
  }
}

}  // namespace

}  // namespace ophion
