#include <algorithm>
#include <cmath>

#include "ui/number_text.h"
#include "ui/panels.h"
#include "ui/widgets.h"

namespace earshot {
namespace {

constexpr float kQuietestDbfs = -80.0f;

/// Where a level lies on the meter, 0 to 1.
float place_of(float dbfs) {
  return std::clamp(1.0f - dbfs / kQuietestDbfs, 0.0f, 1.0f);
}

void start_button(View& view) {
  const ImVec2 size{ImGui::GetContentRegionAvail().x, view.metrics.control + 4.0f};
  switch (view.state.microphone.state) {
    case Microphone::State::off:
      if (button(view, "start", "Start listening", size, {ButtonKind::primary, Icon::microphone})) {
        view.act(Action::Kind::start_microphone);
      }
      break;
    case Microphone::State::starting:
      button(view, "starting", "Starting \u2026", size, {.icon = Icon::microphone, .available = false});
      break;
    case Microphone::State::on:
      if (button(view, "stop", "Stop listening", size, {ButtonKind::plain, Icon::stop})) {
        view.act(Action::Kind::stop_microphone);
      }
      break;
    case Microphone::State::unavailable:
      button(view, "none", "No microphone here", size, {.icon = Icon::microphone, .available = false});
      break;
  }
}

void device_field(View& view) {
  const Microphone& microphone = view.state.microphone;
  std::vector<Choice> devices;
  for (const std::string& name : microphone.devices) devices.push_back({name, "", true});
  const int chosen = select(view, "device", ImGui::GetContentRegionAvail().x, devices,
                            microphone.selected_device, "Default microphone");
  if (chosen >= 0) view.act(Action::Kind::choose_device, chosen);
}

void meter(View& view) {
  const bool on = view.state.microphone.state == Microphone::State::on;
  const MeterLevel level = on ? view.state.level : MeterLevel{};
  view.motion.approach(view.motion.level, place_of(level.rms_dbfs));

  constexpr float kHeight = 6.0f;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float top = at.y + 3.0f;
  list.AddRectFilled({at.x, top}, {at.x + width, top + kHeight}, draw_color(view.palette.control),
                     kHeight / 2.0f);
  const Rgb color = level.peak_dbfs > -1.0f                             ? view.palette.danger
                    : level.rms_dbfs >= view.state.microphone.gate_dbfs ? view.palette.success
                                                                        : view.palette.text_secondary;
  if (const float filled = view.motion.level * width; filled > 1.0f) {
    list.AddRectFilled({at.x, top}, {at.x + std::max(filled, kHeight), top + kHeight}, draw_color(color),
                       kHeight / 2.0f);
  }
  const float gate = at.x + std::round(place_of(view.state.microphone.gate_dbfs) * width);
  list.AddRectFilled({gate - 1.0f, top - 3.0f}, {gate + 1.0f, top + kHeight + 3.0f},
                     draw_color(view.palette.text_secondary), 1.0f);
  if (on && level.peak_dbfs > kQuietestDbfs) {
    const float peak = at.x + std::round(place_of(level.peak_dbfs) * (width - 2.0f));
    list.AddRectFilled({peak, top}, {peak + 2.0f, top + kHeight}, draw_color(view.palette.text), 1.0f);
  }
  ImGui::Dummy({width, kHeight + 6.0f});

  const float middle = ImGui::GetCursorScreenPos().y + 9.0f;
  const ImU32 secondary = draw_color(view.palette.text_secondary);
  draw_text(view.fonts.small, {at.x, middle}, secondary,
            "Gate " + number_text(view.state.microphone.gate_dbfs, 0) + " dB");
  if (on) {
    draw_text(view.fonts.small, {at.x + width, middle}, draw_color(view.palette.text),
              number_text(level.rms_dbfs, 0) + " dB", Align::right);
  } else {
    draw_text(view.fonts.small, {at.x + width, middle}, secondary, "Level", Align::right);
  }
  ImGui::Dummy({width, 16.0f});
}

}  // namespace

void draw_microphone_panel(View& view) {
  const Panel panel(view, "microphone");
  panel_title(view, "Microphone", view.state.microphone.state == Microphone::State::on ? "listening" : "");
  start_button(view);
  space(view.metrics.space);
  device_field(view);
  space(view.metrics.space + 2.0f);
  meter(view);
}

}  // namespace earshot
