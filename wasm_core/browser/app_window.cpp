#include "browser/app_window.h"

#include <GLES3/gl3.h>
#include <GLFW/glfw3.h>
#include <emscripten/em_js.h>
#include <emscripten/emscripten.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <cmath>

namespace earshot {
namespace {

// The name by which Emscripten's event functions find the module's canvas, whatever its id.
constexpr const char* kCanvas = "!canvas";

// Emscripten's GLFW takes the whole page's keyboard, Tab included, and resets the canvas when the pixel ratio
// changes: the page's own controls need the one, and resize() does the other.
EM_JS_DEPS(earshot_canvas, "$GLFW,$specialHTMLTargets");
// clang-format off
EM_JS(void, tame_glfw, (), {
  window.removeEventListener("keydown", GLFW.onKeydown, true);
  window.removeEventListener("keypress", GLFW.onKeyPress, true);
  window.removeEventListener("keyup", GLFW.onKeyup, true);
  window.removeEventListener("blur", GLFW.onBlur, true);
  window.removeEventListener("gamepadconnected", GLFW.onGamepadConnected, true);
  window.removeEventListener("gamepaddisconnected", GLFW.onGamepadDisconnected, true);
  GLFW.devicePixelRatioMQL.removeEventListener("change", GLFW.onDevicePixelRatioChange);
});
// clang-format on
EM_JS(void, name_canvas, (), { specialHTMLTargets["!canvas"] = Module.canvas; });
EM_JS(void, set_cursor, (bool hand), { Module.canvas.style.cursor = hand ? "pointer" : "default"; });

AppWindow& window_of(GLFWwindow* window) {
  return *static_cast<AppWindow*>(glfwGetWindowUserPointer(window));
}

/// GLFW reports a touch without moving its pointer there first.
void report_pointer(GLFWwindow* window) {
  double x = 0.0;
  double y = 0.0;
  glfwGetCursorPos(window, &x, &y);
  ImGui::GetIO().AddMousePosEvent(static_cast<float>(x), static_cast<float>(y));
}

void take_pointer_away() {
  ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
}

/// One value is one block: nothing is invented between what the model sees.
void set_up_texture(GLint when_smaller) {
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, when_smaller);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
}

/// ImGui's mouse wheel turns by one for about three lines of text.
double wheel_steps(double delta, unsigned long mode) {
  switch (mode) {
    case DOM_DELTA_LINE:
      return delta / 3.0;
    case DOM_DELTA_PAGE:
      return 10.0 * delta;
    default:
      return delta / 100.0;
  }
}

}  // namespace

bool AppWindow::open() {
  name_canvas();
  glfwInit();
  tame_glfw();
  glfwWindowHint(GLFW_ALPHA_BITS, 0);
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  window_ = glfwCreateWindow(1, 1, "Earshot", nullptr, nullptr);
  if (window_ == nullptr) {
    glfwTerminate();
    return false;
  }
  glfwSetWindowUserPointer(window_, this);
  ImGui_ImplGlfw_InitForOpenGL(window_, false);
  // Tells the backend that the pointer's place comes from events; it would put one that left back.
  ImGui_ImplGlfw_CursorEnterCallback(window_, GLFW_TRUE);
  ImGui_ImplOpenGL3_Init("#version 300 es");
  listen();
  redraw();
  return true;
}

