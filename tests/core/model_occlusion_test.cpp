#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "model/occlusion.h"

namespace earshot {
namespace {

Features noise_like(int channels, int bands, int frames) {
  Features features{channels, bands, frames, {}};
  for (int i = 0; i < channels * bands * frames; ++i) features.values.push_back(std::sin(0.7f * static_cast<float>(i)));
  return features;
}

/// Bands and frames, ends excluded.
struct Region {
  int first_band, end_band, first_frame, end_frame;
};

/// A network that looks at a region only: label 1 has its sum as the logit, label 0 has none.
std::vector<float> look_at(const Features& features, const Region& region) {
  float sum = 0.0f;
  for (int band = region.first_band; band < region.end_band; ++band) {
    for (int frame = region.first_frame; frame < region.end_frame; ++frame) {
      sum += features.values[static_cast<std::size_t>(band) * features.frames + frame];
    }
  }
  return {0.0f, sum};
}

TEST(Occlusion, FindsWhereANetworkLooks) {
  Features features{1, 40, 100, std::vector<float>(4000, 0.0f)};
  const Region region{8, 12, 50, 56};
  for (int band = region.first_band; band < region.end_band; ++band) {
    std::fill_n(features.values.begin() + band * 100 + region.first_frame, 6, 1.0f);
  }
  Occlusion occlusion(features, ModelCard::Task::single_label, look_at(features, region));
  for (std::size_t part = 0; part < occlusion.parts(); ++part) {
    occlusion.take(part, look_at(occlusion.hide(part), region));
  }
  ASSERT_EQ(occlusion.rows(), 10);
  ASSERT_EQ(occlusion.columns(), 16);
  const std::vector<float> map = occlusion.map();
  const auto most = std::distance(map.begin(), std::ranges::max_element(map));
  EXPECT_EQ(most / 16, 2);  // bands 8 to 11
  EXPECT_EQ(most % 16, 8);  // frames 50 to 55
  EXPECT_EQ(map[most], 1.0f);
  // Two cells away no part reaches the region.
  EXPECT_EQ(map[2 * 16 + 5], 0.0f);
  EXPECT_EQ(map[5 * 16 + 8], 0.0f);
}

TEST(Occlusion, HidesAPartBehindTheMeanAndNothingElse) {
  const Features features = noise_like(2, 20, 32);
  const Occlusion occlusion(features, ModelCard::Task::single_label, std::vector<float>{1.0f, 0.0f});
  const Features hidden = occlusion.hide(0);  // bands 0 to 3, frames 0 to 3
  double mean = 0.0;
  for (const float value : features.values) mean += value / static_cast<double>(features.size());
  for (int channel = 0; channel < 2; ++channel) {
    for (int band = 0; band < 20; ++band) {
      for (int frame = 0; frame < 32; ++frame) {
        const std::size_t i = (static_cast<std::size_t>(channel) * 20 + band) * 32 + frame;
        const bool inside = band < 4 && frame < 4;
        EXPECT_NEAR(hidden.values[i], inside ? mean : features.values[i], 1e-6) << band << ", " << frame;
      }
    }
  }
}

TEST(Occlusion, EveryValueIsHiddenByAtLeastOnePart) {
  for (const auto& [bands, frames] : {std::pair{40, 101}, {13, 7}, {1, 8000}, {11, 17}}) {
    const Features features = noise_like(1, bands, frames);
    const Occlusion occlusion(features, ModelCard::Task::single_label, std::vector<float>{1.0f, 0.0f});
    std::vector<bool> hidden(features.size(), false);
    for (std::size_t part = 0; part < occlusion.parts(); ++part) {
      const Features without = occlusion.hide(part);
      for (std::size_t i = 0; i < hidden.size(); ++i) {
        if (without.values[i] != features.values[i]) hidden[i] = true;
      }
    }
    EXPECT_EQ(std::ranges::count(hidden, false), 0) << bands << " x " << frames;
  }
}

TEST(Occlusion, WhatSpeaksAgainstTheLabelIsNoEvidenceForIt) {
  const Features features = noise_like(1, 2, 2);
  Occlusion occlusion(features, ModelCard::Task::binary, std::vector<float>{-1.0f});  // label 0
  ASSERT_EQ(occlusion.parts(), 1u);
  occlusion.take(0, std::vector<float>{-3.0f});  // more of label 0 without it
  EXPECT_EQ(occlusion.map(), std::vector<float>(4, 0.0f));
  occlusion.take(0, std::vector<float>{2.0f});
  EXPECT_EQ(occlusion.map(), std::vector<float>(4, 1.0f));
}

TEST(Occlusion, GoesOnTellingWhereTheNetworkIsCertain) {
  const Features features = noise_like(1, 10, 16);
  Occlusion occlusion(features, ModelCard::Task::single_label, std::vector<float>{900.0f, 0.0f, 1.0f});
  occlusion.take(0, std::vector<float>{500.0f, 0.0f, 1.0f});
  occlusion.take(1, std::vector<float>{700.0f, 0.0f, 1.0f});
  const std::vector<float> map = occlusion.map();
  EXPECT_EQ(map[0], 1.0f);
  EXPECT_GT(map[0], map[2]);
  EXPECT_GT(map[2], 0.0f);
}

}  // namespace
}  // namespace earshot
