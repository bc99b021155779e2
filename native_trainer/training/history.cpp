#include "training/history.h"

#include <sstream>

namespace earshot {

std::string to_csv(const History& history) {
  std::ostringstream csv;
  csv.precision(9);
  const auto write = [&](const std::optional<double>& value) {
    csv << ',';
    if (value) csv << *value;
  };
  csv << "epoch,training_loss,training_accuracy,validation_loss,validation_accuracy,learning_rate,seconds,"
         "examples_per_second\n";
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

}  // namespace earshot
