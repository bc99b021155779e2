#include "training/trainer.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "data/files.h"
#include "error.h"
#include "recipe/recipe.h"
#include "trainer/fake_examples.h"
#include "trainer/recipe_text.h"
#include "training/batch_loader.h"
#include "training/schedule.h"
#include "training/terminal_progress.h"

namespace earshot {
namespace {

constexpr const char* kLayers = R"(
  { kind = 'conv1d', channels = 8, kernel = 3, activation = 'relu' },
  { kind = 'batch_norm' },
  { kind = 'dropout', probability = 0.2 },
  { kind = 'mean_over_time' },
  { kind = 'linear', units = 4 },)";

const std::vector<float> kProbe(88, 0.3f);

/// Asks to stop after some batches.
class StopAfter : public SilentProgress {
 public:
  StopAfter(std::atomic<bool>& stop, int batches) : stop_(stop), left_(batches) {}
  void batch(long, std::size_t, std::size_t, double) override { stop_ = --left_ <= 0; }

 private:
  std::atomic<bool>& stop_;
  int left_;
};

class TrainingTest : public testing::Test {
 protected:
  void SetUp() override {
    set_training_threads(1);
    std::filesystem::remove(checkpoint_);
  }
  void TearDown() override { std::filesystem::remove(checkpoint_); }

  Recipe recipe(const std::string& training) const {
    return parse_recipe(recipe_text(kLayers, "1d", training), "r.toml");
  }

  TrainingResult run(Network& network, const Recipe& recipe, const TrainingOptions& options = {}) {
    SilentProgress progress;
    return train(network, recipe.training, recipe.seed, training_, &validation_, options, progress, stop_);
  }

  std::filesystem::path checkpoint_ =
      std::filesystem::path(testing::TempDir()) / "earshot-training.checkpoint";
  FakeExamples training_{{8, 11}, 90, 4, 1};
  FakeExamples validation_{{8, 11}, 40, 4, 2};
  std::atomic<bool> stop_ = false;
};

TEST_F(TrainingTest, LearnsWhatIsEasy) {
  for (const char* optimizer :
       {"{ kind = 'adam', learning_rate = 0.02 }", "{ kind = 'adamw', learning_rate = 0.02 }",
        "{ kind = 'sgd', learning_rate = 0.2, momentum = 0.9, nesterov = true }"}) {
    const Recipe recipe = this->recipe("epochs = 12\nbatch_size = 10\noptimizer = " + std::string(optimizer));
    Network network(recipe.network, 1);
    const TrainingResult result = run(network, recipe);
    ASSERT_EQ(result.history.size(), 12u);
    EXPECT_LT(result.history.back().training_loss, 0.5 * result.history.front().training_loss) << optimizer;
    EXPECT_GT(result.history.back().validation_accuracy, 0.9) << optimizer;
  }
}

TEST_F(TrainingTest, MeasuresEveryFewEpochsAndTheLast) {
  const Recipe recipe = this->recipe("epochs = 7\nvalidate_every = 3");
  Network network(recipe.network, 1);
  const TrainingResult result = run(network, recipe);
  std::vector<long> measured;
  for (const EpochRecord& record : result.history) {
    if (record.validation_loss) measured.push_back(record.epoch);
  }
  EXPECT_THAT(measured, testing::ElementsAre(3, 6, 7));
}

TEST_F(TrainingTest, GivesTheSameFromTheSameSeed) {
  const Recipe recipe =
      this->recipe("epochs = 3\nbatch_size = 16\naverage_decay = 0.9\nlabel_smoothing = 0.1");
  std::vector<std::vector<float>> logits;
  for (const int threads : {1, 1, 3}) {
    Network network(recipe.network, recipe.seed);
    run(network, recipe, {.loader_threads = threads});
    logits.push_back(network.logits(kProbe));
  }
  EXPECT_EQ(logits[0], logits[1]);
  EXPECT_EQ(logits[0], logits[2]);
}

TEST_F(TrainingTest, ResumesToTheSameResult) {
  const Recipe recipe = this->recipe(
      "epochs = 5\nbatch_size = 16\naverage_decay = 0.9\nkeep = 'best'\nschedule = { kind = 'onecycle' }\n"
      "optimizer = { kind = 'adamw' }");
  Network uninterrupted(recipe.network, recipe.seed);
  const TrainingResult expected = run(uninterrupted, recipe);

  Network killed(recipe.network, recipe.seed);
  StopAfter stopping(stop_, 15);  // in the third epoch of six batches
  const TrainingOptions options{.checkpoint = checkpoint_};
  const TrainingResult part =
      train(killed, recipe.training, recipe.seed, training_, &validation_, options, stopping, stop_);
  EXPECT_TRUE(part.stopped);
  EXPECT_EQ(part.history.size(), 2u);

  stop_ = false;
  Network resumed(recipe.network, 99);  // its weights come from the checkpoint
  const TrainingResult result = run(resumed, recipe, options);
  EXPECT_FALSE(result.stopped);
  EXPECT_EQ(result.kept_epoch, expected.kept_epoch);
  ASSERT_EQ(result.history.size(), 5u);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(result.history[i].training_loss, expected.history[i].training_loss) << i;
    EXPECT_EQ(result.history[i].validation_loss, expected.history[i].validation_loss) << i;
  }
  EXPECT_EQ(resumed.logits(kProbe), uninterrupted.logits(kProbe));
}

