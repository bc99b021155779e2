// The module earshot_core: what web pages, workers and node see of the core. web/core/core_module.d.ts
// declares the same for TypeScript and says what everything means.

#include <emscripten/bind.h>
#include <emscripten/em_js.h>

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "audio/clip.h"
#include "audio/envelope.h"
#include "audio/level.h"
#include "audio/take.h"
#include "audio/wav.h"
#include "browser/core_values.h"
#include "features/fit.h"
#include "features/front_end.h"
#include "features/of_kind.h"
#include "features/scrolling_frames.h"
#include "model/further_output.h"
#include "model/model_file.h"
#include "model/occlusion.h"
#include "model/prediction.h"
#include "model/self_check.h"
#include "model/stream.h"
#include "model/teaching.h"
#include "recordings/layout.h"
#include "recordings/recording_name.h"

namespace earshot {
namespace {

using emscripten::val;

/// A model file and the front end that its card asks for.
struct Model {
  explicit Model(ModelFile read) : file(std::move(read)), front_end(audio_front_end(file)) {}

  ModelFile file;
  FrontEnd front_end;
};

/// A stream on its way to decisions, and beside it what is shown of it.
struct ShownStream : Stream {
  ShownStream(const ModelFile& model, int device_rate)
      : Stream(model, device_rate), front_end(audio_front_end(model)) {}

