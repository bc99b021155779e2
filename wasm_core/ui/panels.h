#pragma once

#include "ui/layout.h"
#include "ui/view.h"

namespace earshot {

// Each draws one part of the screen, from a file of its own name. A height or an area given is filled; panels
// without one are as high as their contents.

/// Name, model, backend, self-check, theme.
void draw_top_bar(View& view, const Area& area);
/// Start and stop, device, level.
void draw_microphone_panel(View& view);
/// Built-in samples, audio files.
void draw_recordings_panel(View& view);
/// Choice of model and backend.
void draw_engine_panel(View& view);
/// The clip, and of the part that the model looks at the waveform and the features over one time axis.
void draw_signal_panel(View& view, float height);
/// The last seconds of the stream that is heard: waveform, features and probabilities over one time axis, and
/// what was detected when.
void draw_stream_panel(View& view, float height);
/// What was heard, and the probability of every label; they scroll where `highest` is too low for all.
void draw_prediction_panel(View& view, float highest);
/// What was heard before; `height` 0 shows only the latest.
void draw_history_panel(View& view, float height);
/// What goes on, times, lost audio.
void draw_foot(View& view, const Area& area);
/// Messages that stay until they are dismissed, over everything else, centered below `top`.
void draw_notices(View& view, float top);
/// Over everything while something is dragged over the page.
void draw_drop_overlay(View& view);

}  // namespace earshot
