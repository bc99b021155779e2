#pragma once

#include <string>

#include "model/model_card.h"
#include "recipe/section.h"

namespace earshot {

/// Defaults are PyTorch's.
struct OptimizerSpec {
  enum class Kind { adam, adamw, sgd };
  Kind kind = Kind::adam;
  double learning_rate = 1e-3;
  double weight_decay = 0.0;  ///< adam, sgd: L2 added to the gradient; adamw (default 0.01): decoupled
  double beta1 = 0.9;         ///< adam, adamw
  double beta2 = 0.999;       ///< adam, adamw
  double epsilon = 1e-8;      ///< adam, adamw
  double momentum = 0.0;      ///< sgd
  bool nesterov = false;      ///< sgd
};

/// The learning rate over the run, set anew for every batch.
struct ScheduleSpec {
  enum class Kind {
    constant,
    cosine,    ///< half a cosine from the optimizer's rate down to final_share of it
    onecycle,  ///< up from rate / start_divisor to the optimizer's rate, then down to start / final_divisor
    step,      ///< times `factor` after every `every_epochs` epochs
  };
  enum class Annealing { cosine, linear };  ///< onecycle only
  Kind kind = Kind::constant;
  double warmup_share = 0.0;  ///< cosine: share of the steps that climb linearly from 0 first
  double final_share = 0.0;   ///< cosine
  double rise_share = 0.3;    ///< onecycle: share of the steps that climb
  double start_divisor = 25.0;
  double final_divisor = 1e4;
  Annealing annealing = Annealing::cosine;
  long every_epochs = 30;  ///< step
  double factor = 0.1;     ///< step
};

/// [training].
///
///     [training]
///     epochs = 100
///     batch_size = 50
///     optimizer = { kind = "adam", learning_rate = 0.001 }
///     schedule = { kind = "onecycle" }
struct TrainingSpec {
  enum class Keep {
    last,  ///< the weights after the last epoch
    best,  ///< those of the best epoch
  };
  /// Which epoch is better, by its validation.
  enum class Monitor {
    accuracy,  ///< the one with the higher accuracy; the lower loss decides between equals
    loss,      ///< the one with the lower loss
  };

  ModelCard::Task task = ModelCard::Task::single_label;  ///< the recipe's; the loss follows from it
  long epochs = 1;
  long batch_size = 32;
  bool shuffle = true;      ///< a new order every epoch, every item exactly once
  long validate_every = 1;  ///< epochs between two measurements; the last epoch is always measured
  OptimizerSpec optimizer;
  ScheduleSpec schedule;
  double label_smoothing = 0.0;  ///< of the cross-entropy that is trained; validation losses are without
  /// Examples of a batch are mixed in pairs, features and loss alike, by a share drawn from Beta(mixup,
  /// mixup); 0 for none (Zhang et al., "mixup: Beyond Empirical Risk Minimization", 2018).
  double mixup = 0.0;
  /// The trained loss gains this times the sum of the squares of all weights of convolutions and linear
  /// layers (Keras: kernel_regularizer = l2); biases and batch norm stay free.
  double kernel_l2 = 0.0;
  /// After training the logits are shifted as if every label had been equally frequent, by minus the
  /// logarithm of its share (Menon et al., "Long-tail learning via logit adjustment", 2021, equation 9). The
  /// last layer must be linear, the task one of single labels.
  bool equal_priors = false;
  double average_decay = 0.0;  ///< of the exponential moving average of the weights, 0 for none; per batch
  double max_gradient_norm = 0.0;  ///< gradients are scaled down to it; 0 for no limit
  Keep keep = Keep::last;
  Monitor monitor = Monitor::accuracy;  ///< regression: loss
  long patience = 0;  ///< training ends after so many measured epochs without a better one; 0: never
};

/// Reads the table and finishes it. Throws Error "FILE:LINE: KEY: ...".
TrainingSpec read_training_spec(Section section, ModelCard::Task task);

}  // namespace earshot
