#include "training/terminal_progress.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <format>
#include <iostream>
#include <string>

namespace earshot {
namespace {

/// "2 h 05 min", "3 min 20 s", "12 s"
std::string duration_text(double seconds) {
  const long total = std::lround(std::max(0.0, seconds));
  if (total >= 3600) return std::format("{} h {:02} min", total / 3600, total % 3600 / 60);
  if (total >= 60) return std::format("{} min {:02} s", total / 60, total % 60);
  return std::format("{} s", total);
}

std::string accuracy_text(const std::optional<double>& accuracy) {
  return accuracy ? std::format("  accuracy {:.1f} %", 100.0 * *accuracy) : "";
}

}  // namespace

void TerminalProgress::begin(long first_epoch, long epochs) {
  terminal_ = isatty(STDERR_FILENO) == 1;
  first_epoch_ = first_epoch;
  epochs_ = epochs;
  start_ = Clock::now();
  if (first_epoch > 1 && first_epoch <= epochs)
    std::cerr << std::format("Resuming at epoch {}\n", first_epoch);
}

void TerminalProgress::batch(long epoch, std::size_t done, std::size_t total, double loss) {
  if (done == total) examples_ += total;
  const Clock::time_point now = Clock::now();
  if (!terminal_ || now - drawn_ < std::chrono::milliseconds(100)) return;
  drawn_ = now;
  const double share = static_cast<double>(done) / static_cast<double>(total);
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const double examples = static_cast<double>(done == total ? examples_ : examples_ + done);
  std::cerr << std::format("\r\033[KEpoch {}/{}  {:3.0f} %  loss {:.4f}  {:.0f} examples/s  {} left", epoch,
                           epochs_, 100.0 * share, loss, examples / seconds,
                           duration_text(seconds_left(static_cast<double>(epoch - first_epoch_) + share)))
            << std::flush;
}

void TerminalProgress::epoch(const EpochRecord& record) {
  std::string line = std::format("Epoch {}/{}  loss {:.4f}", record.epoch, epochs_, record.training_loss);
  line += accuracy_text(record.training_accuracy);
  if (record.validation_loss) {
    line += std::format("  validation loss {:.4f}", *record.validation_loss);
    line += accuracy_text(record.validation_accuracy);
  }
  line += std::format("  {:.0f} examples/s", record.examples_per_second);
  if (record.epoch < epochs_) {
    line +=
        "  " + duration_text(seconds_left(static_cast<double>(record.epoch - first_epoch_ + 1))) + " left";
  }
  std::cerr << (terminal_ ? "\r\033[K" : "") << line << std::endl;
}

double TerminalProgress::seconds_left(double epochs_done) const {
  const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  const double epochs = static_cast<double>(epochs_ - first_epoch_ + 1);
  return epochs_done > 0.0 ? seconds / epochs_done * (epochs - epochs_done) : 0.0;
}

}  // namespace earshot
