#include "training/training_spec.h"

namespace earshot {
namespace {

OptimizerSpec read_optimizer(Section section) {
  OptimizerSpec spec;
  const std::string kind = section.choice("kind", {"adam", "adamw", "sgd"}, "adam");
  if (kind == "adamw") {
    spec.kind = OptimizerSpec::Kind::adamw;
    spec.weight_decay = 0.01;
  }
  if (kind == "sgd") spec.kind = OptimizerSpec::Kind::sgd;
  spec.learning_rate = section.number("learning_rate", 1e-9, 100.0, spec.learning_rate);
  spec.weight_decay = section.number("weight_decay", 0.0, 1.0, spec.weight_decay);
  if (spec.kind == OptimizerSpec::Kind::sgd) {
    spec.momentum = section.number("momentum", 0.0, 0.9999, spec.momentum);
    spec.nesterov = section.flag("nesterov", spec.nesterov);
    if (spec.nesterov && spec.momentum == 0.0) section.fail("nesterov", "needs a momentum above 0");
  } else {
    spec.beta1 = section.number("beta1", 0.0, 0.9999, spec.beta1);
    spec.beta2 = section.number("beta2", 0.0, 0.999999, spec.beta2);
    spec.epsilon = section.number("epsilon", 1e-16, 1.0, spec.epsilon);
  }
  section.finish();
  return spec;
}

ScheduleSpec read_schedule(Section section) {
  ScheduleSpec spec;
  const std::string kind = section.choice("kind", {"constant", "cosine", "onecycle", "step"}, "constant");
  if (kind == "cosine") {
    spec.kind = ScheduleSpec::Kind::cosine;
    spec.warmup_share = section.number("warmup_share", 0.0, 0.9, spec.warmup_share);
    spec.final_share = section.number("final_share", 0.0, 1.0, spec.final_share);
  }
  if (kind == "onecycle") {
    spec.kind = ScheduleSpec::Kind::onecycle;
    spec.rise_share = section.number("rise_share", 0.0, 1.0, spec.rise_share);
    spec.start_divisor = section.number("start_divisor", 1.0, 1e9, spec.start_divisor);
    spec.final_divisor = section.number("final_divisor", 1.0, 1e9, spec.final_divisor);
    if (section.choice("annealing", {"cosine", "linear"}, "cosine") == "linear") {
      spec.annealing = ScheduleSpec::Annealing::linear;
    }
  }
  if (kind == "step") {
    spec.kind = ScheduleSpec::Kind::step;
    spec.every_epochs = section.integer("every_epochs", 1, 1'000'000, spec.every_epochs);
    spec.factor = section.number("factor", 0.0, 10.0, spec.factor);
  }
  section.finish();
  return spec;
}

/// Regression has a loss alone.
TrainingSpec::Monitor read_monitor(Section& section, ModelCard::Task task) {
  const bool regression = task == ModelCard::Task::regression;
  const std::string monitor =
      section.choice("monitor", {"accuracy", "loss"}, regression ? "loss" : "accuracy");
  if (monitor == "loss") return TrainingSpec::Monitor::loss;
  if (regression) section.fail("monitor", "must be \"loss\": regression has no accuracy");
  return TrainingSpec::Monitor::accuracy;
}

}  // namespace

TrainingSpec read_training_spec(Section section, ModelCard::Task task) {
  TrainingSpec spec;
  spec.task = task;
  spec.epochs = section.integer("epochs", 1, 1'000'000);
  spec.batch_size = section.integer("batch_size", 1, 1'000'000, spec.batch_size);
  spec.shuffle = section.flag("shuffle", spec.shuffle);
  spec.validate_every = section.integer("validate_every", 1, 1'000'000, spec.validate_every);
  spec.optimizer = read_optimizer(section.table("optimizer"));
  spec.schedule = read_schedule(section.table("schedule"));
  spec.mixup = section.number("mixup", 0.0, 100.0, spec.mixup);
  spec.equal_priors = section.flag("equal_priors", spec.equal_priors);
  if (spec.equal_priors && task != ModelCard::Task::single_label) {
    section.fail("equal_priors", "is for the task \"single_label\" alone");
  }
  if (task != ModelCard::Task::regression) {
    spec.label_smoothing = section.number("label_smoothing", 0.0, 0.99, spec.label_smoothing);
  }
  spec.kernel_l2 = section.number("kernel_l2", 0.0, 1000.0, spec.kernel_l2);
  spec.average_decay = section.number("average_decay", 0.0, 0.999999, spec.average_decay);
  spec.max_gradient_norm = section.number("max_gradient_norm", 0.0, 1e9, spec.max_gradient_norm);
  if (section.choice("keep", {"last", "best"}, "last") == "best") spec.keep = TrainingSpec::Keep::best;
  spec.monitor = read_monitor(section, task);
  spec.patience = section.integer("patience", 0, 1'000'000, spec.patience);
  section.finish();
  return spec;
}

}  // namespace earshot
