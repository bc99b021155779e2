#include "model/decision.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <utility>

namespace earshot {

Decision::Decision(const DecisionSpec& spec, std::span<const std::string> labels, double window_seconds)
    : spec_(spec),
      window_seconds_(window_seconds),
      tuning_(recommended_tuning(spec, labels)),
      smoothed_(labels.size(), 0.0f) {
  for (const std::string& label : labels) rejected_.push_back(std::ranges::contains(spec.rejected, label));
}

void Decision::tune(std::vector<LabelTuning> tuning) {
  assert(tuning.size() == smoothed_.size());
  tuning_ = std::move(tuning);
}

void Decision::push(double time, std::vector<float> probabilities) {
  history_.push_back({time, std::move(probabilities)});
  // Half a hop of slack: times are multiples of the hop, and rounding must not drop a window that belongs.
  const double oldest = time - spec_.smoothing_seconds + spec_.hop_seconds / 2;
  while (history_.size() > 1 && history_.front().time < oldest) history_.pop_front();
  for (std::size_t label = 0; label < smoothed_.size(); ++label) {
    double sum = 0.0;
    for (const Entry& entry : history_) sum += entry.probabilities[label];
    smoothed_[label] = static_cast<float>(sum / static_cast<double>(history_.size()));
  }
  if (!in_view_) return;
  const bool faded = static_cast<double>(smoothed_[*in_view_]) <= tuning_[*in_view_].threshold / 2;
  // Half a hop of slack again.
  const bool left = time - *last_detection_ > window_seconds_ - spec_.hop_seconds / 2;
  if (faded || left) in_view_.reset();
}

std::optional<Detection> Decision::update(double time, std::span<const float> probabilities) {
  push(time, tuned(probabilities, tuning_));
  // A full history is asked for: one confident window in a stream that has just begun decides nothing.
  const double windows = std::max(1.0, std::round(spec_.smoothing_seconds / spec_.hop_seconds));
  if (static_cast<double>(history_.size()) < windows) return std::nullopt;
  const auto best = std::max_element(smoothed_.begin(), smoothed_.end());
  const auto label = static_cast<std::size_t>(std::distance(smoothed_.begin(), best));
  if (static_cast<double>(*best) < tuning_[label].threshold) return std::nullopt;
  if (last_detection_ && time - *last_detection_ < spec_.suppression_seconds) return std::nullopt;
  if (in_view_ == label || rejected_[label]) return std::nullopt;
  last_detection_ = time;
  in_view_ = label;
  return Detection{label, *best, time};
}

void Decision::update_silence(double time) {
  push(time, std::vector<float>(smoothed_.size(), 0.0f));
}

void Decision::reset() {
  history_.clear();
  last_detection_.reset();
  in_view_.reset();
  std::fill(smoothed_.begin(), smoothed_.end(), 0.0f);
}

}  // namespace earshot
