#include "data/cached_examples.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <string>

#include "data/example_shape.h"
#include "data/parallel.h"
#include "error.h"
#include "features/front_end.h"

namespace earshot {
namespace {

std::size_t product(const std::vector<std::int64_t>& shape) {
  return static_cast<std::size_t>(
      std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies{}));
}

}  // namespace

CachedExamples::CachedExamples(const Recordings& recordings, const FrontEndSpec& front_end, int threads,
                               const ProgressFunction& progress)
    : shape_(example_shape(front_end)),
      targets_(recordings.dataset.targets()),
      example_size_(product(shape_)),
      values_(example_size_ * targets_.size()) {
  ProgressCounter counter(progress, targets_.size());
  parallel_for(targets_.size(), threads, [&] {
    return [&, worker = FrontEnd(front_end)](std::size_t i) mutable {
      try {
        const Features features = worker.compute(recordings.sounds[i]);
        std::ranges::copy(features.values, values_.begin() + static_cast<std::ptrdiff_t>(i * example_size_));
      } catch (const Error& error) {
        throw Error(recordings.dataset.clips[i].path.string() + ": " + error.what());
      }
      counter.count_one();
    };
  });
}

void CachedExamples::read(std::size_t index, std::uint64_t, std::span<float> out) const {
  std::ranges::copy(std::span(values_).subspan(index * example_size_, example_size_), out.begin());
}

}  // namespace earshot
