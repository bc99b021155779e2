#include <filesystem>
#include <format>
#include <iostream>

#include "commands/commands.h"
#include "commands/recipe_options.h"
#include "data/augmented_examples.h"
#include "data/new_folder.h"
#include "error.h"
#include "experiment/recording_parts.h"

namespace earshot {
namespace {

struct AugmentOptions {
  RecipeOptions recipe;
  std::filesystem::path output;
  std::size_t clips = 10;
  std::size_t variants = 3;
  WorkOptions work;
};

/// Those of the training set that are shown: as far apart as there are.
Dataset chosen_clips(const Recipe& recipe, const std::filesystem::path& folder, std::size_t count) {
  std::vector<std::string> notes;
  Dataset training = split_dataset(find_dataset(recipe.data, folder, notes), recipe.split, notes).training;
  for (const std::string& note : notes) say_note(note);
  const std::size_t all = training.clips.size();
  std::vector<ClipFile> chosen;
  for (std::size_t i = 0; i < std::min(count, all); ++i)
    chosen.push_back(training.clips[i * all / std::min(count, all)]);
  training.clips = std::move(chosen);
  return training;
}

void augment(const AugmentOptions& options) {
  const Recipe recipe = options.recipe.load();
  if (recipe.data.points) throw Error(recipe.name + ": learns from generated numbers, which have no sound");
  if (recipe.augmentation.empty()) throw Error(recipe.name + ": has no [augmentation]");
  const std::filesystem::path folder = options.recipe.data_folder(recipe, options.work);
  const auto recordings = std::make_shared<const Recordings>(
      decode_training(chosen_clips(recipe, folder, options.clips), recipe, folder, options.work));
  FrontEndSpec front_end = *recipe.front_end;
  front_end.scaling = {};  // whose statistics nobody has measured, and nobody hears
  const AugmentedExamples examples(recordings, front_end, recipe.augmentation, recipe.seed);
  NewFolder made(options.output);
  const std::vector<ClipFile>& clips = recordings->dataset.clips;
  for (std::size_t i = 0; i < clips.size(); ++i) {
    const std::string name = std::format("{:03}-{}-{}", i + 1, clips[i].label, clips[i].path.stem().string());
    write_clip(made.aside() / (name + "-original.wav"), recordings->sounds[i]);
    for (std::size_t variant = 1; variant <= options.variants; ++variant) {
      write_clip(made.aside() / std::format("{}-{}.wav", name, variant), examples.sound(i, variant));
    }
  }
  made.complete();
  std::cout << std::format("{}: {} clips, each as it is and {} times as epochs 1 to {} hear it\n",
                           options.output.string(), clips.size(), options.variants, options.variants);
}

}  // namespace

void add_augment_command(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("augment", "Write training clips as a recipe's augmentation varies them");
  const auto options = std::make_shared<AugmentOptions>();
  add_recipe_options(*command, options->recipe);
  add_data_option(*command, options->recipe);
  command->add_option("--out", options->output, "Folder for the WAV files; must not exist yet")->required();
  command->add_option("--clips", options->clips, "How many clips of the training set")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  command->add_option("--variants", options->variants, "How often each is varied")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  command->add_option("--threads", options->work.threads, "Threads")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command->footer(
      "Masks are of the features, and are not heard.\n\nExamples:\n"
      "  earshot augment digits --data recordings --out heard\n"
      "  earshot augment digits --data recordings --out heard --set augmentation.noise.probability=1.0");
  command->callback([options] { augment(*options); });
}

}  // namespace earshot
