// MergeSort: a stable, adaptive sort of items that are plain values: natural runs, extended by insertion where they are
// short, merged in an order that keeps merges balanced (powersort). A comparison may fail; the items are then some
// permutation of what they were, none lost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include "base/attributes.h"

namespace ophion {

// Fewer items than these are one run: no spare room is needed for them.
inline constexpr size_t kShortestMerge = 64;

// Less: int operator()(const Item& a, const Item& b): 1, 0, or -1 where the comparison failed.
template <class Item, class Less>
class MergeSort {
 public:
  // `spare` has room for half of the items, rounded up.
  MergeSort(Item* items, size_t n, Item* spare, Less less) : a_(items), n_(n), spare_(spare), less_(less) {}

  // False: a comparison failed.
  bool run() {
    size_t shortest = shortestRun();
    for (size_t start = 0; start < n_;) {
      ptrdiff_t length = naturalRun(start);
      if (length < 0) return false;
      size_t taken = static_cast<size_t>(length);
      if (taken < shortest) {
        size_t wanted = n_ - start < shortest ? n_ - start : shortest;
        if (!insertAll(start, start + taken, start + wanted)) return false;
        taken = wanted;
      }
      if (!push(start, taken)) return false;
      start += taken;
    }
    while (pending_ > 1) {
      if (!mergeTop()) return false;
    }
    return true;
  }

 private:
  struct Run {
    size_t start, length;
    int power;  // of the boundary to the run after it
  };
  static constexpr size_t kMaxPending = 85;

  // Between half of kShortestMerge and all, such that the number of runs is a power of two or little less.
  size_t shortestRun() const {
    size_t n = n_, rest = 0;
    while (n >= kShortestMerge) {
      rest |= n & 1;
      n >>= 1;
    }
    return n + rest;
  }

  // The run that starts here, ascending; a strictly descending one is turned around.
  ptrdiff_t naturalRun(size_t start) {
    size_t end = start + 1;
    if (end == n_) return 1;
    int less = less_(a_[end], a_[start]);
    if (less < 0) return -1;
    bool descending = less != 0;
    for (++end; end < n_; ++end) {
      less = less_(a_[end], a_[end - 1]);
      if (less < 0) return -1;
      if ((less != 0) != descending) break;
    }
    if (descending) {
      for (size_t i = start, j = end - 1; i < j; ++i, --j) std::swap(a_[i], a_[j]);
    }
    return static_cast<ptrdiff_t>(end - start);
  }

  // [start, sorted) is sorted; inserts the items of [sorted, end) one by one.
  bool insertAll(size_t start, size_t sorted, size_t end) {
    for (; sorted < end; ++sorted) {
      Item item = a_[sorted];
      ptrdiff_t place = firstAbove(start, sorted, item);
      if (place < 0) return false;
      std::memmove(a_ + place + 1, a_ + place, (sorted - static_cast<size_t>(place)) * sizeof(Item));
      a_[place] = item;
    }
    return true;
  }

  // First place in the sorted [low, high) whose item is greater; -1: failed.
  ptrdiff_t firstAbove(size_t low, size_t high, const Item& item) {
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      int less = less_(item, a_[middle]);
      if (less < 0) return -1;
      if (less != 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return static_cast<ptrdiff_t>(low);
  }
  // First place whose item is not less.
  ptrdiff_t firstNotBelow(size_t low, size_t high, const Item& item) {
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      int less = less_(a_[middle], item);
      if (less < 0) return -1;
      if (less != 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return static_cast<ptrdiff_t>(low);
  }

  // The depth in a perfectly balanced merge tree of the node between two neighbouring runs.
  int powerOf(size_t start, size_t left, size_t right) const {
    size_t a = 2 * start + left, b = a + left + right;
    for (int power = 1;; ++power) {
      if (a >= n_) {
        a -= n_;
        b -= n_;
      } else if (b >= n_) {
        return power;
      }
      a <<= 1;
      b <<= 1;
    }
  }

  bool push(size_t start, size_t length) {
    if (pending_ != 0) {
      const Run& last = runs_[pending_ - 1];
      int power = powerOf(last.start, last.length, length);
      while (pending_ > 1 && runs_[pending_ - 2].power > power) {
        if (!mergeTop()) return false;
      }
      runs_[pending_ - 1].power = power;
    }
    runs_[pending_++] = {start, length, 0};
    return true;
  }

  bool mergeTop() {
    Run& left = runs_[pending_ - 2];
    const Run& right = runs_[pending_ - 1];
    size_t low = left.start, middle = right.start, high = right.start + right.length;
    left.length += right.length;
    --pending_;
    // What stands in its place already, at both ends, needs no merging.
    ptrdiff_t first = firstAbove(low, middle, a_[middle]);
    if (first < 0) return false;
    low = static_cast<size_t>(first);
    if (low == middle) return true;
    ptrdiff_t last = firstNotBelow(middle, high, a_[middle - 1]);
    if (last < 0) return false;
    high = static_cast<size_t>(last);
    return middle - low <= high - middle ? mergeUp(low, middle, high) : mergeDown(low, middle, high);
  }

  // Merges from the left; the left run waits in the spare room.
  bool mergeUp(size_t low, size_t middle, size_t high) {
    size_t left = middle - low;
    std::memcpy(spare_, a_ + low, left * sizeof(Item));
    size_t i = 0, j = middle, to = low;
    bool fine = true;
    while (i < left && j < high) {
      int less = less_(a_[j], spare_[i]);
      if (OPHION_UNLIKELY(less < 0)) {
        fine = false;
        break;
      }
      a_[to++] = less != 0 ? a_[j++] : spare_[i++];
    }
    std::memcpy(a_ + to, spare_ + i, (left - i) * sizeof(Item));
    return fine;
  }

  // Merges from the right; the right run waits in the spare room.
  bool mergeDown(size_t low, size_t middle, size_t high) {
    size_t right = high - middle;
    std::memcpy(spare_, a_ + middle, right * sizeof(Item));
    size_t i = middle, j = right, to = high;
    bool fine = true;
    while (i > low && j > 0) {
      int less = less_(spare_[j - 1], a_[i - 1]);
      if (OPHION_UNLIKELY(less < 0)) {
        fine = false;
        break;
      }
      a_[--to] = less != 0 ? a_[--i] : spare_[--j];
    }
    std::memcpy(a_ + i, spare_, j * sizeof(Item));
    return fine;
  }

  Item* a_;
  size_t n_;
  Item* spare_;
  Less less_;
  size_t pending_ = 0;
  Run runs_[kMaxPending];
};

}  // namespace ophion
