#include "inference/stream_detector.h"

#include <cstddef>
#include <optional>

namespace earshot {

std::vector<Detection> StreamDetector::push(std::span<const float> block) {
  std::vector<Detection> detections;
  stream_.push(block, [&](const StreamWindow& window, const Features& features) {
    if (!window.worth_classifying()) {
      stream_.decide_silence(window.time);
    } else if (const std::optional<Detection> detection =
                   stream_.decide(window.time, backend_.logits(features))) {
      detections.push_back(*detection);
    }
  });
  return detections;
}

std::vector<Detection> StreamDetector::finish() {
  return push(std::vector<float>(static_cast<std::size_t>(sample_rate_ / 2)));
}

}  // namespace earshot
