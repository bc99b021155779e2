#include "features/scaling.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

namespace earshot {
namespace {

/// Every `stride`th value of a row, `count` of them.
struct Strided {
  float* first;
  std::size_t count;
  std::size_t stride = 1;

  float& operator[](std::size_t i) const { return first[i * stride]; }
};

/// The sum of term(value), in four parts, so that no addition waits for the one before.
template <typename Term>
double sum_of(Strided values, Term term) {
  std::array<double, 4> sums{};
  std::size_t i = 0;
  for (; i + sums.size() <= values.count; i += sums.size()) {
    for (std::size_t part = 0; part < sums.size(); ++part) sums[part] += term(double{values[i + part]});
  }
  for (; i < values.count; ++i) sums[0] += term(double{values[i]});
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

double mean_of(Strided values) {
  return sum_of(values, [](double x) { return x; }) / static_cast<double>(values.count);
}

void center(Strided values, double mean) {
  for (std::size_t i = 0; i < values.count; ++i) values[i] = static_cast<float>(values[i] - mean);
}

void standardize(Strided values, int degrees_of_freedom) {
  const double mean = mean_of(values);
  const double squares = sum_of(values, [mean](double x) { return (x - mean) * (x - mean); });
  const auto count = static_cast<double>(values.count);

  // sklearn.preprocessing._data._is_constant_feature: the variance that rounding alone can make.
  constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
  const double variance = squares / count;
  const double rounding = count * kEpsilon * variance + std::pow(count * mean * kEpsilon, 2.0);
  if (variance <= rounding || count <= degrees_of_freedom) return center(values, mean);

  const double deviation = std::sqrt(squares / (count - degrees_of_freedom));
  for (std::size_t i = 0; i < values.count; ++i)
    values[i] = static_cast<float>((values[i] - mean) / deviation);
}

void apply_dataset_statistics(Features& features, const ScalingSpec& spec) {
  const auto frames = static_cast<std::size_t>(features.frames);
  const auto bands = static_cast<std::size_t>(features.bands);
  for (std::size_t row = 0; row * frames < features.size(); ++row) {
    const std::size_t band = row % bands;
    const double mean = spec.mean[spec.mean.size() == 1 ? 0 : band];
    const double deviation = spec.deviation[spec.deviation.size() == 1 ? 0 : band];
    for (float& value : std::span(features.values).subspan(row * frames, frames)) {
      value = static_cast<float>((value - mean) / deviation);
    }
  }
}

}  // namespace

void scale(Features& features, const ScalingSpec& spec) {
  const Strided all{features.values.data(), features.size()};
  const auto frames = static_cast<std::size_t>(features.frames);
  const auto bands = static_cast<std::size_t>(features.bands);
  switch (spec.kind) {
    case ScalingSpec::Kind::none:
      break;
    case ScalingSpec::Kind::per_clip:
      standardize(all, spec.degrees_of_freedom);
      break;
    case ScalingSpec::Kind::per_frame:
      for (std::size_t channel = 0; channel < static_cast<std::size_t>(features.channels); ++channel) {
        for (std::size_t frame = 0; frame < frames; ++frame) {
          standardize({&features.values[channel * bands * frames + frame], bands, frames}, 0);
        }
      }
      break;
    case ScalingSpec::Kind::center_clip:
      center(all, mean_of(all));
      break;
    case ScalingSpec::Kind::center_bands:
      for (std::size_t row = 0; row * frames < features.size(); ++row) {
        const Strided band{&features.values[row * frames], frames};
        center(band, mean_of(band));
      }
      standardize(all, 0);
      break;
    case ScalingSpec::Kind::dataset:
      apply_dataset_statistics(features, spec);
      break;
  }
}

}  // namespace earshot
