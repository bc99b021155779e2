#include "features/compression.h"

#include <cstddef>

#include "features/floats.h"

namespace earshot {
namespace {

float greatest_value(std::span<const float> values) {
  Floats greatest = broadcast(values.front());
  in_blocks(values.size(), [&](std::size_t first, auto count) {
    // What fills the last block up is zero, and no power is below.
    greatest = greater(load(&values[first], count), greatest);
  });
  return greatest_of(greatest);
}

template <typename Function>
void transform(std::span<float> values, Function function) {
  in_blocks(values.size(), [&](std::size_t first, auto count) {
    store(function(load(&values[first], count)), &values[first], count);
  });
}

void to_decibels(std::span<float> values, const CompressionSpec& spec) {
  if (values.empty()) return;
  const Floats least = broadcast(static_cast<float>(spec.amin));
  const auto decibels = [least](Floats power) { return logarithm(greater(power, least), kDecibels); };
  const Floats greatest = broadcast(greatest_value(values));
  const bool relative = spec.reference == CompressionSpec::Reference::max;
  const Floats offset = decibels(relative ? greatest : broadcast(1.0f));
  const Floats floor = spec.top_db ? decibels(greatest) - offset - broadcast(static_cast<float>(*spec.top_db))
                                   : decibels(least) - offset;
  transform(values, [&](Floats power) { return greater(decibels(power) - offset, floor); });
}

}  // namespace

void compress(std::span<float> values, const CompressionSpec& spec) {
  switch (spec.kind) {
    case CompressionSpec::Kind::none:
      break;
    case CompressionSpec::Kind::decibels:
      to_decibels(values, spec);
      break;
    case CompressionSpec::Kind::log: {
      const Floats epsilon = broadcast(static_cast<float>(spec.epsilon));
      transform(values, [epsilon](Floats power) { return logarithm(power + epsilon, kNatural); });
      break;
    }
  }
}

}  // namespace earshot
