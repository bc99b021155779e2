#include "experiment/point_parts.h"

#include <utility>

#include "data/point_examples.h"

namespace earshot {

DataPart point_part(const std::string& name, Points points) {
  DataPart part{.name = name};
  for (std::size_t i = 1; i <= points.size(); ++i)
    part.origins.push_back({.path = "point " + std::to_string(i)});
  part.examples = std::make_unique<PointExamples>(std::move(points));
  return part;
}

}  // namespace earshot
