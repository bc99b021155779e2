#include "model/teaching.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <utility>

#include "audio/level.h"
#include "audio/noise.h"
#include "audio/noisy_copy.h"
#include "error.h"
#include "features/fit.h"
#include "message.h"
#include "model/head_training.h"
#include "model/replaced_head.h"
#include "model/temperature.h"
#include "random.h"

namespace earshot {
namespace {

constexpr std::size_t kFolds = 5;
/// High, for a few takes tell little of what else may be said; but windows that a word is at the edge of are
/// less sure than takes, and are smoothed with the others.
constexpr double kThreshold = 0.8;
constexpr const char* kTakesSource = "Takes for teaching";
/// Where a card's recipe says how many takes there were of the words that were taught.
const nlohmann::json::json_pointer kTakesOfWords("/teaching/takes");

void check_labels(const std::vector<TaughtLabel>& labels) {
  std::vector<std::string> names;
  for (const TaughtLabel& label : labels) names.push_back(label.name);
  std::ranges::sort(names);
  if (std::ranges::contains(names, "")) throw Error("A word has no name; write what it is");
  if (const auto twice = std::ranges::adjacent_find(names); twice != names.end())
    throw Error(message("\"{}\" is there twice; give each word a name of its own", *twice));
  if (std::ranges::all_of(labels, &TaughtLabel::rejected)) throw Error("There is no word to teach; add one");
  if (labels.size() < 2)
    throw Error("One word alone can't be told from anything else; add a second one, or background");
}

/// The windows of a recording, one behind the other; what is left at its end is dropped.
std::vector<Clip> cut(const Clip& recording, std::size_t samples) {
  std::vector<Clip> windows;
  for (std::size_t start = 0; start + samples <= recording.samples(); start += samples) {
    Clip& window = windows.emplace_back(Clip{recording.sample_rate, {}});
    for (const std::vector<float>& channel : recording.channels) {
      const auto begin = channel.begin() + static_cast<std::ptrdiff_t>(start);
      window.channels.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(samples));
    }
  }
  return windows;
}

bool has_sound(const std::vector<std::vector<float>>& sounds, std::span<const float> sound,
               double tolerance) {
  const auto near = [&](float a, float b) { return std::abs(a - b) <= tolerance; };
  return std::ranges::any_of(sounds,
                             [&](const auto& other) { return std::ranges::equal(other, sound, near); });
}

/// What a model looks at of a take: of a longer one, where most is heard.
Clip take_of(const Clip& clip, const FrontEnd& front_end) {
  FitSpec spec = front_end.spec().fit;
  if (clip.samples() > static_cast<std::size_t>(spec.samples)) spec.position = FitSpec::Position::sound;
  return fit(clip, spec);
}

}  // namespace

Teaching::Teaching(const ModelFile& model, std::vector<TaughtLabel> labels)
    : model_(model), labels_(std::move(labels)), front_end_(audio_front_end(model)) {
  if (!model_.embedding)
    throw Error(model_.name +
                ": does not end with a linear layer, so it can't be taught; choose another model");
  check_labels(labels_);
  learnt_.labels = labels_.size();
}

void Teaching::add(std::size_t label, const Clip& recording, std::string_view name) {
  const Clip clip = front_end_.at_model_rate(recording);
  const auto samples = static_cast<std::size_t>(front_end_.spec().fit.samples);
  const bool rejected = labels_[label].rejected;
  std::vector<Clip> windows;
  if (rejected) windows = cut(clip, samples);
  if (windows.empty()) windows.push_back(take_of(clip, front_end_));
  if (takes_.size() + windows.size() > kMostTakes) {
    throw Error(message("{}: with it there are more than {} takes, of {} s each; leave some out, or cut it",
                        name, kMostTakes, static_cast<double>(samples) / clip.sample_rate));
  }
  const float level = measure_level(mix_down(clip)).rms_dbfs;
  if (!rejected && level < model_.card.decision.gate_dbfs) {
    throw Error(message("{}: is silent ({} dB); record \"{}\" again, nearer to the microphone", name,
                        std::lround(level), labels_[label].name));
  }
  if (rejected && mean_power(clip.channels.front()) > 0.0) backgrounds_.push_back(clip.channels.front());
  for (Clip& window : windows) takes_.push_back({label, std::move(window)});
}

