// The module earshot_app: the page's user interface. web/app/app_module.d.ts declares the same for TypeScript
// and says what everything means.

#include <emscripten/bind.h>

#include <string>
#include <utility>

#include "browser/app_values.h"
#include "browser/app_window.h"
#include "browser/core_values.h"
#include "ui/app.h"

namespace earshot {
namespace {

using emscripten::val;

/// Gives an action to the page.
void report(const val& action);
void report_actions();
void report_graphics(AppWindow::Graphics graphics);

/// A module has one canvas, and so one of everything.
struct Module {
  App app;
  AppWindow window{app, &report_actions, &report_graphics};
  val listener = val::undefined();
};

Module& module() {
  static Module module;
  return module;
}

void report(const val& action) {
  if (!module().listener.isUndefined()) module().listener(action);
}

void report_actions() {
  for (const Action& action : module().app.take_actions()) report(action_value(action));
}

void report_graphics(AppWindow::Graphics graphics) {
  val action = val::object();
  action.set("name",
             std::string(graphics == AppWindow::Graphics::lost ? "graphics-lost" : "graphics-restored"));
  report(action);
}

bool start() {
  return module().window.open();
}

void on_action(const val& listener) {
  module().listener = listener;
}

void resize(double width, double height, double pixel_ratio) {
  module().window.resize(width, height, pixel_ratio);
}

/// Changes the state and asks for a frame.
template <typename Change>
void change(Change apply) {
  apply(module().app.state());
  module().window.redraw();
}

void set_theme(const val& theme) {
  change([&](State& state) { state.theme = theme_of(theme); });
}

void set_color_map(const val& map) {
  module().app.set_color_map(color_map_of(map));
  module().window.redraw();
}

void set_drop_target(bool active) {
  change([&](State& state) { state.drop_target = active; });
}

void set_choices(const val& choices) {
  change([&](State& state) { state.choices = choices_of(choices); });
}

void set_microphone(const val& microphone) {
  change([&](State& state) { state.microphone = microphone_of(microphone); });
}

void set_level(float rms_dbfs, float peak_dbfs) {
  module().app.state().level = {rms_dbfs, peak_dbfs};
  module().window.redraw_in_place();
}

void set_clip(const val& clip) {
  change([&](State& state) { state.clip = long_clip_of(clip); });
}

void set_waveform(const val& channels, double sample_rate) {
  change([&](State& state) { state.waveform = waveform_of(channels, sample_rate); });
}

void set_features(const val& values, const val& grid) {
  module().app.set_features(feature_grid_of(values, grid));
  module().window.redraw();
}

void set_evidence(const val& evidence) {
  change([&](State& state) { state.evidence = evidence_of(evidence); });
}

void begin_stream(const val& labels) {
  module().app.begin_stream(stream_labels_of(labels));
  module().window.redraw();
}

void add_to_stream(const val& part) {
  if (module().app.add_to_stream(stream_part_of(part))) module().window.redraw_in_place();
}

void add_decision(const val& decision) {
  module().app.add_to_stream(stream_decision_of(decision));
  // Behind a view that is paused nothing changes that is seen.
  if (!module().app.view().paused) module().window.redraw_in_place();
}

void look(const val& view) {
  module().app.look(timeline_view_of(view));
  module().window.redraw();
}

void set_reduced_motion(bool reduced) {
  module().app.set_reduced_motion(reduced);
}

void set_prediction(const val& prediction) {
  change([&](State& state) { state.prediction = prediction_of(prediction); });
}

void set_history(const val& entries) {
  change([&](State& state) { state.history = history_of(entries); });
}

void set_status(const val& status) {
  change([&](State& state) { state.status = status_of(status); });
}

void set_notices(const val& notices) {
  change([&](State& state) { state.notices = notices_of(notices); });
}

EMSCRIPTEN_BINDINGS(earshot_app) {
  using emscripten::function;
  function("start", &start);
  function("onAction", &on_action);
  function("resize", &resize);
  function("setTheme", &Guarded<&set_theme>::call);
  function("setColorMap", &Guarded<&set_color_map>::call);
  function("setDropTarget", &set_drop_target);
  function("setChoices", &Guarded<&set_choices>::call);
  function("setMicrophone", &Guarded<&set_microphone>::call);
  function("setLevel", &set_level);
  function("setClip", &Guarded<&set_clip>::call);
  function("setWaveform", &Guarded<&set_waveform>::call);
  function("setFeatures", &Guarded<&set_features>::call);
  function("setEvidence", &Guarded<&set_evidence>::call);
  function("beginStream", &Guarded<&begin_stream>::call);
  function("addToStream", &Guarded<&add_to_stream>::call);
  function("addDecision", &Guarded<&add_decision>::call);
  function("look", &Guarded<&look>::call);
  function("setReducedMotion", &set_reduced_motion);
  function("setPrediction", &Guarded<&set_prediction>::call);
  function("setHistory", &Guarded<&set_history>::call);
  function("setStatus", &Guarded<&set_status>::call);
  function("setNotices", &Guarded<&set_notices>::call);
}

}  // namespace
}  // namespace earshot
