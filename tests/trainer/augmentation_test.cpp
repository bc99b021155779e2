#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <numeric>

#include "audio/noise.h"
#include "audio/shift.h"
#include "data/augmentation/band_limit.h"
#include "data/augmentation/biquad.h"
#include "data/augmentation/clipping.h"
#include "data/augmentation/equalization.h"
#include "data/augmentation/mask.h"
#include "data/augmentation/neighbors.h"
#include "data/augmentation/noise_gate.h"
#include "data/augmentation/placement.h"
#include "data/augmentation/quantization.h"
#include "data/augmentation/reverberation.h"
#include "data/augmentation/speed.h"
#include "data/augmentation/tempo.h"
#include "random.h"

namespace earshot {
namespace {

using testing::Each;
using testing::ElementsAre;

constexpr int kRate = 16000;

std::vector<float> tone(double hertz, std::size_t samples) {
  std::vector<float> sound(samples);
  for (std::size_t i = 0; i < samples; ++i) {
    sound[i] = static_cast<float>(std::sin(2.0 * std::numbers::pi * hertz * static_cast<double>(i) / kRate));
  }
  return sound;
}

/// Amplitude of one frequency in the middle of a sound, where its ends do not matter (Hann window).
double amplitude(const std::vector<float>& sound, double hertz) {
  const std::size_t margin = sound.size() / 8;
  const std::size_t count = sound.size() - 2 * margin;
  std::complex<double> sum = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    const double x = static_cast<double>(i);
    const double window = 1.0 - std::cos(2.0 * std::numbers::pi * x / static_cast<double>(count));
    sum += window * sound[margin + i] * std::polar(1.0, -2.0 * std::numbers::pi * hertz * x / kRate);
  }
  return 2.0 * std::abs(sum) / static_cast<double>(count);
}

/// Mean power of the noise between two frequencies, over many short transforms.
double band_power(const std::vector<float>& noise, double low, double high) {
  constexpr std::size_t kSize = 512;
  double power = 0.0;
  int terms = 0;
  for (std::size_t begin = 0; begin + kSize <= noise.size(); begin += kSize) {
    const std::vector<float> piece(noise.begin() + static_cast<long>(begin),
                                   noise.begin() + static_cast<long>(begin + kSize));
    for (double hertz = low; hertz < high; hertz += (high - low) / 4.0) {
      power += std::pow(amplitude(piece, hertz), 2.0);
      ++terms;
    }
  }
  return power / terms;
}

TEST(Speed, ChangesLengthAndPitchAlike) {
  const std::vector<float> sound = tone(1000.0, 16000);
  for (const double factor : {0.75, 1.0, 1.25}) {
    const std::vector<float> changed = change_speed(sound, factor);
    EXPECT_EQ(changed.size(), static_cast<std::size_t>(std::lround(16000 / factor)));
    EXPECT_NEAR(amplitude(changed, 1000.0 * factor), 1.0, 0.01) << factor;
  }
}

TEST(Neighbors, LieBeforeAndAfterTheSoundAtTheirDistance) {
  const std::vector<float> neighbor(300, 0.5f);
  for (const NeighborSide side : {NeighborSide::before, NeighborSide::after}) {
    Clip clip{.sample_rate = kRate, .channels = {std::vector<float>(1000, 0.0f)}};
    std::fill_n(clip.channels[0].begin() + 400, 200, 0.1f);
    add_neighbor(clip, {400, 600}, neighbor, side, 250, 20.0 * std::log10(2.0));
    for (std::size_t i = 0; i < 1000; ++i) {
      const bool own = i >= 400 && i < 600;
      // The one before would begin 150 samples earlier than the clip does; the one after ends 150 too late.
      const bool other = side == NeighborSide::before ? i < 150 : i >= 850;
      EXPECT_NEAR(clip.channels[0][i], own ? 0.1f : other ? 0.2f : 0.0f, 1e-6f) << i;
    }
  }
}

TEST(Neighbors, LeaveAClipAsItIsWhereOneOfThemIsSilent) {
  const std::vector<float> sound(100, 0.5f);
  const std::vector<float> silence(100, 0.0f);
  Clip clip{.sample_rate = kRate, .channels = {sound}};
  add_neighbor(clip, {10, 50}, silence, NeighborSide::after, 0, 0.0);
  EXPECT_EQ(clip.channels[0], sound);
  add_neighbor(clip, {0, 0}, sound, NeighborSide::after, 0, 0.0);
  EXPECT_EQ(clip.channels[0], sound);
  clip.channels[0] = silence;
  add_neighbor(clip, {10, 50}, sound, NeighborSide::after, 0, 0.0);
  EXPECT_EQ(clip.channels[0], silence);
}

TEST(Tempo, ChangesLengthAndKeepsPitch) {
  const std::vector<float> sound = tone(310.0, 16000);
  for (const double factor : {0.7, 0.9, 1.1, 1.4}) {
    const std::vector<float> changed = change_tempo(sound, factor, kRate);
    EXPECT_EQ(changed.size(), static_cast<std::size_t>(std::lround(16000 / factor)));
    EXPECT_NEAR(amplitude(changed, 310.0), 1.0, 0.05) << factor;
  }
}

TEST(Tempo, MovesWhatIsHeardInTime) {
  std::vector<float> sound(16000, 0.0f);
  std::ranges::copy(tone(500.0, 3200), sound.begin() + 8000);  // from 0.5 to 0.7 s
  const std::vector<float> slower = change_tempo(sound, 0.8, kRate);
  const auto power = [&](double from, double to) {
    const std::vector<float> piece(slower.begin() + std::lround(from * kRate),
                                   slower.begin() + std::lround(to * kRate));
    return amplitude(piece, 500.0);
  };
  EXPECT_LT(power(0.40, 0.60), 0.01);
  EXPECT_GT(power(0.65, 0.85), 0.9);  // from 0.625 to 0.875 s
  EXPECT_LT(power(0.90, 1.10), 0.01);
}

TEST(Tempo, LeavesASoundAsItIsWhereNothingChanges) {
  Random random({1});
  const std::vector<float> sound = white_noise(5000, random);
  EXPECT_THAT(change_tempo(sound, 1.0, kRate), testing::Pointwise(testing::FloatNear(1e-5f), sound));
}

TEST(Tempo, TakesSoundsShorterThanAPiece) {
  EXPECT_EQ(change_tempo(tone(500.0, 40), 0.8, kRate).size(), 50u);
  EXPECT_TRUE(change_tempo({}, 0.8, kRate).empty());
}

TEST(Speed, KeepsHighFrequenciesClean) {
  const std::vector<float> changed = change_speed(tone(5000.0, 16000), 0.875);
  EXPECT_NEAR(amplitude(changed, 4375.0), 1.0, 0.02);
  for (const double elsewhere : {300.0, 2000.0, 3500.0, 6000.0, 7500.0}) {
    EXPECT_LT(amplitude(changed, elsewhere), 0.003) << elsewhere;
  }
}

TEST(Speed, OneReturnsTheSameSamples) {
  const std::vector<float> sound = tone(3000.0, 500);
  const std::vector<float> changed = change_speed(sound, 1.0);
  ASSERT_EQ(changed.size(), sound.size());
  for (std::size_t i = 0; i < sound.size(); ++i) EXPECT_NEAR(changed[i], sound[i], 1e-6);
}

TEST(Speed, RoundsTheFactorToA128th) {
  const std::vector<float> sound = tone(1000.0, 1280);
  EXPECT_EQ(change_speed(sound, 1.1), change_speed(sound, 141.0 / 128.0));
}

TEST(Speed, TakesEmptyAndTinyClips) {
  EXPECT_TRUE(change_speed({}, 1.1).empty());
  EXPECT_EQ(change_speed(std::vector<float>(1, 1.0f), 0.5).size(), 2u);
}

Clip counting(std::size_t samples) {
  Clip clip{.sample_rate = kRate, .channels = {std::vector<float>(samples), std::vector<float>(samples)}};
  for (std::size_t i = 0; i < samples; ++i) {
    clip.channels[0][i] = static_cast<float>(i + 1);
    clip.channels[1][i] = -clip.channels[0][i];
  }
  return clip;
}

TEST(Placement, PutsShortClipsAnywhereBetweenZeros) {
  std::vector<int> begins(4);
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random random({seed});
    const Clip placed = place(counting(2), 5, {.pad = true}, random);
    ASSERT_EQ(placed.samples(), 5u);
    const auto begin = std::ranges::find(placed.channels[0], 1.0f) - placed.channels[0].begin();
    ++begins[static_cast<std::size_t>(begin)];
    EXPECT_EQ(std::accumulate(placed.channels[0].begin(), placed.channels[0].end(), 0.0f), 3.0f);
    EXPECT_EQ(placed.channels[1][static_cast<std::size_t>(begin)], -1.0f);
  }
  EXPECT_THAT(begins, Each(testing::Gt(20)));
}

