#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "golden/comparison.h"
#include "golden/manifest.h"
#include "golden/npy.h"
#include "golden/params.h"
#include "golden/references.h"
#include "test_data.h"

namespace earshot::golden {
namespace {

const std::string kSet = std::string(kTestData) + "/golden/set";

TEST(GoldenComparison, HoldsEveryValueToTheTolerance) {
  const Tensor reference{{2, 2}, {0.0f, 1.0f, 10.0f, 100.0f}};
  const Tolerance tolerance{.relative = 0.1, .absolute = 0.5};
  EXPECT_EQ(compare({{2, 2}, {0.5f, 1.5f, 11.0f, 110.0f}}, reference, tolerance, {}).problem, "");
  const Comparison wrong = compare({{2, 2}, {0.0f, 1.0f, 10.0f, 121.0f}}, reference, tolerance, {});
  EXPECT_NE(wrong.problem, "");
  EXPECT_DOUBLE_EQ(wrong.worst, 2.0);
}

TEST(GoldenComparison, RefusesNanAndOtherShapes) {
  const Tensor reference{{1, 2}, {1.0f, 2.0f}};
  const Tolerance all{.relative = 1e9, .absolute = 1e9};
  EXPECT_NE(compare({{1, 2}, {1.0f, std::nanf("")}}, reference, all, {}).problem, "");
  EXPECT_NE(compare({{2, 1}, {1.0f, 2.0f}}, reference, all, {}).problem, "");
}

TEST(GoldenComparison, ExemptsColumns) {
  const Tensor reference{{2, 2}, {1.0f, 2.0f, 3.0f, 4.0f}};
  const Tensor got{{2, 2}, {1.0f, 99.0f, 3.0f, 99.0f}};
  EXPECT_NE(compare(got, reference, {}, {}).problem, "");
  EXPECT_EQ(compare(got, reference, {}, {1}).problem, "");
}

TEST(GoldenReferences, UnknownFunctionsAreNotYetAndUnknownParametersUnsupported) {
  EXPECT_THROW(compute("scipy.signal.resample_poly", {}, {}), NotYet);
  const nlohmann::json params = {{"sr", 8000}, {"n_fft", 512}, {"n_mels", 10}};
  EXPECT_EQ(compute("librosa.filters.mel", params, {}).shape, (std::vector{10, 257}));
  nlohmann::json odd = params;
  odd["norm"] = 2;
  EXPECT_THROW(compute("librosa.filters.mel", odd, {}), Unsupported);
  odd = params;
  odd["ramp"] = "steep";
  EXPECT_THROW(compute("librosa.filters.mel", odd, {}), Unsupported);
}

TEST(GoldenManifest, RefusesFoldersThatAreNone) {
  EXPECT_THROW(Manifest("/there/is/no/such/folder"), BadFolder);
  EXPECT_THROW(Manifest(kSet).load("out/missing.npy"), BadFolder);
  EXPECT_THROW(read_npy(kSet + "/manifest.json"), BadFolder);
}

TEST(GoldenManifest, FollowsInputsToTheirMakers) {
  const Manifest manifest(kSet);
  for (const Case& test : manifest.cases()) {
    if (test.output) {
      EXPECT_EQ(manifest.maker_of(*test.output), &test) << test.name;
    }
  }
  EXPECT_EQ(manifest.maker_of("inputs/tone.wav"), nullptr);
}

}  // namespace
}  // namespace earshot::golden
