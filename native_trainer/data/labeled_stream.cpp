#include "data/labeled_stream.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "audio/level.h"
#include "audio/noise.h"
#include "audio/resampler.h"
#include "audio/sound_span.h"
#include "data/audio_file.h"
#include "data/survey.h"
#include "error.h"
#include "random.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

constexpr int kRate = 16000;
constexpr Interval kGapSeconds{0.3, 3.0};
constexpr Interval kSilenceSeconds{5.0, 20.0};
constexpr double kSilenceShare = 0.1;
constexpr double kMarginSeconds = 0.15;  // half of the shortest gap: margins never overlap
constexpr double kQuietEndsSeconds = 1.0;
constexpr double kFadeSeconds = 0.03;  // at a margin's outer end
constexpr Interval kExcerptSeconds{0.3, 2.0};
constexpr Interval kSceneSeconds{30.0, 90.0};
constexpr Interval kSceneDbfs{-45.0, -25.0};
constexpr double kSceneFadeSeconds = 1.0;
constexpr double kVariationDecibels = 3.0;
// Together with the backgrounds of two scenes, one fading into the other, an event stays within full scale.
constexpr double kHighestPeakDbfs = -3.0;
constexpr double kHighestBackgroundPeakDbfs = -14.0;
constexpr double kShortestBackgroundSeconds = 20.0;

double draw(const Interval& interval, Random& random) {
  return random.uniform(interval.low, interval.high);
}

std::size_t samples_of(double seconds) {
  return static_cast<std::size_t>(seconds * kRate);
}

double amplitude(double decibels) {
  return std::pow(10.0, decibels / 20.0);
}

std::vector<float> read_mono(const fs::path& path) {
  const Clip clip = read_audio_file(path);
  return resample(mix_down(clip), clip.sample_rate, kRate);
}

/// Deals the numbers 0 ... count - 1 in random order, each once before any comes again.
class Deck {
 public:
  explicit Deck(std::size_t count) : cards_(count) {
    std::iota(cards_.begin(), cards_.end(), std::size_t{0});
  }

  std::size_t deal(Random& random) {
    if (dealt_ % cards_.size() == 0) {
      for (std::size_t i = cards_.size() - 1; i > 0; --i) std::swap(cards_[i], cards_[random.index(i + 1)]);
    }
    return cards_[dealt_++ % cards_.size()];
  }

 private:
  std::vector<std::size_t> cards_;
  std::size_t dealt_ = 0;
};

/// Something that is heard in the stream.
struct Event {
  std::vector<float> samples = {};
  SampleSpan span = {};    ///< of the samples: what the label stands for
  double dbfs = 0.0;       ///< rms of the span
  double peak_dbfs = 0.0;  ///< of all samples
  std::string label = {};
};

/// The sound in a part of a recording with what the part holds beside it as a margin, faded where the
/// recording is cut; no event if it is silent.
std::optional<Event> event_of(const std::vector<float>& recording, const SampleSpan& part,
                              const std::string& label) {
  const SampleSpan found = find_sound(std::span(recording).subspan(part.begin, part.size()), kRate);
  const SampleSpan sound{part.begin + found.begin, part.begin + found.end};
  const float dbfs = measure_level(std::span(recording).subspan(sound.begin, sound.size())).rms_dbfs;
  if (dbfs < Survey::kSilenceDbfs) return std::nullopt;

  const SampleSpan widened = with_margin(found, samples_of(kMarginSeconds), part.size());
  const std::size_t begin = part.begin + widened.begin;
  const std::size_t end = part.begin + widened.end;
  Event event{.samples = {recording.begin() + static_cast<std::ptrdiff_t>(begin),
                          recording.begin() + static_cast<std::ptrdiff_t>(end)},
              .span = {sound.begin - begin, sound.end - begin},
              .dbfs = dbfs,
              .label = label};
  const std::size_t fade = std::min(samples_of(kFadeSeconds), event.samples.size());
  for (std::size_t i = 0; i < fade; ++i) {
    const float gain = static_cast<float>(i) / static_cast<float>(fade);
    if (begin > 0) event.samples[i] *= gain;
    if (end < recording.size()) event.samples[event.samples.size() - 1 - i] *= gain;
  }
  event.peak_dbfs = measure_level(event.samples).peak_dbfs;
  return event;
}

