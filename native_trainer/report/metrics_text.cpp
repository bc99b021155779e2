#include "report/metrics_text.h"

#include <cmath>
#include <format>

#include "report/interval.h"
#include "report/text_table.h"

namespace earshot {
namespace {

constexpr std::size_t kMostSpeakers = 60;  // more would push the rest off the screen

std::string group_accuracy(const Metrics::Group& group) {
  return group.clips ? percent(group.accuracy()) : "-";
}

std::string confusion_table(const Metrics& metrics) {
  std::vector<std::string> header = {"truth"};
  header.insert(header.end(), metrics.labels.begin(), metrics.labels.end());
  header.insert(header.end(), {"clips", "accuracy"});
  TextTable table(std::move(header));
  for (std::size_t truth = 0; truth < metrics.labels.size(); ++truth) {
    std::vector<std::string> row = {metrics.labels[truth]};
    for (const std::size_t count : metrics.confusion[truth])
      row.push_back(count ? std::to_string(count) : ".");
    row.push_back(std::to_string(metrics.classes[truth].clips));
    row.push_back(group_accuracy(metrics.classes[truth]));
    table.add(std::move(row));
  }
  return table.text();
}

std::string group_table(const std::string& what, const std::vector<Metrics::Group>& groups) {
  TextTable table({what, "clips", "accuracy", "95 % interval"});
  for (const Metrics::Group& group : groups) {
    const auto [least, most] = wilson_interval(group.correct, group.clips);
    table.add({group.name, std::to_string(group.clips), group_accuracy(group),
               percent(least) + " to " + percent(most)});
  }
  return table.text();
}

}  // namespace

std::string to_text(const Metrics& metrics) {
  if (metrics.task == ModelCard::Task::regression) return summary_of(metrics) + '\n';
  std::string text = std::format("accuracy   {}\nmean loss  {:.4f}\ncalibration error  {}\n",
                                 share_text(metrics.all.correct, metrics.all.clips), metrics.loss,
                                 percent(metrics.calibration.error()));
  text += "\nPredictions by class\n" + confusion_table(metrics);
  if (metrics.sources.size() > 1)
    text += "\nAccuracy by data set\n" + group_table("data set", metrics.sources);
  if (metrics.speakers.empty()) return text;
  text += "\nAccuracy by speaker";
  if (metrics.speakers.size() > kMostSpeakers) {
    text += std::format(", the {} lowest of {}", kMostSpeakers, metrics.speakers.size());
  }
  text += "\n" + group_table("speaker", least_accurate(metrics.speakers, kMostSpeakers));
  return text;
}

std::string summary_of(const Metrics& metrics) {
  if (metrics.task == ModelCard::Task::regression) {
    return std::format("mean squared error {:.4f} (root {:.4f}) of {} examples", metrics.loss,
                       std::sqrt(metrics.loss), metrics.all.clips);
  }
  return std::format("accuracy {} ({} of {}), mean loss {:.4f}", percent(metrics.accuracy()),
                     metrics.all.correct, metrics.all.clips, metrics.loss);
}

std::string percent(double share) {
  return std::format("{:.2f} %", 100.0 * share);
}

std::string share_text(std::size_t count, std::size_t total) {
  if (total == 0) return "0 of 0";
  const auto [least, most] = wilson_interval(count, total);
  return std::format("{} ({} of {}; 95 % interval {} to {})",
                     percent(static_cast<double>(count) / static_cast<double>(total)), count, total,
                     percent(least), percent(most));
}

}  // namespace earshot
