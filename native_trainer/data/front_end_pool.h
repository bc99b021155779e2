#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "features/front_end.h"

namespace earshot {

/// Lends front ends of one spec to any number of threads, making as many as are in use at once.
class FrontEndPool {
 public:
  explicit FrontEndPool(const FrontEndSpec& spec) : spec_(spec) {
    idle_.push_back(std::make_unique<FrontEnd>(spec));
  }

  /// Gives its front end back when it goes.
  class Loan {
   public:
    explicit Loan(FrontEndPool& pool) : pool_(pool), front_end_(pool.take()) {}
    ~Loan() { pool_.put(std::move(front_end_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;

    FrontEnd* operator->() { return front_end_.get(); }
    FrontEnd& operator*() { return *front_end_; }

   private:
    FrontEndPool& pool_;
    std::unique_ptr<FrontEnd> front_end_;
  };

 private:
  std::unique_ptr<FrontEnd> take() {
    {
      const std::scoped_lock lock(mutex_);
      if (!idle_.empty()) {
        std::unique_ptr<FrontEnd> front_end = std::move(idle_.back());
        idle_.pop_back();
        return front_end;
      }
    }
    return std::make_unique<FrontEnd>(spec_);
  }

  void put(std::unique_ptr<FrontEnd> front_end) {
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(front_end));
  }

  FrontEndSpec spec_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<FrontEnd>> idle_;
};

}  // namespace earshot
