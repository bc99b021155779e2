#pragma once

#include <cstdint>
#include <vector>

#include "ui/fonts.h"
#include "ui/picture.h"
#include "ui/state.h"
#include "ui/stream_display.h"
#include "ui/timeline_picture.h"
#include "ui/view.h"

struct ImGuiWindow;

namespace earshot {

/// The page's user interface. Its owner fills the state, runs the frames of ImGui around draw(), keeps the
/// picture in a texture, and hears what the user asked for. It knows nothing of a browser.
class App {
 public:
  App();  ///< makes ImGui's context
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  State& state() {
    texts_are_new_ = true;
    return state_;
  }
  /// Sets State::features and draws their picture. They are shown instead of a stream.
  void set_features(FeatureGrid grid);
  /// Of features and of the stream.
  void set_color_map(ColorMap map);

  /// Shows a stream that begins, instead of a clip.
  void begin_stream(std::vector<StreamLabel> labels);
  /// True if it changes what is seen.
  bool add_to_stream(const StreamPart& part) { return stream_.add(part); }
  void add_to_stream(const StreamDecision& decision) { stream_.add(decision); }
  /// What is to be seen of the stream.
  void look(const TimelineView& view) { stream_.look(view); }
  const TimelineView& view() const { return stream_.view(); }
  /// Two fingers spread or closed around a place.
  void pinch(float factor, float x, float y);
  /// Nothing is to glide: what moves does so in steps.
  void set_reduced_motion(bool reduced) { motion_.reduced = reduced; }

  /// The picture of the stream; its patches are drawn by draw() and to be put into the texture before what it
  /// drew is rendered.
  TimelinePicture& stream_picture() { return stream_picture_; }

  const Picture& picture() const { return picture_; }
  /// Counts the pictures, so that a texture is known to be old.
  std::uint64_t picture_count() const { return picture_count_; }

  /// Makes the fonts fit; before a frame of ImGui is begun. True if the font texture has to be made anew.
  bool prepare_fonts(float pixel_ratio);

  /// Draws the screen; between ImGui::NewFrame() and ImGui::Render(). `texture` holds the picture, 0 if there
  /// is none, `stream_texture` the stream's. True if something moves, so that another frame is due.
  bool draw(std::uintptr_t texture, std::uintptr_t stream_texture);

  /// What the user asked for since the last call.
  std::vector<Action> take_actions();

 private:
  void draw_features_anew();
  void follow_stream();
  void draw_signal(View& view, float height);
  void draw_columns(View& view, const Layout& layout);
  void draw_one_column(View& view, const Layout& layout);
  void pan();

  State state_;
  bool texts_are_new_ = true;
  FontAtlas fonts_;
  Picture picture_;
  std::uint64_t picture_count_ = 0;
  StreamDisplay stream_;
  TimelinePicture stream_picture_;
  int stream_version_ = 0;  ///< that is in the picture
  bool shows_stream_ = false;
  Pinch pinch_;
  TimelineView reported_view_;
  Motion motion_;
  ImGuiWindow* panned_ = nullptr;  ///< what a finger is dragging
  std::vector<Action> actions_;
};

}  // namespace earshot
