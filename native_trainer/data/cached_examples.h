#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "data/examples.h"
#include "data/recordings.h"
#include "features/front_end_spec.h"

namespace earshot {

/// Examples that are the same in every epoch: features computed once, kept in memory.
class CachedExamples : public Examples {
 public:
  /// The spec must make every clip equally long (fit.samples > 0). Throws Error naming the file whose
  /// features cannot be computed.
  CachedExamples(const Recordings& recordings, const FrontEndSpec& front_end, int threads,
                 const ProgressFunction& progress = {});

  std::size_t size() const override { return targets_.size(); }
  std::vector<std::int64_t> shape() const override { return shape_; }
  std::span<const float> targets() const override { return targets_; }
  void read(std::size_t index, std::uint64_t variation, std::span<float> out) const override;

 private:
  std::vector<std::int64_t> shape_;
  std::vector<float> targets_;
  std::size_t example_size_;
  std::vector<float> values_;  ///< [example][feature]
};

}  // namespace earshot
