#include <filesystem>
#include <iostream>
#include <string>

#include "commands/commands.h"
#include "commands/recipe_options.h"
#include "data/audio_file.h"
#include "data/files.h"
#include "data/npy.h"
#include "error.h"
#include "features/front_end.h"
#include "model/model_file.h"
#include "recipe/recipe.h"

namespace earshot {
namespace {

struct FeaturesOptions {
  std::filesystem::path file;
  std::string recipe;
  std::vector<Setting> settings;
  std::filesystem::path model;
  std::filesystem::path output;
};

FrontEndSpec front_end_of(const FeaturesOptions& options) {
  if (!options.model.empty())
    return audio_front_end(read_model_file(read_file(options.model), options.model.string()));
  const Recipe recipe = load_recipe(options.recipe, options.settings);
  if (!recipe.front_end)
    throw Error(options.recipe + ": learns from generated numbers, which have no features");
  FrontEndSpec spec = *recipe.front_end;
  if (spec.scaling.kind == ScalingSpec::Kind::dataset && spec.scaling.mean.empty()) {
    throw Error(options.recipe +
                ": scales by statistics of its training set, which only a trained model has; use --model");
  }
  return spec;
}

void compute_features(const FeaturesOptions& options) {
  FrontEnd front_end(front_end_of(options));
  const Features features = front_end.compute(read_audio_file(options.file));
  std::vector<std::int64_t> shape = {features.bands, features.frames};
  if (features.channels > 1) shape.insert(shape.begin(), features.channels);
  write_npy(options.output, shape, features.values);
  std::cout << options.output.string() << ": " << features.bands << " bands x " << features.frames
            << " frames\n";
}

}  // namespace

void add_features_command(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("features", "Write what a network would see of a recording, as a NumPy array");
  const auto options = std::make_shared<FeaturesOptions>();
  command->add_option("FILE", options->file, "Recording (wav, flac, ogg ...)")->required();
  CLI::Option_group* source = command->add_option_group("front end");
  source->add_option("--recipe", options->recipe,
                     "Recipe whose front end is used: a file or a shipped one's name");
  CLI::Option* model = source->add_option("--model", options->model, "Model whose front end is used");
  source->require_option(1);
  command->add_option("-o,--output", options->output, "The .npy file to write: float32, (bands, frames)")
      ->required();
  add_set_option(*command, options->settings)->excludes(model);
  command->footer(
      "Examples:\n  earshot features seven.wav --recipe digits -o seven.npy\n"
      "  earshot features seven.wav --recipe digits --set front_end.mel.bands=64 -o seven.npy");
  command->callback([options] { compute_features(*options); });
}

}  // namespace earshot
