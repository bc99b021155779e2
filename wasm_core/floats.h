#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

/// Four successive numbers that one instruction computes on, by the vector extensions that GCC and Clang
/// share: SSE natively, SIMD128 in WebAssembly, one number at a time where there is neither.
namespace earshot {

inline constexpr std::size_t kFloats = 4;
typedef float Floats __attribute__((vector_size(kFloats * sizeof(float))));
typedef std::int32_t FloatBits __attribute__((vector_size(kFloats * sizeof(std::int32_t))));

inline Floats broadcast(float x) {
  return Floats{x, x, x, x};
}

/// The first `count` numbers (at most kFloats) from `from`, then zeros.
inline Floats load(const float* from, std::size_t count = kFloats) {
  Floats x{};
  std::memcpy(&x, from, count * sizeof(float));
  return x;
}

/// Stores the first `count` numbers.
inline void store(Floats x, float* to, std::size_t count = kFloats) {
  std::memcpy(to, &x, count * sizeof(float));
}

inline Floats greater(Floats a, Floats b) {
  return a > b ? a : b;
}

inline Floats absolute(Floats x) {
  return std::bit_cast<Floats>(std::bit_cast<FloatBits>(x) & 0x7fffffff);
}

inline float greatest_of(Floats x) {
  return std::max(std::max(x[0], x[1]), std::max(x[2], x[3]));
}

inline float least_of(Floats x) {
  return std::min(std::min(x[0], x[1]), std::min(x[2], x[3]));
}

/// A kind of logarithm: that of 2 as high + low, where `high` has so few digits that its products with
/// exponents are exact, and that of e.
struct LogarithmBase {
  float high;
  float low;
  float of_e;
};
inline constexpr LogarithmBase kNatural{0.693359375f, -2.12194440e-4f, 1.0f};
inline constexpr LogarithmBase kDecibels{3.01025390625f, 4.60503907e-5f, 4.34294482f};  // 10 log10

/// Logarithms of positive finite numbers, to little more than the rounding of the result. x = m 2^e with m in
/// [sqrt 1/2, sqrt 2), and ln m = 2 artanh((m - 1) / (m + 1)), by its Taylor series.
inline Floats logarithm(Floats x, const LogarithmBase& base) {
  const auto denormal = x < std::numeric_limits<float>::min();
  x = denormal ? x * 0x1p24f : x;
  constexpr std::int32_t kHalfRoot = 0x3f3504f3;  // the bits of sqrt 1/2
  const FloatBits exponent = (std::bit_cast<FloatBits>(x) - kHalfRoot) >> 23;
  const Floats m = std::bit_cast<Floats>(std::bit_cast<FloatBits>(x) - (exponent << 23));
  const Floats e = __builtin_convertvector(denormal ? exponent - 24 : exponent, Floats);
  const Floats s = (m - 1.0f) / (m + 1.0f);
  const Floats s2 = s * s;
  const Floats tail = s * s2 * (2.0f / 3.0f + s2 * (2.0f / 5.0f + s2 * (2.0f / 7.0f + s2 * (2.0f / 9.0f))));
  return e * base.high + (2.0f * s * base.of_e + (tail * base.of_e + e * base.low));
}

/// Calls step(first, count) for blocks of kFloats numbers, and once more for those that remain; `count` is a
/// constant where it can be.
template <typename Step>
void in_blocks(std::size_t size, Step step) {
  std::size_t first = 0;
  for (; first + kFloats <= size; first += kFloats)
    step(first, std::integral_constant<std::size_t, kFloats>{});
  if (first < size) step(first, size - first);
}

}  // namespace earshot
