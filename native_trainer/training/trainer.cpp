#include "training/trainer.h"

#include <ATen/Context.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/from_blob.h>
#include <torch/nn/utils/clip_grad.h>

#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>

#include "data/random.h"
#include "error.h"
#include "network/module.h"
#include "training/batch_loader.h"
#include "training/checkpoint.h"
#include "training/optimizer.h"
#include "training/schedule.h"
#include "training/weights.h"

namespace earshot {
namespace {

std::vector<std::size_t> epoch_order(std::size_t count, bool shuffle, std::uint64_t seed, long epoch) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (!shuffle) return order;
  Random random({seed, static_cast<std::uint64_t>(epoch)});
  for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[random.index(i)]);  // Fisher-Yates
  return order;
}

/// A batch on the device.
struct Tensors {
  at::Tensor input;
  at::Tensor target;
};

Tensors to_tensors(Batch& batch, const Shape& input, at::Device device) {
  const auto count = static_cast<std::int64_t>(batch.targets.size());
  Shape shape = input;
  shape.insert(shape.begin(), count);
  return {at::from_blob(batch.values.data(), shape).to(device),
          at::from_blob(batch.targets.data(), {count}).to(device, at::kLong)};
}

struct Measurement {
  double loss = 0.0;
  double accuracy = 0.0;
};

Measurement measure(Module& module, const Shape& input, const Examples& examples, std::size_t batch_size,
                    int threads, at::Device device) {
  const at::NoGradGuard no_grad;
  BatchLoader loader(examples, epoch_order(examples.size(), false, 0, 0), 0, batch_size, threads);
  double loss = 0.0;
  std::int64_t correct = 0;
  while (std::optional<Batch> batch = loader.next()) {
    const Tensors tensors = to_tensors(*batch, input, device);
    const at::Tensor logits = module.forward(tensors.input, /*training=*/false);
    loss += at::cross_entropy_loss(logits, tensors.target, {}, at::Reduction::Sum).item<double>();
    correct += logits.argmax(1).eq(tensors.target).sum().item<std::int64_t>();
  }
  const auto count = static_cast<double>(examples.size());
  return {loss / count, static_cast<double>(correct) / count};
}

