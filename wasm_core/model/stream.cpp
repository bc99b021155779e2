#include "model/stream.h"

#include "model/prediction.h"

namespace earshot {

Stream::Stream(const ModelFile& model, int device_rate)
    : task_(model.card.task),
      temperature_(model.card.temperature),
      listener_(audio_front_end(model), model.card.decision, device_rate),
      features_(audio_front_end(model), listener_.window_samples()),
      decision_(model.card.decision, model.card.labels, listener_.window_seconds()) {}

void Stream::push(std::span<const float> block, const WindowFunction& due) {
  listener_.push(
      block, [&](const StreamWindow& window) { due(window, features_.compute(window.samples, window.end)); });
}

std::optional<Detection> Stream::decide(double time, std::span<const float> logits) {
  return decision_.update(time, predict(task_, logits, temperature_).probabilities);
}

void Stream::decide_silence(double time) {
  decision_.update_silence(time);
}

}  // namespace earshot
