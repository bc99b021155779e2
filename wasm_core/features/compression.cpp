#include "features/compression.h"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "floats.h"

namespace earshot {
namespace {

float greatest_value(std::span<const float> values) {
  Floats greatest = broadcast(values.front());
  const std::size_t blocks = values.size() / kFloats * kFloats;
  in_blocks(blocks, [&](std::size_t first, auto) { greatest = greater(load(&values[first]), greatest); });
  float result = greatest_of(greatest);
  for (const float value : values.subspan(blocks)) result = std::max(result, value);
  return result;
}

template <typename Function>
void transform(std::span<float> values, Function function) {
  in_blocks(values.size(), [&](std::size_t first, auto count) {
    store(function(load(&values[first], count)), &values[first], count);
  });
}

}  // namespace

void compress(std::span<float> values, const CompressionSpec& spec) {
  compress_each(values, spec);
  compress_together(values, spec);
}

void compress_each(std::span<float> values, const CompressionSpec& spec) {
  switch (spec.kind) {
    case CompressionSpec::Kind::none:
      break;
    case CompressionSpec::Kind::decibels: {
      const Floats least = broadcast(static_cast<float>(spec.amin));
      transform(values, [least](Floats power) { return logarithm(greater(power, least), kDecibels); });
      break;
    }
    case CompressionSpec::Kind::log: {
      const Floats epsilon = broadcast(static_cast<float>(spec.epsilon));
      transform(values, [epsilon](Floats power) { return logarithm(power + epsilon, kNatural); });
      break;
    }
  }
}

void compress_together(std::span<float> values, const CompressionSpec& spec) {
  const bool relative = spec.reference == CompressionSpec::Reference::max;
  if (spec.kind != CompressionSpec::Kind::decibels || (!relative && !spec.top_db) || values.empty()) return;
  const Floats greatest = broadcast(greatest_value(values));
  const Floats offset = relative ? greatest : Floats{};
  const Floats range =
      broadcast(spec.top_db ? static_cast<float>(*spec.top_db) : std::numeric_limits<float>::infinity());
  const Floats floor = greatest - offset - range;
  transform(values, [&](Floats value) { return greater(value - offset, floor); });
}

}  // namespace earshot
