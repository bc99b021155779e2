#include "audio/noise.h"

#include <cmath>
#include <cstdint>

namespace earshot {

std::vector<float> white_noise(std::size_t samples, Random& random) {
  // The sum of four uniform numbers of 16 bits: all that a Gaussian needs to be here, without a logarithm.
  constexpr float kMean = 4.0f * 32767.5f;
  const float deviation = std::sqrt(4.0f / 12.0f) * 65536.0f;
  std::vector<float> noise(samples);
  for (float& sample : noise) {
    const std::uint64_t bits = random.bits();
    const auto sum = static_cast<std::uint32_t>((bits & 0xffff) + (bits >> 16 & 0xffff) +
                                                (bits >> 32 & 0xffff) + (bits >> 48));
    sample = (static_cast<float>(sum) - kMean) / deviation;
  }
  return noise;
}

std::vector<float> pink_noise(std::size_t samples, Random& random) {
  std::vector<float> noise = white_noise(samples, random);
  // Poles and zeros that fall by 3 dB an octave within 0.3 dB over nine octaves: J. O. Smith, "Spectral Audio
  // Signal Processing", "Example: Synthesis of 1/F Noise".
  constexpr float kB[] = {0.049922035f, -0.095993537f, 0.050612699f, -0.004408786f};
  constexpr float kA[] = {-2.494956002f, 2.017265875f, -0.522189400f};
  float x[3] = {};
  float y[3] = {};
  for (float& sample : noise) {
    const float out = kB[0] * sample + kB[1] * x[0] + kB[2] * x[1] + kB[3] * x[2] - kA[0] * y[0] -
                      kA[1] * y[1] - kA[2] * y[2];
    x[2] = x[1];
    x[1] = x[0];
    x[0] = sample;
    y[2] = y[1];
    y[1] = y[0];
    y[0] = out;
    sample = out;
  }
  return noise;
}

std::vector<float> brown_noise(std::size_t samples, Random& random) {
  std::vector<float> noise = white_noise(samples, random);
  // A leaky sum: without the leak it would drift away.
  constexpr float kLeak = 0.998f;
  float sum = 0.0f;
  for (float& sample : noise) {
    sum = kLeak * sum + sample;
    sample = sum;
  }
  return noise;
}

std::vector<float> pops(std::size_t samples, int sample_rate, Random& random) {
  std::vector<float> noise(samples);
  const std::size_t count = 1 + random.index(3);
  for (std::size_t pop = 0; pop < count; ++pop) {
    const double decay_samples = sample_rate * std::exp(random.uniform(std::log(0.001), std::log(0.03)));
    // After five times that, nothing is left to hear.
    const auto length = static_cast<std::size_t>(5.0 * decay_samples) + 1;
    const std::vector<float> burst =
        random.chance(0.5) ? white_noise(length, random) : brown_noise(length, random);
    const double loudness = random.uniform(0.3, 1.0) / std::sqrt(mean_power(burst) * decay_samples);
    const std::size_t begin = random.index(samples);
    for (std::size_t i = 0; i < length && begin + i < samples; ++i) {
      const double decay = std::exp(-static_cast<double>(i) / decay_samples);
      noise[begin + i] += static_cast<float>(loudness * decay * burst[i]);
    }
  }
  return noise;
}

std::vector<float> babble(std::span<const std::span<const float>> voices, std::size_t samples,
                          Random& random) {
  std::vector<float> mix(samples);
  for (const std::span<const float> voice : voices) {
    const double power = mean_power(voice);
    if (power == 0.0) continue;
    const float scale = static_cast<float>(1.0 / std::sqrt(power));
    std::size_t at = random.index(voice.size());
    for (float& sample : mix) {
      sample += scale * voice[at];
      if (++at == voice.size()) at = 0;
    }
  }
  return mix;
}

std::vector<float> any_part(std::span<const float> recording, std::size_t samples, Random& random) {
  std::vector<float> part(samples);
  std::size_t at = random.index(recording.size());
  for (float& sample : part) {
    sample = recording[at];
    if (++at == recording.size()) at = 0;
  }
  return part;
}

double mean_power(std::span<const float> samples) {
  double sum = 0.0;
  for (const float x : samples) sum += static_cast<double>(x) * x;
  return samples.empty() ? 0.0 : sum / static_cast<double>(samples.size());
}

void add_noise(std::span<float> samples, std::span<const float> noise, double signal_power,
               double snr_decibels) {
  const double noise_power = mean_power(noise);
  if (noise_power == 0.0) return;
  const float scale =
      static_cast<float>(std::sqrt(signal_power / noise_power * std::pow(10.0, -snr_decibels / 10.0)));
  for (std::size_t i = 0; i < samples.size(); ++i) samples[i] += scale * noise[i];
}

}  // namespace earshot
