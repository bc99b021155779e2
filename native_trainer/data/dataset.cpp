#include "data/dataset.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

#include "data/digit_words.h"
#include "data/folder_scan.h"
#include "data/natural_order.h"
#include "data/parallel.h"
#include "data/synthetic_data.h"
#include "error.h"
#include "random.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

std::string count_of(std::size_t count, const std::string& thing) {
  return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

std::string join(const auto& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

bool wanted(const SourceSpec& source, const ClipFile& clip) {
  return (source.speakers.empty() || std::ranges::contains(source.speakers, clip.speaker)) &&
         (!source.takes || (clip.take && source.takes->contains(*clip.take)));
}

std::vector<ClipFile> find_source(const SourceSpec& source, const fs::path& directory,
                                  std::vector<std::string>& notes) {
  const fs::path folder = source.synthetic     ? synthetic_data_folder(*source.synthetic, hardware_threads())
                          : source.path == "." ? directory
                                               : directory / source.path;
  FolderScan scan = scan_folder(folder, source.layout);
  if (!scan.strangers.empty()) {
    notes.push_back(folder.string() + ": " + count_of(scan.strangers.size(), "audio file") +
                    " left out that do not follow layout " + scan.layout + ", the first " +
                    scan.strangers[0].string());
  }
  for (const std::string& speaker : source.speakers) {
    if (std::ranges::find(scan.clips, speaker, &ClipFile::speaker) == scan.clips.end()) {
      throw Error(folder.string() + ": there is no speaker \"" + speaker + "\" (layout " + scan.layout + ")");
    }
  }
  std::erase_if(scan.clips, [&](const ClipFile& clip) { return !wanted(source, clip); });
  if (scan.clips.empty()) {
    throw Error(folder.string() + ": no clips left of the takes " + source.takes->text() + " (layout " +
                scan.layout + ")");
  }
  for (ClipFile& clip : scan.clips) clip.source = source.name;
  return std::move(scan.clips);
}

/// The classes in order; digits as digits if any clip names them so.
std::vector<std::string> labels_of(const std::set<std::string>& classes) {
  const bool digits = std::ranges::any_of(
      classes, [](const std::string& name) { return name.size() == 1 && other_digit_name(name); });
  std::set<std::string> spellings;
  for (const std::string& name : classes) {
    spellings.insert(digits && name.size() > 1 ? other_digit_name(name).value_or(name) : name);
  }
  std::vector<std::string> labels(spellings.begin(), spellings.end());
  std::ranges::sort(labels, natural_less);
  return labels;
}

/// Gives each clip of the source the spelling of its label; what has none gets the source's label for others,
/// or is removed or refused.
void assign_labels(const SourceSpec& source, const std::vector<std::string>& labels,
                   std::vector<ClipFile>& clips, std::vector<std::string>& notes) {
  std::vector<ClipFile> kept;
  std::set<std::string> strangers;
  for (ClipFile& clip : clips) {
    if (const std::optional<std::string> label = find_label(labels, clip.label)) {
      clip.label = *label;
      kept.push_back(std::move(clip));
      continue;
    }
    strangers.insert(clip.label);
    if (source.other_labels == "error" || source.other_labels == "ignore") continue;
    clip.label = source.other_labels;
    kept.push_back(std::move(clip));
  }
  if (!strangers.empty() && kept.size() < clips.size()) {
    const std::string problem = "classes that are not labels: " + join(strangers);
    if (source.other_labels == "error") {
      throw Error(source.name + ": " + problem + "; the labels are " + join(labels) +
                  " (other_labels = \"ignore\" in a recipe or --other-labels ignore leaves them out)");
    }
    notes.push_back(source.name + ": ignored " + count_of(clips.size() - kept.size(), "clip") + " of " +
                    problem);
  }
  clips = std::move(kept);
}

void check_names(const std::vector<std::string>& names, const std::string ClipFile::* field,
                 const std::string& what, const Dataset& dataset, const std::string& part) {
  for (const std::string& name : names) {
    if (std::ranges::find(dataset.clips, name, field) == dataset.clips.end()) {
      throw Error("split: the " + part + " selection names " + what + " \"" + name + "\", which no clip has");
    }
  }
}

void check_takes(const Selection& selection, const Dataset& dataset, const std::string& part) {
  if (!selection.takes) return;
  Selection any_take = selection;
  any_take.takes.reset();
  std::map<std::pair<std::string, std::string>, std::set<long>> takes;  // of each label and speaker
  for (const ClipFile& clip : dataset.clips) {
    if (any_take.matches(clip) && clip.take) takes[{clip.label, clip.speaker}].insert(*clip.take);
  }
  for (const auto& [key, found] : takes) {
    for (const long take : selection.takes->numbers()) {
      if (found.contains(take)) continue;
      throw Error("split: the " + part + " selection asks for takes " + selection.takes->text() +
                  ", but label \"" + key.first + "\" of speaker \"" + key.second + "\" has no take " +
                  std::to_string(take) + " (it has " + count_of(found.size(), "take") + ", the last is " +
                  std::to_string(*found.rbegin()) + ")");
    }
  }
}

/// A number that depends on the clip and the seed alone, so that adding files moves no other file.
std::uint64_t draw(const ClipFile& clip, std::uint64_t seed) {
  std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a, 64 bits
  const auto mix = [&](const std::string& text) {
    for (const unsigned char c : text) hash = (hash ^ c) * 1099511628211ULL;
    hash = (hash ^ 0xff) * 1099511628211ULL;
  };
  mix(clip.source);
  mix(clip.speaker);
  mix(clip.path.filename().string());
  mix(clip.label);
  return Random({seed, hash}).bits();
}

/// Names new folds "1" ... `count`, each with its share of every label, as equal as can be.
void deal_folds(Dataset& dataset, long count, std::uint64_t seed) {
  if (std::ssize(dataset.clips) < count) {
    throw Error("split.folds: there are " + count_of(dataset.clips.size(), "clip") + " for " +
                std::to_string(count) + " folds");
  }
  std::map<std::string, std::vector<std::pair<std::uint64_t, ClipFile*>>> labels;
  for (ClipFile& clip : dataset.clips) labels[clip.label].emplace_back(draw(clip, seed), &clip);
  long next = 0;
  for (auto& [label, clips] : labels) {
    std::ranges::stable_sort(clips, {}, &std::pair<std::uint64_t, ClipFile*>::first);
    for (auto& [drawn, clip] : clips) clip->fold = std::to_string(next++ % count + 1);
  }
}

/// Moves the selected clips of those not taken yet to `part`.
void take_clips(const std::vector<Selection>& selections, const std::string& name, const SplitSpec& spec,
                const Dataset& dataset, std::vector<bool>& taken, std::vector<std::size_t>& part) {
  for (const Selection& selection : selections) {
    check_names(selection.sources, &ClipFile::source, "source", dataset, name);
    check_names(selection.speakers, &ClipFile::speaker, "speaker", dataset, name);
    check_names(selection.folds, &ClipFile::fold, "fold", dataset, name);
    check_takes(selection, dataset, name);

    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < dataset.clips.size(); ++i) {
      if (!taken[i] && selection.matches(dataset.clips[i])) chosen.push_back(i);
    }
    if (selection.fraction < 1.0) {
      const auto key = [&](std::size_t i) { return std::pair(draw(dataset.clips[i], spec.seed), i); };
      std::ranges::sort(chosen, {}, key);
      chosen.resize(
          static_cast<std::size_t>(std::lround(selection.fraction * static_cast<double>(chosen.size()))));
    }
    if (chosen.empty())
      throw Error("split: a " + name + " selection finds no clip that is not taken already");
    for (const std::size_t i : chosen) taken[i] = true;
    part.insert(part.end(), chosen.begin(), chosen.end());
  }
  std::ranges::sort(part);
}

Dataset subset(const Dataset& dataset, const std::vector<std::size_t>& indices) {
  Dataset result{.labels = dataset.labels};
  for (const std::size_t i : indices) result.clips.push_back(dataset.clips[i]);
  return result;
}

void check_every_label(const Dataset& dataset, const std::string& what) {
  for (const std::string& label : dataset.labels) {
    if (std::ranges::find(dataset.clips, label, &ClipFile::label) == dataset.clips.end()) {
      throw Error(what + ": no clip has the label \"" + label + "\"; each of " + join(dataset.labels) +
                  " needs some");
    }
  }
}

}  // namespace

