#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

// EARSHOT_KERNEL names a kernel and its namespace; EARSHOT_LANES is the number of its lanes.
namespace earshot::EARSHOT_KERNEL {

inline constexpr std::size_t kLanes = EARSHOT_LANES;

#if EARSHOT_LANES == 1
using Vector = double;
#else
typedef double Vector __attribute__((vector_size(EARSHOT_LANES * sizeof(double))));
#endif

/// A number a lane, by the vector extensions that GCC and Clang share. It does what KissFFT asks of a scalar.
struct Lanes {
  Lanes() = default;
  Lanes(Vector lanes) : vector(lanes) {}
#if EARSHOT_LANES > 1
  Lanes(double x) : vector(Vector{} + x) {}
#endif

  std::array<double, kLanes> numbers() const { return std::bit_cast<std::array<double, kLanes>>(vector); }

  Lanes& operator+=(Lanes other) { return *this = vector + other.vector; }
  Lanes& operator-=(Lanes other) { return *this = vector - other.vector; }
  Lanes& operator*=(Lanes other) { return *this = vector * other.vector; }
  friend Lanes operator+(Lanes a, Lanes b) { return a.vector + b.vector; }
  friend Lanes operator-(Lanes a, Lanes b) { return a.vector - b.vector; }
  friend Lanes operator*(Lanes a, Lanes b) { return a.vector * b.vector; }
  friend Lanes operator-(Lanes a) { return -a.vector; }

  Vector vector;
};

/// Rows of samples to lanes: lane j of result i is rows[j][i].
inline std::array<Lanes, kLanes> load_transposed(const std::array<const float*, kLanes>& rows,
                                                 std::size_t at) {
#if EARSHOT_LANES == 2
  typedef float Pair __attribute__((vector_size(2 * sizeof(float))));
  std::array<Vector, 2> samples;
  for (std::size_t row = 0; row < 2; ++row) {
    Pair pair;
    std::memcpy(&pair, rows[row] + at, sizeof(pair));
    samples[row] = __builtin_convertvector(pair, Vector);
  }
  return {Lanes(__builtin_shufflevector(samples[0], samples[1], 0, 2)),
          Lanes(__builtin_shufflevector(samples[0], samples[1], 1, 3))};
#else
  return {Lanes(double{rows[0][at]})};
#endif
}

}  // namespace earshot::EARSHOT_KERNEL
