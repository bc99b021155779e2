#include <format>
#include <iostream>
#include <nlohmann/json.hpp>

#include "commands/commands.h"
#include "commands/recipe_options.h"
#include "network/summary.h"
#include "report/text_table.h"

namespace earshot {
namespace {

struct SummaryOptions {
  RecipeOptions recipe;
  bool json = false;
};

/// A recipe's network, layer by layer.
struct Summary {
  Recipe recipe;
  std::vector<LayerSummary> layers;
  std::int64_t parameters = 0;
  std::int64_t statistics = 0;

  explicit Summary(Recipe described)
      : recipe(std::move(described)), layers(describe_network(recipe.network)) {
    for (const LayerSummary& layer : layers) {
      parameters += layer.parameters;
      statistics += layer.statistics;
    }
  }
};

FrontEndSpec::Shape feature_shape(const FrontEndSpec& spec) {
  return spec.shape(static_cast<std::size_t>(spec.fit.samples));
}

nlohmann::json to_json(const Summary& summary) {
  nlohmann::json json = {{"name", summary.recipe.name},
                         {"input", summary.recipe.network.input},
                         {"layers", nlohmann::json::array()},
                         {"parameters", summary.parameters},
                         {"statistics", summary.statistics}};
  if (const auto& front_end = summary.recipe.front_end) {
    const FrontEndSpec::Shape shape = feature_shape(*front_end);
    json["front_end"] = {{"sample_rate", front_end->sample_rate},
                         {"samples", front_end->fit.samples},
                         {"channels", shape.channels},
                         {"bands", shape.bands},
                         {"frames", shape.frames}};
  }
  for (const LayerSummary& layer : summary.layers) {
    json["layers"].push_back({{"name", layer.name},
                              {"output", layer.output},
                              {"parameters", layer.parameters},
                              {"statistics", layer.statistics}});
  }
  return json;
}

std::string to_text(const Summary& summary) {
  std::string text = summary.recipe.name + ": " + summary.recipe.description + "\n\n";
  if (const auto& front_end = summary.recipe.front_end) {
    const FrontEndSpec::Shape shape = feature_shape(*front_end);
    text +=
        std::format("front end   {} samples at {} Hz -> {} band{} x {} frames{}\n", front_end->fit.samples,
                    front_end->sample_rate, shape.bands, shape.bands == 1 ? "" : "s", shape.frames,
                    shape.channels > 1 ? std::format(", {} channels", shape.channels) : "");
  }
  text += "\n";
  TextTable table({"layer", "output", "parameters"});
  table.add({"input", to_string(summary.recipe.network.input), ""});
  for (const LayerSummary& layer : summary.layers) {
    table.add(
        {layer.name, to_string(layer.output), layer.parameters ? std::to_string(layer.parameters) : ""});
  }
  text += table.text() + std::format("\nparameters  {}\n", summary.parameters);
  if (summary.statistics > 0) {
    text += std::format("statistics  {} of batch norm, which training measures; with the parameters {}\n",
                        summary.statistics, summary.parameters + summary.statistics);
  }
  return text;
}

}  // namespace

void add_summary_command(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("summary", "Show a recipe's network: the shape and parameters of every layer");
  const auto options = std::make_shared<SummaryOptions>();
  add_recipe_options(*command, options->recipe);
  command->add_flag("--json", options->json, "Print JSON");
  command->footer(
      "Examples:\n  earshot summary s4-mfcc\n"
      "  earshot summary s0-one-speaker --set 'network.layers[1].times=4' --json");
  command->callback([options] {
    const Summary summary(options->recipe.load());
    std::cout << (options->json ? to_json(summary).dump(2) + "\n" : to_text(summary));
  });
}

}  // namespace earshot
