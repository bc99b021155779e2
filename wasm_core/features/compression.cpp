#include "features/compression.h"

#include <algorithm>
#include <cmath>

namespace earshot {
namespace {

void to_decibels(std::span<float> values, const CompressionSpec& spec) {
  if (values.empty()) return;
  const double greatest = std::ranges::max(values);
  const double reference = spec.reference == CompressionSpec::Reference::max ? greatest : 1.0;
  const auto decibels = [&](double power) { return 10.0 * std::log10(std::max(spec.amin, power)); };
  const double offset = decibels(reference);
  const double floor =
      spec.top_db ? decibels(greatest) - offset - *spec.top_db : decibels(spec.amin) - offset;
  for (float& value : values) value = static_cast<float>(std::max(floor, decibels(value) - offset));
}

}  // namespace

void compress(std::span<float> values, const CompressionSpec& spec) {
  switch (spec.kind) {
    case CompressionSpec::Kind::none:
      break;
    case CompressionSpec::Kind::decibels:
      to_decibels(values, spec);
      break;
    case CompressionSpec::Kind::log:
      for (float& value : values) value = static_cast<float>(std::log(value + spec.epsilon));
      break;
  }
}

}  // namespace earshot