std::size_t Teaching::examples() const {
  const std::vector<std::size_t> counts = takes_of_labels();
  std::vector<bool> known(labels_.size());
  for (std::size_t sound = 0; sound < model_.card.known_sounds.size(); ++sound) {
    if (const std::optional<std::size_t> label = label_of_known(sound)) known[*label] = true;
  }
  for (std::size_t label = 0; label < labels_.size(); ++label) {
    if (counts[label] < kFewestTakes && !known[label]) {
      throw Error(message("\"{}\" has {} of at least {} takes; record {} more", labels_[label].name,
                          counts[label], kFewestTakes, kFewestTakes - counts[label]));
    }
  }
  if (takes_.empty()) throw Error("There are no takes; record a word, or choose recordings of it");
  return takes_.size() * (1 + kCopies);
}

Features Teaching::features(std::size_t example) {
  const Clip& window = takes_[example / (1 + kCopies)].window;
  const std::size_t copy = example % (1 + kCopies);
  if (copy == 0) return front_end_.compute(window);
  Random random({example});
  return front_end_.compute(noisy_copy(window, backgrounds_, random));
}

void Teaching::take(std::size_t example, std::span<const float> embedding) {
  assert(example == learnt_.size());
  const std::size_t take = example / (1 + kCopies);
  learnt_.inputs = embedding.size();
  learnt_.add(embedding, takes_[take].label, take);
}

TaughtModel Teaching::finish(std::span<const std::byte> bytes, std::string name,
                             std::span<const float> self_check_embedding) const {
  const HeadExamples measured = measurable_examples();
  const std::vector<float> logits = held_out_logits(measured, kFolds);
  TaughtModel taught;
  taught.takes = takes_.size();
  taught.confusion.resize(labels_.size() * labels_.size());
  for (std::size_t example = 0; example < learnt_.size(); ++example) {
    const auto of_example = std::span(logits).subspan(example * labels_.size(), labels_.size());
    const auto heard = static_cast<std::size_t>(std::ranges::max_element(of_example) - of_example.begin());
    const std::size_t truth = learnt_.label_of[example];
    ++taught.confusion[truth * labels_.size() + heard];
    if (heard == truth) ++(example % (1 + kCopies) == 0 ? taught.accuracy : taught.noisy_accuracy);
  }
  taught.accuracy /= static_cast<double>(takes_.size());
  taught.noisy_accuracy /= static_cast<double>(takes_.size() * kCopies);

  const LinearHead head = train_head(all_examples());
  ModelCard card = this->card(std::move(name));
  card.metrics = {{"held-out accuracy", taught.accuracy},
                  {"held-out accuracy in noise", taught.noisy_accuracy},
                  {"held-out takes", static_cast<double>(taught.takes)}};
  const std::vector<float> targets(measured.label_of.begin(), measured.label_of.end());
  // Few takes that are all told right would make it more certain of everything, also of what it was not
  // taught.
  card.temperature = std::max(1.0, fit_temperature(logits, targets));
  card.self_check.logits = head.logits(self_check_embedding);
  const auto parameters = [&](std::size_t outputs) {
    return static_cast<std::int64_t>((head.inputs + 1) * outputs);
  };
  card.parameter_count = std::max(std::int64_t{0}, card.parameter_count + parameters(head.labels()) -
                                                       parameters(model_.card.logit_count()));
  taught.file = replace_head(bytes, model_, head, card);
  return taught;
}

std::vector<std::size_t> Teaching::takes_of_labels() const {
  std::vector<std::size_t> counts(labels_.size());
  for (const Take& take : takes_) ++counts[take.label];
  return counts;
}

bool Teaching::forgotten(std::size_t sound) const {
  const std::int64_t known = model_.card.known_sounds.labels[sound];
  if (known == KnownSounds::kNoLabel) return false;
  const std::string& name = model_.card.labels[static_cast<std::size_t>(known)];
  if (std::ranges::contains(labels_, name, &TaughtLabel::name)) return false;
  if (std::ranges::contains(model_.card.decision.rejected, name)) return false;
  return model_.card.recipe.contains(kTakesOfWords / name);
}

