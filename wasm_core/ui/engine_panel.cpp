#include <algorithm>

#include "ui/panels.h"
#include "ui/widgets.h"

namespace earshot {
namespace {

void model_row(View& view) {
  const Choices& choices = view.state.choices;
  const float side = view.metrics.control;
  const float width = ImGui::GetContentRegionAvail().x - side - view.metrics.space;
  const int chosen = select(view, "model", width, choices.models, choices.selected_model, "No model");
  if (chosen >= 0) view.act(Action::Kind::choose_model, chosen);
  ImGui::SameLine(0.0f, view.metrics.space);
  if (icon_button(view, "Open a model file (.onnx)", Icon::folder, {side, side}))
    view.act(Action::Kind::open_model);
}

void backend_row(View& view) {
  const std::vector<Choice>& backends = view.state.choices.backends;
  if (backends.empty()) return;
  constexpr float kGap = 4.0f;  // they belong together
  const auto count = static_cast<float>(backends.size());
  const float width = (ImGui::GetContentRegionAvail().x - (count - 1.0f) * kGap) / count;
  const bool noted =
      std::ranges::any_of(backends, [](const Choice& backend) { return !backend.note.empty(); });
  const float height = noted ? 44.0f : view.metrics.control;
  for (int i = 0; i < static_cast<int>(backends.size()); ++i) {
    if (i > 0) ImGui::SameLine(0.0f, kGap);
    ImGui::PushID(i);
    const bool chosen = i == view.state.choices.selected_backend;
    const ButtonLook look{chosen ? ButtonKind::chosen : ButtonKind::plain, Icon::none, backends[i].available,
                          backends[i].note};
    if (button(view, "backend", backends[i].name, {width, height}, look) && !chosen) {
      view.act(Action::Kind::choose_backend, i);
    }
    ImGui::PopID();
  }
}

}  // namespace

void draw_engine_panel(View& view) {
  const Panel panel(view, "engine");
  panel_title(view, "Model");
  model_row(view);
  space(view.metrics.space);
  caption(view, "Runs on");
  backend_row(view);
}

}  // namespace earshot