TEST(Placement, KeepsAnyPartOfLongClips) {
  std::vector<int> begins(3);
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random random({seed});
    const Clip placed = place(counting(6), 4, {.crop = true}, random);
    const float first = placed.channels[0][0];
    EXPECT_THAT(placed.channels[0], ElementsAre(first, first + 1, first + 2, first + 3));
    EXPECT_EQ(placed.channels[1][3], -(first + 3));
    ++begins[static_cast<std::size_t>(first) - 1];
  }
  EXPECT_THAT(begins, Each(testing::Gt(30)));
}

TEST(Placement, LeavesToFitWhatItIsNotAskedFor) {
  Random random({1});
  EXPECT_EQ(place(counting(2), 5, {.crop = true}, random).samples(), 2u);
  EXPECT_EQ(place(counting(6), 4, {.pad = true}, random).samples(), 6u);
  EXPECT_EQ(place(counting(4), 4, {.pad = true, .crop = true}, random).channels, counting(4).channels);
}

TEST(Shift, MovesLaterAndEarlierWithZeros) {
  std::vector<float> sound = {1, 2, 3, 4};
  shift_samples(sound, 1, false);
  EXPECT_THAT(sound, ElementsAre(0, 1, 2, 3));
  shift_samples(sound, -2, false);
  EXPECT_THAT(sound, ElementsAre(2, 3, 0, 0));
  shift_samples(sound, 9, false);
  EXPECT_THAT(sound, Each(0.0f));
  sound = {1, 2};
  shift_samples(sound, -7, false);
  EXPECT_THAT(sound, Each(0.0f));
}