TEST_F(TrainingTest, StoppingBeforeTheFirstEpochEndsLeavesTheNetworkAlone) {
  const Recipe recipe = this->recipe("epochs = 2\nbatch_size = 16");
  Network network(recipe.network, 1);
  const std::vector<float> before = network.logits(kProbe);
  StopAfter stopping(stop_, 2);
  const TrainingResult result =
      train(network, recipe.training, recipe.seed, training_, nullptr, {}, stopping, stop_);
  EXPECT_TRUE(result.stopped);
  EXPECT_EQ(result.kept_epoch, 0);
  EXPECT_TRUE(result.history.empty());
  EXPECT_EQ(network.logits(kProbe), before);
}

TEST_F(TrainingTest, KeepsTheBestWeights) {
  // So high a rate that the network forgets what it learned.
  const Recipe recipe = this->recipe(
      "epochs = 6\nbatch_size = 10\nkeep = 'best'\noptimizer = { kind = 'adam', learning_rate = 0.5 }");
  Network network(recipe.network, 1);
  const TrainingResult result = run(network, recipe);
  for (const EpochRecord& record : result.history) {
    EXPECT_LE(record.validation_accuracy,
              result.history[static_cast<std::size_t>(result.kept_epoch - 1)].validation_accuracy);
  }
}

TEST_F(TrainingTest, RefusesACheckpointThatIsNone) {
  const Recipe recipe = this->recipe("epochs = 1");
  Network network(recipe.network, 1);
  write_file(checkpoint_, std::string_view("not a checkpoint"));
  EXPECT_THROW(run(network, recipe, {.checkpoint = checkpoint_}), Error);
}

TEST_F(TrainingTest, RefusesTheCheckpointOfAnotherNetwork) {
  const Recipe recipe = this->recipe("epochs = 1");
  Network network(recipe.network, 1);
  run(network, recipe, {.checkpoint = checkpoint_});
  const Recipe other = parse_recipe(
      recipe_text("{ kind = 'mean_over_time' }, { kind = 'linear', units = 4 }", "1d", "epochs = 2"),
      "r.toml");
  Network other_network(other.network, 1);
  EXPECT_THROW(run(other_network, other, {.checkpoint = checkpoint_}), Error);
}

TEST_F(TrainingTest, LeavesOneWholeCheckpointBehind) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "earshot-checkpoints";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  const Recipe recipe = this->recipe("epochs = 3");
  Network network(recipe.network, 1);
  run(network, recipe, {.checkpoint = folder / "checkpoint"});
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename());
  EXPECT_THAT(names, testing::ElementsAre("checkpoint"));
  std::filesystem::remove_all(folder);
}

TEST_F(TrainingTest, SaysWhenTheLossExplodes) {
  const Recipe unstable = parse_recipe(
      recipe_text("{ kind = 'flatten' }, { kind = 'linear', units = 50 }, { kind = 'linear', units = 50 }, "
                  "{ kind = 'linear', units = 4 }",
                  "1d", "epochs = 20\noptimizer = { kind = 'sgd', learning_rate = 100, momentum = 0.99 }"),
      "r.toml");
  Network network(unstable.network, 1);
  EXPECT_THROW(run(network, unstable), Error);
}

