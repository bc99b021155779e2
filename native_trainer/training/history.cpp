#include "training/history.h"

#include <sstream>

namespace earshot {

std::string to_csv(const History& history) {
  std::ostringstream csv;
  csv.precision(9);
  csv << "epoch,training_loss,validation_loss,validation_accuracy,learning_rate,seconds\n";
  for (const EpochRecord& record : history) {
    csv << record.epoch << ',' << record.training_loss << ',';
    if (record.validation_loss) csv << *record.validation_loss;
    csv << ',';
    if (record.validation_accuracy) csv << *record.validation_accuracy;
    csv << ',' << record.learning_rate << ',' << record.seconds << '\n';
  }
  return csv.str();
}

}  // namespace earshot