TEST(Shift, GoesRoundWhenCircular) {
  std::vector<float> sound = {1, 2, 3, 4};
  shift_samples(sound, 1, true);
  EXPECT_THAT(sound, ElementsAre(4, 1, 2, 3));
  shift_samples(sound, -5, true);
  EXPECT_THAT(sound, ElementsAre(1, 2, 3, 4));
}

TEST(Noise, StandsAtTheRatioAskedFor) {
  Random random({1});
  const std::vector<float> voice = tone(500.0, 16000);
  for (const double snr : {-5.0, 10.0, 30.0}) {
    std::vector<float> noisy = voice;
    add_noise(noisy, pink_noise(noisy.size(), random), mean_power(voice), snr);
    for (std::size_t i = 0; i < noisy.size(); ++i) noisy[i] -= voice[i];
    EXPECT_NEAR(10.0 * std::log10(mean_power(voice) / mean_power(noisy)), snr, 0.01);
  }
}

TEST(Noise, AddsNothingToSilence) {
  Random random({1});
  std::vector<float> silence(100);
  add_noise(silence, white_noise(100, random), 0.0, 10.0);
  EXPECT_THAT(silence, Each(0.0f));
}

TEST(Noise, HasItsColor) {
  Random random({3});
  constexpr std::size_t kSamples = 200'000;
  const auto slope =
      [](const std::vector<float>& noise) {  // dB over the two octaves from about 500 to 2000 Hz
        return 10.0 * std::log10(band_power(noise, 1800.0, 2200.0) / band_power(noise, 450.0, 550.0));
      };
  EXPECT_NEAR(slope(white_noise(kSamples, random)), 0.0, 0.8);
  EXPECT_NEAR(slope(pink_noise(kSamples, random)), -6.0, 1.0);
  EXPECT_NEAR(slope(brown_noise(kSamples, random)), -12.0, 1.2);
}

