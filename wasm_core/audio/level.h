#pragma once

#include <span>

namespace earshot {

/// Level of a block in dB relative to full scale. Digital silence and empty blocks give -120, the floor.
struct Level {
  float rms_dbfs = -120.0f;
  float peak_dbfs = -120.0f;
};

Level measure_level(std::span<const float> samples);

}  // namespace earshot
