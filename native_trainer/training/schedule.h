#pragma once

#include <cstddef>

#include "training/training_spec.h"

namespace earshot {

/// The learning rate of batch `step` (from 0) of `steps`. Onecycle is torch.optim.lr_scheduler.OneCycleLR
/// with two phases and max_lr = `peak`, momentum left alone.
double scheduled_rate(const ScheduleSpec& spec, double peak, std::size_t step, std::size_t steps);

}  // namespace earshot
