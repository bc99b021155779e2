// ImGui's OpenGL backend asks for a dozen pieces of state before every frame, to put them back afterwards. In
// a browser such a question waits until the graphics process has done everything before it: the page would
// stand still for as long as a frame takes to draw. No one but ImGui draws in this context, so that there is
// nothing to put back but the state of a new context, and that is known. The linker gives glGetIntegerv this
// meaning (--wrap).

#include <GLES3/gl3.h>

extern "C" {

void __real_glGetIntegerv(GLenum name, GLint* value);

void __wrap_glGetIntegerv(GLenum name, GLint* value) {
  switch (name) {
    case GL_ACTIVE_TEXTURE:
      *value = GL_TEXTURE0;
      break;
    case GL_CURRENT_PROGRAM:
    case GL_TEXTURE_BINDING_2D:
    case GL_SAMPLER_BINDING:
    case GL_ARRAY_BUFFER_BINDING:
    case GL_VERTEX_ARRAY_BINDING:
    case GL_BLEND_DST_RGB:
    case GL_BLEND_DST_ALPHA:
      *value = 0;  // nothing bound; GL_ZERO
      break;
    case GL_BLEND_SRC_RGB:
    case GL_BLEND_SRC_ALPHA:
      *value = GL_ONE;
      break;
    case GL_BLEND_EQUATION_RGB:
    case GL_BLEND_EQUATION_ALPHA:
      *value = GL_FUNC_ADD;
      break;
    case GL_VIEWPORT:
    case GL_SCISSOR_BOX:  // set anew in every frame before they are used
      for (int i = 0; i < 4; ++i) value[i] = 0;
      break;
    default:
      __real_glGetIntegerv(name, value);
  }
}

}  // extern "C"
