#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/fonts.h"
#include "ui/picture.h"
#include "ui/state.h"
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
  /// Sets State::features and draws their picture.
  void set_features(FeatureGrid grid);

  const Picture& picture() const { return picture_; }
  /// Counts the pictures, so that a texture is known to be old.
  std::uint64_t picture_count() const { return picture_count_; }

  /// Makes the fonts fit; before a frame of ImGui is begun. True if the font texture has to be made anew.
  bool prepare_fonts(float pixel_ratio);

  /// Draws the screen; between ImGui::NewFrame() and ImGui::Render(). `texture` holds the picture, 0 if there
  /// is none. True if something moves, so that another frame is due.
  bool draw(std::uintptr_t texture);

  /// What the user asked for since the last call.
  std::vector<Action> take_actions();

 private:
  void draw_columns(View& view, const Layout& layout);
  void draw_one_column(View& view, const Layout& layout);
  void pan();

  State state_;
  bool texts_are_new_ = true;
  FontAtlas fonts_;
  Picture picture_;
  std::uint64_t picture_count_ = 0;
  Motion motion_;
  ImGuiWindow* panned_ = nullptr;  ///< what a finger is dragging
  std::vector<Action> actions_;
};

}  // namespace earshot
