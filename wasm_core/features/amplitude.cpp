#include "features/amplitude.h"

#include <algorithm>
#include <cmath>

namespace earshot {

void scale_amplitude(Clip& clip, AmplitudeScaling scaling) {
  switch (scaling) {
    case AmplitudeScaling::none:
      break;
    case AmplitudeScaling::peak: {
      float peak = 0.0f;
      for (const auto& channel : clip.channels) {
        for (const float sample : channel) peak = std::max(peak, std::abs(sample));
      }
      if (peak == 0.0f) break;
      for (auto& channel : clip.channels) {
        for (float& sample : channel) sample /= peak;
      }
      break;
    }
    case AmplitudeScaling::int16:
      for (auto& channel : clip.channels) {
        for (float& sample : channel) sample *= 32768.0f;
      }
      break;
  }
}

}  // namespace earshot