/// A place, and how far from the microphone people speak in it.
struct Scene {
  std::size_t begin = 0;
  std::size_t end = 0;
  double dbfs = 0.0;  ///< rms of an average event
  double snr_decibels = 0.0;
};

std::vector<Scene> draw_scenes(std::size_t samples, const Interval& snr_decibels, Random& random) {
  std::vector<Scene> scenes;
  for (std::size_t begin = 0; begin < samples; begin = scenes.back().end) {
    const std::size_t end = begin + samples_of(draw(kSceneSeconds, random));
    scenes.push_back({begin, std::min(end, samples), draw(kSceneDbfs, random), draw(snr_decibels, random)});
  }
  return scenes;
}

/// `samples` of a recording that is repeated from a drawn place on, its end faded into its beginning.
std::vector<float> repeat(const std::vector<float>& recording, std::size_t samples, Random& random) {
  const std::size_t fade = samples_of(kSceneFadeSeconds);
  const std::size_t round = recording.size() - fade;
  const std::size_t start = random.index(round);
  std::vector<float> repeated(samples);
  for (std::size_t i = 0; i < samples; ++i) {
    const std::size_t at = (start + i) % round;
    repeated[i] = recording[at];
    if (at >= fade) continue;
    const float in = static_cast<float>(at) / static_cast<float>(fade);
    repeated[i] = std::sqrt(in) * recording[at] + std::sqrt(1.0f - in) * recording[round + at];
  }
  return repeated;
}

class StreamMaker {
 public:
  explicit StreamMaker(const LabeledStreamSpec& spec)
      : spec_(spec),
        random_({spec.seed}),
        words_(spec.words.size()),
        others_(spec.others.size()),
        noises_(spec.noises.size()) {
    for (const ClipFile& noise : spec.noises) {
      const AudioReader reader(noise.path);
      if (static_cast<double>(reader.samples()) >= kShortestBackgroundSeconds * reader.sample_rate()) {
        backgrounds_.push_back(noise.path);
      }
    }
    stream_.sound = {.sample_rate = kRate, .channels = {std::vector<float>(samples_of(60.0 * spec.minutes))}};
  }

  LabeledStream make(const ProgressFunction& progress) {
    const std::vector<Scene> scenes = draw_scenes(samples().size(), spec_.snr_decibels, random_);
    for (const Scene& scene : scenes) add_background(scene);
    for (const Scene& scene : scenes) {
      fill(scene);
      if (progress) progress(scene.end / kRate, samples().size() / kRate);
    }
    return std::move(stream_);
  }

 private:
  std::vector<float>& samples() { return stream_.sound.channels.front(); }

  void add_background(const Scene& scene) {
    const std::size_t fade = samples_of(kSceneFadeSeconds);
    const std::vector<float> noise = background(std::min(scene.end + fade, samples().size()) - scene.begin);
    const Level level = measure_level(noise);
    const double wanted = scene.dbfs - scene.snr_decibels;
    const double gain =
        amplitude(std::min(wanted - level.rms_dbfs, kHighestBackgroundPeakDbfs - level.peak_dbfs));
    for (std::size_t i = 0; i < noise.size(); ++i) {
      const std::size_t at = scene.begin + i;
      double share = 1.0;  // of the power: this scene and its neighbor know nothing of each other
      if (scene.begin > 0 && i < fade) share = static_cast<double>(i) / static_cast<double>(fade);
      if (at >= scene.end) share = static_cast<double>(scene.end + fade - at) / static_cast<double>(fade);
      samples()[at] += static_cast<float>(gain * std::sqrt(share)) * noise[i];
    }
  }

