#include "browser/app_values.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "browser/core_values.h"

namespace earshot {
namespace {

using emscripten::val;

std::string string_at(const val& object, const char* key) {
  return object[key].as<std::string>();
}
int int_at(const val& object, const char* key) {
  return object[key].as<int>();
}
double number_at(const val& object, const char* key) {
  return object[key].as<double>();
}

template <typename Convert>
auto list_of(const val& array, Convert convert) {
  std::vector<decltype(convert(array))> list;
  const auto length = array["length"].as<unsigned>();
  list.reserve(length);
  for (unsigned i = 0; i < length; ++i) list.push_back(convert(array[i]));
  return list;
}

std::vector<std::string> strings_at(const val& object, const char* key) {
  return list_of(object[key], [](const val& text) { return text.as<std::string>(); });
}

/// The value that a name stands for. Names come from typed code of this project, so that an unknown one is a
/// bug.
template <typename Value>
Value named(const val& name, std::initializer_list<std::pair<std::string_view, Value>> names) {
  const auto text = name.as<std::string>();
  for (const auto& [known, value] : names) {
    if (known == text) return value;
  }
  throw std::invalid_argument("the page said \"" + text + "\"");
}

Choice choice_of(const val& value) {
  return {string_at(value, "name"), string_at(value, "note"), value["available"].as<bool>()};
}

}  // namespace

Theme theme_of(const val& value) {
  return named<Theme>(value, {{"dark", Theme::dark}, {"light", Theme::light}});
}

ColorMap color_map_of(const val& value) {
  using enum ColorMap;
  return named<ColorMap>(value,
                         {{"magma", magma}, {"viridis", viridis}, {"inferno", inferno}, {"gray", gray}});
}

Choices choices_of(const val& value) {
  return {.samples = strings_at(value, "samples"),
          .models = list_of(value["models"], choice_of),
          .selected_model = int_at(value, "selectedModel"),
          .backends = list_of(value["backends"], choice_of),
          .selected_backend = int_at(value, "selectedBackend")};
}

Microphone microphone_of(const val& value) {
  using enum Microphone::State;
  return {
      .state = named<Microphone::State>(
          value["state"], {{"off", off}, {"starting", starting}, {"on", on}, {"unavailable", unavailable}}),
      .devices = strings_at(value, "devices"),
      .selected_device = int_at(value, "selectedDevice"),
      .gate_dbfs = value["gateDbfs"].as<float>()};
}

LongClip long_clip_of(const val& value) {
  if (value.isNull()) return {};
  LongClip clip{.envelope = {},
                .seconds = number_at(value, "seconds"),
                .window_start = number_at(value, "windowStart")};
  const std::vector<float> envelope = floats_of(value["envelope"]);
  for (std::size_t i = 0; i + 2 < envelope.size(); i += 3) {
    clip.envelope.push_back({.low = envelope[i], .high = envelope[i + 1], .rms = envelope[i + 2]});
  }
  return clip;
}

Waveform waveform_of(const val& channels, double sample_rate) {
  return {list_of(channels, floats_of), sample_rate};
}

FeatureGrid feature_grid_of(const val& values, const val& grid) {
  using enum FeatureGrid::Scale;
  FeatureGrid result{
      .channels = int_at(grid, "channels"),
      .bands = int_at(grid, "bands"),
      .frames = int_at(grid, "frames"),
      .hop_seconds = number_at(grid, "hopSeconds"),
      .scale = named<FeatureGrid::Scale>(grid["scale"], {{"mel-slaney", mel_slaney},
                                                         {"mel-htk", mel_htk},
                                                         {"linear", linear},
                                                         {"coefficients", coefficients},
                                                         {"samples", samples}}),
      .low_hz = number_at(grid, "lowHz"),
      .high_hz = number_at(grid, "highHz"),
      .power = number_at(grid, "power"),
      .shifted = named<FeatureGrid::Shifted>(grid["shifted"], {{"all", FeatureGrid::Shifted::all},
                                                               {"band", FeatureGrid::Shifted::band},
                                                               {"frame", FeatureGrid::Shifted::frame}}),
      .unit = string_at(grid, "unit"),
      .values = floats_of(values)};
  if (result.values.size() != result.index(result.channels, 0, 0)) {
    throw std::invalid_argument("there are not as many values as channels times bands times frames");
  }
  return result;
}

std::vector<StreamLabel> stream_labels_of(const val& value) {
  return list_of(value, [](const val& label) {
    return StreamLabel{string_at(label, "name"), label["rejected"].as<bool>()};
  });
}

StreamPart stream_part_of(const val& value) {
  const val frames = value["frames"];
  return {.time = number_at(value, "time"),
          .samples = floats_of(value["samples"]),
          .sample_rate = number_at(value, "sampleRate"),
          .frames = frames.isNull() ? FeatureGrid{} : feature_grid_of(frames["values"], frames["grid"]),
          .first_frame = frames.isNull() ? 0 : static_cast<std::int64_t>(number_at(frames, "first"))};
}

Evidence evidence_of(const val& value) {
  Evidence evidence{.wanted = value["wanted"].as<bool>(),
                    .rows = int_at(value, "rows"),
                    .columns = int_at(value, "columns"),
                    .values = floats_of(value["values"])};
  if (evidence.values.size() != static_cast<std::size_t>(evidence.rows) * evidence.columns) {
    throw std::invalid_argument("there are not as many values as rows times columns");
  }
  return evidence;
}

StreamDecision stream_decision_of(const val& value) {
  const val heard = value["heard"];
  return {.time = number_at(value, "time"),
          .probabilities = floats_of(value["probabilities"]),
          .heard = heard.isNull() ? std::nullopt : std::optional(heard.as<std::size_t>())};
}

TimelineView timeline_view_of(const val& value) {
  return {.paused = value["paused"].as<bool>(),
          .seconds = number_at(value, "seconds"),
          .back = number_at(value, "back")};
}

ShownPrediction prediction_of(const val& value) {
  if (value.isNull()) return {};
  ShownPrediction prediction{.headline = string_at(value, "headline"),
                             .caption = string_at(value, "caption"),
                             .labels = strings_at(value, "labels"),
                             .probabilities = floats_of(value["probabilities"])};
  if (prediction.labels.size() != prediction.probabilities.size()) {
    throw std::invalid_argument("there are not as many probabilities as labels");
  }
  return prediction;
}

std::vector<HistoryEntry> history_of(const val& value) {
  return list_of(value, [](const val& entry) {
    return HistoryEntry{string_at(entry, "time"), string_at(entry, "label"), entry["probability"].as<float>(),
                        string_at(entry, "source")};
  });
}

Status status_of(const val& value) {
  using enum Status::Check;
  return {.model = string_at(value, "model"),
          .model_detail = string_at(value, "modelDetail"),
          .backend = string_at(value, "backend"),
          .check = named<Status::Check>(
              value["check"], {{"none", none}, {"running", running}, {"passed", passed}, {"failed", failed}}),
          .check_detail = string_at(value, "checkDetail"),
          .stages = list_of(value["stages"],
                            [](const val& stage) {
                              return Stage{string_at(stage, "name"), number_at(stage, "milliseconds")};
                            }),
          .dropped_seconds = number_at(value, "droppedSeconds"),
          .activity = string_at(value, "activity")};
}

std::vector<Notice> notices_of(const val& value) {
  using enum Notice::Severity;
  return list_of(value, [](const val& notice) {
    return Notice{
        int_at(notice, "id"),
        named<Notice::Severity>(notice["severity"], {{"info", info}, {"warning", warning}, {"error", error}}),
        string_at(notice, "text")};
  });
}

val action_value(const Action& action) {
  using enum Action::Kind;
  val value = val::object();
  const auto give = [&](const char* name) { value.set("name", std::string(name)); };
  const auto give_index = [&](const char* name) {
    give(name);
    value.set("value", action.value);
  };
  switch (action.kind) {
    case start_microphone:
      give("start-microphone");
      break;
    case stop_microphone:
      give("stop-microphone");
      break;
    case choose_device:
      give_index("choose-device");
      break;
    case open_audio:
      give("open-audio");
      break;
    case open_model:
      give("open-model");
      break;
    case play_sample:
      give_index("play-sample");
      break;
    case choose_model:
      give_index("choose-model");
      break;
    case choose_backend:
      give_index("choose-backend");
      break;
    case choose_theme:
      give("choose-theme");
      value.set("value", std::string(action.value == static_cast<int>(Theme::light) ? "light" : "dark"));
      break;
    case clear_history:
      give("clear-history");
      break;
    case want_evidence:
      give("want-evidence");
      value.set("value", action.value != 0);
      break;
    case dismiss_notice:
      give_index("dismiss-notice");
      break;
    case look: {
      give("look");
      val view = val::object();
      view.set("paused", action.view.paused);
      view.set("seconds", action.view.seconds);
      view.set("back", action.view.back);
      value.set("value", view);
      break;
    }
  }
  return value;
}

}  // namespace earshot
