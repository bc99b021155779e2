#include "audio/sinc_resampler.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace earshot {
namespace {

/// The modified Bessel function of the first kind and order 0, by its power series.
double bessel_i0(double x) {
  double sum = 1.0;
  double term = 1.0;
  for (int k = 1; term > sum * std::numeric_limits<double>::epsilon(); ++k) {
    term *= (x / (2.0 * k)) * (x / (2.0 * k));
    sum += term;
  }
  return sum;
}

double window_at(double t, const SincFilterSpec& spec) {
  const double share = t / spec.width;
  if (spec.window == SincFilterSpec::Window::hann) {
    const double cosine = std::cos(share * std::numbers::pi / 2.0);
    return cosine * cosine;
  }
  constexpr double kBeta = 14.769656459379492f;  // torchaudio has it as a float32
  return bessel_i0(kBeta * std::sqrt(1.0 - share * share)) / bessel_i0(kBeta);
}

double sinc(double t) {
  return t == 0.0 ? 1.0 : std::sin(std::numbers::pi * t) / (std::numbers::pi * t);
}

}  // namespace

SincResampler::SincResampler(int from_rate, int to_rate, const SincFilterSpec& spec)
    : step_(from_rate / std::gcd(from_rate, to_rate)), phases_(to_rate / std::gcd(from_rate, to_rate)) {
  assert(from_rate != to_rate);
  const double zero_crossings = spec.rolloff * static_cast<double>(std::min(step_, phases_));  // in a step
  const double reach = spec.width * static_cast<double>(step_) / zero_crossings;  // in input samples
  taps_ = static_cast<std::int64_t>(2.0 * reach) + 1;
  weights_.reserve(static_cast<std::size_t>(phases_ * taps_));
  for (std::int64_t phase = 0; phase < phases_; ++phase) {
    const double start{static_cast<float>(phase) / static_cast<float>(phases_)};
    const auto first = static_cast<std::int64_t>(std::ceil(start * static_cast<double>(step_) - reach));
    first_input_.push_back(first);
    for (std::int64_t input = first; input < first + taps_; ++input) {
      const double t = (static_cast<double>(input) / static_cast<double>(step_) - start) * zero_crossings;
      const double weight = std::abs(t) < spec.width
                                ? window_at(t, spec) * sinc(t) * zero_crossings / static_cast<double>(step_)
                                : 0.0;
      weights_.push_back(static_cast<float>(weight));
    }
  }
  held_begin_ = first_input_.front();
  held_.assign(static_cast<std::size_t>(-held_begin_), 0.0f);
}

void SincResampler::push(std::span<const float> block, std::vector<float>& out) {
  held_.insert(held_.end(), block.begin(), block.end());
  taken_ += std::ssize(block);
  emit(std::numeric_limits<std::int64_t>::max(), out);
}

void SincResampler::flush(std::vector<float>& out) {
  // torch.as_tensor makes the quotient a float32 before it is rounded up.
  const auto length = static_cast<std::int64_t>(
      std::ceil(static_cast<float>(static_cast<double>(phases_ * taken_) / static_cast<double>(step_))));
  while (given_ < length) {
    held_.insert(held_.end(), static_cast<std::size_t>(taps_), 0.0f);
    emit(length, out);
  }
}

void SincResampler::emit(std::int64_t length, std::vector<float>& out) {
  std::int64_t begin = 0;  // of the next output sample's input, in held_
  for (;; ++given_) {
    const std::int64_t phase = given_ % phases_;
    begin = given_ / phases_ * step_ + first_input_[static_cast<std::size_t>(phase)] - held_begin_;
    if (given_ == length || begin + taps_ > std::ssize(held_)) break;
    const float* weight = &weights_[static_cast<std::size_t>(phase * taps_)];
    double sum = 0.0;
    for (const float sample :
         std::span(held_).subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(taps_))) {
      sum += double{sample} * *weight++;
    }
    out.push_back(static_cast<float>(sum));
  }
  const auto done = static_cast<std::ptrdiff_t>(std::min<std::int64_t>(begin, std::ssize(held_)));
  held_.erase(held_.begin(), held_.begin() + done);
  held_begin_ += done;
}

}  // namespace earshot