TEST(Noise, IsNearlyGaussianWithDeviationOne) {
  Random random({4});
  const std::vector<float> noise = white_noise(100'000, random);
  EXPECT_NEAR(std::accumulate(noise.begin(), noise.end(), 0.0) / 1e5, 0.0, 0.02);
  EXPECT_NEAR(mean_power(noise), 1.0, 0.02);
  const auto within = std::ranges::count_if(noise, [](float x) { return std::abs(x) < 1.0f; });
  EXPECT_NEAR(static_cast<double>(within) / 1e5, 0.6827, 0.02);
}

TEST(Babble, MixesVoicesAtEqualPower) {
  Random random({5});
  std::vector<float> quiet = tone(500.0, 1600);
  for (float& x : quiet) x *= 0.001f;
  const std::vector<float> loud = tone(2000.0, 800);
  const std::vector<float> silent(100);
  const std::vector<std::span<const float>> voices = {quiet, loud, silent};
  const std::vector<float> mix = babble(voices, 16000, random);
  ASSERT_EQ(mix.size(), 16000u);
  EXPECT_NEAR(amplitude(mix, 500.0), amplitude(mix, 2000.0), 0.05);
}

TEST(BandLimit, KeepsWhatIsBelowAndRemovesWhatIsAbove) {
  for (const double hertz : {300.0, 2000.0, 3000.0}) {
    std::vector<float> sound = tone(hertz, 8000);
    limit_band(sound, 4000.0, kRate);
    EXPECT_NEAR(amplitude(sound, hertz), 1.0, 0.001) << hertz;
  }
  for (const double hertz : {4400.0, 5000.0, 7900.0}) {
    std::vector<float> sound = tone(hertz, 8000);
    limit_band(sound, 4000.0, kRate);
    EXPECT_LT(amplitude(sound, hertz), 2e-4) << hertz;  // -74 dB
  }
  std::vector<float> edge = tone(4000.0, 8000);
  limit_band(edge, 4000.0, kRate);
  EXPECT_NEAR(amplitude(edge, 4000.0), 0.5, 0.02);
}

TEST(BandLimit, NeitherDelaysNorTouchesAWideBand) {
  const std::vector<float> sound = tone(700.0, 4000);
  std::vector<float> limited = sound;
  limit_band(limited, 8000.0, kRate);
  EXPECT_EQ(limited, sound);
  limit_band(limited, 4000.0, kRate);
  for (std::size_t i = 100; i < 3900; ++i) EXPECT_NEAR(limited[i], sound[i], 1e-3);
}

TEST(HighPass, RemovesWhatIsBelowAndKeepsWhatIsAbove) {
  for (const auto& [hertz, expected] :
       {std::pair(50.0, 1.0 / 36.0), {300.0, std::sqrt(0.5)}, {3000.0, 1.0}}) {
    std::vector<float> sound = tone(hertz, 16000);
    Biquad::high_pass(300.0, kRate).filter(sound);
    EXPECT_NEAR(amplitude(sound, hertz), expected, 0.01) << hertz;
  }
}

TEST(Noise, PopsAreShortAndAnywhere) {
  Random random({1});
  std::size_t silent = 0;
  std::size_t total = 0;
  std::vector<bool> heard(10);  // in which tenth of the window
  for (int draw = 0; draw < 200; ++draw) {
    const std::vector<float> sound = pops(kRate, kRate, random);
    ASSERT_EQ(sound.size(), static_cast<std::size_t>(kRate));
    EXPECT_GT(mean_power(sound), 0.0);
    silent += static_cast<std::size_t>(std::ranges::count(sound, 0.0f));
    total += sound.size();
    for (std::size_t i = 0; i < sound.size(); ++i) {
      if (sound[i] != 0.0f) heard[i * heard.size() / sound.size()] = true;
    }
  }
  // Two pops of five times 8.5 ms are to be expected, so that nine tenths are silent.
  EXPECT_GT(static_cast<double>(silent) / static_cast<double>(total), 0.8);
  EXPECT_THAT(heard, Each(true));
}

TEST(Equalization, HasItsGainAtItsFrequencyHalfAtItsWidthAndNoneFarAway) {
  const auto gain_decibels = [](double hertz) {
    std::vector<float> sound = tone(hertz, 16000);
    Biquad::peak(1000.0, 2.0, 12.0, kRate).filter(sound);
    return 20.0 * std::log10(amplitude(sound, hertz));
  };
  EXPECT_NEAR(gain_decibels(1000.0), 12.0, 0.05);
  // Two octaves wide: one to either side. The bilinear transform moves them a little.
  EXPECT_NEAR(gain_decibels(500.0), 6.0, 0.5);
  EXPECT_NEAR(gain_decibels(2000.0), 6.0, 0.5);
  EXPECT_NEAR(gain_decibels(20.0), 0.0, 0.1);
  EXPECT_NEAR(gain_decibels(7900.0), 0.0, 0.1);
}

TEST(Equalization, DrawsGainsUpToItsLimitEitherWay) {
  Random random({1});
  double least = 0.0;
  double most = 0.0;
  for (int draw = 0; draw < 200; ++draw) {
    const std::vector<Biquad> peaks = draw_equalization(1, 10.0, kRate, random);
    ASSERT_EQ(peaks.size(), 1u);
    std::vector<float> impulse(8000);
    impulse[4000] = 1.0f;
    peaks[0].filter(impulse);
    for (double hertz = 80.0; hertz < 7200.0; hertz *= 1.1) {
      std::complex<double> response = 0.0;
      for (std::size_t i = 0; i < impulse.size(); ++i) {
        response += static_cast<double>(impulse[i]) *
                    std::polar(1.0, -2.0 * std::numbers::pi * hertz * static_cast<double>(i) / kRate);
      }
      const double decibels = 20.0 * std::log10(std::abs(response));
      least = std::min(least, decibels);
      most = std::max(most, decibels);
    }
  }
  EXPECT_GT(least, -10.01);
  EXPECT_LT(least, -9.0);
  EXPECT_GT(most, 9.0);
  EXPECT_LT(most, 10.01);
}

TEST(NoiseGate, SilencesWhatIsFarBelowTheLoudestAndNothingElse) {
  // Tenths of a second: soft by 30 dB, loud, soft by 12 dB, soft by 30 dB.
  std::vector<float> sound;
  for (const float amplitude : {0.0158f, 0.5f, 0.126f, 0.0158f}) sound.insert(sound.end(), 1600, amplitude);
  const std::vector<float> before = sound;
  std::vector<float> open = sound;
  gate_noise(open, 16000, 40.0);
  EXPECT_EQ(open, before);
  gate_noise(sound, 16000, 20.0);
  // It opens and closes within the 10 ms before.
  EXPECT_THAT(std::span(sound).first(1440), testing::Each(0.0f));
  EXPECT_TRUE(std::ranges::is_sorted(std::span(sound).subspan(1440, 160)));
  EXPECT_TRUE(
      std::ranges::equal(std::span(sound).subspan(1600, 3040), std::span(before).subspan(1600, 3040)));
  EXPECT_TRUE(std::ranges::is_sorted(std::span(sound).subspan(4640, 160), std::greater()));
  EXPECT_THAT(std::span(sound).last(1600), testing::Each(0.0f));
  std::vector<float> silence(500, 0.0f);
  gate_noise(silence, 16000, 20.0);
  EXPECT_THAT(silence, testing::Each(0.0f));
}

TEST(Clipping, CutsPeaksAtALevelBelowThem) {
  std::vector<float> sound = {0.0f, 0.4f, -0.8f, 0.1f};
  clip_peaks(sound, 20.0 * std::log10(2.0));
  EXPECT_THAT(sound, testing::Pointwise(testing::FloatNear(1e-6f), {0.0f, 0.4f, -0.4f, 0.1f}));
  std::vector<float> same = {0.5f, -0.25f};
  clip_peaks(same, 0.0);
  EXPECT_THAT(same, ElementsAre(0.5f, -0.25f));
}

TEST(Quantization, IsFinerForSmallSamplesAndCoarserWithFewerBits) {
  const auto largest_error = [](float amplitude_of_tone, int bits) {
    std::vector<float> sound = tone(440.0, 4000);
    for (float& sample : sound) sample *= amplitude_of_tone;
    sound[0] = 1.0f;  // the peak
    std::vector<float> rounded = sound;
    quantize_companded(rounded, bits);
    float error = 0.0f;
    for (std::size_t i = 0; i < sound.size(); ++i) error = std::max(error, std::abs(rounded[i] - sound[i]));
    return error;
  };
  // The step of mu-law is ln(256) (x + 1/255) / 127 at x for 8 bits, and half of it is the largest error.
  const double bound = 0.5 * std::log(256.0) * (1.0 + 1.0 / 255.0) / 127.0;
  EXPECT_LE(largest_error(1.0f, 8), bound);
  EXPECT_GE(largest_error(1.0f, 8), 0.8 * bound);
  EXPECT_LT(largest_error(0.01f, 8), 4e-4f);
  EXPECT_GT(largest_error(1.0f, 4), 10.0f * largest_error(1.0f, 8));
  std::vector<float> silence(10);
  quantize_companded(silence, 8);
  EXPECT_THAT(silence, Each(0.0f));
}

TEST(Reverberation, RingsAndDecaysByTheRatioAskedFor) {
  Random random({1});
  const RoomResponse room = draw_room(0.5, 6.0, kRate, random);
  std::vector<float> impulse(kRate);
  impulse[0] = 1.0f;
  const std::vector<float> response = reverberate(impulse, room);
  EXPECT_EQ(response[0], 1.0f);
  const std::span ringing = std::span(response).subspan(1);
  const auto energy = [&](std::size_t begin, std::size_t count) {
    return mean_power(ringing.subspan(begin, count)) * static_cast<double>(count);
  };
  EXPECT_NEAR(10.0 * std::log10(energy(0, ringing.size())), -6.0, 0.3);
  // 12 dB fall in a fifth of the time in which 60 dB fall.
  EXPECT_NEAR(10.0 * std::log10(energy(800, 800) / energy(2400, 800)), 12.0, 1.5);
  EXPECT_EQ(energy(8100, 7000), 0.0);
}

TEST(Mask, CoversRunsOfBandsAndFramesWithTheMean) {
  bool masked_bands = false;
  bool masked_frames = false;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Features features{.channels = 1, .bands = 20, .frames = 30, .values = std::vector<float>(600)};
    std::iota(features.values.begin(), features.values.end(), 0.0f);
    const std::vector<float> before = features.values;
    Random random({seed});
    mask_features(features,
                  {.frequency_masks = 1, .frequency_share = 0.2, .time_masks = 1, .time_share = 0.1}, random);
    int bands = 0;
    int frames = 0;
    for (int band = 0; band < 20; ++band)
      bands += features.values[static_cast<std::size_t>(band * 30)] == 299.5f;
    for (int frame = 0; frame < 30; ++frame)
      frames += features.values[static_cast<std::size_t>(frame)] == 299.5f;
    masked_bands |= bands > 0 && bands < 20;
    masked_frames |= frames > 0 && frames < 30;
    if (bands < 20 && frames < 30) {
      EXPECT_LE(bands, 4);
      EXPECT_LE(frames, 3);
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
      EXPECT_TRUE(features.values[i] == before[i] || features.values[i] == 299.5f);
    }
  }
  EXPECT_TRUE(masked_bands);
  EXPECT_TRUE(masked_frames);
}

TEST(Random, DependsOnItsSeedAlone) {
  Random a({1, 2, 3});
  Random b({1, 2, 3});
  Random c({1, 3, 2});
  const std::uint64_t first = a.bits();
  EXPECT_EQ(first, b.bits());
  EXPECT_NE(first, c.bits());
}

TEST(Random, FillsItsRanges) {
  Random random({7});
  double sum = 0.0;
  std::vector<int> hits(5);
  for (int i = 0; i < 50'000; ++i) {
    const double x = random.uniform(2.0, 4.0);
    EXPECT_GE(x, 2.0);
    EXPECT_LT(x, 4.0);
    sum += x;
    ++hits[random.index(5)];
  }
  EXPECT_NEAR(sum / 50'000, 3.0, 0.01);
  for (const int count : hits) EXPECT_NEAR(count, 10'000, 400);
}

}  // namespace
}  // namespace earshot
