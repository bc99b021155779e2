#include "training/trainer.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "data/files.h"
#include "data/point_examples.h"
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

double cross_entropy(const Network& network, const Examples& examples) {
  double sum = 0.0;
  std::vector<float> example(88);
  for (std::size_t i = 0; i < examples.size(); ++i) {
    examples.read(i, 0, example);
    const std::vector<float> logits = network.logits(example);
    double total = 0.0;
    for (const float logit : logits) total += std::exp(static_cast<double>(logit));
    sum += std::log(total) - logits[static_cast<std::size_t>(examples.targets()[i])];
  }
  return sum / static_cast<double>(examples.size());
}

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
  EXPECT_TRUE(part.stopped());
  EXPECT_EQ(part.history.size(), 2u);

  stop_ = false;
  Network resumed(recipe.network, 99);  // its weights come from the checkpoint
  const TrainingResult result = run(resumed, recipe, options);
  EXPECT_FALSE(result.stopped());
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
  EXPECT_TRUE(result.stopped());
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

TEST_F(TrainingTest, KeepsTheLowestLossWhereThatIsWatched) {
  const Recipe recipe = this->recipe(
      "epochs = 6\nbatch_size = 10\nkeep = 'best'\nmonitor = 'loss'\n"
      "optimizer = { kind = 'adam', learning_rate = 0.5 }");
  Network network(recipe.network, 1);
  const TrainingResult result = run(network, recipe);
  const auto lowest = std::ranges::min_element(result.history, {}, &EpochRecord::validation_loss);
  EXPECT_EQ(result.kept_epoch, lowest->epoch);
}

constexpr const char* kImpatient =
    "epochs = 500\nbatch_size = 10\nkeep = 'best'\npatience = 3\n"
    "optimizer = { kind = 'adam', learning_rate = 0.2 }";

TEST_F(TrainingTest, EndsWhenPatienceDoes) {
  const Recipe recipe = this->recipe(kImpatient);
  Network network(recipe.network, 1);
  const TrainingResult result = run(network, recipe);
  EXPECT_EQ(result.end, TrainingResult::End::patience);
  EXPECT_EQ(std::ssize(result.history), result.kept_epoch + 3);
  const EpochRecord& best = result.history[static_cast<std::size_t>(result.kept_epoch - 1)];
  // The weights are the best epoch's: they give its validation loss.
  EXPECT_NEAR(cross_entropy(network, validation_), *best.validation_loss, 1e-5);
}

TEST_F(TrainingTest, CountsPatienceInMeasuredEpochs) {
  const Recipe recipe = this->recipe(kImpatient + std::string("\nvalidate_every = 2"));
  Network network(recipe.network, 1);
  const TrainingResult result = run(network, recipe);
  EXPECT_EQ(result.end, TrainingResult::End::patience);
  EXPECT_EQ(std::ssize(result.history), result.kept_epoch + 6);
}

TEST_F(TrainingTest, ResumesItsPatience) {
  const Recipe recipe = this->recipe(kImpatient);
  Network uninterrupted(recipe.network, recipe.seed);
  const TrainingResult expected = run(uninterrupted, recipe);

  Network killed(recipe.network, recipe.seed);
  // In the epoch after which patience would end: nine batches each.
  StopAfter stopping(stop_, static_cast<int>(expected.history.size()) * 9 - 3);
  const TrainingOptions options{.checkpoint = checkpoint_};
  EXPECT_TRUE(train(killed, recipe.training, recipe.seed, training_, &validation_, options, stopping, stop_)
                  .stopped());
  stop_ = false;
  for (int times = 0; times < 2; ++times) {  // the second time there is nothing left to do
    Network resumed(recipe.network, 99);
    const TrainingResult result = run(resumed, recipe, options);
    EXPECT_EQ(result.end, TrainingResult::End::patience);
    EXPECT_EQ(result.history.size(), expected.history.size());
    EXPECT_EQ(result.kept_epoch, expected.kept_epoch);
    EXPECT_EQ(resumed.logits(kProbe), uninterrupted.logits(kProbe));
  }
}

