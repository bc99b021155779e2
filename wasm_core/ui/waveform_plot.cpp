#include <algorithm>
#include <cmath>
#include <vector>

#include "audio/envelope.h"
#include "ui/number_text.h"
#include "ui/signal_plots.h"
#include "ui/widgets.h"

namespace earshot {
namespace {

constexpr float kLeastPeak = 0.001f;  ///< silence is drawn as a line, not as noise

void draw_trace(const View& view, const Plot& lane, const std::vector<EnvelopeColumn>& columns, float top) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto y = [&](float value) { return lane.y(0.5f + 0.5f * value / top); };
  const ImU32 outer = draw_color(view.palette.waveform, 0.55f);
  const ImU32 inner = draw_color(view.palette.waveform);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const float left = lane.min.x + static_cast<float>(i);
    const float high = y(columns[i].high);
    const float low = std::max(y(columns[i].low), high + 1.0f);
    list.AddRectFilled({left, high}, {left + 1.0f, low}, outer);
    const float half = std::min(0.5f * columns[i].rms / top * lane.height(), 0.5f * (low - high));
    const float middle = std::clamp(lane.y(0.5), high + half, low - half);
    list.AddRectFilled({left, middle - half}, {left + 1.0f, middle + half}, inner);
  }
}

/// The largest of 1, 2 or 5 times a power of ten that is not above `value`.
double round_below(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  return power * (value < 2.0 * power ? 1.0 : value < 5.0 * power ? 2.0 : 5.0);
}

void draw_scale(const View& view, const Plot& lane, float peak, float top) {
  const double round = round_below(peak);
  const int decimals = round >= 1.0 ? 0 : static_cast<int>(std::ceil(-std::log10(round) - 1e-9));
  for (const double value : {-round, 0.0, round}) {
    draw_left_tick(view, lane, 0.5 + 0.5 * value / top, number_text(value, value == 0.0 ? 0 : decimals));
  }
}

}  // namespace

void draw_traces(const View& view, const Plot& plot, std::span<const std::span<const float>> channels,
                 double share) {
  const int columns = static_cast<int>(share * plot.width());
  std::vector<std::vector<EnvelopeColumn>> traces;
  float peak = kLeastPeak;
  for (const std::span<const float> samples : channels) {
    traces.push_back(envelope(samples, columns));
    for (const EnvelopeColumn& column : traces.back()) peak = std::max({peak, column.high, -column.low});
  }
  const float top = 1.08f * peak;
  const auto lanes = static_cast<int>(traces.size());
  for (int i = 0; i < lanes; ++i) {
    const Plot lane = lane_of(plot, i, lanes);
    draw_ground(view, lane);
    draw_trace(view, lane, traces[i], top);
    draw_scale(view, lane, peak, top);
    draw_lane_name(view, lane, i, lanes);
  }
}

void draw_waveform_plot(const View& view, const Plot& plot, double seconds) {
  const Waveform& waveform = view.state.waveform;
  if (waveform.channels.empty()) {
    draw_ground(view, plot, "The samples appear here");
    return;
  }
  const std::vector<std::span<const float>> channels(waveform.channels.begin(), waveform.channels.end());
  draw_traces(view, plot, channels, waveform.seconds() / seconds);
}

}  // namespace earshot