bool better(const EpochRecord& a, const EpochRecord& b) {
  return std::pair(*a.validation_accuracy, -*a.validation_loss) >
         std::pair(*b.validation_accuracy, -*b.validation_loss);
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// One run of training.
class Trainer {
 public:
  Trainer(Network& network, const TrainingSpec& spec, std::uint64_t seed, const Examples& training,
          const Examples* validation, const TrainingOptions& options, TrainingProgress& progress,
          const std::atomic<bool>& stop)
      : module_(network.module()),
        input_(network.spec().input),
        spec_(spec),
        seed_(seed),
        training_(training),
        validation_(validation && validation->size() > 0 ? validation : nullptr),
        options_(options),
        progress_(progress),
        stop_(stop),
        device_(options.device == Device::cuda ? at::kCUDA : at::kCPU),
        batches_((training.size() + batch_size() - 1) / batch_size()) {
    module_.move_to(device_);
    optimizer_ = make_optimizer(spec.optimizer, module_.parameters());
  }

  TrainingResult run() {
    TrainingState state{*optimizer_, module_.state(), {}, {}, 0, {}};
    if (spec_.average_decay > 0.0) state.average = copy_of(state.weights);
    if (!options_.checkpoint.empty() && std::filesystem::exists(options_.checkpoint)) {
      load_checkpoint(state, options_.checkpoint);
    }
    const auto result_weights = [&] { return state.average.empty() ? state.weights : state.average; };
    // Those of the last whole epoch, in case one is abandoned.
    const Weights last = copy_of(result_weights());
    bool stopped = false;
    progress_.begin(static_cast<long>(state.history.size()) + 1, spec_.epochs);
    for (long epoch = static_cast<long>(state.history.size()) + 1; epoch <= spec_.epochs; ++epoch) {
      if (!run_epoch(epoch, state)) {
        stopped = true;
        break;
      }
      if (!options_.checkpoint.empty()) save_checkpoint(state, options_.checkpoint);
      assign(last, result_weights());
      progress_.epoch(state.history.back());
    }
    TrainingResult result{state.history, static_cast<long>(state.history.size()), stopped};
    if (spec_.keep == TrainingSpec::Keep::best && !state.best.empty()) {
      assign(state.weights, state.best);
      result.kept_epoch = state.best_epoch;
    } else {
      assign(state.weights, last);
    }
    module_.move_to(at::kCPU);
    return result;
  }

 private:
  std::size_t batch_size() const { return static_cast<std::size_t>(spec_.batch_size); }

  /// False if it was stopped.
  bool run_epoch(long epoch, TrainingState& state) {
    const auto start = std::chrono::steady_clock::now();
    // Dropout and the like: the same numbers in this epoch, whatever was drawn before.
    at::manual_seed(Random({seed_, static_cast<std::uint64_t>(epoch), 1}).bits());
    EpochRecord record;
    record.epoch = epoch;
    BatchLoader loader(training_, epoch_order(training_.size(), spec_.shuffle, seed_, epoch),
                       static_cast<std::uint64_t>(epoch), batch_size(), options_.loader_threads);
    double loss_sum = 0.0;
    std::size_t done = 0;
    std::size_t step = static_cast<std::size_t>(epoch - 1) * batches_;
    while (std::optional<Batch> batch = loader.next()) {
      if (stop_) return false;
      const std::size_t count = batch->targets.size();
      record.learning_rate = scheduled_rate(spec_.schedule, spec_.optimizer.learning_rate, step++,
                                            static_cast<std::size_t>(spec_.epochs) * batches_);
      const double loss = train_batch(to_tensors(*batch, input_, device_), record.learning_rate);
      if (!std::isfinite(loss)) {
        throw Error("the loss of epoch " + std::to_string(epoch) +
                    " is not a finite number; lower training.optimizer.learning_rate");
      }
      if (!state.average.empty()) move_average(state.average, state.weights, average_decay(step));
      loss_sum += loss * static_cast<double>(count);
      done += count;
      progress_.batch(epoch, done, training_.size(), loss_sum / static_cast<double>(done));
    }
    record.training_loss = loss_sum / static_cast<double>(done);
    if (validation_ && (epoch % spec_.validate_every == 0 || epoch == spec_.epochs)) validate(record, state);
    record.seconds = seconds_since(start);
    state.history.push_back(record);
    return true;
  }

  double train_batch(const Tensors& batch, double learning_rate) {
    set_learning_rate(*optimizer_, learning_rate);
    optimizer_->zero_grad();
    const at::Tensor loss =
        at::cross_entropy_loss(module_.forward(batch.input, /*training=*/true), batch.target, {},
                               at::Reduction::Mean, -100, spec_.label_smoothing);
    loss.backward();
    if (spec_.max_gradient_norm > 0.0) {
      torch::nn::utils::clip_grad_norm_(module_.parameters(), spec_.max_gradient_norm);
    }
    optimizer_->step();
    return loss.item<double>();
  }

  /// The average of the first steps must not remember where the weights began.
  double average_decay(std::size_t steps) const {
    const auto count = static_cast<double>(steps);
    return std::min(spec_.average_decay, (1.0 + count) / (10.0 + count));
  }

  /// Measures the weights that would be kept: the average where there is one.
  void validate(EpochRecord& record, TrainingState& state) {
    const Weights trained = copy_of(state.weights);
    if (!state.average.empty()) assign(state.weights, state.average);
    const Measurement measured =
        measure(module_, input_, *validation_, batch_size(), options_.loader_threads, device_);
    record.validation_loss = measured.loss;
    record.validation_accuracy = measured.accuracy;
    const bool best = state.best_epoch == 0 ||
                      better(record, state.history.at(static_cast<std::size_t>(state.best_epoch - 1)));
    if (best) {
      state.best = copy_of(state.weights);
      state.best_epoch = record.epoch;
    }
    assign(state.weights, trained);
  }

  Module& module_;
  const Shape& input_;
  const TrainingSpec& spec_;
  std::uint64_t seed_;
  const Examples& training_;
  const Examples* validation_;
  const TrainingOptions& options_;
  TrainingProgress& progress_;
  const std::atomic<bool>& stop_;
  at::Device device_;
  std::size_t batches_;  ///< in an epoch
  std::unique_ptr<torch::optim::Optimizer> optimizer_;
};

}  // namespace

TrainingResult train(Network& network, const TrainingSpec& spec, std::uint64_t seed, const Examples& training,
                     const Examples* validation, const TrainingOptions& options, TrainingProgress& progress,
                     const std::atomic<bool>& stop) {
  return Trainer(network, spec, seed, training, validation, options, progress, stop).run();
}

}  // namespace earshot
