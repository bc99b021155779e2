#include "features/features.h"

namespace earshot {

Features make_features(const FrontEndSpec::Shape& shape) {
  const auto [channels, bands, frames] = shape;
  const auto size =
      static_cast<std::size_t>(channels) * static_cast<std::size_t>(bands) * static_cast<std::size_t>(frames);
  return {channels, bands, frames, std::vector<float>(size)};
}

}  // namespace earshot