void AppWindow::listen() {
  glfwSetCursorPosCallback(window_, [](GLFWwindow* window, double x, double y) {
    ImGui_ImplGlfw_CursorPosCallback(window, x, y);
    window_of(window).respond();
  });
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* window, int entered) {
    if (entered == GLFW_FALSE) take_pointer_away();
    window_of(window).respond();
  });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* window, int mouse_button, int action, int modifiers) {
    report_pointer(window);
    ImGui_ImplGlfw_MouseButtonCallback(window, mouse_button, action, modifiers);
    window_of(window).respond();
  });

  // ImGui's backend scrolls whatever is under the pointer in the whole page.
  emscripten_set_wheel_callback(EMSCRIPTEN_EVENT_TARGET_DOCUMENT, nullptr, false, nullptr);
  const auto on_wheel = [](int, const EmscriptenWheelEvent* event, void* user_data) -> bool {
    AppWindow& window = *static_cast<AppWindow*>(user_data);
    window.respond();
    // So browsers report two fingers on a touchpad.
    if (event->mouse.ctrlKey) {
      window.app_.pinch(static_cast<float>(std::exp(-wheel_steps(event->deltaY, event->deltaMode))),
                        static_cast<float>(event->mouse.targetX), static_cast<float>(event->mouse.targetY));
      return true;
    }
    ImGui::GetIO().AddMouseWheelEvent(static_cast<float>(-wheel_steps(event->deltaX, event->deltaMode)),
                                      static_cast<float>(-wheel_steps(event->deltaY, event->deltaMode)));
    return true;
  };
  emscripten_set_wheel_callback(kCanvas, this, true, on_wheel);

  // No pointer hovers where a finger was.
  const auto on_touch_end = [](int, const EmscriptenTouchEvent*, void* window) -> bool {
    take_pointer_away();
    static_cast<AppWindow*>(window)->pinch_distance_ = 0.0;
    static_cast<AppWindow*>(window)->respond();
    return true;
  };
  const auto on_touch = [](int, const EmscriptenTouchEvent* event, void* window) -> bool {
    static_cast<AppWindow*>(window)->pinch(*event);
    return false;
  };
  emscripten_set_touchstart_callback(kCanvas, this, true, on_touch);
  emscripten_set_touchmove_callback(kCanvas, this, true, on_touch);
  emscripten_set_touchend_callback(kCanvas, this, false, on_touch_end);
  emscripten_set_touchcancel_callback(kCanvas, this, false, on_touch_end);

  // A release outside of the canvas is never seen by GLFW.
  const auto on_mouse_up = [](int, const EmscriptenMouseEvent*, void* window) -> bool {
    ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, false);
    static_cast<AppWindow*>(window)->respond();
    return false;
  };
  emscripten_set_mouseup_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, this, false, on_mouse_up);

  emscripten_set_webglcontextlost_callback(kCanvas, this, false, [](int, const void*, void* window) -> bool {
    static_cast<AppWindow*>(window)->lose_graphics();
    return true;  // prevents the default, which is never to restore it
  });
  emscripten_set_webglcontextrestored_callback(kCanvas, this, false,
                                               [](int, const void*, void* window) -> bool {
                                                 static_cast<AppWindow*>(window)->restore_graphics();
                                                 return true;
                                               });
}

/// GLFW follows only one finger.
void AppWindow::pinch(const EmscriptenTouchEvent& event) {
  if (event.numTouches != 2) return;
  const EmscriptenTouchPoint& one = event.touches[0];
  const EmscriptenTouchPoint& other = event.touches[1];
  const double distance = std::hypot(static_cast<double>(one.targetX - other.targetX),
                                     static_cast<double>(one.targetY - other.targetY));
  if (pinch_distance_ > 0.0 && distance > 0.0) {
    app_.pinch(static_cast<float>(distance / pinch_distance_),
               0.5f * static_cast<float>(one.targetX + other.targetX),
               0.5f * static_cast<float>(one.targetY + other.targetY));
  } else {
    // Two fingers drag nothing.
    ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, false);
  }
  pinch_distance_ = distance;
  respond();
}

void AppWindow::resize(double width, double height, double pixel_ratio) {
  width_ = std::max(width, 1.0);
  height_ = std::max(height, 1.0);
  pixel_ratio_ = pixel_ratio;
  glfwSetWindowSize(window_, static_cast<int>(std::round(width_ * pixel_ratio)),
                    static_cast<int>(std::round(height_ * pixel_ratio)));
  // The canvas is empty now: draw before the browser shows it.
  if (!graphics_lost_) draw_frame();
  redraw();
}

