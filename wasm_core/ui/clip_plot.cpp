#include <algorithm>

#include "ui/signal_plots.h"
#include "ui/widgets.h"

namespace earshot {

void draw_clip_plot(const View& view, const Plot& plot) {
  const LongClip& clip = view.state.clip;
  const float left = plot.x(clip.window_start / clip.seconds);
  const float right =
      plot.x(std::min((clip.window_start + view.state.waveform.seconds()) / clip.seconds, 1.0));
  draw_ground(view, plot);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled({left, plot.min.y}, {right, plot.max.y}, draw_color(view.palette.accent, 0.18f), 3.0f);

  float peak = 0.001f;
  for (const EnvelopeColumn& column : clip.envelope) peak = std::max({peak, column.high, -column.low});
  const float width = plot.width() / static_cast<float>(clip.envelope.size());
  for (std::size_t i = 0; i < clip.envelope.size(); ++i) {
    const EnvelopeColumn& column = clip.envelope[i];
    const float x = plot.min.x + static_cast<float>(i) * width;
    const float high = plot.y(0.5f + 0.45f * column.high / peak);
    const float low = std::max(plot.y(0.5f + 0.45f * column.low / peak), high + 1.0f);
    const bool looked_at = x + width > left && x < right;
    list.AddRectFilled(
        {x, high}, {x + std::max(width, 1.0f), low},
        looked_at ? draw_color(view.palette.waveform) : draw_color(view.palette.text_secondary, 0.5f));
  }
  list.AddRect({left, plot.min.y}, {right, plot.max.y}, draw_color(view.palette.accent), 3.0f, 0, 1.5f);
}

}  // namespace earshot
