#pragma once

#include <cstdint>
#include <functional>
#include <utility>

#include "ui/app.h"

struct EmscriptenTouchEvent;
struct GLFWwindow;

namespace earshot {

/// The canvas that an App is drawn in: GLFW's window, WebGL 2, frames when something changed, and what the
/// browser does to all that (other pixel ratios, touch, lost graphics).
class AppWindow {
 public:
  enum class Graphics { lost, restored };

  /// `on_frame` is called after each frame, outside of it.
  AppWindow(App& app, std::function<void()> on_frame, std::function<void(Graphics)> on_graphics)
      : app_(app), frame_listener_(std::move(on_frame)), graphics_listener_(std::move(on_graphics)) {}
  AppWindow(const AppWindow&) = delete;
  AppWindow& operator=(const AppWindow&) = delete;

  /// Makes the context and asks for the first frame. False if there is no WebGL 2.
  bool open();
  /// CSS pixels, and the screen's pixels per CSS pixel.
  void resize(double width, double height, double pixel_ratio);
  /// What is shown changed: frames are due. ImGui places what has changed its size one frame later.
  void redraw() { draw_frames(2); }
  /// What is shown changed, but nothing has another size or place.
  void redraw_in_place() { draw_frames(1); }

 private:
  void listen();
  void pinch(const EmscriptenTouchEvent& event);
  /// ImGui sees a pointer's move, press and release in successive frames, and a hovered item one frame later.
  void respond() { draw_frames(3); }
  void draw_frames(int count);
  void request_frame();
  void draw_frame();
  void update_picture();
  void update_stream_picture();
  void update_cursor();
  void lose_graphics();
  void restore_graphics();

  App& app_;
  GLFWwindow* window_ = nullptr;
  double width_ = 1.0;
  double height_ = 1.0;
  double pixel_ratio_ = 1.0;
  bool graphics_lost_ = false;
  int frames_due_ = 0;
  bool frame_requested_ = false;
  int cursor_ = 0;
  unsigned picture_texture_ = 0;
  std::uint64_t picture_shown_ = 0;
  unsigned stream_texture_ = 0;
  std::uint64_t stream_texture_count_ = 0;
  double pinch_distance_ = 0.0;  ///< between two fingers; 0: there are not two
  std::function<void()> frame_listener_;
  std::function<void(Graphics)> graphics_listener_;
};

}  // namespace earshot
