#include "data/points_spec.h"

namespace earshot {

std::vector<std::int64_t> PointsSpec::shape() const {
  return {kind == Kind::noisy_ramp ? 1 : 2};
}

std::vector<std::string> PointsSpec::labels() const {
  return kind == Kind::noisy_ramp ? std::vector<std::string>{"y"} : std::vector<std::string>{"0", "1"};
}

PointsSpec read_points_spec(Section section) {
  PointsSpec spec;
  if (section.choice("kind", {"noisy_ramp", "two_gaussians"}) == "two_gaussians") {
    spec.kind = PointsSpec::Kind::two_gaussians;
  }
  spec.count = section.integer("count", 2, 1'000'000, spec.count);
  spec.seed = static_cast<std::uint64_t>(section.integer("seed", 0, 1'000'000'000, 1));
  section.finish();
  return spec;
}

}  // namespace earshot
