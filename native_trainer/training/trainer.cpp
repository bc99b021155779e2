#include "training/trainer.h"

#include <ATen/Context.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/from_blob.h>
#include <torch/nn/utils/clip_grad.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "error.h"
#include "network/module.h"
#include "random.h"
#include "training/batch_loader.h"
#include "training/checkpoint.h"
#include "training/epoch_order.h"
#include "training/loss.h"
#include "training/mixup.h"
#include "training/optimizer.h"
#include "training/schedule.h"
#include "training/weights.h"

namespace earshot {
namespace {

/// Every example once, as they stand.
std::vector<ExampleReading> all_of(const Examples& examples) {
  std::vector<ExampleReading> order(examples.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i].index = i;
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
          at::from_blob(batch.targets.data(), {count}).to(device)};
}

/// Losses and right answers of the batches of an epoch.
class Measurement {
 public:
  explicit Measurement(ModelCard::Task task) : task_(task) {}

  void add(const at::Tensor& outputs, const at::Tensor& targets, double mean_loss) {
    const std::int64_t count = targets.size(0);
    examples_ += static_cast<std::size_t>(count);
    loss_ += mean_loss * static_cast<double>(count);
    right_ += count_right(task_, outputs, targets).value_or(0);
  }

  std::size_t examples() const { return examples_; }
  double loss() const { return loss_ / static_cast<double>(examples_); }
  std::optional<double> accuracy() const {
    if (task_ == ModelCard::Task::regression) return {};
    return static_cast<double>(right_) / static_cast<double>(examples_);
  }

