#include <format>
#include <iostream>
#include <nlohmann/json.hpp>

#include "commands/commands.h"
#include "data/parallel.h"
#include "data/survey.h"
#include "report/progress_line.h"
#include "report/text_table.h"

namespace earshot {
namespace {

struct ExploreOptions {
  std::filesystem::path directory;
  std::string layout = "auto";
  int rate = 0;
  int jobs = hardware_threads();
  bool json = false;
};

nlohmann::json to_json(const Survey::Extreme& extreme) {
  return {
      {"samples", extreme.samples}, {"file", extreme.path.string()}, {"sample_rate", extreme.sample_rate}};
}

nlohmann::json to_json(const auto& groups) {
  nlohmann::json json = nlohmann::json::array();
  for (const auto& [name, group] : groups) {
    json.push_back({{"name", name}, {"clips", group.clips}, {"seconds", group.seconds}});
  }
  return json;
}

nlohmann::json names(const std::vector<std::filesystem::path>& paths) {
  nlohmann::json json = nlohmann::json::array();
  for (const auto& path : paths) json.push_back(path.string());
  return json;
}

nlohmann::json to_json(const Survey& survey) {
  nlohmann::json rates = nlohmann::json::array();
  for (const auto& [rate, clips] : survey.rates) rates.push_back({{"sample_rate", rate}, {"clips", clips}});
  return {{"layout", survey.scan.layout},
          {"files", survey.scan.files()},
          {"clips", survey.scan.clips.size()},
          {"seconds", survey.seconds},
          {"longest", to_json(survey.longest)},
          {"shortest", to_json(survey.shortest)},
          {"sample_rates", rates},
          {"classes", to_json(survey.classes)},
          {"speakers", to_json(survey.speakers)},
          {"broken", survey.broken},
          {"silent", names(survey.silent)},
          {"unlabeled", names(survey.scan.unlabeled)},
          {"strangers", names(survey.scan.strangers)},
          {"other_files", survey.scan.other_files}};
}

std::string group_table(const std::string& what, const auto& groups) {
  TextTable table({what, "clips", "seconds"});
  for (const auto& [name, group] : groups) {
    table.add({name, std::to_string(group.clips), std::format("{:.1f}", group.seconds)});
  }
  return "\n" + table.text();
}

std::string list(const std::string& title, const auto& items, const auto& to_line) {
  if (items.empty()) return {};
  std::string text = std::format("\n{} {}\n", items.size(), title);
  for (const auto& item : items) text += "  " + to_line(item) + "\n";
  return text;
}

std::string to_text(const Survey& survey) {
  const auto extreme = [](const Survey::Extreme& clip) {
    return std::format("{} samples  {} ({} Hz)", clip.samples, clip.path.string(), clip.sample_rate);
  };
  std::string rates;
  for (const auto& [rate, clips] : survey.rates) {
    rates += std::format("{}{} Hz ({})", rates.empty() ? "" : ", ", rate, clips);
  }
  std::string text = std::format(
      "layout    {}\nfiles     {}, of which {} clips\nlength    {:.1f} s in all\nlongest   {}\nshortest  "
      "{}\nrates     {}\n",
      survey.scan.layout, survey.scan.files(), survey.scan.clips.size(), survey.seconds,
      extreme(survey.longest), extreme(survey.shortest), rates);
  text += group_table("class", survey.classes);
  if (!survey.speakers.empty()) text += group_table("speaker", survey.speakers);
  const auto path_line = [](const std::filesystem::path& path) { return path.string(); };
  text += list("broken files", survey.broken, [](const std::string& line) { return line; });
  text += list(std::format("silent clips (level below {:.0f} dB of full scale)", Survey::kSilenceDbfs),
               survey.silent, path_line);
  text += list("recordings without a class", survey.scan.unlabeled, path_line);
  text += list("audio files that do not follow the layout", survey.scan.strangers, path_line);
  return text;
}

void explore(const ExploreOptions& options) {
  ProgressLine progress("Reading clips");
  const Survey survey =
      survey_folder(options.directory, options.layout, options.rate, options.jobs,
                    [&](std::size_t done, std::size_t total) { progress.show(done, total); });
  std::cout << (options.json ? to_json(survey).dump(2) + "\n" : to_text(survey));
}

}  // namespace

void add_explore_command(CLI::App& app) {
  CLI::App* command = app.add_subcommand("explore", "Say what is in a folder of recordings");
  const auto options = std::make_shared<ExploreOptions>();
  command
      ->add_option("DIR", options->directory, "Folder of recordings; all folders below it are looked through")
      ->required();
  command->add_option("--layout", options->layout, layout_help())->capture_default_str();
  command
      ->add_option("--rate", options->rate,
                   "Count samples as resampled to this rate in Hz (default: each file's own)")
      ->check(CLI::Range(1000, 768000));
  command->add_option("--jobs", options->jobs, "Threads")->check(CLI::Range(1, 1024))->capture_default_str();
  command->add_flag("--json", options->json, "Print JSON");
  command->footer(
      "Examples:\n  earshot explore AudioMNIST/data\n  earshot explore recordings --rate 22050 --json");
  command->callback([options] { explore(*options); });
}

}  // namespace earshot
