#pragma once

#include "ui/plot.h"

namespace earshot {

// Each draws one kind of signal, from a file of its own name, into a plot that spans `seconds`.

/// The samples that the model looked at.
void draw_waveform_plot(const View& view, const Plot& plot, double seconds);
/// What was computed from them: a picture, or the waveform that the network takes.
void draw_feature_plot(const View& view, const Plot& plot, double seconds);
/// All of a clip that is longer than the model's window, and where in it that lies.
void draw_clip_plot(const View& view, const Plot& plot);

/// Waveforms one below the other, on the same vertical scale; `share` of the plot's width.
void draw_traces(const View& view, const Plot& plot, std::span<const std::span<const float>> channels,
                 double share);

}  // namespace earshot
