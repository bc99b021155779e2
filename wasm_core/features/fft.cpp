#include "features/fft.h"

#include <kiss_fft.h>
#include <kiss_fftr.h>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <new>
#include <vector>

namespace earshot {
namespace {

struct KissDelete {
  void operator()(void* plan) const { KISS_FFT_FREE(plan); }
};

kiss_fft_cpx* kiss(std::complex<double>* values) {
  static_assert(sizeof(kiss_fft_cpx) == sizeof(std::complex<double>));
  return reinterpret_cast<kiss_fft_cpx*>(values);
}

}  // namespace

struct RealFft::State {
  int length = 0;
  /// For an even length.
  std::unique_ptr<kiss_fftr_state, KissDelete> even_plan;
  /// For an odd length, which KissFFT transforms as a complex signal.
  std::unique_ptr<kiss_fft_state, KissDelete> odd_plan;
  std::vector<std::complex<double>> complex_signal;
  std::vector<std::complex<double>> complex_spectrum;
};

RealFft::RealFft(int length) : state_(std::make_unique<State>()) {
  assert(length >= 1);
  state_->length = length;
  if (length % 2 == 0) {
    state_->even_plan.reset(kiss_fftr_alloc(length, 0, nullptr, nullptr));
  } else {
    state_->odd_plan.reset(kiss_fft_alloc(length, 0, nullptr, nullptr));
    state_->complex_signal.resize(static_cast<std::size_t>(length));
    state_->complex_spectrum.resize(static_cast<std::size_t>(length));
  }
  if (!state_->even_plan && !state_->odd_plan) throw std::bad_alloc();
}

RealFft::~RealFft() = default;
RealFft::RealFft(RealFft&&) noexcept = default;
RealFft& RealFft::operator=(RealFft&&) noexcept = default;

int RealFft::length() const {
  return state_->length;
}

void RealFft::transform(std::span<const double> signal, std::span<std::complex<double>> spectrum) {
  State& state = *state_;
  assert(std::ssize(signal) == state.length && std::ssize(spectrum) == bins());
  if (state.even_plan) {
    kiss_fftr(state.even_plan.get(), signal.data(), kiss(spectrum.data()));
    return;
  }
  std::ranges::copy(signal, state.complex_signal.begin());
  kiss_fft(state.odd_plan.get(), kiss(state.complex_signal.data()), kiss(state.complex_spectrum.data()));
  std::copy_n(state.complex_spectrum.begin(), spectrum.size(), spectrum.begin());
}

}  // namespace earshot
