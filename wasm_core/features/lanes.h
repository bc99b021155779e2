#pragma once

#include <array>
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
/// alignas: containers, which are compiled for every machine, must know what only the vector's own machine
/// implies.
struct alignas(sizeof(Vector)) Lanes {
  Lanes() = default;
  Lanes(Vector lanes) : vector(lanes) {}
#if EARSHOT_LANES > 1
  Lanes(double x) : vector(Vector{} + x) {}
#endif

  static Lanes of(const std::array<double, kLanes>& numbers) {
    Lanes lanes;
    std::memcpy(&lanes.vector, numbers.data(), sizeof(lanes.vector));
    return lanes;
  }
  std::array<double, kLanes> numbers() const {
    std::array<double, kLanes> numbers;
    std::memcpy(numbers.data(), &vector, sizeof(vector));
    return numbers;
  }

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
#if EARSHOT_LANES == 1
  return {Lanes(double{rows[0][at]})};
#else
  typedef float Samples __attribute__((vector_size(EARSHOT_LANES * sizeof(float))));
  std::array<Samples, kLanes> samples;
  for (std::size_t row = 0; row < kLanes; ++row)
    std::memcpy(&samples[row], rows[row] + at, sizeof(samples[row]));
#if EARSHOT_LANES == 2
  const std::array<Samples, 2> columns = {__builtin_shufflevector(samples[0], samples[1], 0, 2),
                                          __builtin_shufflevector(samples[0], samples[1], 1, 3)};
#else
  const Samples low01 = __builtin_shufflevector(samples[0], samples[1], 0, 4, 1, 5);
  const Samples low23 = __builtin_shufflevector(samples[2], samples[3], 0, 4, 1, 5);
  const Samples high01 = __builtin_shufflevector(samples[0], samples[1], 2, 6, 3, 7);
  const Samples high23 = __builtin_shufflevector(samples[2], samples[3], 2, 6, 3, 7);
  const std::array<Samples, 4> columns = {__builtin_shufflevector(low01, low23, 0, 1, 4, 5),
                                          __builtin_shufflevector(low01, low23, 2, 3, 6, 7),
                                          __builtin_shufflevector(high01, high23, 0, 1, 4, 5),
                                          __builtin_shufflevector(high01, high23, 2, 3, 6, 7)};
#endif
  std::array<Lanes, kLanes> lanes;
  for (std::size_t i = 0; i < kLanes; ++i) lanes[i] = __builtin_convertvector(columns[i], Vector);
  return lanes;
#endif
}

}  // namespace earshot::EARSHOT_KERNEL
