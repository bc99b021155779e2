#include "data/split_spec.h"

#include <algorithm>

namespace earshot {
namespace {

Selection read_selection(Section& section) {
  Selection selection;
  selection.sources = section.texts("sources", std::vector<std::string>{});
  selection.speakers = section.texts("speakers", std::vector<std::string>{});
  selection.folds = section.texts("folds", std::vector<std::string>{});
  selection.takes = read_ranges(section, "takes");
  selection.fraction = section.number("fraction", 0.0, 1.0, 1.0);
  if (selection.fraction == 0.0)
    section.fail("fraction", "must be above 0; leave the selection out to select nothing");
  section.finish();
  return selection;
}

std::vector<Selection> read_selections(Section& section, std::string_view key) {
  std::vector<Selection> selections;
  for (Section& table : section.tables(key)) selections.push_back(read_selection(table));
  return selections;
}

bool allows(const std::vector<std::string>& names, const std::string& name) {
  return names.empty() || std::ranges::contains(names, name);
}

}  // namespace

bool Selection::matches(const ClipFile& clip) const {
  return allows(sources, clip.source) && allows(speakers, clip.speaker) && allows(folds, clip.fold) &&
         (!takes || (clip.take && takes->contains(*clip.take)));
}

SplitSpec read_split_spec(Section section) {
  SplitSpec spec;
  spec.seed = static_cast<std::uint64_t>(section.integer("seed", 0, 1'000'000'000, 1));
  if (section.has("folds")) spec.folds = section.integer("folds", 2, 1000);
  spec.test = read_selections(section, "test");
  spec.validation = read_selections(section, "validation");
  spec.training = read_selections(section, "training");
  section.finish();
  return spec;
}

}  // namespace earshot
