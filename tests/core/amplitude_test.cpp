#include "features/amplitude.h"

#include <gtest/gtest.h>

#include <vector>

namespace earshot {
namespace {

TEST(Amplitude, PeakIsTheGreatestWhateverItsSignAndPlace) {
  EXPECT_EQ(peak_of({}), 0.0f);
  for (std::size_t size = 1; size < 12; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::vector<float> samples(size, -0.25f);
      samples[at] = -0.5f;
      EXPECT_EQ(peak_of(samples), 0.5f);
      samples[at] = 1e-42f;
      EXPECT_EQ(peak_of(samples), size == 1 ? 1e-42f : 0.25f);
    }
  }
}

TEST(Amplitude, PeakBecomesOne) {
  for (const float peak : {1e-42f, 0.3f, 1.0f, 1e30f}) {
    EXPECT_EQ(static_cast<float>(peak * amplitude_gain(AmplitudeScaling::peak, peak)), 1.0f);
  }
}

TEST(Amplitude, SilenceStaysSilence) {
  EXPECT_EQ(amplitude_gain(AmplitudeScaling::peak, 0.0f), 1.0);
}

TEST(Amplitude, Int16GivesTheIntegersOfTheFile) {
  EXPECT_EQ(amplitude_gain(AmplitudeScaling::int16, 0.5f), 32768.0);
}

TEST(Amplitude, NoneChangesNothing) {
  EXPECT_EQ(amplitude_gain(AmplitudeScaling::none, 0.5f), 1.0);
}

}  // namespace
}  // namespace earshot
