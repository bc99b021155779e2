#include "features/amplitude.h"

#include <algorithm>
#include <cmath>

namespace earshot {

void scale_amplitude(std::span<float> samples, AmplitudeScaling scaling) {
  switch (scaling) {
    case AmplitudeScaling::none:
      break;
    case AmplitudeScaling::peak: {
      float peak = 0.0f;
      for (const float sample : samples) peak = std::max(peak, std::abs(sample));
      if (peak > 0.0f) {
        for (float& sample : samples) sample /= peak;
      }
      break;
    }
    case AmplitudeScaling::int16:
      for (float& sample : samples) sample *= 32768.0f;
      break;
  }
}

}  // namespace earshot
