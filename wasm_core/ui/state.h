#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audio/envelope.h"
#include "ui/color_map.h"
#include "ui/feature_grid.h"
#include "ui/palette.h"
#include "ui/timeline_view.h"

namespace earshot {

/// Something the user can choose.
struct Choice {
  std::string name;
  std::string note;       ///< a few words beside the name; may be empty
  bool available = true;  ///< false: shown, but can't be chosen
};

/// Everything the user can choose from. Indices count from 0; -1 is nothing chosen.
struct Choices {
  std::vector<std::string> samples;
  std::vector<Choice> models;
  int selected_model = -1;
  std::vector<Choice> backends;
  int selected_backend = -1;
};

struct Microphone {
  enum class State { off, starting, on, unavailable };
  State state = State::off;
  std::vector<std::string> devices;
  int selected_device = -1;
  float gate_dbfs = -60.0f;  ///< below it nothing is classified
};

/// dB relative to full scale.
struct MeterLevel {
  float rms_dbfs = -120.0f;
  float peak_dbfs = -120.0f;
};

/// What the features were computed from.
struct Waveform {
  std::vector<std::vector<float>> channels;  ///< equally long; full scale is +-1
  double sample_rate = 0.0;                  ///< Hz

  double seconds() const {
    return channels.empty() ? 0.0 : static_cast<double>(channels.front().size()) / sample_rate;
  }
};

/// A clip that is longer than what the model looks at, its waveform.
struct LongClip {
  std::vector<EnvelopeColumn> envelope;  ///< of all of it; empty: there is no such clip
  double seconds = 0.0;
  double window_start = 0.0;  ///< where in it the waveform begins, seconds
};

/// What in the features speaks for the label that they got.
struct Evidence {
  bool wanted = false;        ///< it is to be seen
  int rows = 0;               ///< cells over the bands; 0: nothing is known
  int columns = 0;            ///< cells over the frames
  std::vector<float> values;  ///< [row][column], the lowest bands first, 0 to 1
};

struct ShownPrediction {
  std::string headline;  ///< what was heard; empty: nothing was classified yet
  std::string caption;
  std::vector<std::string> labels;
  std::vector<float> probabilities;  ///< one a label
};

struct HistoryEntry {
  std::string time;
  std::string label;
  float probability = 0.0f;
  std::string source;
};

struct Stage {
  std::string name;
  double milliseconds = 0.0;
};

struct Status {
  enum class Check { none, running, passed, failed };
  std::string model;  ///< empty: none
  std::string model_detail;
  std::string backend;  ///< empty: none
  Check check = Check::none;
  std::string check_detail;
  std::vector<Stage> stages;
  double dropped_seconds = 0.0;
  std::string activity;
};

struct Notice {
  enum class Severity { info, warning, error };
  int id = 0;
  Severity severity = Severity::info;
  std::string text;
};

/// All that the user interface shows. Whoever owns an App fills it; the panels only read it.
struct State {
  Theme theme = Theme::dark;
  ColorMap color_map = ColorMap::magma;
  bool drop_target = false;  ///< something is being dragged over the page
  Choices choices;
  Microphone microphone;
  MeterLevel level;
  LongClip clip;
  Waveform waveform;
  FeatureGrid features;
  Evidence evidence;
  ShownPrediction prediction;
  std::vector<HistoryEntry> history;  ///< newest first
  Status status;
  std::vector<Notice> notices;  ///< oldest first
};

/// What the user asked for.
struct Action {
  enum class Kind {
    start_microphone,
    stop_microphone,
    choose_device,  ///< value: index
    open_audio,
    open_model,
    play_sample,     ///< value: index
    choose_model,    ///< value: index
    choose_backend,  ///< value: index
    choose_theme,    ///< value: Theme
    clear_history,
    want_evidence,   ///< value: 0 or 1
    dismiss_notice,  ///< value: Notice::id
    look,            ///< view: what is seen of the stream now
  };
  Kind kind;
  int value = -1;
  TimelineView view{};
};

}  // namespace earshot
