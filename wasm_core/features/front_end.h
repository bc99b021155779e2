#pragma once

#include <memory>
#include <span>

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

  /// The clip with the model's channels at the model's rate. One that has them already comes back unchanged.
  Clip at_model_rate(const Clip& clip) const;

  /// Cuts or pads a clip at the model's rate to spec().fit, before any amplitude scaling.
  Clip fit(const Clip& clip) const;

  /// The whole way: at_model_rate, fit, amplitude, features, compression, scaling; steps that a clip has
  /// behind it already leave it as it is. The shape is spec().shape(samples at the model's rate). Throws
  /// Error for a clip without samples, NaN or infinite samples, or a clip shorter than the spec can take: one
  /// that reflect padding cannot mirror, or without a whole frame when frames are not centered.
  Features compute(const Clip& clip);

  /// The same for one channel of samples at the model's rate, such as a listener's.
  Features compute(std::span<const float> samples_at_model_rate);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace earshot
