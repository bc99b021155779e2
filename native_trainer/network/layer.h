#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "network/initialization_spec.h"
#include "network/shape.h"
#include "recipe/section.h"

namespace earshot {

class Layer;
class Module;

/// Layers one after another.
using LayerList = std::vector<std::shared_ptr<const Layer>>;

/// A layer as a recipe describes it, fitted to the shape that reaches it. Every kind is one file in layers/,
/// which reads its keys, checks them against its input and makes its Module; layer_kinds.cpp lists them.
class Layer {
 public:
  Layer(std::string kind, Shape input, Shape output)
      : kind_(std::move(kind)), input_(std::move(input)), output_(std::move(output)) {}
  virtual ~Layer() = default;

  const std::string& kind() const { return kind_; }  ///< "conv1d"
  const Shape& input() const { return input_; }
  const Shape& output() const { return output_; }

  /// The layers inside, by the name of the key that they came from.
  virtual std::vector<std::pair<std::string, LayerList>> branches() const { return {}; }

  /// The layer with weights of its own, newly drawn.
  virtual std::shared_ptr<Module> make_module(const InitializationSpec& initialization) const = 0;

 private:
  std::string kind_;
  Shape input_;
  Shape output_;
};

/// Reads the layers of `key`, an array of tables with a `kind` each, the first of which takes `input`. A key
/// `activation` of a layer becomes an activation layer behind it. Throws Error with file, line and key for
/// unknown kinds and keys and for layers that do not fit their input.
LayerList read_layers(Section& section, std::string_view key, const Shape& input);

/// What a layer is called inside its list, e.g. in the exported graph: "2.relu"; `index` counts from 0.
std::string layer_name(const LayerList& layers, std::size_t index);

/// The shape behind the last layer; `input` if there is none.
const Shape& output_shape(const LayerList& layers, const Shape& input);

}  // namespace earshot
