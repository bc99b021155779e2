// The one kernel, compiled for several numbers of lanes, each in a namespace of its own: see lanes.h.

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <numbers>
#include <utility>
#include <vector>

#include "features/frame_kernel.h"

// For this file's functions alone, not for those of the headers above, whose copies the linker shares with
// the files of machines without AVX.
#if EARSHOT_LANES == 4
#pragma GCC target("avx")
#endif

#include "features/lanes.h"

namespace {

/// aligned_alloc asks for it.
constexpr std::size_t whole_multiple(std::size_t size, std::size_t unit) {
  return (size + unit - 1) / unit * unit;
}

}  // namespace

// KissFFT transforms whatever does arithmetic as its scalar does. Its functions have C names, so that those
// of each kernel need names of their own.
#define EARSHOT_PASTE(name, kernel) kernel##_##name
#define EARSHOT_NAME(name, kernel) EARSHOT_PASTE(name, kernel)
#define kiss_fft_scalar earshot::EARSHOT_KERNEL::Lanes
#define kiss_fft_state EARSHOT_NAME(kiss_fft_state, EARSHOT_KERNEL)
#define kiss_fft_alloc EARSHOT_NAME(kiss_fft_alloc, EARSHOT_KERNEL)
#define kiss_fft_stride EARSHOT_NAME(kiss_fft_stride, EARSHOT_KERNEL)
#define kiss_fft EARSHOT_NAME(kiss_fft, EARSHOT_KERNEL)
#define kiss_fft_cleanup EARSHOT_NAME(kiss_fft_cleanup, EARSHOT_KERNEL)
#define kiss_fft_next_fast_size EARSHOT_NAME(kiss_fft_next_fast_size, EARSHOT_KERNEL)
#define KISS_FFT_MALLOC(size) \
  std::aligned_alloc(sizeof(kiss_fft_cpx), whole_multiple(size, sizeof(kiss_fft_cpx)))
#define KISS_FFT_FREE std::free
#include <kiss_fft.c>

namespace earshot::EARSHOT_KERNEL {
namespace {

struct KissDelete {
  void operator()(kiss_fft_state* plan) const { KISS_FFT_FREE(plan); }
};

struct Complex {
  Lanes real;
  Lanes imaginary;
};

static_assert(sizeof(kiss_fft_cpx) == sizeof(Complex));

Lanes squared_magnitude(Lanes real, Lanes imaginary) {
  return real * real + imaginary * imaginary;
}

/// Power spectra of real signals, one in each lane.
class RealFft {
 public:
  explicit RealFft(int length) : even_(length % 2 == 0) {
    const int points = even_ ? length / 2 : length;
    plan_.reset(kiss_fft_alloc(points, 0, nullptr, nullptr));
    if (!plan_) throw std::bad_alloc();
    spectrum_.resize(static_cast<std::size_t>(points));
    if (!even_) {
      complex_signals_.resize(static_cast<std::size_t>(points));
      return;
    }
    for (int k = 1; k <= points / 2; ++k) {
      const double phase = 2.0 * std::numbers::pi * k / length;
      twiddles_.push_back({-std::sin(phase), -std::cos(phase)});
    }
  }

  /// power[k] = |X[k]|^2, where X[k] = sum x[n] exp(-2 pi i k n / length).
  void power(std::span<const Lanes> signals, std::span<Lanes> power) {
    if (even_) {
      power_of_even(signals, power);
    } else {
      power_of_odd(signals, power);
    }
  }

 private:
  struct Twiddle {
    double real;
    double imaginary;
  };

  void transform(const void* signals) {
    kiss_fft(plan_.get(), static_cast<const kiss_fft_cpx*>(signals),
             reinterpret_cast<kiss_fft_cpx*>(spectrum_.data()));
  }

  // Even and odd samples become the real and imaginary parts of a signal z of half the length. With
  // A = Z[k] + conj Z[half - k] and B = Z[k] - conj Z[half - k], X[k] = (A + t B) / 2 and
  // X[half - k] = conj(A - t B) / 2, where t = -i exp(-2 pi i k / length).
  void power_of_even(std::span<const Lanes> signals, std::span<Lanes> power) {
    transform(signals.data());
    const std::size_t half = spectrum_.size();
    const Lanes first = spectrum_[0].real + spectrum_[0].imaginary;
    const Lanes last = spectrum_[0].real - spectrum_[0].imaginary;
    power[0] = first * first;
    power[half] = last * last;
    for (std::size_t k = 1; k <= half / 2; ++k) {
      const Complex z = spectrum_[k];
      const Complex mirror = spectrum_[half - k];
      const Complex a{z.real + mirror.real, z.imaginary - mirror.imaginary};
      const Complex b{z.real - mirror.real, z.imaginary + mirror.imaginary};
      const Lanes real = twiddles_[k - 1].real;
      const Lanes imaginary = twiddles_[k - 1].imaginary;
      const Complex tb{real * b.real - imaginary * b.imaginary, real * b.imaginary + imaginary * b.real};
      const Lanes quarter = 0.25;
      power[k] = quarter * squared_magnitude(a.real + tb.real, a.imaginary + tb.imaginary);
      power[half - k] = quarter * squared_magnitude(a.real - tb.real, a.imaginary - tb.imaginary);
    }
  }

