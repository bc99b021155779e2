#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "features/filter_bank.h"

namespace earshot {

/// What is computed from every frame.
struct FramePlan {
  int n_fft = 0;
  std::vector<double> window{};      ///< the samples beside it, in the frame of n_fft, are zeros
  std::size_t window_start = 0;      ///< in the frame
  double power = 2.0;                ///< |X|^power
  std::optional<FilterBank> bank{};  ///< its bands are the rows of the result; without one, the bins are
  bool total = false;                ///< the sum over all bins is one row more

  std::size_t bins() const { return static_cast<std::size_t>(n_fft / 2) + 1; }
  std::size_t rows() const;
};

/// Computes several frames at once, each in a lane of the machine's vectors: window, Fourier transform, power
/// and filter bank, all in double precision. No lane looks at another, so every kernel and every lane gives
/// the same result to the last bit. Allocates nothing after construction when n_fft has no prime factor but
/// 2, 3 and 5. Not thread-safe: it keeps scratch buffers.
class FrameKernel {
 public:
  virtual ~FrameKernel() = default;

  virtual std::size_t frames_at_once() const = 0;

  /// `starts` holds frames_at_once() pointers, each to the first sample under the window of a frame; `rows`
  /// receives [row][frame].
  virtual void compute(std::span<const float* const> starts, std::span<double> rows) = 0;
};

/// The fastest kernel that this build has for this machine.
std::unique_ptr<FrameKernel> make_frame_kernel(const FramePlan& plan);

/// Every kernel that this build has for this machine.
struct NamedFrameKernel {
  std::string name;
  std::unique_ptr<FrameKernel> kernel;
};
std::vector<NamedFrameKernel> make_all_frame_kernels(const FramePlan& plan);

}  // namespace earshot
