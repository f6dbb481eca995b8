// bench_pool_alloc: nanoseconds for an allocation of a 16-byte atom with its free.
//
// usage: bench_pool_alloc [--all]
//
// Prints the slower of two patterns, the best of several rounds of each: a block given back at once and taken again,
// and batches of a thousand that are given back in the order they were taken. --all prints both by name.
#include <algorithm>
#include <cstdio>
#include <cstring>

#include "heap/heap.h"
#include "os/clock.h"

namespace {

using namespace ophion;

constexpr int kRounds = 15;
constexpr int kPairs = 2000000;
constexpr int kBatch = 1000;

Object* take(Heap& h) {
  Object* object = static_cast<Object*>(h.tryAllocateClass(Kind::Atom, sizeClassOf(16)));
  if (object != nullptr) object->initHeader(1);
  return object;
}

double atOnce(Heap& h) {
  uint64_t start = os::threadCpuNs();
  for (int i = 0; i < kPairs; ++i) {
    Object* object = take(h);
    // The object's address is used, so that neither half can be left out.
    asm volatile("" : "+r"(object) : : "memory");
    h.freeBlock(object);
  }
  return static_cast<double>(os::threadCpuNs() - start) / kPairs;
}

double inBatches(Heap& h) {
  static Object* objects[kBatch];
  uint64_t start = os::threadCpuNs();
  for (int i = 0; i < kPairs / kBatch; ++i) {
    for (Object*& object : objects) object = take(h);
    asm volatile("" : : : "memory");
    for (Object* object : objects) h.freeBlock(object);
  }
  return static_cast<double>(os::threadCpuNs() - start) / kPairs;
}

}  // namespace

int main(int argc, char** argv) {
  Heap* h = Heap::tryCreate({});
  if (h == nullptr) {
    std::fprintf(stderr, "bench_pool_alloc: no address space\n");
    return 1;
  }
  h->enter();
  double at_once = 1e9;
  double in_batches = 1e9;
  for (int i = 0; i < kRounds; ++i) {
    at_once = std::min(at_once, atOnce(*h));
    in_batches = std::min(in_batches, inBatches(*h));
  }
  if (argc > 1 && std::strcmp(argv[1], "--all") == 0) {
    std::printf("at once    %.2f\nin batches %.2f\n", at_once, in_batches);
  } else {
    std::printf("%.2f\n", std::max(at_once, in_batches));
  }
  h->destroy();
  return 0;
}