std::optional<std::size_t> Teaching::label_of_known(std::size_t sound) const {
  if (forgotten(sound)) return std::nullopt;
  const auto index = [&](auto label) { return static_cast<std::size_t>(label - labels_.begin()); };
  if (const std::int64_t known = model_.card.known_sounds.labels[sound]; known != KnownSounds::kNoLabel) {
    const auto same =
        std::ranges::find(labels_, model_.card.labels[static_cast<std::size_t>(known)], &TaughtLabel::name);
    if (same != labels_.end()) return index(same);
  }
  const auto rejected = std::ranges::find(labels_, true, &TaughtLabel::rejected);
  if (rejected == labels_.end()) return std::nullopt;
  return index(rejected);
}

HeadExamples Teaching::all_examples() const {
  return with_known(std::vector<bool>(labels_.size(), true));
}

HeadExamples Teaching::measurable_examples() const {
  const std::vector<std::size_t> takes = takes_of_labels();
  std::vector<bool> labels;
  for (std::size_t label = 0; label < labels_.size(); ++label)
    labels.push_back(labels_[label].rejected || takes[label] == 0);
  return with_known(labels);
}

HeadExamples Teaching::with_known(const std::vector<bool>& labels) const {
  HeadExamples examples = learnt_;
  const KnownSounds& known = model_.card.known_sounds;
  if (known.size() > 0 && known.inputs != learnt_.inputs) {
    throw Error(
        message("{}: the sounds it knows have {} numbers each, but its network gives {}; it was changed "
                "after its export",
                model_.name, known.inputs, learnt_.inputs));
  }
  for (std::size_t sound = 0; sound < known.size(); ++sound) {
    if (const std::optional<std::size_t> label = label_of_known(sound); label && labels[*label])
      examples.add(known.embedding(sound), *label, takes_.size() + sound);
  }
  return examples;
}

KnownSounds Teaching::known_sounds() const {
  std::vector<std::vector<float>> embeddings;
  std::vector<std::int64_t> labels;
  const KnownSounds& known = model_.card.known_sounds;
  for (std::size_t sound = 0; sound < known.size(); ++sound) {
    if (forgotten(sound)) continue;
    const std::optional<std::size_t> label = label_of_known(sound);
    embeddings.push_back(known.embedding(sound));
    labels.push_back(label ? static_cast<std::int64_t>(*label) : KnownSounds::kNoLabel);
  }
  for (std::size_t example = 0; example < learnt_.size(); ++example) {
    if (labels_[learnt_.label_of[example]].rejected) continue;
    const std::span<const float> embedding = learnt_.embedding(example);
    // The same takes may be learnt from again.
    if (has_sound(embeddings, embedding, known.step)) continue;
    embeddings.emplace_back(embedding.begin(), embedding.end());
    labels.push_back(static_cast<std::int64_t>(learnt_.label_of[example]));
  }
  return known_sounds_of(embeddings, labels);
}

/// What the card says but for what comes of the training.
ModelCard Teaching::card(std::string name) const {
  ModelCard card = model_.card;
  card.name = std::move(name);
  card.description = message("{} labels, taught by {} takes on what {} has learnt", labels_.size(),
                             takes_.size(), model_.card.name);
  card.task = ModelCard::Task::single_label;
  card.labels.clear();
  card.decision.rejected.clear();
  // They were chosen for how the network's own last layer goes wrong.
  card.decision.rejected_sensitivity = 0.0;
  card.decision.threshold = kThreshold;
  nlohmann::json takes = nlohmann::json::object();
  const std::vector<std::size_t> counts = takes_of_labels();
  for (std::size_t label = 0; label < labels_.size(); ++label) {
    const std::string& name_of_label = labels_[label].name;
    card.labels.push_back(name_of_label);
    if (labels_[label].rejected) card.decision.rejected.push_back(name_of_label);
    if (counts[label] > 0) {
      takes[name_of_label] = counts[label];
    } else if (const auto before = kTakesOfWords / name_of_label; model_.card.recipe.contains(before)) {
      takes[name_of_label] = model_.card.recipe.at(before);
    }
  }
  card.known_sounds = known_sounds();
  card.recipe["teaching"] = {
      {"model", model_.card.name}, {"takes", takes}, {"noisy_copies", kCopies}, {"folds", kFolds}};
  // Those of an earlier teaching are forgotten with the layer that had learnt from them.
  std::erase_if(card.data_sources, [](const DataSource& source) { return source.name == kTakesSource; });
  card.data_sources.push_back({kTakesSource, "", ""});
  return card;
}

}  // namespace earshot
