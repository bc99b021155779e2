#include "audio/clip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace earshot {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(MixDown, IsTheMeanOfTheChannels) {
  EXPECT_THAT(mix_down({8000, {{1.0f, 2.0f}}}), ElementsAre(1.0f, 2.0f));
  EXPECT_THAT(mix_down({8000, {{1.0f, 2.0f}, {-1.0f, 0.0f}}}), ElementsAre(0.0f, 1.0f));
  EXPECT_THAT(mix_down({8000, {{3.0f}, {0.0f}, {0.0f}}}), ElementsAre(1.0f));
  EXPECT_THAT(mix_down({}), IsEmpty());
}

}  // namespace
}  // namespace earshot