std::vector<float> Dataset::targets() const {
  std::map<std::string, float> indices;
  for (const std::string& label : labels) indices.emplace(label, static_cast<float>(indices.size()));
  std::vector<float> targets;
  for (const ClipFile& clip : clips) targets.push_back(indices.at(clip.label));
  return targets;
}

Dataset find_dataset(const DataSpec& spec, const fs::path& directory, std::vector<std::string>& notes) {
  std::vector<std::vector<ClipFile>> found;
  std::set<std::string> classes;
  for (const SourceSpec& source : spec.sources) {
    found.push_back(find_source(source, directory, notes));
    for (const ClipFile& clip : found.back()) classes.insert(clip.label);
  }
  Dataset dataset{.labels = spec.labels.empty() ? labels_of(classes) : spec.labels};
  for (std::size_t i = 0; i < found.size(); ++i) {
    assign_labels(spec.sources[i], dataset.labels, found[i], notes);
    std::ranges::move(found[i], std::back_inserter(dataset.clips));
  }
  return dataset;
}

DatasetSplit split_dataset(const Dataset& whole, const SplitSpec& spec, std::vector<std::string>& notes) {
  Dataset dataset = whole;
  if (spec.folds) deal_folds(dataset, *spec.folds, spec.seed);
  std::vector<bool> taken(dataset.clips.size());
  std::vector<std::size_t> training;
  std::vector<std::size_t> validation;
  std::vector<std::size_t> test;
  take_clips(spec.test, "test", spec, dataset, taken, test);
  take_clips(spec.validation, "validation", spec, dataset, taken, validation);
  const std::vector<Selection> all_that_is_left(1);
  take_clips(spec.training.empty() ? all_that_is_left : spec.training, "training", spec, dataset, taken,
             training);

  const auto left = std::ranges::count(taken, false);
  if (left > 0)
    notes.push_back("split: " + count_of(static_cast<std::size_t>(left), "clip") + " belong to no part");
  DatasetSplit split{subset(dataset, training), subset(dataset, validation), subset(dataset, test)};
  check_every_label(split.training, "split: training");
  return split;
}

}  // namespace earshot
