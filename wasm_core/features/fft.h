#pragma once

#include <complex>
#include <memory>
#include <span>

namespace earshot {

/// Discrete Fourier transform of real signals of one length, in double precision. Transforms allocate nothing
/// when the length has no prime factor but 2, 3 and 5. Not thread-safe: it keeps scratch buffers.
class RealFft {
 public:
  explicit RealFft(int length);  ///< at least 1
  ~RealFft();
  RealFft(RealFft&&) noexcept;
  RealFft& operator=(RealFft&&) noexcept;

  int length() const;
  int bins() const { return length() / 2 + 1; }

  /// X[k] = sum x[n] exp(-2 pi i k n / length) for k < bins(). `signal` has length() values, `spectrum`
  /// bins().
  void transform(std::span<const double> signal, std::span<std::complex<double>> spectrum);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace earshot
