#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audio/clip.h"
#include "features/front_end_spec.h"
#include "report/metrics.h"
#include "ui/picture.h"

namespace earshot {

/// A clip that a model got wrong, to be looked at and listened to.
struct Mistake {
  Judgement judgement = {};
  Clip sound = {};                      ///< mono at the clip's own rate, at most kMistakeSeconds
  std::optional<Picture> picture = {};  ///< what the network saw of the first channel; none of a waveform
};

inline constexpr double kMistakeSeconds = 10.0;

/// The wrong ones of the largest loss, worst first: at most `most`, and no more than take `most_bytes` of
/// sound as 16-bit WAV.
std::vector<Mistake> worst_mistakes(std::span<const Judgement> judgements, const FrontEndSpec& front_end,
                                    std::size_t most = 12, std::size_t most_bytes = std::size_t{4} << 20);

}  // namespace earshot
