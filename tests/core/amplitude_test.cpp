#include "features/amplitude.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace earshot {
namespace {

using testing::ElementsAre;

std::vector<float> scaled(std::vector<float> samples, AmplitudeScaling scaling) {
  Clip clip{8000, {std::move(samples)}};
  scale_amplitude(clip, scaling);
  return clip.channels.front();
}

TEST(Amplitude, PeakBecomesOneWhateverItsSign) {
  EXPECT_THAT(scaled({0.25f, -0.5f}, AmplitudeScaling::peak), ElementsAre(0.5f, -1.0f));
  EXPECT_THAT(scaled({1e-42f, 0.0f}, AmplitudeScaling::peak), ElementsAre(1.0f, 0.0f));
}

TEST(Amplitude, PeakIsThatOfAllChannels) {
  Clip clip{8000, {{0.25f, 0.0f}, {0.0f, -0.5f}}};
  scale_amplitude(clip, AmplitudeScaling::peak);
  EXPECT_THAT(clip.channels, ElementsAre(ElementsAre(0.5f, 0.0f), ElementsAre(0.0f, -1.0f)));
}

TEST(Amplitude, SilenceStaysSilence) {
  EXPECT_THAT(scaled({0.0f, 0.0f}, AmplitudeScaling::peak), ElementsAre(0.0f, 0.0f));
}

TEST(Amplitude, Int16GivesTheIntegersOfTheFile) {
  EXPECT_THAT(scaled({-1.0f, 3.0f / 32768}, AmplitudeScaling::int16), ElementsAre(-32768.0f, 3.0f));
}

TEST(Amplitude, NoneChangesNothing) {
  EXPECT_THAT(scaled({-2.0f, 0.1f}, AmplitudeScaling::none), ElementsAre(-2.0f, 0.1f));
}

}  // namespace
}  // namespace earshot
