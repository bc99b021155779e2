#pragma once

#include <string>

namespace earshot {

/// A small recipe whose features are {8 bands, 11 frames}, with the network given: the text of its layers.
inline std::string recipe_text(const std::string& layers, const std::string& input = "1d",
                               const std::string& training = "epochs = 3\nbatch_size = 16") {
  return R"(name = "small"
[data]
layout = "audiomnist"
[split]
validation = [{ takes = "0-1" }]
[front_end]
sample_rate = 8000
kind = "mel"
fit = { samples = 1280, position = "end" }
stft = { n_fft = 256, hop_length = 128 }
mel = { bands = 8 }
compression = { kind = "log" }
[training]
)" + training +
         R"(
[network]
input = ")" +
         input + R"("
layers = [
)" + layers +
         "\n]\n";
}

}  // namespace earshot