void AppWindow::draw_frames(int count) {
  frames_due_ = std::max(frames_due_, count);
  request_frame();
}

void AppWindow::request_frame() {
  if (window_ == nullptr || frame_requested_ || graphics_lost_) return;
  frame_requested_ = true;
  emscripten_request_animation_frame(
      [](double, void* self) -> bool {
        AppWindow& window = *static_cast<AppWindow*>(self);
        window.frame_requested_ = false;
        if (window.graphics_lost_) return false;
        window.draw_frame();
        if (window.frames_due_ > 0) window.request_frame();
        window.frame_listener_();
        return false;
      },
      this);
}

void AppWindow::draw_frame() {
  const auto ratio = static_cast<float>(pixel_ratio_);
  const bool new_fonts = app_.prepare_fonts(ratio);
  ImGui_ImplOpenGL3_NewFrame();
  if (new_fonts) {
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
  }
  update_picture();
  ImGui_ImplGlfw_NewFrame();
  // GLFW's window is measured in the screen's pixels, its pointer and ImGui in CSS pixels.
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(width_), static_cast<float>(height_)};
  io.DisplayFramebufferScale = {ratio, ratio};
  ImGui::NewFrame();
  if (stream_texture_ == 0) glGenTextures(1, &stream_texture_);
  const bool moving = app_.draw(picture_texture_, stream_texture_);
  ImGui::Render();
  update_stream_picture();
  update_cursor();

  int width = 0;
  int height = 0;
  glfwGetFramebufferSize(window_, &width, &height);
  glViewport(0, 0, width, height);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  frames_due_ = std::max(frames_due_ - 1, moving ? 1 : 0);
}

void AppWindow::update_picture() {
  const Picture& picture = app_.picture();
  if (picture_shown_ == app_.picture_count()) return;
  picture_shown_ = app_.picture_count();
  if (picture.pixels.empty()) {
    glDeleteTextures(1, &picture_texture_);
    picture_texture_ = 0;
    return;
  }
  if (picture_texture_ == 0) {
    glGenTextures(1, &picture_texture_);
    glBindTexture(GL_TEXTURE_2D, picture_texture_);
    set_up_texture(GL_LINEAR);
  }
  glBindTexture(GL_TEXTURE_2D, picture_texture_);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, picture.width, picture.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               picture.pixels.data());
}

void AppWindow::update_stream_picture() {
  TimelinePicture& picture = app_.stream_picture();
  const std::vector<TimelinePicture::Patch> patches = picture.take_patches();
  if (patches.empty()) return;
  glBindTexture(GL_TEXTURE_2D, stream_texture_);
  if (stream_texture_count_ != picture.texture_count()) {
    stream_texture_count_ = picture.texture_count();
    set_up_texture(GL_NEAREST);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, picture.width(), picture.height(), 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 nullptr);
  }
  for (const TimelinePicture::Patch& patch : patches) {
    glTexSubImage2D(GL_TEXTURE_2D, 0, patch.x, patch.y, patch.width, patch.height, GL_RGBA, GL_UNSIGNED_BYTE,
                    patch.pixels.data());
  }
}

void AppWindow::update_cursor() {
  const int cursor = ImGui::GetMouseCursor();
  if (cursor == cursor_) return;
  cursor_ = cursor;
  set_cursor(cursor == ImGuiMouseCursor_Hand);
}

void AppWindow::lose_graphics() {
  graphics_lost_ = true;
  // All that lived in the context is gone with it; deleted now, while that does nothing but forget the names.
  ImGui_ImplOpenGL3_DestroyDeviceObjects();
  picture_texture_ = 0;
  picture_shown_ = 0;
  stream_texture_ = 0;
  app_.stream_picture().forget();
  graphics_listener_(Graphics::lost);
}

void AppWindow::restore_graphics() {
  graphics_lost_ = false;
  redraw();
  graphics_listener_(Graphics::restored);
}

}  // namespace earshot