  void power_of_odd(std::span<const Lanes> signals, std::span<Lanes> power) {
    for (std::size_t i = 0; i < signals.size(); ++i) complex_signals_[i] = {signals[i], 0.0};
    transform(complex_signals_.data());
    for (std::size_t k = 0; k < power.size(); ++k)
      power[k] = squared_magnitude(spectrum_[k].real, spectrum_[k].imaginary);
  }

  bool even_;
  std::unique_ptr<kiss_fft_state, KissDelete> plan_;
  std::vector<Complex> complex_signals_;  ///< of an odd length
  std::vector<Complex> spectrum_;
  std::vector<Twiddle> twiddles_;  ///< t of an even length, from k = 1 on
};

void store(Lanes value, double* to) {
  std::memcpy(to, &value, sizeof(value));
}

class Kernel final : public FrameKernel {
 public:
  explicit Kernel(const FramePlan& plan)
      : plan_(plan), fft_(plan.n_fft), signals_(static_cast<std::size_t>(plan.n_fft)), power_(plan.bins()) {
    std::ranges::fill(signals_, 0.0);
  }

  std::size_t frames_at_once() const override { return kLanes; }

  void compute(std::span<const float* const> starts, std::span<double> rows) override {
    assert(starts.size() == kLanes && rows.size() == plan_.rows() * kLanes);
    load(starts);
    fft_.power(signals_, power_);
    if (plan_.power != 2.0) raise();
    double* to = rows.data();
    if (plan_.bank) {
      to = apply_bank(to);
    } else {
      for (const Lanes power : power_) store(power, std::exchange(to, to + kLanes));
    }
    if (plan_.total) {
      Lanes total = 0.0;
      for (const Lanes power : power_) total += power;
      store(total, to);
    }
  }

 private:
  /// Windows the frames into their lanes.
  void load(std::span<const float* const> starts) {
    std::array<const float*, kLanes> frames;
    std::ranges::copy(starts, frames.begin());
    Lanes* const signals = &signals_[plan_.window_start];
    const double* const window = plan_.window.data();
    const std::size_t length = plan_.window.size();
    std::size_t i = 0;
    for (; i + kLanes <= length; i += kLanes) {
      const std::array<Lanes, kLanes> samples = load_transposed(frames, i);
      for (std::size_t j = 0; j < kLanes; ++j) signals[i + j] = samples[j] * window[i + j];
    }
    for (; i < length; ++i) {
      std::array<double, kLanes> samples;
      for (std::size_t frame = 0; frame < kLanes; ++frame) samples[frame] = double{frames[frame][i]};
      signals[i] = Lanes::of(samples) * window[i];
    }
  }

  /// Squared magnitudes to magnitudes to the power asked for.
  void raise() {
    for (Lanes& power : power_) {
      std::array<double, kLanes> numbers = power.numbers();
      for (double& x : numbers) x = plan_.power == 1.0 ? std::sqrt(x) : std::pow(x, plan_.power / 2.0);
      power = Lanes::of(numbers);
    }
  }

  double* apply_bank(double* to) const {
    for (const FilterBank::Run& run : plan_.bank->runs()) {
      const double* const weights = plan_.bank->weights().data() + run.first_weight;
      const Lanes* const powers = power_.data() + run.first_bin;
      Lanes energy = 0.0;
      for (std::size_t i = 0; i < run.length; ++i) energy += weights[i] * powers[i];
      store(energy, std::exchange(to, to + kLanes));
    }
    return to;
  }

  FramePlan plan_;
  RealFft fft_;
  std::vector<Lanes> signals_;
  std::vector<Lanes> power_;
};

}  // namespace

std::unique_ptr<FrameKernel> make_kernel(const FramePlan& plan);
std::unique_ptr<FrameKernel> make_kernel(const FramePlan& plan) {
  return std::make_unique<Kernel>(plan);
}

}  // namespace earshot::EARSHOT_KERNEL