TEST_F(TrainingTest, NeedsValidationDataToKnowTheBest) {
  for (const char* wish : {"patience = 3", "keep = 'best'"}) {
    const Recipe recipe = this->recipe("epochs = 2\n" + std::string(wish));
    Network network(recipe.network, 1);
    SilentProgress progress;
    EXPECT_THROW(train(network, recipe.training, 1, training_, nullptr, {}, progress, stop_), Error) << wish;
  }
}

TEST_F(TrainingTest, MeasuresTrainingOnTheFly) {
  // Nothing is learned and nothing dropped, so that the weights are the same before and after.
  const Recipe recipe = parse_recipe(
      recipe_text("{ kind = 'mean_over_time' }, { kind = 'linear', units = 4 }", "1d",
                  "epochs = 1\nbatch_size = 16\noptimizer = { kind = 'sgd', learning_rate = 1e-9 }"),
      "r.toml");
  Network network(recipe.network, 1);
  const TrainingResult result = run(network, recipe);
  std::size_t right = 0;
  std::vector<float> example(88);
  for (std::size_t i = 0; i < training_.size(); ++i) {
    training_.read(i, 1, example);
    const std::vector<float> logits = network.logits(example);
    const auto label = std::ranges::max_element(logits) - logits.begin();
    right += static_cast<float>(label) == training_.targets()[i];
  }
  EXPECT_DOUBLE_EQ(*result.history.front().training_accuracy, static_cast<double>(right) / 90.0);
  EXPECT_GT(result.history.front().examples_per_second, 0.0);
}

TEST_F(TrainingTest, LearnsToTellOneOfTwo) {
  const FakeExamples training({8, 11}, 80, 2, 1);
  const FakeExamples validation({8, 11}, 40, 2, 2);
  const Recipe recipe = parse_recipe(
      "task = 'binary'\n" + recipe_text("{ kind = 'mean_over_time' }, { kind = 'linear', units = 1 }", "1d",
                                        "epochs = 20\nbatch_size = 8\noptimizer = { learning_rate = 0.05 }"),
      "r.toml");
  Network network(recipe.network, 1);
  SilentProgress progress;
  const TrainingResult result =
      train(network, recipe.training, 1, training, &validation, {}, progress, stop_);
  EXPECT_GT(result.history.back().validation_accuracy, 0.95);
  EXPECT_GT(result.history.back().training_accuracy, 0.95);
  EXPECT_LT(result.history.back().validation_loss, 0.3);
}

/// A recipe for numbers, with one linear layer.
Recipe line_recipe(const std::string& training) {
  return parse_recipe(R"(name = "line"
task = "regression"
[data.points]
kind = "noisy_ramp"
[network]
input = "flat"
layers = [{ kind = "linear", units = 1 }]
[training]
)" + training,
                      "r.toml");
}

/// Slope and offset of the line with the smallest squared error.
std::pair<double, double> fitted_line(const Points& points) {
  double n = 0.0, x = 0.0, y = 0.0, xx = 0.0, xy = 0.0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    n += 1.0;
    x += points.values[i];
    y += points.targets[i];
    xx += points.values[i] * points.values[i];
    xy += points.values[i] * points.targets[i];
  }
  const double slope = (xy - x * y / n) / (xx - x * x / n);
  return {slope, (y - slope * x) / n};
}

double squared_error(const Points& points, double slope, double offset) {
  double sum = 0.0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    sum += std::pow(slope * points.values[i] + offset - points.targets[i], 2);
  }
  return sum / static_cast<double>(points.size());
}

