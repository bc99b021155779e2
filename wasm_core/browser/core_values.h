#pragma once

#include <emscripten/val.h>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "error.h"

namespace earshot {

/// Copies a Float32Array into the core's memory.
inline std::vector<float> floats_of(const emscripten::val& array) {
  return emscripten::convertJSArrayToNumberVector<float>(array);
}

/// Copies a Uint8Array into the core's memory.
inline std::vector<std::byte> bytes_of(const emscripten::val& array) {
  std::vector<std::byte> bytes(array["length"].as<std::size_t>());
  emscripten::val(emscripten::typed_memory_view(bytes.size(), reinterpret_cast<unsigned char*>(bytes.data())))
      .call<void>("set", array);
  return bytes;
}

/// A Float32Array of its own, independent of the core's memory, which moves when it grows.
inline emscripten::val float_array(std::span<const float> values) {
  return emscripten::val(emscripten::typed_memory_view(values.size(), values.data()))
      .call<emscripten::val>("slice");
}

/// A Uint8Array, likewise.
inline emscripten::val byte_array(std::span<const std::byte> bytes) {
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  return emscripten::val(emscripten::typed_memory_view(bytes.size(), data)).call<emscripten::val>("slice");
}

/// Makes a function callable from JavaScript: what it throws arrives there as an Error with the C++ message,
/// named "EarshotError" when a person's input is at fault and "Error" when the core is.
template <auto function>
struct Guarded;

template <typename Result, typename... Arguments, Result (*function)(Arguments...)>
struct Guarded<function> {
  static Result call(Arguments... arguments) {
    std::string name;
    std::string message;
    try {
      return function(static_cast<Arguments&&>(arguments)...);
    } catch (const Error& error) {
      name = "EarshotError";
      message = error.what();
    } catch (const std::exception& exception) {
      name = "Error";
      message = exception.what();
    }
    // Outside of the handlers, so that the C++ exception is gone before the JavaScript one starts.
    emscripten::val error = emscripten::val::global("Error").new_(message);
    error.set("name", name);
    error.throw_();
  }
};

}  // namespace earshot
