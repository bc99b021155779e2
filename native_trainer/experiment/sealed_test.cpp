#include "experiment/sealed_test.h"

#include "experiment/recording_parts.h"

namespace earshot {
namespace {

Dataset find_test_clips(const Recipe& recipe, const std::filesystem::path& folder) {
  std::vector<std::string> notes;  // said when the development data were found
  return split_dataset(find_dataset(recipe.data, folder, notes), recipe.split, notes).test;
}

}  // namespace

SealedTest::SealedTest(const Recipe& recipe, const std::filesystem::path& folder)
    : clips_(find_test_clips(recipe, folder)) {}

DataPart SealedTest::open(FinishedTraining, const FrontEndSpec& front_end, const WorkOptions& options) && {
  return unvaried_part("test", decode_part(clips_, "test", front_end.sample_rate, options), front_end,
                       options);
}

}  // namespace earshot
