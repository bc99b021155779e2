#pragma once

#include <emscripten/val.h>

#include "ui/state.h"
#include "ui/timeline.h"

namespace earshot {

// From the JavaScript values that web/app/app_module.d.ts declares.

Theme theme_of(const emscripten::val& value);
ColorMap color_map_of(const emscripten::val& value);
Choices choices_of(const emscripten::val& value);
Microphone microphone_of(const emscripten::val& value);
/// Null: there is no such clip.
LongClip long_clip_of(const emscripten::val& value);
Waveform waveform_of(const emscripten::val& channels, double sample_rate);
/// Null frames: features are a waveform.
StreamPart stream_part_of(const emscripten::val& value);
StreamDecision stream_decision_of(const emscripten::val& value);
TimelineView timeline_view_of(const emscripten::val& value);
std::vector<StreamLabel> stream_labels_of(const emscripten::val& value);
FeatureGrid feature_grid_of(const emscripten::val& values, const emscripten::val& grid);
Evidence evidence_of(const emscripten::val& value);
/// Null: there is no model yet.
ShownPrediction prediction_of(const emscripten::val& value);
std::vector<HistoryEntry> history_of(const emscripten::val& value);
Status status_of(const emscripten::val& value);
std::vector<Notice> notices_of(const emscripten::val& value);

/// And back.
emscripten::val action_value(const Action& action);

}  // namespace earshot
