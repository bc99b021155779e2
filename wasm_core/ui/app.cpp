#include "ui/app.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/layout.h"
#include "ui/panels.h"
#include "ui/widgets.h"

namespace earshot {
namespace {

constexpr float kLeastHistory = 110.0f;
constexpr float kSignalOnNarrowScreens = 440.0f;

/// Everything that is drawn through ImGui itself and not by the widgets: windows, scroll bars, tooltips,
/// lists.
void apply_style(const Palette& palette) {
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowBorderSize = 0.0f;
  style.WindowRounding = 6.0f;  // of tooltips
  style.WindowPadding = {10.0f, 7.0f};
  style.ItemSpacing = {0.0f, 0.0f};
  style.PopupRounding = 8.0f;
  style.PopupBorderSize = 1.0f;
  style.ScrollbarSize = 8.0f;
  style.ScrollbarRounding = 4.0f;
  style.DisabledAlpha = 1.0f;
  const auto set = [&](ImGuiCol which, Rgb color, float alpha = 1.0f) {
    style.Colors[which] = ImGui::ColorConvertU32ToFloat4(draw_color(color, alpha));
  };
  set(ImGuiCol_WindowBg, palette.background);
  set(ImGuiCol_ChildBg, palette.panel, 0.0f);
  set(ImGuiCol_PopupBg, palette.panel);
  set(ImGuiCol_Border, palette.border);
  set(ImGuiCol_Text, palette.text);
  set(ImGuiCol_ScrollbarBg, palette.panel, 0.0f);
  set(ImGuiCol_ScrollbarGrab, palette.control_pressed);
  set(ImGuiCol_ScrollbarGrabHovered, palette.text_secondary);
  set(ImGuiCol_ScrollbarGrabActive, palette.text_secondary);
}

template <typename Visit>
void visit_texts(const State& state, Visit visit) {
  for (const std::string& text : state.choices.samples) visit(text);
  for (const std::vector<Choice>& choices :
       {std::cref(state.choices.models), std::cref(state.choices.backends)}) {
    for (const Choice& choice : choices) {
      visit(choice.name);
      visit(choice.note);
    }
  }
  for (const std::string& text : state.microphone.devices) visit(text);
  visit(state.features.unit);
  visit(state.prediction.headline);
  visit(state.prediction.caption);
  for (const std::string& text : state.prediction.labels) visit(text);
  for (const HistoryEntry& entry : state.history) {
    visit(entry.time);
    visit(entry.label);
    visit(entry.source);
  }
  for (const std::string* text : {&state.status.model, &state.status.model_detail, &state.status.backend,
                                  &state.status.check_detail, &state.status.activity}) {
    visit(*text);
  }
  for (const Stage& stage : state.status.stages) visit(stage.name);
  for (const Notice& notice : state.notices) visit(notice.text);
}

void begin_column(const char* id, const Area& area, float padding = 0.0f) {
  ImGui::SetCursorScreenPos({area.x, area.y});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {padding, padding});
  ImGui::BeginChild(id, {area.width, area.height}, ImGuiChildFlags_AlwaysUseWindowPadding);
  ImGui::PopStyleVar();
}

}  // namespace

App::App() {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
}

App::~App() {
  ImGui::DestroyContext();
}

void App::set_features(FeatureGrid grid) {
  shows_stream_ = false;
  state_.features = std::move(grid);
  texts_are_new_ = true;
  draw_features_anew();
}

void App::set_color_map(ColorMap map) {
  state_.color_map = map;
  draw_features_anew();
}

void App::draw_features_anew() {
  picture_ = draw_picture(state_.features, state_.color_map);
  ++picture_count_;
}

void App::begin_stream(std::vector<StreamLabel> labels) {
  stream_.begin(std::move(labels));
  shows_stream_ = true;
}

void App::pinch(float factor, float x, float y) {
  pinch_ = {pinch_.factor * factor, x, y};
}

bool App::prepare_fonts(float pixel_ratio) {
  if (texts_are_new_) {
    visit_texts(state_, [&](const std::string& text) { fonts_.need(text); });
    fonts_.need_in_headline(state_.prediction.headline);
    for (const std::string& label : state_.prediction.labels) fonts_.need_in_headline(label);
    texts_are_new_ = false;
  }
  return fonts_.update(pixel_ratio);
}

