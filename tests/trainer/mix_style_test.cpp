#include "training/mix_style.h"

#include <ATen/Context.h>
#include <ATen/Functions.h>
#include <gtest/gtest.h>

namespace earshot {
namespace {

/// {4, 1, 3, 50}: every example has bands of its own mean and deviation.
at::Tensor batch() {
  at::manual_seed(3);
  const at::Tensor mean = at::randn({4, 1, 3, 1}).mul(5.0);
  return at::randn({4, 1, 3, 50}).mul(at::rand({4, 1, 3, 1}).add(0.5)).add(mean);
}

at::Tensor means(const at::Tensor& inputs) { return inputs.mean(std::vector<std::int64_t>{1, 3}); }

at::Tensor without_style(const at::Tensor& inputs) {
  const std::vector<std::int64_t> axes = {1, 3};
  const at::Tensor centered = inputs.sub(inputs.mean(axes, true));
  return centered.div(centered.square().mean(axes, true).sqrt());
}

TEST(MixStyle, LeavesWhatChangesWithinABand) {
  const at::Tensor inputs = batch();
  const at::Tensor mixed = mix_styles(inputs, {.concentration = 1.0, .probability = 1.0});
  EXPECT_FALSE(mixed.allclose(inputs));
  EXPECT_TRUE(without_style(mixed).allclose(without_style(inputs), 1e-3, 1e-3));
}

TEST(MixStyle, GivesMeansBetweenThoseOfTwoExamplesInEveryBandAlike) {
  const at::Tensor inputs = batch();
  const at::Tensor own = means(inputs);
  const at::Tensor mixed = means(mix_styles(inputs, {.concentration = 1.0, .probability = 1.0}));
  for (std::int64_t i = 0; i < 4; ++i) {
    double nearest = 1e9;
    for (std::int64_t partner = 0; partner < 4; ++partner) {
      const at::Tensor way = own[partner].sub(own[i]);
      const double length = way.square().sum().item<double>();
      const double share = length > 0.0 ? mixed[i].sub(own[i]).mul(way).sum().item<double>() / length : 0.0;
      if (share < -1e-3 || share > 1.0 + 1e-3) continue;
      nearest =
          std::min(nearest, own[i].add(way.mul(share)).sub(mixed[i]).abs().max().item<double>());
    }
    EXPECT_LT(nearest, 1e-3) << "example " << i;
  }
}

TEST(MixStyle, LeavesABatchThatItDoesNotDraw) {
  const at::Tensor inputs = batch();
  EXPECT_TRUE(mix_styles(inputs, {.concentration = 1.0, .probability = 0.0}).equal(inputs));
}

TEST(MixStyle, KeepsABandWithoutSoundFinite) {
  const at::Tensor mixed = mix_styles(at::zeros({2, 1, 3, 10}), {.concentration = 0.4, .probability = 1.0});
  EXPECT_TRUE(mixed.isfinite().all().item<bool>());
}

}  // namespace
}  // namespace earshot
