#pragma once

#include <span>
#include <vector>

#include "model/backend.h"
#include "model/stream.h"

namespace earshot {

/// Listens to a recording as the page listens to a microphone: the same Stream, and a backend that answers at
/// once.
class StreamDetector {
 public:
  /// `backend` must outlive it. Throws Error for a model that is not one of sound.
  StreamDetector(const ModelFile& model, Backend& backend, int sample_rate)
      : stream_(model, sample_rate), backend_(backend), sample_rate_(sample_rate) {}

  /// What the next samples (mono, at the recording's rate) lead to; in blocks of any size it is the same.
  std::vector<Detection> push(std::span<const float> block);
  /// Ends the recording with half a second of silence, as the page does: a word that ends with it is then
  /// heard as it would be in a room.
  std::vector<Detection> finish();

 private:
  Stream stream_;
  Backend& backend_;
  int sample_rate_;
};

}  // namespace earshot
