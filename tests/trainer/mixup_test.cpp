#include "training/mixup.h"

#include <ATen/Context.h>
#include <ATen/Functions.h>
#include <gtest/gtest.h>

namespace earshot {
namespace {

TEST(Mixup, MixesInputsAndLossesByTheSameShare) {
  const Mixture mixture{.partner = at::tensor({2L, 0L, 1L}), .share = 0.75};
  const at::Tensor inputs = at::tensor({1.0, 2.0, 4.0}).view({3, 1});
  EXPECT_TRUE(mixture.mixed(inputs).allclose(at::tensor({1.75, 1.75, 3.5}).view({3, 1})));
  const auto sum = [](const at::Tensor& targets) {
    return targets.mul(at::tensor({1.0, 10.0, 100.0})).sum();
  };
  // 0.75 (1 + 20 + 300) + 0.25 (3 + 10 + 200)
  EXPECT_NEAR(mixture.mixed_loss(at::tensor({1.0, 2.0, 3.0}), sum).item<double>(), 294.0, 1e-9);
}

TEST(Mixup, DrawsFromTheBetaDistribution) {
  at::manual_seed(1);
  const at::Tensor targets = at::zeros({8});
  double sum = 0.0;
  double squares = 0.0;
  constexpr int kDraws = 4000;
  for (int i = 0; i < kDraws; ++i) {
    const Mixture mixture = draw_mixture(0.5, targets).value();
    ASSERT_TRUE(std::get<0>(mixture.partner.sort()).equal(at::arange(8)));
    sum += mixture.share;
    squares += mixture.share * mixture.share;
  }
  // Beta(a, a): mean 1/2, variance 1 / (4 (2 a + 1)).
  EXPECT_NEAR(sum / kDraws, 0.5, 0.02);
  EXPECT_NEAR(squares / kDraws - 0.25, 0.125, 0.01);
}

TEST(Mixup, IsNoneWhereNothingIsToBeMixed) {
  EXPECT_FALSE(draw_mixture(0.0, at::zeros({4})));
}

}  // namespace
}  // namespace earshot
