#include "features/frame_kernel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstdint>
#include <limits>
#include <numbers>
#include <vector>

#include "core/signals.h"

namespace earshot {
namespace {

/// |X[k]|^2 of a signal by the definition.
std::vector<double> direct_power(const std::vector<double>& signal) {
  const auto length = static_cast<int>(signal.size());
  std::vector<double> power;
  for (int k = 0; k <= length / 2; ++k) {
    std::complex<double> sum = 0.0;
    for (int n = 0; n < length; ++n) {
      const auto turn = static_cast<double>(std::int64_t{k} * n % length) / length;
      sum += signal[static_cast<std::size_t>(n)] * std::polar(1.0, -2.0 * std::numbers::pi * turn);
    }
    power.push_back(std::norm(sum));
  }
  return power;
}

/// Rows of each frame.
std::vector<std::vector<double>> compute(FrameKernel& kernel, std::size_t rows,
                                         const std::vector<std::vector<float>>& frames) {
  const std::size_t at_once = kernel.frames_at_once();
  std::vector<const float*> starts;
  for (std::size_t i = 0; i < at_once; ++i) starts.push_back(frames[i].data());
  std::vector<double> values(rows * at_once);
  kernel.compute(starts, values);
  std::vector<std::vector<double>> result(at_once);
  for (std::size_t i = 0; i < values.size(); ++i) result[i % at_once].push_back(values[i]);
  return result;
}

/// More frames than any kernel takes at once.
std::vector<std::vector<float>> noise_frames(std::size_t length) {
  std::vector<std::vector<float>> frames;
  for (std::uint32_t seed = 1; seed <= 16; ++seed) frames.push_back(noise(length, seed));
  return frames;
}

std::vector<double> ones(int count) {
  return std::vector<double>(static_cast<std::size_t>(count), 1.0);
}

TEST(FrameKernel, ComputesTheDiscreteFourierTransformOfAnyLengthInEveryLane) {
  for (const int length : {1, 2, 3, 4, 6, 15, 16, 17, 34, 200, 255, 256, 331, 400, 441, 512, 1000, 2048}) {
    const auto frames = noise_frames(static_cast<std::size_t>(length));
    const FramePlan plan{.n_fft = length, .window = ones(length)};
    for (const auto& [name, kernel] : make_all_frame_kernels(plan)) {
      const auto powers = compute(*kernel, plan.rows(), frames);
      for (std::size_t i = 0; i < powers.size(); ++i) {
        const std::vector<double> wanted = direct_power({frames[i].begin(), frames[i].end()});
        ASSERT_EQ(powers[i].size(), wanted.size());
        // Rounding errors of a spectrum are relative to its greatest value.
        const double greatest = *std::ranges::max_element(wanted);
        for (std::size_t k = 0; k < wanted.size(); ++k) {
          ASSERT_NEAR(powers[i][k], wanted[k], 1e-12 * greatest)
              << name << ", bin " << k << " of " << length << ", lane " << i;
        }
      }
    }
  }
}

TEST(FrameKernel, EveryKernelAndLaneGivesTheSameBits) {
  for (const int length : {200, 255, 331, 512}) {
    for (const double power : {2.0, 1.0, 0.5}) {
      const FramePlan plan{.n_fft = length,
                           .window = ones(101),
                           .window_start = 13,
                           .power = power,
                           .bank = mel_filter_bank({.bands = 20, .high_hz = 8000.0}, 16000, length),
                           .total = true};
      const auto frames = noise_frames(101);
      std::vector<std::vector<double>> alone;
      const auto kernels = make_all_frame_kernels(plan);
      ASSERT_EQ(kernels.front().kernel->frames_at_once(), 1u);
      for (const auto& frame : frames)
        alone.push_back(compute(*kernels.front().kernel, plan.rows(), {frame}).front());
      for (const auto& [name, kernel] : kernels) {
        const auto together = compute(*kernel, plan.rows(), frames);
        for (std::size_t i = 0; i < together.size(); ++i) EXPECT_EQ(together[i], alone[i]) << name << i;
      }
    }
  }
}

TEST(FrameKernel, AppliesWindowPowerBankAndTotal) {
  const int n_fft = 64;
  const FilterBank bank = mel_filter_bank({.bands = 7, .high_hz = 4000.0}, 8000, n_fft);
  const std::vector<double> weights = bank.dense();
  std::vector<double> window(31);
  for (std::size_t i = 0; i < window.size(); ++i) window[i] = 0.1 + static_cast<double>(i) / 31.0;
  const FramePlan plan{
      .n_fft = n_fft, .window = window, .window_start = 9, .power = 1.0, .bank = bank, .total = true};
  const auto frames = noise_frames(31);
  for (const auto& [name, kernel] : make_all_frame_kernels(plan)) {
    // Twice: nothing stays from the first time.
    compute(*kernel, plan.rows(), noise_frames(200));
    const auto got = compute(*kernel, plan.rows(), frames);
    for (std::size_t i = 0; i < got.size(); ++i) {
      std::vector<double> signal(n_fft);
      for (std::size_t n = 0; n < window.size(); ++n) signal[9 + n] = window[n] * double{frames[i][n]};
      std::vector<double> magnitudes = direct_power(signal);
      for (double& x : magnitudes) x = std::sqrt(x);
      std::vector<double> wanted(8);
      for (std::size_t bin = 0; bin < magnitudes.size(); ++bin) {
        wanted[7] += magnitudes[bin];
        for (std::size_t band = 0; band < 7; ++band)
          wanted[band] += weights[band * magnitudes.size() + bin] * magnitudes[bin];
      }
      ASSERT_EQ(got[i].size(), wanted.size());
      for (std::size_t row = 0; row < 8; ++row) EXPECT_NEAR(got[i][row], wanted[row], 1e-11) << name;
    }
  }
}

TEST(FrameKernel, KeepsTheSmallestPowers) {
  std::vector<std::vector<float>> frames = noise_frames(64);
  for (auto& frame : frames) {
    for (float& x : frame) x *= 1e-38f;
  }
  const FramePlan plan{.n_fft = 64, .window = ones(64)};
  for (const auto& [name, kernel] : make_all_frame_kernels(plan)) {
    const auto powers = compute(*kernel, plan.rows(), frames);
    for (const double power : powers.front()) {
      EXPECT_GT(power, 1e-82) << name;
      EXPECT_LT(power, 1e-70) << name;
    }
  }
}

}  // namespace
}  // namespace earshot
