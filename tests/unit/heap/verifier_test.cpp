// The verifier notices what is wrong.
#include "heap/verifier.h"

#include "tests/unit/heap/model_fixture.h"

namespace ophion::testing {

namespace {

class Verifying : public HeapTest {
 protected:
  void expectWrong() { EXPECT_NE(Verifier(*heap_).verify(), nullptr); }
};

TEST_F(Verifying, acceptsAFreshHeap) { expectSound(); }

TEST_F(Verifying, noticesASlotToAFreeBlock) {
  Ref<Pair> p = pair(nullptr, nullptr);
  Ref<Pair> q = pair(nullptr, nullptr);
  p->first_.set(q.get());
  q.reset();
  expectWrong();
  p->first_ = nullptr;
  expectSound();
}

TEST_F(Verifying, noticesAnUnknownType) {
  Ref<Pair> p = pair(nullptr, nullptr);
  p->meta_ += 100000;
  expectWrong();
  p->meta_ -= 100000;
}

TEST_F(Verifying, noticesABrokenFreeList) {
  Ref<Number> kept = number(1);
  Number* n = number(2).release();
  heap_->freeBlock(n);
  uint32_t link = n->count_;
  n->count_ = slotIndex(n);
  expectWrong();
  n->count_ = slotIndex(n) + 1;
  expectWrong();
  n->count_ = link;
  expectSound();
}

TEST_F(Verifying, noticesAMarkLeftBehind) {
  Ref<Pair> p = pair(nullptr, nullptr);
  p->setFlag(kFlagMarked);
  expectWrong();
  p->clearFlag(kFlagMarked);
}

TEST_F(Verifying, noticesCountsThatAreTooFew) {
  Ref<Pair> p = pair(nullptr, nullptr);
  Ref<Pair> q = pair(p.get(), p.get());
  p->count_ -= 2;
  EXPECT_NE(Verifier(*heap_).verifyCounts(), nullptr);
  p->count_ += 2;
  expectSound();
}

}  // namespace
}  // namespace ophion::testing
