#include "experiment/sealed_test.h"

#include <utility>

#include "experiment/point_parts.h"
#include "experiment/recording_parts.h"

namespace earshot {
namespace {

Dataset find_test_clips(const Recipe& recipe, const std::filesystem::path& folder) {
  std::vector<std::string> notes;  // said when the development data were found
  return split_dataset(find_dataset(recipe.data, folder, notes), recipe.split, notes).test;
}

std::variant<Dataset, Points> seal(const Recipe& recipe, const std::filesystem::path& folder) {
  if (recipe.data.points) return split_points(generate_points(*recipe.data.points), recipe.split).test;
  return find_test_clips(recipe, folder);
}

}  // namespace

SealedTest::SealedTest(const Recipe& recipe, const std::filesystem::path& folder)
    : sealed_(seal(recipe, folder)), excerpts_(recipe.data.excerpts) {}

std::size_t SealedTest::size() const {
  if (const auto* points = std::get_if<Points>(&sealed_)) return points->size();
  return std::get<Dataset>(sealed_).clips.size();
}

DataPart SealedTest::open(FinishedTraining, const DevelopmentData& learned_from,
                          const WorkOptions& options) && {
  if (auto* points = std::get_if<Points>(&sealed_)) return point_part("test", std::move(*points));
  const FrontEndSpec& front_end = learned_from.front_end.value();
  const Recordings recordings =
      decode_part(std::get<Dataset>(sealed_), "test", front_end, excerpts_, options);
  return unvaried_part("test", recordings, front_end, options);
}

}  // namespace earshot