  std::vector<float> background(std::size_t length) {
    if (backgrounds_.empty()) return pink_noise(length, random_);
    const fs::path& path = backgrounds_[random_.index(backgrounds_.size())];
    const std::vector<float> recording = read_mono(path);
    if (mean_power(recording) == 0.0) throw Error(path.string() + ": is silent; take it out of the noises");
    return repeat(recording, length, random_);
  }

  /// Puts events into the scene; one that begins in it may end in the next.
  void fill(const Scene& scene) {
    while (true) {
      if (!next_) next_ = draw_event();
      if (!start_) start_ = end_ + samples_of(draw_gap());
      if (*start_ >= scene.end) return;
      if (*start_ + next_->samples.size() + samples_of(kQuietEndsSeconds) > samples().size()) return;
      place(*std::exchange(next_, std::nullopt), *std::exchange(start_, std::nullopt), scene);
    }
  }

  double draw_gap() { return draw(random_.chance(kSilenceShare) ? kSilenceSeconds : kGapSeconds, random_); }

  /// The span begins at `start` of the stream.
  void place(const Event& event, std::size_t start, const Scene& scene) {
    const double wanted = scene.dbfs + random_.uniform(-kVariationDecibels, kVariationDecibels);
    const double gain = amplitude(std::min(wanted - event.dbfs, kHighestPeakDbfs - event.peak_dbfs));
    for (std::size_t i = 0; i < event.samples.size(); ++i) {
      samples()[start - event.span.begin + i] += static_cast<float>(gain) * event.samples[i];
    }
    end_ = start + event.span.size();
    stream_.labels.push_back(
        {static_cast<double>(start) / kRate, static_cast<double>(end_) / kRate, event.label});
  }

  Event draw_event() {
    const bool others = !spec_.others.empty();
    const bool noises = !spec_.noises.empty();
    if ((!others && !noises) || random_.chance(0.5)) return draw_clip(spec_.words, words_);
    if (!noises || (others && random_.chance(0.5))) return draw_clip(spec_.others, others_);
    return draw_excerpt();
  }

  Event draw_clip(const std::vector<ClipFile>& clips, Deck& deck) {
    for (std::size_t silent = 0; silent < clips.size(); ++silent) {
      const ClipFile& clip = clips[deck.deal(random_)];
      const std::vector<float> recording = read_mono(clip.path);
      if (std::optional<Event> event = event_of(recording, {0, recording.size()}, clip.label)) {
        return *std::move(event);
      }
      const std::string note = clip.path.string() + ": left out, for it is silent";
      if (!std::ranges::contains(stream_.notes, note)) stream_.notes.push_back(note);
    }
    throw Error(clips.front().path.string() + ": is silent, and so is every other clip beside it");
  }

  Event draw_excerpt() {
    for (std::size_t silent = 0; silent < 10 * spec_.noises.size(); ++silent) {
      const ClipFile& noise = spec_.noises[noises_.deal(random_)];
      const std::vector<float> recording = read_mono(noise.path);
      const std::size_t length = std::min(samples_of(draw(kExcerptSeconds, random_)), recording.size());
      const std::size_t begin = random_.index(recording.size() - length + 1);
      if (std::optional<Event> event = event_of(recording, {begin, begin + length}, noise.label)) {
        return *std::move(event);
      }
    }
    throw Error(spec_.noises.front().path.string() +
                ": is silent wherever it was cut, and so are all other noises");
  }

  const LabeledStreamSpec& spec_;
  Random random_;
  Deck words_;
  Deck others_;
  Deck noises_;
  std::vector<fs::path> backgrounds_;
  LabeledStream stream_;
  std::size_t end_ = samples_of(kQuietEndsSeconds);  ///< of the event placed last
  std::optional<Event> next_;                        ///< drawn, and not placed yet
  std::optional<std::size_t> start_;                 ///< where it is to be
};

}  // namespace

LabeledStream make_labeled_stream(const LabeledStreamSpec& spec, const ProgressFunction& progress) {
  return StreamMaker(spec).make(progress);
}

}  // namespace earshot
