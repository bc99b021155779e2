#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "commands/commands.h"
#include "experiment/compared_runs.h"

namespace earshot {
namespace {

struct CompareOptions {
  std::vector<std::filesystem::path> runs;
  std::filesystem::path output = "comparison.png";
  bool group = false;
  bool json = false;
};

void compare(const CompareOptions& options) {
  const std::vector<ComparedRuns> runs = read_compared_runs(options.runs, options.group);
  draw_comparison(runs, options.output);
  if (options.json) {
    std::cout << to_json(runs).dump(2) << '\n';
  } else {
    std::cout << to_text(runs) << "\ncurves     " << options.output.string() << '\n';
  }
}

}  // namespace

void add_compare_command(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("compare", "Put the numbers and curves of several runs side by side");
  const auto options = std::make_shared<CompareOptions>();
  command->add_option("RUN", options->runs, "Folders of runs, folds or trials")->required();
  command->add_flag("--group", options->group,
                    "Take runs that differ in nothing but the seed as one: mean ± standard deviation");
  command->add_option("-o,--output", options->output, "The .png file to draw the curves into")
      ->capture_default_str();
  command->add_flag("--json", options->json, "Print JSON");
  command->footer(
      "Examples:\n  earshot compare runs/s4-waveform-20250131-120000 runs/s4-mfcc-20250131-130000\n"
      "  earshot compare runs/s4-mfcc-sweep/trial-* --group -o sweep.png");
  command->callback([options] { compare(*options); });
}

}  // namespace earshot
