#include "report/predictions_csv.h"

#include <format>

#include "data/files.h"

namespace earshot {
namespace {

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + '"';
}

}  // namespace

void write_predictions_csv(const std::filesystem::path& path, const std::vector<std::string>& labels,
                           std::span<const Judgement> judgements) {
  std::string csv = "file,speaker,truth,prediction";
  for (const std::string& label : labels) csv += "," + csv_field(label);
  csv += '\n';
  for (const Judgement& judgement : judgements) {
    csv += csv_field(judgement.file) + "," + csv_field(judgement.speaker) + "," +
           csv_field(labels[judgement.truth]) + "," + csv_field(labels[judgement.prediction]);
    for (const float probability : judgement.probabilities) csv += std::format(",{:.6g}", probability);
    csv += '\n';
  }
  write_file(path, csv);
}

}  // namespace earshot