 private:
  ModelCard::Task task_;
  std::size_t examples_ = 0;
  double loss_ = 0.0;
  std::int64_t right_ = 0;
};

Measurement measure(Module& module, const Shape& input, const Examples& examples, std::size_t batch_size,
                    int threads, at::Device device, ModelCard::Task task) {
  const at::NoGradGuard no_grad;
  BatchLoader loader(examples, all_of(examples), batch_size, threads);
  Measurement measurement(task);
  while (std::optional<Batch> batch = loader.next()) {
    const Tensors tensors = to_tensors(*batch, input, device);
    const at::Tensor outputs = module.forward(tensors.input, /*training=*/false);
    measurement.add(outputs, tensors.target, mean_loss(task, outputs, tensors.target).item<double>());
  }
  return measurement;
}

bool better(TrainingSpec::Monitor monitor, const EpochRecord& a, const EpochRecord& b) {
  if (monitor == TrainingSpec::Monitor::loss) return *a.validation_loss < *b.validation_loss;
  return std::pair(*a.validation_accuracy, -*a.validation_loss) >
         std::pair(*b.validation_accuracy, -*b.validation_loss);
}

/// How many epochs were measured after the best one.
long epochs_without_improvement(const TrainingState& state) {
  return std::ranges::count_if(state.history, [&](const EpochRecord& record) {
    return record.validation_loss && record.epoch > state.best_epoch;
  });
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
        order_(
            options.epoch_shares.empty() ? std::vector<double>(training.size(), 1.0) : options.epoch_shares,
            spec.shuffle, seed),
        batches_((order_.size() + batch_size() - 1) / batch_size()) {
    if (!validation_) {
      if (keeps_best())
        throw Error("training.keep: \"best\" needs validation data; give [split] a validation");
      if (spec.patience > 0)
        throw Error("training.patience: needs validation data; give [split] a validation");
    }
    module_.move_to(device_);
    kernels_ = module_.kernels();
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
    TrainingResult::End end = TrainingResult::End::all_epochs;
    progress_.begin(static_cast<long>(state.history.size()) + 1, spec_.epochs);
    for (long epoch = static_cast<long>(state.history.size()) + 1; epoch <= spec_.epochs; ++epoch) {
      if (spec_.patience > 0 && epochs_without_improvement(state) >= spec_.patience) {
        end = TrainingResult::End::patience;
        break;
      }
      if (!run_epoch(epoch, state)) {
        end = TrainingResult::End::stopped;
        break;
      }
      if (!options_.checkpoint.empty()) save_checkpoint(state, options_.checkpoint);
      assign(last, result_weights());
      progress_.epoch(state.history.back());
    }
    TrainingResult result{state.history, static_cast<long>(state.history.size()), end};
    if (!state.best.empty()) {
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
  bool keeps_best() const { return spec_.keep == TrainingSpec::Keep::best; }

  /// False if it was stopped.
  bool run_epoch(long epoch, TrainingState& state) {
    const auto start = std::chrono::steady_clock::now();
    // Dropout and the like: the same numbers in this epoch, whatever was drawn before.
    at::manual_seed(Random({seed_, static_cast<std::uint64_t>(epoch), 1}).bits());
    EpochRecord record;
    record.epoch = epoch;
    BatchLoader loader(training_, order_.of_epoch(epoch), batch_size(), options_.loader_threads);
    Measurement measurement(spec_.task);
    std::size_t step = static_cast<std::size_t>(epoch - 1) * batches_;
    while (std::optional<Batch> batch = loader.next()) {
      if (stop_) return false;
      record.learning_rate = scheduled_rate(spec_.schedule, spec_.optimizer.learning_rate, step++, batches_,
                                            static_cast<std::size_t>(spec_.epochs));
      train_batch(to_tensors(*batch, input_, device_), record.learning_rate, measurement);
      if (!std::isfinite(measurement.loss())) {
        throw DivergedError("the loss of epoch " + std::to_string(epoch) +
                            " is not a finite number; lower training.optimizer.learning_rate");
      }
      if (!state.average.empty()) move_average(state.average, state.weights, average_decay(step));
      progress_.batch(epoch, measurement.examples(), order_.size(), measurement.loss());
    }
    record.training_loss = measurement.loss();
    record.training_accuracy = measurement.accuracy();
    record.examples_per_second = static_cast<double>(measurement.examples()) / seconds_since(start);
    if (validation_ && (epoch % spec_.validate_every == 0 || epoch == spec_.epochs)) validate(record, state);
    record.seconds = seconds_since(start);
    state.history.push_back(record);
    return true;
  }

  void train_batch(const Tensors& batch, double learning_rate, Measurement& measurement) {
    set_learning_rate(*optimizer_, learning_rate);
    optimizer_->zero_grad();
    const std::optional<Mixture> mixture = draw_mixture(spec_.mixup, batch.target);
    const at::Tensor outputs =
        module_.forward(mixture ? mixture->mixed(batch.input) : batch.input, /*training=*/true);
    const auto loss_of = [&](const at::Tensor& targets) {
      return mean_loss(spec_.task, outputs, targets, spec_.label_smoothing);
    };
    const at::Tensor loss = mixture ? mixture->mixed_loss(batch.target, loss_of) : loss_of(batch.target);
    loss.backward();
    if (spec_.kernel_l2 > 0.0) add_penalty_gradient();
    if (spec_.max_gradient_norm > 0.0) {
      torch::nn::utils::clip_grad_norm_(module_.parameters(), spec_.max_gradient_norm);
    }
    optimizer_->step();
    measurement.add(outputs.detach(), batch.target, loss.item<double>());
  }

  /// Of kernel_l2 times the sum of squares.
  void add_penalty_gradient() {
    const at::NoGradGuard no_grad;
    for (const at::Tensor& kernel : kernels_) kernel.mutable_grad().add_(kernel, 2.0 * spec_.kernel_l2);
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
        measure(module_, input_, *validation_, batch_size(), options_.loader_threads, device_, spec_.task);
    record.validation_loss = measured.loss();
    record.validation_accuracy = measured.accuracy();
    const bool best =
        state.best_epoch == 0 ||
        better(spec_.monitor, record, state.history.at(static_cast<std::size_t>(state.best_epoch - 1)));
    if (best) {
      if (keeps_best()) state.best = copy_of(state.weights);
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
  EpochOrder order_;
  std::size_t batches_;  ///< in an epoch
  std::vector<at::Tensor> kernels_;
  std::unique_ptr<torch::optim::Optimizer> optimizer_;
};

}  // namespace

TrainingResult train(Network& network, const TrainingSpec& spec, std::uint64_t seed, const Examples& training,
                     const Examples* validation, const TrainingOptions& options, TrainingProgress& progress,
                     const std::atomic<bool>& stop) {
  return Trainer(network, spec, seed, training, validation, options, progress, stop).run();
}

}  // namespace earshot