void App::follow_stream() {
  if (stream_.follow(ImGui::GetIO().DeltaTime, !motion_.reduced) && shows_stream_) motion_.moving = true;
  if (stream_version_ == stream_.version()) return;
  stream_version_ = stream_.version();
  stream_picture_.forget();
}

bool App::draw(std::uintptr_t texture, std::uintptr_t stream_texture) {
  const Palette& palette = palette_of(state_.theme);
  apply_style(palette);
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const Layout layout = make_layout(screen.x, screen.y);
  motion_.moving = false;
  follow_stream();
  StreamParts stream{stream_, stream_picture_, stream_texture, shows_stream_, std::exchange(pinch_, Pinch{})};
  View view{state_, palette, layout.metrics, fonts_.fonts(), picture_, texture, stream, motion_, actions_};

  ImGui::SetNextWindowPos({0.0f, 0.0f});
  ImGui::SetNextWindowSize(screen);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.0f, 0.0f});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0f);
  ImGui::Begin("screen", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus);
  ImGui::PopStyleVar(2);
  draw_top_bar(view, layout.bar);
  if (layout.one_column) {
    draw_one_column(view, layout);
  } else {
    draw_columns(view, layout);
  }
  draw_foot(view, layout.foot);
  ImGui::End();
  pan();
  draw_notices(view, layout.bar.bottom() + layout.metrics.gap);
  draw_drop_overlay(view);
  if (reported_view_ != stream_.view()) {
    reported_view_ = stream_.view();
    actions_.push_back({.kind = Action::Kind::look, .view = reported_view_});
    motion_.moving = true;  // it was drawn as it was before
  }
  return motion_.moving;
}

void App::draw_signal(View& view, float height) {
  if (shows_stream_) {
    draw_stream_panel(view, height);
  } else {
    draw_signal_panel(view, height);
  }
}

void App::draw_columns(View& view, const Layout& layout) {
  const float gap = layout.metrics.gap;
  begin_column("controls", layout.controls);
  draw_microphone_panel(view);
  space(gap);
  draw_recordings_panel(view);
  space(gap);
  draw_engine_panel(view);
  ImGui::EndChild();

  begin_column("signal", layout.signal);
  draw_signal(view, layout.signal.height);
  ImGui::EndChild();

  begin_column("result", layout.result);
  draw_prediction_panel(view, layout.result.height - gap - kLeastHistory);
  space(gap);
  draw_history_panel(view, std::max(ImGui::GetContentRegionAvail().y, 1.0f));
  ImGui::EndChild();
}

void App::draw_one_column(View& view, const Layout& layout) {
  const float gap = layout.metrics.gap;
  begin_column("column", layout.controls, gap);
  draw_prediction_panel(view, 560.0f);
  space(gap);
  draw_microphone_panel(view);
  space(gap);
  draw_recordings_panel(view);
  space(gap);
  draw_signal(view, kSignalOnNarrowScreens);
  space(gap);
  draw_history_panel(view, 0.0f);
  space(gap);
  draw_engine_panel(view);
  ImGui::EndChild();
}

/// Dragging scrolls what is below the pointer, as on every touch screen; a button that the drag began on is
/// not clicked.
void App::pan() {
  constexpr float kThreshold = 8.0f;
  if (!ImGui::IsMouseDown(ImGuiMouseButton_Left) || motion_.scrubbing) {
    panned_ = nullptr;
    return;
  }
  if (panned_ == nullptr && std::abs(ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, 0.0f).y) > kThreshold) {
    panned_ = ImGui::GetCurrentContext()->HoveredWindow;
    while (panned_ != nullptr && panned_->ScrollMax.y <= 0.0f) panned_ = panned_->ParentWindow;
  }
  if (panned_ == nullptr) return;
  ImGui::ClearActiveID();
  ImGui::SetScrollY(panned_, panned_->Scroll.y - ImGui::GetIO().MouseDelta.y);
}

std::vector<Action> App::take_actions() {
  return std::exchange(actions_, {});
}

}  // namespace earshot
