#include "pipeline.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>

namespace earshot::bench {

Pipeline::Pipeline(const nlohmann::json& job, MakeTransform make_transform)
    : frames_(job.at("frames")),
      hop_(job.at("hop")),
      padding_(job.at("padding")),
      pre_emphasis_(job.at("preEmphasis")),
      power_scale_(job.at("powerScale")),
      window_(job.at("window").get<std::vector<float>>()),
      transform_(make_transform(static_cast<int>(window_.size()))),
      power_(window_.size() / 2 + 1) {
  for (const auto& row : job.at("bank")) {
    const auto weights = row.get<std::vector<float>>();
    const auto heard = [](float weight) { return weight != 0.0f; };
    const auto first = std::ranges::find_if(weights, heard);
    auto last = weights.end();
    while (last != first && !heard(*(last - 1))) --last;
    bands_.push_back({static_cast<std::size_t>(first - weights.begin()), {first, last}});
  }
  if (const auto& decibels = job.at("decibels"); !decibels.is_null()) {
    decibels_ = Decibels{decibels.at("amin"), std::nullopt};
    if (!decibels.at("topDb").is_null()) decibels_->top_db = decibels.at("topDb");
  }
  for (const auto& row : job.at("cepstrum")) cepstrum_.push_back(row.get<std::vector<float>>());
  energies_.resize(bands_.size());
  const std::size_t width = !cepstrum_.empty() ? cepstrum_.size()
                            : !bands_.empty()  ? bands_.size()
                                               : power_.size();
  values_.resize(frames_ * width);
}

void Pipeline::compute(std::span<const float> samples) {
  const std::size_t width = values_.size() / frames_;
  for (std::size_t frame = 0; frame < frames_; ++frame) {
    load(samples, static_cast<std::ptrdiff_t>(frame) * hop_ - padding_);
    transform_->transform();
    const auto spectrum = transform_->spectrum();
    const std::span out = std::span(values_).subspan(frame * width, width);
    const std::span<float> power = bands_.empty() ? out : power_;
    for (std::size_t bin = 0; bin < power.size(); ++bin) {
      const float re = spectrum[bin].real();
      const float im = spectrum[bin].imag();
      power[bin] = power_scale_ * (re * re + im * im);
    }
    if (bands_.empty()) continue;
    const std::span<float> energies = cepstrum_.empty() ? out : energies_;
    for (std::size_t band = 0; band < bands_.size(); ++band) {
      const auto& [first_bin, weights] = bands_[band];
      float sum = 0.0f;
      for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * power[first_bin + i];
      energies[band] = sum;
    }
    if (!cepstrum_.empty()) cepstrum(energies, out);
  }
  if (decibels_) to_decibels();
}

/// One windowed frame; beyond the samples there are zeros.
void Pipeline::load(std::span<const float> samples, std::ptrdiff_t start) {
  const std::span<float> signal = transform_->signal();
  const auto count = static_cast<std::ptrdiff_t>(samples.size());
  for (std::size_t i = 0; i < window_.size(); ++i) {
    const std::ptrdiff_t at = start + static_cast<std::ptrdiff_t>(i);
    if (at < 0 || at >= count) {
      signal[i] = 0.0f;
      continue;
    }
    const auto index = static_cast<std::size_t>(at);
    const float before = index > 0 ? samples[index - 1] : 0.0f;
    signal[i] = window_[i] * (samples[index] - pre_emphasis_ * before);
  }
}

/// As python_speech_features.mfcc, whose first coefficient is the log of the frame's energy.
void Pipeline::cepstrum(std::span<const float> energies, std::span<float> out) const {
  constexpr float kEpsilon = std::numeric_limits<double>::epsilon();
  const auto logarithm = [](float energy) { return std::log(energy == 0.0f ? kEpsilon : energy); };
  std::ranges::fill(out, 0.0f);
  for (std::size_t band = 0; band < energies.size(); ++band) {
    const float value = logarithm(energies[band]);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] += cepstrum_[i][band] * value;
  }
  out[0] = logarithm(std::accumulate(power_.begin(), power_.end(), 0.0f));
}

/// As librosa.power_to_db with reference 1.
void Pipeline::to_decibels() {
  float loudest = -std::numeric_limits<float>::infinity();
  for (float& value : values_) {
    value = 10.0f * std::log10(std::max(decibels_->amin, value));
    loudest = std::max(loudest, value);
  }
  if (!decibels_->top_db) return;
  for (float& value : values_) value = std::max(value, loudest - *decibels_->top_db);
}

}  // namespace earshot::bench
