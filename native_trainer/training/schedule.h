#pragma once

#include <cstddef>

#include "training/training_spec.h"

namespace earshot {

/// The learning rate of batch `step`, from 0 over the whole run of `epochs` epochs of `epoch_steps` batches.
/// Onecycle is torch.optim.lr_scheduler.OneCycleLR with two phases and max_lr = `peak`, momentum left alone;
/// step is its StepLR.
double scheduled_rate(const ScheduleSpec& spec, double peak, std::size_t step, std::size_t epoch_steps,
                      std::size_t epochs);

}  // namespace earshot
