#include <format>
#include <iostream>
#include <nlohmann/json.hpp>

#include "commands/commands.h"
#include "data/parallel.h"
#include "data/survey.h"
#include "report/figures.h"
#include "report/progress_line.h"
#include "report/text_table.h"

namespace earshot {
namespace {

struct ExploreOptions {
  std::filesystem::path directory;
  std::string layout = "auto";
  int rate = 0;
  int jobs = hardware_threads();
  std::filesystem::path plot;
  bool json = false;
};

nlohmann::json to_json(const Survey::Recording& recording) {
  return {{"samples", recording.samples},
          {"file", recording.path.string()},
          {"sample_rate", recording.sample_rate},
          {"seconds", recording.seconds},
          {"level_dbfs", recording.level_dbfs}};
}

nlohmann::json to_json(const Survey::Groups& groups) {
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

std::vector<std::filesystem::path> silent_clips(const Survey& survey) {
  std::vector<std::filesystem::path> paths;
  for (const Survey::Recording& recording : survey.recordings) {
    if (recording.silent()) paths.push_back(recording.path);
  }
  return paths;
}

nlohmann::json to_json(const Survey& survey) {
  nlohmann::json rates = nlohmann::json::array();
  for (const auto& [rate, clips] : survey.rates) rates.push_back({{"sample_rate", rate}, {"clips", clips}});
  return {{"layout", survey.scan.layout},
          {"files", survey.scan.files()},
          {"clips", survey.scan.clips.size()},
          {"seconds", survey.seconds},
          {"longest", to_json(survey.longest())},
          {"shortest", to_json(survey.shortest())},
          {"loudest", to_json(survey.loudest())},
          {"quietest", to_json(survey.quietest())},
          {"median_level_dbfs", survey.median_level_dbfs()},
          {"sample_rates", rates},
          {"classes", to_json(survey.classes)},
          {"speakers", to_json(survey.speakers)},
          {"broken", survey.broken},
          {"silent", names(silent_clips(survey))},
          {"unlabeled", names(survey.scan.unlabeled)},
          {"strangers", names(survey.scan.strangers)},
          {"other_files", survey.scan.other_files}};
}

std::string group_table(const std::string& what, const Survey::Groups& groups) {
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
  const auto by_length = [](const Survey::Recording& clip) {
    return std::format("{} samples  {} ({} Hz)", clip.samples, clip.path.string(), clip.sample_rate);
  };
  const auto by_level = [](const Survey::Recording& clip) {
    return std::format("{:.1f} dBFS  {}", clip.level_dbfs, clip.path.string());
  };
  std::string rates;
  for (const auto& [rate, clips] : survey.rates) {
    rates += std::format("{}{} Hz ({})", rates.empty() ? "" : ", ", rate, clips);
  }
  std::string text = facts_text(
      {{"layout", survey.scan.layout},
       {"files", std::format("{}, of which {} clips", survey.scan.files(), survey.scan.clips.size())},
       {"length", std::format("{:.1f} s in all", survey.seconds)},
       {"longest", by_length(survey.longest())},
       {"shortest", by_length(survey.shortest())},
       {"level", std::format("{:.1f} dBFS rms (median)", survey.median_level_dbfs())},
       {"loudest", by_level(survey.loudest())},
       {"quietest", by_level(survey.quietest())},
       {"rates", rates}});
  text += group_table("class", survey.classes);
  if (!survey.speakers.empty()) text += group_table("speaker", survey.speakers);
  const auto path_line = [](const std::filesystem::path& path) { return path.string(); };
  text += list("broken files", survey.broken, [](const std::string& line) { return line; });
  text += list(std::format("silent clips (level below {:.0f} dB of full scale)", Survey::kSilenceDbfs),
               silent_clips(survey), path_line);
  text += list("recordings without a class", survey.scan.unlabeled, path_line);
  text += list("audio files that do not follow the layout", survey.scan.strangers, path_line);
  return text;
}

GroupCounts counts_of(const std::string& name, const Survey::Groups& groups) {
  GroupCounts counts{.name = name};
  for (const auto& [group, found] : groups) counts.groups.push_back({group, found.clips});
  return counts;
}

void draw(const Survey& survey, const std::filesystem::path& directory, const std::filesystem::path& png) {
  Distribution lengths{.name = "length in seconds"};
  Distribution levels{.name = "level in dBFS rms"};
  for (const Survey::Recording& recording : survey.recordings) {
    lengths.values.push_back(recording.seconds);
    levels.values.push_back(recording.level_dbfs);
  }
  std::vector<GroupCounts> counts = {counts_of("class", survey.classes)};
  if (!survey.speakers.empty()) counts.push_back(counts_of("speaker", survey.speakers));
  draw_survey({lengths, levels}, counts, (directory / "").parent_path().filename().string(),
              std::format("{} clips, {:.1f} s in all; {} broken, {} silent", survey.scan.clips.size(),
                          survey.seconds, survey.broken.size(), silent_clips(survey).size()),
              png);
}

void explore(const ExploreOptions& options) {
  ProgressLine progress("Reading clips");
  const Survey survey =
      survey_folder(options.directory, options.layout, options.rate, options.jobs,
                    [&](std::size_t done, std::size_t total) { progress.show(done, total); });
  if (!options.plot.empty()) draw(survey, options.directory, options.plot);
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
  command->add_option("--plot", options->plot,
                      "A .png file to draw into: lengths, levels, clips by class and speaker");
  command->add_flag("--json", options->json, "Print JSON");
  command->footer(
      "Examples:\n  earshot explore AudioMNIST/data\n  earshot explore recordings --rate 22050 --json\n"
      "  earshot explore recordings --plot recordings.png");
  command->callback([options] { explore(*options); });
}

}  // namespace earshot
