#include "ui/panels.h"
#include "ui/widgets.h"

namespace earshot {

void draw_recordings_panel(View& view) {
  const Panel panel(view, "recordings");
  panel_title(view, "Recordings", "drop files anywhere");

  constexpr int kColumns = 5;
  const std::vector<std::string>& samples = view.state.choices.samples;
  const float gap = view.metrics.space;
  const float width = (ImGui::GetContentRegionAvail().x - (kColumns - 1) * gap) / kColumns;
  for (int i = 0; i < static_cast<int>(samples.size()); ++i) {
    if (i % kColumns > 0) {
      ImGui::SameLine(0.0f, gap);
    } else if (i > 0) {
      space(gap);
    }
    ImGui::PushID(i);
    if (button(view, "sample", samples[i], {width, view.metrics.control}))
      view.act(Action::Kind::play_sample, i);
    ImGui::PopID();
  }
  if (!samples.empty()) space(gap);

  if (button(view, "open", "Open audio file", {ImGui::GetContentRegionAvail().x, view.metrics.control},
             {.icon = Icon::folder})) {
    view.act(Action::Kind::open_audio);
  }
}

}  // namespace earshot
