#include "report/predictions_csv.h"

#include <algorithm>
#include <format>

#include "data/files.h"
#include "report/csv_field.h"

namespace earshot {

void write_predictions_csv(const std::filesystem::path& path, const Metrics& metrics,
                           std::span<const Judgement> judgements) {
  const bool excerpts = std::ranges::any_of(
      judgements, [](const Judgement& judgement) { return judgement.excerpt.has_value(); });
  const bool labeled = metrics.task != ModelCard::Task::regression;
  std::string csv = excerpts ? "file,begin,speaker,truth,prediction" : "file,speaker,truth,prediction";
  if (labeled) {
    for (const std::string& label : metrics.labels) csv += "," + csv_field(label);
  }
  csv += '\n';
  for (const Judgement& judgement : judgements) {
    csv += csv_field(judgement.file);
    if (excerpts) csv += std::format(",{:.6g}", judgement.excerpt.value_or(Excerpt{}).begin);
    csv += "," + csv_field(judgement.speaker);
    if (labeled) {
      csv += "," + csv_field(metrics.labels[judgement.truth]) + "," +
             csv_field(metrics.labels[judgement.prediction]);
      for (const float probability : judgement.probabilities) csv += std::format(",{:.6g}", probability);
    } else {
      csv += std::format(",{:.6g},{:.6g}", judgement.target, judgement.output);
    }
    csv += '\n';
  }
  write_file(path, csv);
}

}  // namespace earshot
