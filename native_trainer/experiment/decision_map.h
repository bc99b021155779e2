#pragma once

#include <vector>

#include "experiment/measured_part.h"
#include "network/network.h"
#include "report/figures.h"

namespace earshot {

/// What a network for points of two numbers and two labels says of them, and of the plane around them.
DecisionMap map_decisions(const Network& network, const MeasuredPart& part);

}  // namespace earshot
