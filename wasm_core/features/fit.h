#pragma once

#include <span>
#include <vector>

#include "features/front_end_spec.h"

namespace earshot {

/// Cuts or pads `samples` to spec.samples.
std::vector<float> fit(std::span<const float> samples, const FitSpec& spec);

}  // namespace earshot
