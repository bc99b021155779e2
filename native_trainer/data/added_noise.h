#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "audio/clip.h"
#include "features/front_end.h"

namespace earshot {

/// Noise that is added to the clips that a model is tested with: the same to the same clip whenever it is
/// asked.
class AddedNoise {
 public:
  /// `kinds`: "white", "pink" and "brown", and paths of recordings or folders of them; each clip gets one of
  /// those, all equally often. Throws Error as read_noise_recordings does.
  AddedNoise(const std::vector<std::string>& kinds, double snr_decibels, const FrontEndSpec& front_end);

  /// The clip at the model's rate and length, with noise all through; the signal is what the clip itself
  /// holds, so that silence around it does not count. `index` is the clip's own.
  Clip add(const Clip& clip, const FrontEnd& front_end, std::size_t index) const;

 private:
  double snr_decibels_;
  std::vector<std::string> generated_;
  std::vector<std::vector<float>> recordings_;
};

}  // namespace earshot
