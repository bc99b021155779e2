#include "experiment/folds.h"

#include <gtest/gtest.h>

#include "error.h"

namespace earshot {
namespace {

TEST(Folds, DealTheSpeakersOfEveryRecordedSource) {
  const DataSpec spec{
      .sources = {{.name = "A"}, {.name = "B"}, {.name = "made", .synthetic = SyntheticData::digits}}};
  Dataset dataset;
  for (const char* speaker : {"1", "2", "10"}) dataset.clips.push_back({.speaker = speaker, .source = "A"});
  dataset.clips.push_back({.speaker = "x", .source = "B"});
  for (const char* speaker : {"1", "2"}) dataset.clips.push_back({.speaker = speaker, .source = "made"});
  const std::vector<Fold> folds = plan_folds("speakers:2", spec, dataset);
  ASSERT_EQ(folds.size(), 2u);
  EXPECT_EQ(folds[0].settings[0].value,
            R"([{ sources = ["A"], speakers = ["1","10"] }, { sources = ["B"], speakers = ["x"] }])");
  EXPECT_EQ(folds[1].settings[0].value, R"([{ sources = ["A"], speakers = ["2"] }])");
  EXPECT_THROW(plan_folds("speakers:4", spec, dataset), Error);
  EXPECT_THROW(plan_folds("speakers:one", spec, dataset), Error);
}

}  // namespace
}  // namespace earshot
