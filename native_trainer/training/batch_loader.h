#pragma once

#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "data/examples.h"
#include "training/epoch_order.h"

namespace earshot {

struct Batch {
  std::vector<float> values;   ///< [example][feature]
  std::vector<float> targets;  ///< one an example
};

/// Gives the examples of one epoch in batches, in the order asked for. Threads read ahead of the one that
/// takes the batches, so that augmentation and training go on at the same time.
class BatchLoader {
 public:
  /// `order` holds readings of `examples`; the last batch may be smaller than `batch_size`.
  BatchLoader(const Examples& examples, std::vector<ExampleReading> order, std::size_t batch_size,
              int threads);
  ~BatchLoader();

  /// The next batch, or nothing behind the last one. Throws what reading an example threw.
  std::optional<Batch> next();

 private:
  Batch read(std::size_t batch) const;
  void work(const std::stop_token& stop);
  std::size_t batch_count() const { return (order_.size() + batch_size_ - 1) / batch_size_; }

  const Examples& examples_;
  std::vector<ExampleReading> order_;
  std::size_t batch_size_;
  std::size_t ahead_;  ///< how many batches may wait to be taken

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::map<std::size_t, Batch> ready_;
  std::size_t begun_ = 0;  ///< batches that a thread has begun to read
  std::size_t taken_ = 0;
  std::exception_ptr failure_;
  std::vector<std::jthread> threads_;
};

}  // namespace earshot
