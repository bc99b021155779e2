#pragma once

#include <memory>
#include <span>
#include <vector>

#include "audio/clip.h"
#include "features/features.h"
#include "features/front_end_spec.h"

namespace earshot {

/// Computes the features of clips by one spec: the single code path from samples to features of the trainer,
/// the command line and the page. Plans, windows and filter banks are made once, in the constructor. Not
/// thread-safe: it keeps scratch buffers; use one per thread.
class FrontEnd {
 public:
  explicit FrontEnd(const FrontEndSpec& spec);  ///< throws FieldError if the spec is not sound
  ~FrontEnd();
  FrontEnd(FrontEnd&&) noexcept;
  FrontEnd& operator=(FrontEnd&&) noexcept;

  const FrontEndSpec& spec() const;

  /// Mono samples at the clip's own rate, resampled to the model's: what a listener keeps.
  std::vector<float> at_model_rate(const Clip& clip) const;

  /// Cuts or pads samples at the model's rate to spec().fit, before any amplitude scaling.
  std::vector<float> fit(std::span<const float> samples_at_model_rate) const;

  /// From samples at the model's rate: fit, amplitude, features, compression, scaling. The shape is
  /// spec().shape(samples). Throws Error for an empty span, NaN or infinite samples, or a clip shorter than
  /// the spec can take: one that reflect padding cannot mirror, or without a whole frame when frames are not
  /// centered.
  Features compute(std::span<const float> samples_at_model_rate);

  /// The whole way: at_model_rate, then the above.
  Features compute(const Clip& clip);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace earshot
