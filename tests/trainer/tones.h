#pragma once

#include <cmath>
#include <filesystem>
#include <numbers>
#include <string>

#include "audio/clip.h"
#include "trainer/temporary_folder.h"

namespace earshot {

/// 0.3 s at 8 kHz.
inline Clip tone(double hz) {
  Clip clip{.sample_rate = 8000, .channels = {std::vector<float>(2400)}};
  for (std::size_t i = 0; i < 2400; ++i) {
    clip.channels[0][i] =
        static_cast<float>(0.3 * std::sin(2.0 * std::numbers::pi * hz * static_cast<double>(i) / 8000.0));
  }
  return clip;
}

/// Speakers 01 and 02, labels 0, 1, 2, takes 0, 1, 2 of each, in AudioMNIST's layout: one pitch a label.
inline void write_tones(const TemporaryFolder& folder, const std::filesystem::path& below) {
  for (const char* speaker : {"01", "02"}) {
    for (int label = 0; label < 3; ++label) {
      for (int take = 0; take < 3; ++take) {
        folder.write(
            below / speaker / (std::to_string(label) + "_" + speaker + "_" + std::to_string(take) + ".wav"),
            tone(300.0 + 400.0 * label + 20.0 * take));
      }
    }
  }
}

/// Learns to tell these tones apart in no time.
inline constexpr const char* kTonesRecipe = R"(
name = "tones"
seed = 3
[[data.source]]
name = "Tones"
licence = "CC0-1.0"
url = "https://example.org/tones"
layout = "audiomnist"
[split]
test = [{ takes = "0" }]
[front_end]
sample_rate = 8000
fit = { samples = 2000 }
stft = { n_fft = 256, hop_length = 128 }
mel = { bands = 16 }
compression = { kind = "log" }
scaling = { kind = "dataset" }
[network]
input = "1d"
layers = [
  { kind = "conv1d", channels = 8, kernel = 3, activation = "relu" },
  { kind = "batch_norm" },
  { kind = "mean_over_time" },
  { kind = "linear", units = 3 },
]
[training]
epochs = 8
batch_size = 4
optimizer = { kind = "adam", learning_rate = 0.02 }
[report]
confusion = "tones.png"
)";

}  // namespace earshot
