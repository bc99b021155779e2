#include "features/psf.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/signals.h"
#include "features/front_end.h"
#include "features/spectral_features.h"

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

FrontEndSpec front_end(const StftSpec& stft, double pre_emphasis) {
  CepstrumSpec cepstrum = kCepstrum;
  cepstrum.pre_emphasis = pre_emphasis;
  return {
      .sample_rate = 8000, .kind = FeatureKind::psf_mfcc, .stft = stft, .mel = kMel, .cepstrum = cepstrum};
}

/// The total energy of a frame.
double total_energy(const StftSpec& stft, double pre_emphasis, std::span<const float> samples, int frame) {
  SpectralFeatures features(front_end(stft, pre_emphasis));
  ChannelFrames channel;
  features.make_room(samples.size(), channel);
  features.compute(samples, std::span(&frame, 1), channel);
  return channel.energies[(channel.rows - 1) * channel.frames + static_cast<std::size_t>(frame)];
}

/// One frame of the cepstra.
std::vector<float> mfcc(std::span<const float> samples, std::size_t frame) {
  const Features features = FrontEnd(front_end(kFrames, kCepstrum.pre_emphasis)).compute(samples);
  std::vector<float> coefficients;
  for (std::size_t i = frame; i < features.size(); i += static_cast<std::size_t>(features.frames))
    coefficients.push_back(features.values[i]);
  return coefficients;
}

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
  const std::vector<float> samples = sine(256, 256, 40.0);  // has nothing in the first and last bin
  double energy = 0.0;
  for (const float x : samples) energy += double{x} * x;
  EXPECT_NEAR(total_energy(spec, 0.0, samples, 0), energy / 2.0, 1e-5);
}

TEST(Psf, PreEmphasisTakesAwayTheConstant) {
  const std::vector<float> constant(1000, 0.5f);
  // The first sample has none before it and stays: an impulse of 0.5, whose power is 0.25 / n_fft in each of
  // 129 bins.
  EXPECT_NEAR(total_energy(kFrames, 1.0, constant, 0), 129 * 0.25 / 256, 1e-12);
  EXPECT_EQ(total_energy(kFrames, 1.0, constant, 1), 0.0);
}

TEST(Psf, InnerFramesSeeNeitherEnd) {
  const PsfFrames frames(kFrames, 0.97, 1);
  for (const std::size_t samples : {1u, 199u, 200u, 280u, 1000u, 1001u}) {
    const FrameRange inner = frames.inner_frames(samples);
    for (int frame = 0; frame < psf_frames(kFrames, samples); ++frame) {
      const bool inside = frame > 0 && static_cast<std::size_t>(frame * 80 + 200) <= samples;
      EXPECT_EQ(inner.contains(frame), inside) << frame << " of " << samples;
    }
  }
}

TEST(Psf, SilenceHasTheLogarithmOfTheLeastEnergy) {
  const std::vector<float> coefficients = mfcc(std::vector(500, 0.0f), 1);
  EXPECT_NEAR(coefficients[0], -36.0437, 1e-4);
  for (std::size_t i = 1; i < 13; ++i) EXPECT_NEAR(coefficients[i], 0.0, 2e-4);
}

TEST(Psf, LevelMovesOnlyTheFirstCoefficient) {
  const std::vector<float> samples = noise(500);
  const std::vector<float> wanted = mfcc(samples, 2);
  // Of integers, and of the residue of filtered silence.
  for (const int exponent : {15, -70, -120}) {
    std::vector<float> scaled = samples;
    for (float& x : scaled) x = std::ldexp(x, exponent);
    const std::vector<float> got = mfcc(scaled, 2);
    EXPECT_NEAR(got[0] - wanted[0], 2.0 * exponent * std::numbers::ln2, 1e-4);
    for (std::size_t i = 1; i < 13; ++i) EXPECT_NEAR(got[i], wanted[i], 5e-4) << exponent;
  }
}

}  // namespace
}  // namespace earshot
