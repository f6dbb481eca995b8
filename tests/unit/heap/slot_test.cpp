// Slots, references and counts; size classes.
#include "heap/slot.h"

#include "heap/size_class.h"
#include "tests/unit/heap/model_fixture.h"

namespace ophion::testing {

namespace {

class Slots : public HeapTest {};

TEST_F(Slots, leadToTheirObjectAndCountIt) {
  Ref<Number> n = number(5);
  Slot<Number> slot;
  EXPECT_TRUE(slot.isNull());
  slot.init(n);
  EXPECT_EQ(n->count(), 2u);
  EXPECT_EQ(slot.get(), n.get());
  slot.assign(number(6));
  EXPECT_EQ(n->count(), 1u);
  EXPECT_EQ(slot->value_, 6u);
  Ref<Number> taken = slot.take();
  EXPECT_TRUE(slot.isNull());
  EXPECT_EQ(taken->count(), 1u);
}

TEST_F(Slots, meanTheSameWhereverTheCageIs) {
  Ref<Number> n = number(5);
  Slot<Number> slot = Slot<Number>::of(n.get());
  EXPECT_EQ(heap_->base() + size_t{slot.index()} * 8, reinterpret_cast<char*>(n.get()));
}

TEST(SizeClasses, holdWhatIsAskedForWithLittleWaste) {
  for (size_t bytes = 1; bytes <= kMaxBlockBytes; ++bytes) {
    size_t got = bytesOfClass(sizeClassOf(bytes));
    ASSERT_GE(got, bytes);
    ASSERT_LE(got, bytes <= kMaxFineBytes ? bytes + 7 : bytes * 4 / 3);
    ASSERT_GE(sizeClassOf(bytes), sizeClassOf(bytes == 1 ? 1 : bytes - 1));
  }
  for (unsigned c = 0; c < kSizeClasses; ++c) EXPECT_EQ(bytesOfClass(c) % 8, 0u);
}

}  // namespace
}  // namespace ophion::testing
