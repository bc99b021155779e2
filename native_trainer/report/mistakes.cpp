#include "report/mistakes.h"

#include <algorithm>
#include <utility>

#include "data/audio_file.h"
#include "data/excerpts.h"
#include "features/front_end.h"
#include "ui/feature_grid.h"

namespace earshot {
namespace {

std::optional<Picture> draw_features(const Features& features) {
  if (features.bands < 2) return std::nullopt;
  FeatureGrid grid;
  grid.bands = features.bands;
  grid.frames = features.frames;
  const auto size = static_cast<std::ptrdiff_t>(features.bands) * features.frames;
  grid.values.assign(features.values.begin(), features.values.begin() + size);
  return draw_picture(grid, ColorMap::magma);
}

/// What a browser plays: the first seconds of the mean of the channels.
Clip preview(const Clip& clip) {
  std::vector<float> samples = mix_down(clip);
  const auto most = static_cast<std::size_t>(kMistakeSeconds * clip.sample_rate);
  samples.resize(std::min(samples.size(), most));
  return {.sample_rate = clip.sample_rate, .channels = {std::move(samples)}};
}

}  // namespace

std::vector<Mistake> worst_mistakes(std::span<const Judgement> judgements, const FrontEndSpec& front_end,
                                    std::size_t most, std::size_t most_bytes) {
  std::vector<const Judgement*> wrong;
  for (const Judgement& judgement : judgements) {
    if (!judgement.correct()) wrong.push_back(&judgement);
  }
  std::ranges::stable_sort(wrong, std::greater{}, &Judgement::loss);

  FrontEnd computer(front_end);
  std::vector<Mistake> mistakes;
  std::size_t bytes = 0;
  for (const Judgement* judgement : wrong) {
    if (mistakes.size() == most) break;
    const Clip clip = read_audio_file(judgement->file);
    const auto excerpt = [&](const Clip& whole) {
      return judgement->excerpt ? cut(whole, *judgement->excerpt) : whole;
    };
    Mistake mistake{.judgement = *judgement,
                    .sound = preview(excerpt(clip)),
                    .picture = draw_features(computer.compute(excerpt(computer.at_model_rate(clip))))};
    bytes += mistake.sound.samples() * sizeof(std::int16_t);
    if (bytes > most_bytes) break;
    mistakes.push_back(std::move(mistake));
  }
  return mistakes;
}

}  // namespace earshot
