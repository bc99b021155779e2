#include "data/points.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "data/clip_file.h"
#include "error.h"
#include "random.h"

namespace earshot {
namespace {

void add_ramp_point(Points& points, Random& random) {
  const double x = random.uniform(-0.5, 0.5);
  const double ramp = x > 0.0 ? 2.0 * x + 1.0 : 0.0;
  points.values.push_back(static_cast<float>(x));
  points.targets.push_back(static_cast<float>(ramp + 0.2 * random.normal()));
}

void add_gaussian_point(Points& points, int label, Random& random) {
  const double mean = label == 0 ? -1.0 : 1.0;
  const double deviation = std::sqrt(label == 0 ? 4.0 : 3.0);
  for (int dimension = 0; dimension < 2; ++dimension) {
    points.values.push_back(static_cast<float>(mean + deviation * random.normal()));
  }
  points.targets.push_back(static_cast<float>(label));
}

Points subset(const Points& points, const std::vector<std::size_t>& places) {
  Points part{.labels = points.labels, .shape = points.shape};
  const auto width = static_cast<std::ptrdiff_t>(points.values.size() / points.size());
  for (const std::size_t i : places) {
    const auto begin = points.values.begin() + static_cast<std::ptrdiff_t>(i) * width;
    part.values.insert(part.values.end(), begin, begin + width);
    part.targets.push_back(points.targets[i]);
  }
  return part;
}

/// Takes the shares that the selections ask for from the end of `left`.
std::vector<std::size_t> take(const std::vector<Selection>& selections, const std::string& name,
                              std::vector<std::size_t>& left) {
  std::vector<std::size_t> taken;
  for (const Selection& selection : selections) {
    assert(selection.matches(ClipFile()));
    const auto count =
        static_cast<std::size_t>(std::lround(selection.fraction * static_cast<double>(left.size())));
    if (count == 0) throw Error("split: a " + name + " selection is left without a point");
    const auto begin = left.end() - static_cast<std::ptrdiff_t>(count);
    taken.insert(taken.end(), begin, left.end());
    left.erase(begin, left.end());
  }
  std::ranges::sort(taken);
  return taken;
}

}  // namespace

Points generate_points(const PointsSpec& spec) {
  Points points{.labels = spec.labels(), .shape = spec.shape()};
  for (long i = 0; i < spec.count; ++i) {
    Random random({spec.seed, static_cast<std::uint64_t>(i)});
    if (spec.kind == PointsSpec::Kind::noisy_ramp) {
      add_ramp_point(points, random);
    } else {
      add_gaussian_point(points, 0, random);
      add_gaussian_point(points, 1, random);
    }
  }
  return points;
}

PointsSplit split_points(const Points& points, const SplitSpec& spec) {
  std::vector<std::size_t> left(points.size());
  std::iota(left.begin(), left.end(), std::size_t{0});
  // Not the stream that drew the point, lest the draw depend on where it lies.
  const auto key = [&](std::size_t i) { return std::pair(Random({spec.seed, i, 1}).bits(), i); };
  std::ranges::sort(left, {}, key);
  const std::vector<std::size_t> test = take(spec.test, "test", left);
  const std::vector<std::size_t> validation = take(spec.validation, "validation", left);
  const std::vector<Selection> all_that_is_left(1);
  const std::vector<std::size_t> training =
      take(spec.training.empty() ? all_that_is_left : spec.training, "training", left);
  return {subset(points, training), subset(points, validation), subset(points, test)};
}

}  // namespace earshot
