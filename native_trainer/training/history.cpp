#include "training/history.h"

#include <charconv>
#include <format>
#include <fstream>
#include <sstream>

#include "error.h"

namespace earshot {
namespace {

constexpr const char* kHeader =
    "epoch,training_loss,training_accuracy,validation_loss,validation_accuracy,learning_rate,seconds,"
    "examples_per_second";

/// The numbers of a row; none where a field is empty.
std::vector<std::optional<double>> read_row(const std::string& row) {
  std::vector<std::optional<double>> numbers;
  std::istringstream fields(row + ",");
  std::string field;
  while (std::getline(fields, field, ',')) {
    double number = 0.0;
    const auto [end, failure] = std::from_chars(field.data(), field.data() + field.size(), number);
    numbers.push_back(failure == std::errc() ? std::optional(number) : std::nullopt);
  }
  return numbers;
}

std::optional<LowestLoss> lowest(const History& history, const auto& loss_of) {
  std::optional<LowestLoss> result;
  for (const EpochRecord& record : history) {
    const std::optional<double> loss = loss_of(record);
    if (loss && (!result || *loss < result->loss)) result = {*loss, record.epoch};
  }
  return result;
}

}  // namespace

std::optional<LowestLoss> lowest_training_loss(const History& history) {
  return lowest(history, [](const EpochRecord& record) { return std::optional(record.training_loss); });
}

std::optional<LowestLoss> lowest_validation_loss(const History& history) {
  return lowest(history, [](const EpochRecord& record) { return record.validation_loss; });
}

std::string lowest_losses_text(const History& history) {
  std::string text;
  const auto add = [&](const char* name, const std::optional<LowestLoss>& lowest) {
    if (!lowest) return;
    text +=
        std::format("{}{} {:.4f} in epoch {}", text.empty() ? "" : ", ", name, lowest->loss, lowest->epoch);
  };
  add("training", lowest_training_loss(history));
  add("validation", lowest_validation_loss(history));
  return text;
}

std::string to_csv(const History& history) {
  std::ostringstream csv;
  csv.precision(9);
  const auto write = [&](const std::optional<double>& value) {
    csv << ',';
    if (value) csv << *value;
  };
  csv << kHeader << '\n';
  for (const EpochRecord& record : history) {
    csv << record.epoch;
    write(record.training_loss);
    write(record.training_accuracy);
    write(record.validation_loss);
    write(record.validation_accuracy);
    write(record.learning_rate);
    write(record.seconds);
    write(record.examples_per_second);
    csv << '\n';
  }
  return csv.str();
}

History read_history(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string row;
  if (!std::getline(file, row) || row != kHeader)
    throw Error(path.string() + ": is not the history of a run");
  History history;
  while (std::getline(file, row)) {
    const std::vector<std::optional<double>> numbers = read_row(row);
    if (numbers.size() != 8) throw Error(path.string() + ": is not the history of a run");
    history.push_back({.epoch = static_cast<long>(numbers[0].value_or(0.0)),
                       .training_loss = numbers[1].value_or(0.0),
                       .training_accuracy = numbers[2],
                       .validation_loss = numbers[3],
                       .validation_accuracy = numbers[4],
                       .learning_rate = numbers[5].value_or(0.0),
                       .seconds = numbers[6].value_or(0.0),
                       .examples_per_second = numbers[7].value_or(0.0)});
  }
  return history;
}

}  // namespace earshot
