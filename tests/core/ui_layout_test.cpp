#include "ui/layout.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace earshot {
namespace {

bool overlap(const Area& a, const Area& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

std::vector<Area> areas_of(const Layout& layout) {
  if (layout.one_column) return {layout.bar, layout.controls, layout.foot};
  return {layout.bar, layout.controls, layout.signal, layout.result, layout.foot};
}

TEST(Layout, FitsEveryScreenWithoutOverlap) {
  const std::pair<float, float> screens[] = {{320.0f, 568.0f},   {390.0f, 844.0f},  {844.0f, 390.0f},
                                             {900.0f, 600.0f},   {1024.0f, 768.0f}, {1280.0f, 720.0f},
                                             {1920.0f, 1080.0f}, {3840.0f, 2160.0f}};
  for (const auto& [width, height] : screens) {
    const std::vector<Area> areas = areas_of(make_layout(width, height));
    for (std::size_t i = 0; i < areas.size(); ++i) {
      EXPECT_GT(areas[i].width, 0.0f);
      EXPECT_GT(areas[i].height, 0.0f);
      EXPECT_GE(areas[i].x, 0.0f);
      EXPECT_GE(areas[i].y, 0.0f);
      EXPECT_LE(areas[i].right(), width);
      EXPECT_LE(areas[i].bottom(), height);
      for (std::size_t j = 0; j < i; ++j)
        EXPECT_FALSE(overlap(areas[i], areas[j])) << width << " x " << height;
    }
  }
}

TEST(Layout, HasThreeColumnsOnDesksAndOneOnPhones) {
  EXPECT_FALSE(make_layout(900.0f, 600.0f).one_column);
  EXPECT_TRUE(make_layout(390.0f, 844.0f).one_column);
}

TEST(Layout, GivesTheSignalMostOfTheWidth) {
  for (const float width : {900.0f, 1280.0f, 1920.0f, 3840.0f}) {
    const Layout layout = make_layout(width, 900.0f);
    EXPECT_GT(layout.signal.width, layout.controls.width);
    EXPECT_GT(layout.signal.width, layout.result.width);
  }
}

TEST(Layout, KeepsFingersInMindOnPhones) {
  EXPECT_GE(make_layout(390.0f, 844.0f).metrics.control, 44.0f);
}

TEST(Layout, SurvivesNoScreen) {
  for (const Area& area : areas_of(make_layout(0.0f, 0.0f))) {
    EXPECT_GE(area.width, 0.0f);
    EXPECT_GE(area.height, 0.0f);
  }
}

}  // namespace
}  // namespace earshot