  FrontEndSpec front_end;
  std::optional<ScrollingFrames> shown;  ///< once anything is
};

// Objects that come in with every hop are made by one call each: one for every field would take longer than
// what they hold.
// clang-format off
EM_JS_DEPS(earshot_core, "$Emval");
EM_JS(emscripten::EM_VAL, new_features, (int channels, int bands, int frames, const float* values), {
  const first = values / HEAPF32.BYTES_PER_ELEMENT;
  return Emval.toHandle({
    channels,
    bands,
    frames,
    values: HEAPF32.slice(first, first + channels * bands * frames),
  });
});
EM_JS(emscripten::EM_VAL, new_stream_window,
      (double time, float rms, float peak, bool silent, bool complete, emscripten::EM_VAL features), {
  return Emval.toHandle({
    time,
    level: { rms, peak },
    silent: Boolean(silent),
    complete: Boolean(complete),
    features: Emval.toValue(features),
  });
});
// clang-format on

val float_arrays(const std::vector<std::vector<float>>& channels) {
  val arrays = val::array();
  for (const std::vector<float>& channel : channels) arrays.call<void>("push", float_array(channel));
  return arrays;
}

val level_value(const Level& level) {
  val value = val::object();
  value.set("rms", level.rms_dbfs);
  value.set("peak", level.peak_dbfs);
  return value;
}

val read_wav_file(const val& bytes, const std::string& name) {
  const Clip clip = read_wav(bytes_of(bytes), name);
  const val channels = float_arrays(clip.channels);
  val value = val::object();
  value.set("sampleRate", clip.sample_rate);
  value.set("channels", channels);
  value.set("samples", clip.channels.size() == 1 ? channels[0] : float_array(mix_down(clip)));
  return value;
}

Clip clip_of(const val& channels, int sample_rate) {
  Clip clip{sample_rate, {}};
  for (const val& channel : channels) clip.channels.push_back(floats_of(channel));
  return clip;
}

val mix_channels(const val& channels) {
  return float_array(mix_down(clip_of(channels, 0)));
}

val level_of(const val& samples) {
  return level_value(measure_level(floats_of(samples)));
}

val envelope_of(const val& samples, int columns) {
  std::vector<float> values;
  for (const EnvelopeColumn& column : envelope(floats_of(samples), columns)) {
    values.insert(values.end(), {column.low, column.high, column.rms});
  }
  return float_array(values);
}

const char* name_of(TakeFlaw flaw) {
  switch (flaw) {
    case TakeFlaw::none:
      return "none";
    case TakeFlaw::silent:
      return "silent";
    case TakeFlaw::clipped:
      return "clipped";
    case TakeFlaw::quiet:
      return "quiet";
    case TakeFlaw::cut_off:
      return "cut off";
  }
  throw std::invalid_argument("there is no such flaw");
}

/// What of a recording is worth keeping, as a WAV file, and how good it is.
val take_of(const val& samples, int sample_rate) {
  std::vector<float> recorded = floats_of(samples);
  const Take take = examine_take(recorded, sample_rate);
  recorded.resize(take.kept.end);
  recorded.erase(recorded.begin(), recorded.begin() + static_cast<std::ptrdiff_t>(take.kept.begin));
  val value = val::object();
  value.set("seconds", static_cast<double>(take.kept.size()) / sample_rate);
  value.set("level", level_value(take.level));
  value.set("flaw", std::string(name_of(take.flaw)));
  value.set("wav", byte_array(write_wav({.sample_rate = sample_rate, .channels = {recorded}})));
  return value;
}

bool is_recording(const std::string& path) {
  return is_recording_name(path);
}

/// What paths say, by the first layout that they follow.
val labels_of(const val& paths) {
  const auto names = emscripten::vecFromJSArray<std::string>(paths);
  const Layout* layout = find_layout(names);
  if (!layout) return val::null();
  val labels = val::array();
  for (const std::string& name : names) {
    const std::optional<Placement> placement = layout->parse(name);
    labels.call<void>("push", placement ? val(placement->label) : val::null());
  }
  val value = val::object();
  value.set("layout", std::string(layout->name));
  value.set("labels", labels);
  return value;
}

std::unique_ptr<Model> read_model(const val& bytes, const std::string& name) {
  return std::make_unique<Model>(read_model_file(bytes_of(bytes), name));
}

std::string model_card(const Model& model) {
  return to_json(model.file.card).dump();
}

val recommended_tuning_of(const Model& model) {
  val labels = val::array();
  for (const LabelTuning& label : recommended_tuning(model.file.card.decision, model.file.card.labels)) {
    val tuning = val::object();
    tuning.set("threshold", label.threshold);
    tuning.set("sensitivity", label.sensitivity);
    labels.call<void>("push", tuning);
  }
  return labels;
}

std::string model_input(const Model& model) {
  return model.file.input.name;
}

std::string model_output(const Model& model) {
  return model.file.output.name;
}

/// The value that the last linear layer takes, and what makes it an output of the network.
val model_embedding(const Model& model) {
  if (!model.file.embedding) return val::null();
  val value = val::object();
  value.set("name", *model.file.embedding);
  value.set("addition", byte_array(further_output(*model.file.embedding)));
  return value;
}

val features_value(const Features& features) {
  return val::take_ownership(
      new_features(features.channels, features.bands, features.frames, features.values.data()));
}

Features features_from(const val& value) {
  return {.channels = value["channels"].as<int>(),
          .bands = value["bands"].as<int>(),
          .frames = value["frames"].as<int>(),
          .values = floats_of(value["values"])};
}

/// Features of a clip, and the window of it that they were computed from.
val features_of(Model& model, const Clip& clip) {
  const Clip at_model_rate = model.front_end.at_model_rate(clip);
  const Features features = model.front_end.compute(at_model_rate);
  const FrontEndSpec& spec = model.front_end.spec();
  val value = features_value(features);
  value.set("window", float_arrays(model.front_end.fit(at_model_rate).channels));
  value.set("start", static_cast<double>(fit_start(at_model_rate, spec.fit)) / spec.sample_rate);
  return value;
}

val clip_features(Model& model, const val& channels, int sample_rate) {
  return features_of(model, clip_of(channels, sample_rate));
}

val self_check_features(Model& model) {
  return features_of(model,
                     self_check_signal(model.file.card.self_check, model.front_end.spec().sample_rate));
}

float self_check_error(const Model& model, const val& logits) {
  return self_check_difference(model.file.card.self_check, floats_of(logits));
}

val predict_label(const Model& model, const val& logits) {
  const Prediction prediction = predict(model.file.card.task, floats_of(logits), model.file.card.temperature);
  val value = val::object();
  value.set("label", prediction.label);
  value.set("probabilities", float_array(prediction.probabilities));
  return value;
}

std::unique_ptr<Occlusion> occlude(const Model& model, const val& features, const val& logits) {
  return std::make_unique<Occlusion>(features_from(features), model.file.card.task, floats_of(logits));
}

val hide(const Occlusion& occlusion, int part) {
  return features_value(occlusion.hide(static_cast<std::size_t>(part)));
}

void take_logits(Occlusion& occlusion, int part, const val& logits) {
  occlusion.take(static_cast<std::size_t>(part), floats_of(logits));
}

int occlusion_parts(const Occlusion& occlusion) {
  return static_cast<int>(occlusion.parts());
}

val evidence(const Occlusion& occlusion) {
  val value = val::object();
  value.set("rows", occlusion.rows());
  value.set("columns", occlusion.columns());
  value.set("values", float_array(occlusion.map()));
  return value;
}

std::unique_ptr<Teaching> teach(const Model& model, const val& labels) {
  std::vector<TaughtLabel> taught;
  for (const val& label : labels)
    taught.push_back({label["name"].as<std::string>(), label["rejected"].as<bool>()});
  return std::make_unique<Teaching>(model.file, std::move(taught));
}

void add_recording(Teaching& teaching, int label, const val& channels, int sample_rate,
                   const std::string& name) {
  teaching.add(static_cast<std::size_t>(label), clip_of(channels, sample_rate), name);
}

int examples(const Teaching& teaching) {
  return static_cast<int>(teaching.examples());
}

val example_features(Teaching& teaching, int example) {
  return features_value(teaching.features(static_cast<std::size_t>(example)));
}

void take_embedding(Teaching& teaching, int example, const val& embedding) {
  teaching.take(static_cast<std::size_t>(example), floats_of(embedding));
}

val finish_teaching(const Teaching& teaching, const val& bytes, const std::string& name,
                    const val& self_check_embedding) {
  const TaughtModel taught = teaching.finish(bytes_of(bytes), name, floats_of(self_check_embedding));
  val value = val::object();
  value.set("file", byte_array(taught.file));
  value.set("takes", taught.takes);
  value.set("accuracy", taught.accuracy);
  value.set("noisyAccuracy", taught.noisy_accuracy);
  value.set("confusion", val::array(taught.confusion.begin(), taught.confusion.end()));
  return value;
}

std::unique_ptr<ShownStream> open_stream(const Model& model, int sample_rate) {
  return std::make_unique<ShownStream>(model.file, sample_rate);
}

val push_block(ShownStream& stream, const val& block) {
  val windows = val::array();
  int count = 0;
  stream.push(floats_of(block), [&](const StreamWindow& window, const Features& features) {
    if (stream.shown) stream.shown->add(window.samples, window.end);
    const val value = features_value(features);
    windows.set(count++, val::take_ownership(new_stream_window(window.time, window.level.rms_dbfs,
                                                               window.level.peak_dbfs, window.silent,
                                                               window.complete, value.as_handle())));
  });
  return windows;
}

val last_window(const ShownStream& stream) {
  return float_array(stream.last_window());
}

FeatureKind kind_named(const std::string& name, FeatureKind own) {
  if (name == "model") return own;
  if (name == "linear") return FeatureKind::spectrogram;
  if (name == "mel") return FeatureKind::mel;
  if (name == "mfcc") return FeatureKind::mfcc;
  throw std::invalid_argument("there are no features \"" + name + "\"");
}

std::string show(ShownStream& stream, const std::string& kind) {
  constexpr double kShownSeconds = 60.0;
  if (!stream.shown) stream.shown.emplace(stream.front_end.sample_rate, kShownSeconds);
  stream.shown->show(of_kind(stream.front_end, kind_named(kind, stream.front_end.kind)));
  return to_json(stream.shown->spec()).dump();
}

ScrollingFrames& shown_of(ShownStream& stream) {
  if (!stream.shown) throw std::invalid_argument("nothing of the stream is shown");
  return *stream.shown;
}

/// Null: there are none.
val block_value(const ScrollingFrames::Block& block) {
  if (block.features.bands == 0) return val::null();
  val value = features_value(block.features);
  value.set("first", static_cast<double>(block.first));
  return value;
}

val fresh_frames(ShownStream& stream) {
  return block_value(shown_of(stream).fresh());
}

void pause(ShownStream& stream, bool paused) {
  shown_of(stream).pause(paused);
}

val paused_frames(ShownStream& stream) {
  return block_value(shown_of(stream).paused());
}

val decide(ShownStream& stream, double time, const val& logits) {
  const std::optional<Detection> detection = stream.decide(time, floats_of(logits));
  if (!detection) return val::null();
  val value = val::object();
  value.set("label", detection->label);
  value.set("probability", detection->probability);
  value.set("time", detection->time);
  return value;
}

void decide_silence(ShownStream& stream, double time) {
  stream.decide_silence(time);
}

void tune(ShownStream& stream, const val& tuning) {
  std::vector<LabelTuning> labels;
  for (const val& label : tuning) {
    labels.push_back(
        {.threshold = label["threshold"].as<double>(), .sensitivity = label["sensitivity"].as<double>()});
  }
  if (labels.size() != stream.decision().smoothed().size()) {
    throw std::invalid_argument("there are not as many tunings as labels");
  }
  stream.tune(std::move(labels));
}

val smoothed(const ShownStream& stream) {
  return float_array(stream.decision().smoothed());
}

val in_view(const ShownStream& stream) {
  const std::optional<std::size_t> label = stream.decision().in_view();
  return label ? val(*label) : val::null();
}

template <auto call>
constexpr auto guarded = &Guarded<call>::call;

}  // namespace

EMSCRIPTEN_BINDINGS(earshot_core) {
  using emscripten::class_;
  using emscripten::constant;
  using emscripten::function;

  constant("selfCheckTolerance", kSelfCheckTolerance);
  function("readWav", guarded<&read_wav_file>);
  function("mixDown", guarded<&mix_channels>);
  function("measureLevel", guarded<&level_of>);
  function("envelope", guarded<&envelope_of>);
  function("takeOf", guarded<&take_of>);
  function("isRecording", guarded<&is_recording>);
  function("labelsOf", guarded<&labels_of>);
  function("readModel", guarded<&read_model>);

  class_<Model>("Model")
      .function("card", guarded<&model_card>)
      .function("recommendedTuning", guarded<&recommended_tuning_of>)
      .function("input", guarded<&model_input>)
      .function("output", guarded<&model_output>)
      .function("embedding", guarded<&model_embedding>)
      .function("clipFeatures", guarded<&clip_features>)
      .function("selfCheckFeatures", guarded<&self_check_features>)
      .function("selfCheckError", guarded<&self_check_error>)
      .function("predict", guarded<&predict_label>)
      .function("occlude", guarded<&occlude>)
      .function("teach", guarded<&teach>)
      .function("openStream", guarded<&open_stream>);

  class_<Occlusion>("Occlusion")
      .function("parts", guarded<&occlusion_parts>)
      .function("hide", guarded<&hide>)
      .function("take", guarded<&take_logits>)
      .function("evidence", guarded<&evidence>);

  class_<Teaching>("Teaching")
      .function("add", guarded<&add_recording>)
      .function("examples", guarded<&examples>)
      .function("features", guarded<&example_features>)
      .function("take", guarded<&take_embedding>)
      .function("finish", guarded<&finish_teaching>);

  class_<ShownStream>("Stream")
      .function("push", guarded<&push_block>)
      .function("lastWindow", guarded<&last_window>)
      .function("show", guarded<&show>)
      .function("freshFrames", guarded<&fresh_frames>)
      .function("pause", guarded<&pause>)
      .function("pausedFrames", guarded<&paused_frames>)
      .function("decide", guarded<&decide>)
      .function("decideSilence", guarded<&decide_silence>)
      .function("tune", guarded<&tune>)
      .function("smoothed", guarded<&smoothed>)
      .function("inView", guarded<&in_view>);
}

}  // namespace earshot
