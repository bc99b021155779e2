#pragma once

#include <cstdint>
#include <vector>

#include "error.h"
#include "features/front_end_spec.h"

namespace earshot {

/// The shape of every example of a front end: {bands, frames}, or {channels, bands, frames} for several
/// channels. Throws FieldError if clips may differ in length.
inline std::vector<std::int64_t> example_shape(const FrontEndSpec& spec) {
  if (spec.fit.samples == 0) {
    throw FieldError("front_end.fit.samples", "must be above 0: to be batched, clips must be equally long");
  }
  const FrontEndSpec::Shape shape = spec.shape(static_cast<std::size_t>(spec.fit.samples));
  if (shape.channels == 1) return {shape.bands, shape.frames};
  return {shape.channels, shape.bands, shape.frames};
}

}  // namespace earshot
