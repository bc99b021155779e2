#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace earshot {

/// What a network takes under a name, the batch included in its shape.
struct OnnxInput {
  std::string name;
  std::vector<std::int64_t> shape;
  std::variant<std::span<const float>, std::span<const std::int64_t>> values;
};

/// A network in ONNX Runtime, on the CPU. Not for several threads at once.
class OnnxSession {
 public:
  /// `bytes` are those of an .onnx file, which are not needed afterwards; `name` is used in messages.
  /// `threads` compute one example; 0 leaves the choice to the runtime. Throws Error when the runtime refuses
  /// the network.
  OnnxSession(std::span<const std::byte> bytes, const std::string& name, int threads = 1);
  ~OnnxSession();
  OnnxSession(OnnxSession&&) noexcept;

  /// The values of `outputs`, in their order, for an input of `shape`, the batch included. Throws Error.
  std::vector<std::vector<float>> run(const std::string& input, std::span<const std::int64_t> shape,
                                      std::span<const float> values,
                                      std::span<const std::string> outputs) const;

  /// The same for a network of several inputs.
  std::vector<std::vector<float>> run(std::span<const OnnxInput> inputs,
                                      std::span<const std::string> outputs) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// "ONNX Runtime 1.21"
std::string onnx_runtime_version();

}  // namespace earshot