TEST(Regression, FindsTheLineOfLeastSquares) {
  const Recipe recipe = line_recipe("epochs = 150\nbatch_size = 700\noptimizer = { learning_rate = 0.1 }");
  const PointsSplit points =
      split_points(generate_points(*recipe.data.points), {.validation = {{.fraction = 0.3}}});
  const PointExamples training(points.training);
  const PointExamples validation(points.validation);
  Network network(recipe.network, 1);
  SilentProgress progress;
  const std::atomic<bool> stop = false;
  const TrainingResult result = train(network, recipe.training, 1, training, &validation, {}, progress, stop);
  const auto [slope, offset] = fitted_line(points.training);
  EXPECT_NEAR(network.graph().tensors[0].values[0], slope, 0.02);
  EXPECT_NEAR(network.graph().tensors[1].values[0], offset, 0.02);
  const EpochRecord& last = result.history.back();
  EXPECT_NEAR(*last.validation_loss, squared_error(points.validation, slope, offset), 1e-3);
  EXPECT_FALSE(last.validation_accuracy);
  EXPECT_FALSE(last.training_accuracy);
}

TEST(Regression, FollowsTheFormulasOfMomentumAndPenalty) {
  const Recipe recipe = line_recipe(
      "epochs = 6\nshuffle = false\nbatch_size = 4\nkernel_l2 = 0.2\n"
      "optimizer = { kind = 'sgd', learning_rate = 0.1, momentum = 0.7 }");
  Network network(recipe.network, 1);
  double weight = network.graph().tensors[0].values[0];
  double bias = network.graph().tensors[1].values[0];
  const std::vector<double> x = {0.5, -1.0, 2.0, 0.0};
  const std::vector<double> y = {1.0, 0.0, 3.0, -1.0};
  double weight_speed = 0.0;
  double bias_speed = 0.0;
  for (int epoch = 0; epoch < 6; ++epoch) {
    double weight_slope = 2.0 * 0.2 * weight;
    double bias_slope = 0.0;
    for (std::size_t i = 0; i < 4; ++i) {
      const double error = weight * x[i] + bias - y[i];
      weight_slope += 2.0 * error * x[i] / 4.0;
      bias_slope += 2.0 * error / 4.0;
    }
    weight_speed = 0.7 * weight_speed + weight_slope;
    bias_speed = 0.7 * bias_speed + bias_slope;
    weight -= 0.1 * weight_speed;
    bias -= 0.1 * bias_speed;
  }

  const PointExamples examples(
      {.labels = {"y"}, .shape = {1}, .values = {x.begin(), x.end()}, .targets = {y.begin(), y.end()}});
  SilentProgress progress;
  const std::atomic<bool> stop = false;
  train(network, recipe.training, 1, examples, nullptr, {}, progress, stop);
  EXPECT_NEAR(network.graph().tensors[0].values[0], weight, 1e-5);
  EXPECT_NEAR(network.graph().tensors[1].values[0], bias, 1e-5);
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

std::vector<ExampleReading> readings(const std::vector<std::size_t>& indices) {
  std::vector<ExampleReading> order;
  for (const std::size_t index : indices) order.push_back({index, 1});
  return order;
}

TEST(BatchLoader, GivesEveryExampleOnceInTheOrderAskedFor) {
  const FakeExamples examples({2, 3}, 10, 10);
  for (const int threads : {1, 4}) {
    BatchLoader loader(examples, readings({9, 8, 7, 6, 5, 4, 3, 2, 1, 0}), 4, threads);
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
  BatchLoader loader(examples, std::vector<ExampleReading>(100), 4, 2);
  EXPECT_TRUE(loader.next());
}

TEST(BatchLoader, PassesOnWhatReadingThrows) {
  class Unreadable : public FakeExamples {
   public:
    using FakeExamples::FakeExamples;
    void read(std::size_t, std::uint64_t, std::span<float>) const override { throw Error("broken"); }
  };
  const Unreadable examples({2, 3}, 10, 10);
  BatchLoader loader(examples, readings({0, 1, 2}), 2, 2);
  EXPECT_THROW(loader.next(), Error);
}

TEST(Schedule, ConstantNeverChanges) {
  EXPECT_EQ(scheduled_rate({}, 0.1, 0, 10, 1), 0.1);
  EXPECT_EQ(scheduled_rate({}, 0.1, 9, 10, 1), 0.1);
}

TEST(Schedule, OneCycleIsPyTorchs) {
  ScheduleSpec spec;
  spec.kind = ScheduleSpec::Kind::onecycle;
  // torch.optim.lr_scheduler.OneCycleLR(max_lr=0.1, total_steps=11, pct_start=3/11): peak at step 2.
  spec.rise_share = 3.0 / 11.0;
  EXPECT_NEAR(scheduled_rate(spec, 0.1, 0, 11, 1), 0.004, 1e-12);
  EXPECT_NEAR(scheduled_rate(spec, 0.1, 1, 11, 1), 0.052, 1e-12);
  EXPECT_NEAR(scheduled_rate(spec, 0.1, 2, 11, 1), 0.1, 1e-12);
  EXPECT_NEAR(scheduled_rate(spec, 0.1, 6, 11, 1), 0.0500002, 1e-12);
  EXPECT_NEAR(scheduled_rate(spec, 0.1, 10, 11, 1), 4e-7, 1e-12);
  spec.annealing = ScheduleSpec::Annealing::linear;
  EXPECT_NEAR(scheduled_rate(spec, 0.1, 8, 11, 1), 0.1 + (4e-7 - 0.1) * 0.75, 1e-12);
}

TEST(Schedule, StepFallsAfterEveryFewEpochs) {
  ScheduleSpec spec;
  spec.kind = ScheduleSpec::Kind::step;
  spec.every_epochs = 2;
  spec.factor = 0.5;
  EXPECT_EQ(scheduled_rate(spec, 0.8, 0, 10, 6), 0.8);
  EXPECT_EQ(scheduled_rate(spec, 0.8, 19, 10, 6), 0.8);
  EXPECT_EQ(scheduled_rate(spec, 0.8, 20, 10, 6), 0.4);
  EXPECT_EQ(scheduled_rate(spec, 0.8, 59, 10, 6), 0.2);
}

TEST(Schedule, CosineWarmsUpAndFallsToItsShare) {
  ScheduleSpec spec;
  spec.kind = ScheduleSpec::Kind::cosine;
  spec.warmup_share = 0.1;
  spec.final_share = 0.01;
  EXPECT_LT(scheduled_rate(spec, 1.0, 0, 100, 1), 0.1);
  EXPECT_NEAR(scheduled_rate(spec, 1.0, 10, 100, 1), 1.0, 1e-12);
  EXPECT_NEAR(scheduled_rate(spec, 1.0, 55, 100, 1), 0.505, 1e-12);
  EXPECT_NEAR(scheduled_rate(spec, 1.0, 99, 100, 1), 0.01, 1e-3);
  for (std::size_t step = 11; step < 100; ++step) {
    EXPECT_LT(scheduled_rate(spec, 1.0, step, 100, 1), scheduled_rate(spec, 1.0, step - 1, 100, 1));
  }
}

TEST(History, KnowsItsLowestLosses) {
  const History history = {{.epoch = 1, .training_loss = 0.5},
                           {.epoch = 2, .training_loss = 0.25, .validation_loss = 0.75},
                           {.epoch = 3, .training_loss = 0.25},
                           {.epoch = 4, .training_loss = 0.3, .validation_loss = 0.5}};
  EXPECT_EQ(lowest_training_loss(history)->epoch, 2);
  EXPECT_EQ(lowest_validation_loss(history)->loss, 0.5);
  EXPECT_EQ(lowest_losses_text(history), "training 0.2500 in epoch 2, validation 0.5000 in epoch 4");
  EXPECT_FALSE(lowest_training_loss({}));
  EXPECT_FALSE(lowest_validation_loss({{.epoch = 1, .training_loss = 0.5}}));
}

TEST(History, IsWrittenAsATable) {
  History history(2);
  history[0] = {1, 0.5, {}, {}, {}, 0.001, 2.0, 90.0};
  history[1] = {2, 0.25, 0.625, 0.75, 0.5, 0.001, 2.5, 100.0};
  EXPECT_EQ(to_csv(history),
            "epoch,training_loss,training_accuracy,validation_loss,validation_accuracy,learning_rate,seconds,"
            "examples_per_second\n"
            "1,0.5,,,,0.001,2,90\n"
            "2,0.25,0.625,0.75,0.5,0.001,2.5,100\n");
}

}  // namespace
}  // namespace earshot
