#include "training/batch_loader.h"

#include <algorithm>

namespace earshot {

BatchLoader::BatchLoader(const Examples& examples, std::vector<ExampleReading> order, std::size_t batch_size,
                         int threads)
    : examples_(examples),
      order_(std::move(order)),
      batch_size_(batch_size),
      ahead_(2 * static_cast<std::size_t>(threads) + 1) {
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }
}

BatchLoader::~BatchLoader() = default;  // the threads are told to stop and waited for

std::optional<Batch> BatchLoader::next() {
  std::unique_lock lock(mutex_);
  if (taken_ == batch_count()) return {};
  changed_.wait(lock, [&] { return failure_ || ready_.contains(taken_); });
  if (failure_) std::rethrow_exception(failure_);
  Batch batch = std::move(ready_.extract(taken_).mapped());
  ++taken_;
  changed_.notify_all();
  return batch;
}

Batch BatchLoader::read(std::size_t batch) const {
  const std::size_t begin = batch * batch_size_;
  const std::size_t count = std::min(batch_size_, order_.size() - begin);
  std::size_t size = 1;
  for (const std::int64_t extent : examples_.shape()) size *= static_cast<std::size_t>(extent);
  Batch result;
  result.values.resize(count * size);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& [index, variation] = order_[begin + i];
    examples_.read(index, variation, std::span(result.values).subspan(i * size, size));
    result.targets.push_back(examples_.targets()[index]);
  }
  return result;
}

void BatchLoader::work(const std::stop_token& stop) {
  try {
    while (true) {
      std::unique_lock lock(mutex_);
      const bool may_go_on = changed_.wait(
          lock, stop, [&] { return failure_ || begun_ == batch_count() || begun_ < taken_ + ahead_; });
      if (!may_go_on || failure_ || begun_ == batch_count()) return;
      const std::size_t batch = begun_++;
      lock.unlock();
      Batch read_batch = read(batch);
      lock.lock();
      ready_.emplace(batch, std::move(read_batch));
      changed_.notify_all();
    }
  } catch (...) {
    const std::lock_guard lock(mutex_);
    failure_ = std::current_exception();
    changed_.notify_all();
  }
}

}  // namespace earshot
