#include "experiment/arithmetic_check.h"

#include <ATen/Context.h>

#include <format>
#include <iostream>

#include "error.h"
#include "export/export_model.h"

namespace earshot {
namespace {

/// One batch of the comparison.
constexpr std::size_t kExamples = 64;
/// Wrong sums are far beyond; logits of a network that has learnt nothing may be large.
constexpr float kTolerance = 1e-3f;

ModelCard card_of(const Recipe& recipe, const DevelopmentData& data) {
  ModelCard card;
  card.name = recipe.name;
  card.task = recipe.task;
  card.labels = data.labels;
  card.front_end = data.front_end;
  card.decision = recipe.decision;
  return card;
}

}  // namespace

void check_arithmetic(const Network& network, const Recipe& recipe, const DevelopmentData& data) {
  const auto difference = [&] {
    return difference_of_runtimes(network, card_of(recipe, data), *data.training.examples, kExamples);
  };
  const float with_onednn = difference();
  if (with_onednn <= kTolerance) return;
  at::globalContext().setUserEnabledMkldnn(false);
  if (const float without = difference(); without > kTolerance) {
    throw Error(std::format(
        "LibTorch's logits differ from ONNX Runtime's by {:.2g} before anything is learnt, so that "
        "nothing it learns could be trusted; on processors that OpenBLAS misreads it helps to set "
        "OPENBLAS_CORETYPE=Haswell and OPENBLAS_L2_SIZE=512 in the environment, else train elsewhere",
        without));
  }
  std::cerr << std::format(
      "note: oneDNN computes wrong sums on this processor (logits differ by {:.2g}); training goes "
      "on without it, slower\n",
      with_onednn);
}

}  // namespace earshot
