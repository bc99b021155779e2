#include "experiment/sealed_test.h"

#include <utility>

#include "experiment/point_parts.h"
#include "experiment/recording_parts.h"

namespace earshot {
namespace {

std::variant<Recordings, Points> seal(const Recipe& recipe, const std::filesystem::path& folder,
                                      const WorkOptions& options) {
  if (recipe.data.points) return split_points(generate_points(*recipe.data.points), recipe.split).test;
  std::vector<std::string> notes;  // said when the development data were found
  const Dataset clips = split_dataset(find_dataset(recipe.data, folder, notes), recipe.split, notes).test;
  return decode_part(clips, "test", *recipe.front_end, recipe.data, options);
}

}  // namespace

SealedTest::SealedTest(const Recipe& recipe, const std::filesystem::path& folder, const WorkOptions& options)
    : sealed_(seal(recipe, folder, options)) {}

std::size_t SealedTest::size() const {
  if (const auto* points = std::get_if<Points>(&sealed_)) return points->size();
  return std::get<Recordings>(sealed_).dataset.clips.size();
}

DataPart SealedTest::open(FinishedTraining, const DevelopmentData& learned_from,
                          const WorkOptions& options) && {
  if (auto* points = std::get_if<Points>(&sealed_)) return point_part("test", std::move(*points));
  return unvaried_part("test", std::get<Recordings>(sealed_), learned_from.front_end.value(), options);
}

}  // namespace earshot
