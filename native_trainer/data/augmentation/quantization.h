#pragma once

#include <span>

namespace earshot {

/// Rounds to the 2^bits - 1 levels of a companded code over -peak ... peak, as telephone codecs do: the
/// mu-law of ITU-T G.711 as a formula, mu = 255. In place. `bits` from 2 to 16.
void quantize_companded(std::span<float> samples, int bits);

}  // namespace earshot
