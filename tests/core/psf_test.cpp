#include "features/psf.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/signals.h"

namespace earshot {
namespace {

constexpr StftSpec kFrames{.n_fft = 256,
                           .hop_length = 80,
                           .win_length = 200,
                           .window = StftSpec::Window::rectangular,
                           .center = false};
constexpr MelSpec kMel{.bands = 26, .low_hz = 0.0, .high_hz = 4000.0};
constexpr CepstrumSpec kCepstrum{
    .coefficients = 13, .lifter = 22, .pre_emphasis = 0.97, .append_energy = true};

TEST(Psf, CountsFramesUpToTheLastSample) {
  EXPECT_EQ(psf_frames(kFrames, 0), 0);
  EXPECT_EQ(psf_frames(kFrames, 1), 1);
  EXPECT_EQ(psf_frames(kFrames, 200), 1);
  EXPECT_EQ(psf_frames(kFrames, 201), 2);
  EXPECT_EQ(psf_frames(kFrames, 280), 2);
  EXPECT_EQ(psf_frames(kFrames, 281), 3);
  EXPECT_EQ(psf_frames(kFrames, 6000), 74);
}

TEST(Psf, TotalEnergyIsThatOfTheEmphasizedFrame) {
  // Parseval: the bins of a real frame, but for the first and last, count twice.
  const StftSpec spec{
      .n_fft = 256, .hop_length = 80, .win_length = 256, .window = StftSpec::Window::rectangular};
  PsfFrames frames(spec, kMel, 0.0, 8000);
  std::vector<float> samples = sine(256, 256, 40.0);  // has nothing in the first and last bin
  std::vector<double> energies(26);
  double energy = 0.0;
  for (const float x : samples) energy += double{x} * x;
  EXPECT_NEAR(frames.compute(samples, 0, energies), energy / 2.0, 1e-5);
}

TEST(Psf, PreEmphasisTakesAwayTheConstant) {
  PsfFrames frames(kFrames, kMel, 1.0, 8000);
  std::vector<double> energies(26);
  const std::vector<float> constant(1000, 0.5f);
  // The first sample has none before it and stays: an impulse of 0.5, whose power is 0.25 / n_fft in each of
  // 129 bins.
  EXPECT_NEAR(frames.compute(constant, 0, energies), 129 * 0.25 / 256, 1e-12);
  EXPECT_EQ(frames.compute(constant, 1, energies), std::numeric_limits<double>::epsilon());
}

TEST(Psf, SilenceHasTheLogarithmOfTheLeastEnergy) {
  PsfMfcc mfcc(kFrames, kMel, kCepstrum, 8000);
  std::vector<double> coefficients(13);
  mfcc.compute(std::vector(500, 0.0f), 1, coefficients);
  EXPECT_NEAR(coefficients[0], -36.0437, 1e-4);
  for (std::size_t i = 1; i < 13; ++i) EXPECT_NEAR(coefficients[i], 0.0, 1e-10);
}

TEST(Psf, IntegersMoveOnlyTheFirstCoefficient) {
  const std::vector<float> samples = noise(500);
  std::vector<float> integers = samples;
  for (float& x : integers) x *= 32768.0f;
  PsfMfcc mfcc(kFrames, kMel, kCepstrum, 8000);
  std::vector<double> small(13), large(13);
  mfcc.compute(samples, 2, small);
  mfcc.compute(integers, 2, large);
  EXPECT_NEAR(large[0] - small[0], std::log(32768.0 * 32768.0), 1e-9);
  for (std::size_t i = 1; i < 13; ++i) EXPECT_NEAR(large[i], small[i], 1e-9);
}

}  // namespace
}  // namespace earshot
