// The test set is out of reach until training is finished: by type, so most of it is checked when this
// compiles.
#include <gmock/gmock.h>

#include <concepts>
#include <type_traits>

#include "error.h"
#include "experiment/development_data.h"
#include "experiment/epoch_shares.h"
#include "experiment/sealed_test.h"
#include "experiment/trained_network.h"
#include "trainer/temporary_folder.h"
#include "trainer/tones.h"

namespace earshot {
namespace {

// Only the end of training makes the proof, and it serves once.
static_assert(!std::is_default_constructible_v<FinishedTraining>);
static_assert(!std::is_aggregate_v<FinishedTraining>);
static_assert(!std::is_copy_constructible_v<FinishedTraining>);
static_assert(!std::is_copy_assignable_v<FinishedTraining>);
static_assert(!std::constructible_from<FinishedTraining, TrainingResult>);
static_assert(!std::constructible_from<FinishedTraining, Network>);

template <typename Sealed, typename... Arguments>
concept Opens = requires(Sealed&& sealed, Arguments&&... arguments) {
  std::forward<Sealed>(sealed).open(std::forward<Arguments>(arguments)...);
};
static_assert(Opens<SealedTest, FinishedTraining, const DevelopmentData&, const WorkOptions&>);
static_assert(!Opens<SealedTest, const DevelopmentData&, const WorkOptions&>, "it needs the proof");
static_assert(!Opens<SealedTest, FinishedTraining&, const DevelopmentData&, const WorkOptions&>,
              "the proof is given away");
static_assert(!Opens<SealedTest&, FinishedTraining, const DevelopmentData&, const WorkOptions&>,
              "a test set opens once");
static_assert(!std::is_copy_constructible_v<SealedTest>);

// What choices are made with holds no test set.
template <typename Data>
concept HasTest = requires(Data data) { data.test; };
static_assert(!HasTest<DevelopmentData>);

class Experiment : public testing::Test {
 protected:
  Experiment() { write_tones(folder_, "data"); }

  DevelopmentData load() const { return load_development_data(recipe_, data_, options_); }
  TrainedNetwork train(const DevelopmentData& data, bool stop = false) const {
    return train_network(recipe_, data, folder_.path() / "checkpoint", options_, stop);
  }

  TemporaryFolder folder_;
  std::filesystem::path data_ = folder_.path() / "data";
  Recipe recipe_ = parse_recipe(kTonesRecipe, "tones.toml", {{"seed", "3"}, {"training.epochs", "1"}});
  WorkOptions options_{.device = "cpu", .threads = 1, .quiet = true};
};

TEST_F(Experiment, ChoosesWithoutTestClipsAndFindsBrokenOnesBeforeTraining) {
  for (const char* name : {"01/0_01_0.wav", "01/1_01_0.wav", "01/2_01_0.wav", "02/0_02_0.wav"}) {
    folder_.write(std::filesystem::path("data") / name, "not audio");
  }
  EXPECT_EQ(load().training.size(), 12u);
  EXPECT_THROW(SealedTest(recipe_, data_, options_), Error);
}

TEST_F(Experiment, GivesNoProofOfATrainingThatWasStopped) {
  const TrainedNetwork trained = train(load(), /*stop=*/true);
  EXPECT_TRUE(trained.result.stopped());
  EXPECT_FALSE(trained.finished);
}

TEST_F(Experiment, TellsWhereTheExamplesOfEachPartComeFrom) {
  recipe_.split.validation = {{.takes = NumberRanges::parse("1")}};
  const DevelopmentData data = load();
  SealedTest sealed(recipe_, data_, options_);
  EXPECT_EQ(sealed.size(), 6u);
  TrainedNetwork trained = train(data);
  const DataPart test = std::move(sealed).open(std::move(trained.finished.value()), data, options_);
  const DataPart* parts[] = {&test, &data.validation, &data.training};
  for (int take = 0; take < 3; ++take) {
    const DataPart& part = *parts[take];
    EXPECT_EQ(part.examples->size(), 6u);
    ASSERT_EQ(part.size(), 6u);
    for (std::size_t i = 0; i < 6; ++i) {
      EXPECT_EQ(part.origins[i].take, take);
      EXPECT_EQ(part.origins[i].label, std::to_string(static_cast<int>(part.examples->targets()[i])));
    }
  }
}

TEST_F(Experiment, CountsLabelsAsOftenAsAnEpochReadsThem) {
  recipe_.data.sources[0].epoch_share = 0.25;
  const DevelopmentData data = load();
  EXPECT_THAT(epoch_shares(recipe_.data, data.training), testing::Each(0.25));
  EXPECT_THAT(label_shares(recipe_.data, data.training, 3), testing::Each(testing::DoubleEq(1.0 / 3.0)));
}

}  // namespace
}  // namespace earshot
