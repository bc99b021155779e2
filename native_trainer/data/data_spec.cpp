#include "data/data_spec.h"

#include <algorithm>
#include <set>

#include "error.h"
#include "recordings/layout.h"

namespace earshot {
namespace {

std::vector<std::string> layout_choices() {
  std::vector<std::string> names = {"auto"};
  for (const Layout& layout : layouts()) names.emplace_back(layout.name);
  return names;
}

std::string default_name(const SourceSpec& source) {
  const std::string folder = source.path.lexically_normal().filename().string();
  return folder.empty() || folder == "." ? source.layout : folder;
}

ExcerptsSpec read_excerpts(Section section) {
  ExcerptsSpec spec;
  spec.seconds = section.number("seconds", 0.01, 3600.0);
  spec.hop_seconds = section.number("hop_seconds", 0.01, 3600.0, spec.seconds);
  section.finish();
  return spec;
}

std::optional<SyntheticData> read_synthetic(Section& section) {
  if (!section.has("synthetic")) return std::nullopt;
  return find_synthetic_data(section.choice("synthetic", synthetic_data_names()));
}

SourceSpec read_source(Section& section, const std::vector<std::string>& labels,
                       const std::optional<SyntheticData>& synthetic) {
  SourceSpec source{.synthetic = synthetic};
  if (!synthetic) source.path = section.text("path", ".");
  if (source.path.is_absolute()) section.fail("path", "must be relative to the folder given with --data");
  source.layout = section.choice("layout", layout_choices(), "auto");
  source.name = section.text("name", default_name(source));
  source.speakers = section.texts("speakers", std::vector<std::string>{});
  source.takes = read_ranges(section, "takes");
  source.other_labels = section.text("other_labels", "error");
  if (source.other_labels != "error" && source.other_labels != "ignore" &&
      !std::ranges::contains(labels, source.other_labels)) {
    section.fail("other_labels", "is \"" + source.other_labels +
                                     "\", but must be \"error\", \"ignore\" or one of data.labels");
  }
  if (section.has("excerpts")) source.excerpts = read_excerpts(section.table("excerpts"));
  source.epoch_share = section.number("epoch_share", 1e-6, 1000.0, source.epoch_share);
  source.licence = section.text("licence", "");
  source.url = section.text("url", "");
  return source;
}

}  // namespace

DataSpec read_data_spec(Section section) {
  DataSpec spec;
  if (section.has("points")) {
    spec.points = read_points_spec(section.table("points"));
    spec.labels = spec.points->labels();
    section.finish();
    return spec;
  }
  spec.labels = section.texts("labels", std::vector<std::string>{});
  if (std::set(spec.labels.begin(), spec.labels.end()).size() != spec.labels.size()) {
    section.fail("labels", "names a label twice");
  }
  if (spec.labels.size() == 1) section.fail("labels", "needs at least two labels to tell apart");
  spec.synthetic = read_synthetic(section);
  if (section.has("source")) {
    for (Section& table : section.tables("source")) {
      spec.sources.push_back(read_source(table, spec.labels, read_synthetic(table)));
      const auto same_name = [&](const SourceSpec& other) { return other.name == spec.sources.back().name; };
      if (std::ranges::count_if(spec.sources, same_name) > 1) {
        table.fail("name", "is the name of an earlier source too; give each source a name of its own");
      }
      table.finish();
    }
    if (spec.sources.empty()) section.fail("source", "must have at least one table");
  } else {
    spec.sources.push_back(read_source(section, spec.labels, std::nullopt));
  }
  section.finish();
  return spec;
}

bool DataSpec::cuts_excerpts() const {
  return std::ranges::any_of(sources, [](const SourceSpec& source) { return source.excerpts.has_value(); });
}

}  // namespace earshot
