#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "data/augmentation_spec.h"
#include "data/examples.h"
#include "data/recordings.h"
#include "features/front_end_spec.h"

namespace earshot {

/// Examples that vary from epoch to epoch: the recordings stay in memory as samples, and each read changes
/// them by the spec and computes the features anew.
class AugmentedExamples : public Examples {
 public:
  /// Keeps `recordings`, which must have been read for the front end. It must make every clip equally long
  /// (fit.samples > 0). Where the augmentation adds recorded noise there must be some.
  AugmentedExamples(std::shared_ptr<const Recordings> recordings, const FrontEndSpec& front_end,
                    const AugmentationSpec& augmentation, std::uint64_t seed);
  ~AugmentedExamples() override;

  std::size_t size() const override { return targets_.size(); }
  std::vector<std::int64_t> shape() const override { return shape_; }
  std::span<const float> targets() const override { return targets_; }
  /// What read computes the features of, but for the masks: at the model's rate, as long as it takes.
  Clip sound(std::size_t index, std::uint64_t variation) const;
  void read(std::size_t index, std::uint64_t variation, std::span<float> out) const override;

 private:
  struct Chain;

  std::shared_ptr<const Recordings> recordings_;
  std::vector<std::int64_t> shape_;
  std::vector<float> targets_;
  std::uint64_t seed_;
  std::unique_ptr<Chain> chain_;
};

}  // namespace earshot