TEST(BatchLoader, GivesEveryExampleOnceInTheOrderAskedFor) {
  const FakeExamples examples({2, 3}, 10, 10);
  for (const int threads : {1, 4}) {
    BatchLoader loader(examples, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}, 1, 4, threads);
    std::vector<float> targets;
    std::vector<std::size_t> sizes;
    std::vector<float> expected(6);
    while (const std::optional<Batch> batch = loader.next()) {
      sizes.push_back(batch->targets.size());
      for (std::size_t i = 0; i < batch->targets.size(); ++i) {
        examples.read(static_cast<std::size_t>(batch->targets[i]), 1, expected);
        EXPECT_TRUE(
            std::equal(expected.begin(), expected.end(), batch->values.begin() + static_cast<long>(i) * 6));
      }
      targets.insert(targets.end(), batch->targets.begin(), batch->targets.end());
    }
    EXPECT_THAT(sizes, testing::ElementsAre(4, 4, 2));
    EXPECT_THAT(targets, testing::ElementsAre(9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
  }
}

TEST(BatchLoader, MayBeLeftBeforeTheEnd) {
  const FakeExamples examples({2, 3}, 100, 10);
  std::vector<std::size_t> order(100);
  BatchLoader loader(examples, order, 1, 4, 2);
  EXPECT_TRUE(loader.next());
}

TEST(BatchLoader, PassesOnWhatReadingThrows) {
  class Unreadable : public FakeExamples {
   public:
    using FakeExamples::FakeExamples;
    void read(std::size_t, std::uint64_t, std::span<float>) const override { throw Error("broken"); }
  };
  const Unreadable examples({2, 3}, 10, 10);
  BatchLoader loader(examples, {0, 1, 2}, 1, 2, 2);
  EXPECT_THROW(loader.next(), Error);
}

TEST(Schedule, ConstantNeverChanges) {
  EXPECT_EQ(scheduled_rate({}, 0.1, 0, 10), 0.1);
  EXPECT_EQ(scheduled_rate({}, 0.1, 9, 10), 0.1);
}

TEST(Schedule, OneCycleIsPyTorchs) {
  ScheduleSpec spec;
  spec.kind = ScheduleSpec::Kind::onecycle;
  // torch.optim.lr_scheduler.OneCycleLR(max_lr=0.1, total_steps=11, pct_start=3/11): peak at step 2.
  spec.rise_share = 3.0 / 11.0;
  EXPECT_NEAR(scheduled_rate(spec, 0.1, 0, 11), 0.004, 1e-12);
  EXPECT_NEAR(scheduled_rate(spec, 0.1, 1, 11), 0.052, 1e-12);
  EXPECT_NEAR(scheduled_rate(spec, 0.1, 2, 11), 0.1, 1e-12);
  EXPECT_NEAR(scheduled_rate(spec, 0.1, 6, 11), 0.0500002, 1e-12);
  EXPECT_NEAR(scheduled_rate(spec, 0.1, 10, 11), 4e-7, 1e-12);
  spec.annealing = ScheduleSpec::Annealing::linear;
  EXPECT_NEAR(scheduled_rate(spec, 0.1, 8, 11), 0.1 + (4e-7 - 0.1) * 0.75, 1e-12);
}

TEST(Schedule, CosineWarmsUpAndFallsToItsShare) {
  ScheduleSpec spec;
  spec.kind = ScheduleSpec::Kind::cosine;
  spec.warmup_share = 0.1;
  spec.final_share = 0.01;
  EXPECT_LT(scheduled_rate(spec, 1.0, 0, 100), 0.1);
  EXPECT_NEAR(scheduled_rate(spec, 1.0, 10, 100), 1.0, 1e-12);
  EXPECT_NEAR(scheduled_rate(spec, 1.0, 55, 100), 0.505, 1e-12);
  EXPECT_NEAR(scheduled_rate(spec, 1.0, 99, 100), 0.01, 1e-3);
  for (std::size_t step = 11; step < 100; ++step) {
    EXPECT_LT(scheduled_rate(spec, 1.0, step, 100), scheduled_rate(spec, 1.0, step - 1, 100));
  }
}

TEST(History, IsWrittenAsATable) {
  History history(2);
  history[0] = {1, 0.5, {}, {}, 0.001, 2.0};
  history[1] = {2, 0.25, 0.75, 0.5, 0.001, 2.5};
  EXPECT_EQ(to_csv(history),
            "epoch,training_loss,validation_loss,validation_accuracy,learning_rate,seconds\n"
            "1,0.5,,,0.001,2\n"
            "2,0.25,0.75,0.5,0.001,2.5\n");
}

}  // namespace
}  // namespace earshot
