// The functions of math over many numbers: exact sums, products, lengths.
#include <cmath>
#include <cstring>

#include "modules/math.h"
#include "object/allocate.h"
#include "object/float.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/tuple.h"
#include "object/walk.h"

namespace ophion {

namespace {

// A sum kept without error as a row of doubles that do not overlap, smallest first (Shewchuk 1997).
class ExactSum {
 public:
  ~ExactSum() {
    if (parts_ != local_) heap().free(parts_, capacity_ * sizeof(double));
  }
  bool add(double x) {
    double original = x;
    size_t kept = 0;
    for (size_t i = 0; i < n_; ++i) {
      double y = parts_[i];
      if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
      double high = x + y;
      double low = y - (high - x);
      if (low != 0) parts_[kept++] = low;
      x = high;
    }
    n_ = kept;
    if (x == 0) return true;
    if (std::isfinite(x)) return push(x);
    if (std::isfinite(original)) return raise(kTypeOverflowError, "intermediate overflow in fsum");
    if (std::isinf(original)) infinities_ += original;
    specials_ += original;
    n_ = 0;
    return true;
  }
  bool result(double* out) const {
    if (specials_ != 0) {
      if (std::isnan(infinities_)) return raise(kTypeValueError, "-inf + inf in fsum");
      *out = specials_;
      return true;
    }
    double high = 0, low = 0;
    size_t n = n_;
    if (n > 0) {
      high = parts_[--n];
      while (n > 0) {
        double x = high, y = parts_[--n];
        high = x + y;
        low = y - (high - x);
        if (low != 0) break;
      }
      // A tie that the next part breaks: rounding half to even went the wrong way.
      if (n > 0 && ((low < 0 && parts_[n - 1] < 0) || (low > 0 && parts_[n - 1] > 0))) {
        double y = low * 2, x = high + y;
        if (y == x - high) high = x;
      }
    }
    *out = high;
    return true;
  }

 private:
  bool push(double x) {
    if (n_ == capacity_) {
      double* larger = static_cast<double*>(heap().tryAllocateRaw(2 * capacity_ * sizeof(double)));
      if (larger == nullptr) return raiseMemoryError();
      std::memcpy(larger, parts_, n_ * sizeof(double));
      if (parts_ != local_) heap().free(parts_, capacity_ * sizeof(double));
      parts_ = larger;
      capacity_ *= 2;
    }
    parts_[n_++] = x;
    return true;
  }

  double local_[32];
  double* parts_ = local_;
  size_t n_ = 0;
  size_t capacity_ = 32;
  double specials_ = 0;
  double infinities_ = 0;
};

// A number as the unevaluated sum of two doubles.
struct Doubled {
  double high, low;
};
Doubled sumOf(double a, double b) {
  double high = a + b;
  double part = high - a;
  return {high, (a - (high - part)) + (b - part)};
}
Doubled squareOf(double a) {
  double high = a * a;
  return {high, std::fma(a, a, -high)};
}

// Length of a vector of finite magnitudes: scaled by a power of two, squares summed in twice the precision, and the
// square root corrected once.
double lengthOfVector(const double* v, size_t n, double largest) {
  if (largest == 0 || n == 0) return 0.0;
  if (n == 1) return largest;
  int exponent;
  std::frexp(largest, &exponent);
  double sum = 0, rest = 0;
  for (size_t i = 0; i < n; ++i) {
    Doubled square = squareOf(std::ldexp(v[i], -exponent));
    Doubled next = sumOf(sum, square.high);
    sum = next.high;
    rest += next.low + square.low;
  }
  double root = std::sqrt(sum + rest);
  Doubled square = squareOf(root);
  double error = ((sum - square.high) - square.low) + rest;
  root += error / (2 * root);
  return std::ldexp(root, exponent);
}

// Fills magnitudes and gives the length; infinities win over NaNs.
Ref<Object> lengthOrSpecial(double* v, size_t n) {
  double largest = 0;
  bool nan = false;
  for (size_t i = 0; i < n; ++i) {
    v[i] = std::fabs(v[i]);
    nan |= std::isnan(v[i]);
    if (v[i] > largest) largest = v[i];
  }
  if (std::isinf(largest)) return newFloat(largest);
  if (nan) return newFloat(__builtin_nan(""));
  return newFloat(lengthOfVector(v, n, largest));
}

}  // namespace

Ref<Object> mathFsum(Object* const* args) {
  Walk walk(args[0]);
  if (walk.failed()) return raised();
  ExactSum sum;
  while (Ref<Object> item = walk.next_mayRunPython()) {
    double x;
    if (!asDouble(item.get(), &x) || !sum.add(x)) return raised();
  }
  double value;
  if (errorPending() || !sum.result(&value)) return raised();
  return newFloat(value);
}

Ref<Object> mathProd(Object* const* args) {
  Walk walk(args[0]);
  if (walk.failed()) return raised();
  Ref<Object> result = args[1] != nullptr ? share(args[1]) : Ref<Object>(newInt(1));
  while (Ref<Object> item = walk.next_mayRunPython()) {
    if (isExactInt(result.get()) && isExactInt(item.get())) {
      result = multiplyInts(static_cast<Int*>(result.get()), static_cast<Int*>(item.get()));
    } else if (isExactFloat(result.get()) && isExactFloat(item.get())) {
      result = newFloat(floatValue(result.get()) * floatValue(item.get()));
    } else {
      result = binaryOp(BinaryOp::Mul, result.get(), item.get());
    }
    if (!result) return raised();
  }
  if (errorPending()) return raised();
  return result;
}

Ref<Object> mathHypot(Object* const* args) {
  Tuple* coordinates = static_cast<Tuple*>(args[0]);
  RawBuffer<double> v(coordinates->size_);
  if (!v) return raised();
  for (uint32_t i = 0; i < coordinates->size_; ++i) {
    if (!asDouble(coordinates->at(i), &v[i])) return raised();
  }
  return lengthOrSpecial(v.get(), coordinates->size_);
}

Ref<Object> mathDist(Object* const* args) {
  Ref<Tuple> p = toTuple_mayRunPython(args[0]);
  if (!p) return raised();
  Ref<Tuple> q = toTuple_mayRunPython(args[1]);
  if (!q) return raised();
  if (p->size_ != q->size_) return raise(kTypeValueError, "both points must have the same number of dimensions");
  RawBuffer<double> v(p->size_);
  if (!v) return raised();
  for (uint32_t i = 0; i < p->size_; ++i) {
    double a, b;
    if (!asDouble(p->at(i), &a) || !asDouble(q->at(i), &b)) return raised();
    v[i] = a - b;
  }
  return lengthOrSpecial(v.get(), p->size_);
}

}  // namespace ophion
