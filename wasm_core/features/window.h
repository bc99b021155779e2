#pragma once

#include <vector>

#include "features/front_end_spec.h"

namespace earshot {

/// A window of `length` values, as scipy.signal.get_window: hann and hamming are raised cosines. A periodic
/// window is the beginning of a symmetric one that is one value longer.
std::vector<double> make_window(StftSpec::Window window, int length, bool periodic);

}  // namespace earshot
