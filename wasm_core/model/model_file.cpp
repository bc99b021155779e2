#include "model/model_file.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "error.h"

namespace earshot {
namespace {

/// Walks the fields of one protocol-buffers message (https://protobuf.dev/programming-guides/encoding/). Only
/// what an ONNX file's outline needs: varints and length-delimited fields; fixed-width ones are passed over.
class Message {
 public:
  explicit Message(std::span<const std::byte> bytes) : rest_(bytes) {}

  /// Moves to the next field. False at the end; throws std::out_of_range when the bytes are no such message.
  bool next() {
    if (rest_.empty()) return false;
    const std::uint64_t tag = varint();
    number_ = tag >> 3;
    switch (tag & 7) {
      case 0:
        value_ = varint();
        bytes_ = {};
        break;
      case 1:
        take(8);
        break;
      case 2:
        bytes_ = take(varint());
        break;
      case 5:
        take(4);
        break;
      default:
        throw std::out_of_range("wire type");
    }
    if (number_ == 0) throw std::out_of_range("field number");
    return true;
  }

  std::uint64_t number() const { return number_; }
  std::uint64_t value() const { return value_; }
  std::span<const std::byte> bytes() const { return bytes_; }
  std::string text() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }

 private:
  std::span<const std::byte> take(std::uint64_t count) {
    if (count > rest_.size()) throw std::out_of_range("length");
    const auto length = static_cast<std::size_t>(count);
    const auto taken = rest_.first(length);
    rest_ = rest_.subspan(length);
    return taken;
  }

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const auto byte = std::to_integer<std::uint64_t>(take(1)[0]);
      value |= (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0) return value;
    }
    throw std::out_of_range("varint");
  }

  std::span<const std::byte> rest_;
  std::span<const std::byte> bytes_;
  std::uint64_t number_ = 0;
  std::uint64_t value_ = 0;
};

// Field numbers from onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).

std::vector<std::int64_t> read_shape(std::span<const std::byte> shape_proto) {
  std::vector<std::int64_t> shape;
  for (Message shape_field(shape_proto); shape_field.next();) {
    if (shape_field.number() != 1) continue;  // TensorShapeProto.dim
    std::int64_t size = -1;                   // a named dimension (dim_param) is not fixed
    for (Message dimension(shape_field.bytes()); dimension.next();) {
      if (dimension.number() == 1) size = static_cast<std::int64_t>(dimension.value());
    }
    shape.push_back(size);
  }
  return shape;
}

TensorInfo read_value_info(std::span<const std::byte> value_info) {
  TensorInfo info;
  for (Message value(value_info); value.next();) {
    if (value.number() == 1) info.name = value.text();
    if (value.number() != 2) continue;  // TypeProto
    for (Message type(value.bytes()); type.next();) {
      if (type.number() != 1) continue;  // tensor_type
      for (Message tensor(type.bytes()); tensor.next();) {
        if (tensor.number() == 2) info.shape = read_shape(tensor.bytes());
      }
    }
  }
  return info;
}

struct Node {
  std::string operation;
  std::string first_input;
  std::string first_output;
};

Node read_node(std::span<const std::byte> bytes) {
  Node read;
  bool has_input = false, has_output = false;
  for (Message node(bytes); node.next();) {
    if (node.number() == 1 && !std::exchange(has_input, true)) read.first_input = node.text();
    if (node.number() == 2 && !std::exchange(has_output, true)) read.first_output = node.text();
    if (node.number() == 4) read.operation = node.text();
  }
  return read;
}

/// What goes into the last linear layer, sought from the graph's output backwards: nodes are in the order in
/// which they can be computed (https://onnx.ai/onnx/repo-docs/IR.html#graphs).
std::optional<std::string> find_embedding(const std::vector<Node>& nodes, std::string value) {
  for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) {
    if (node->first_output != value) continue;
    if (node->operation == "Gemm") return node->first_input;
    if (node->operation != "Identity") break;
    value = node->first_input;
  }
  return std::nullopt;
}

struct Outline {
  bool has_ir_version = false;
  bool has_graph = false;
  std::optional<std::string> card;
  std::vector<TensorInfo> inputs;
  std::vector<TensorInfo> outputs;
  std::vector<std::string> initializers;
  std::vector<Node> nodes;
};

void read_graph(std::span<const std::byte> bytes, Outline& outline) {
  outline.has_graph = true;
  for (Message graph(bytes); graph.next();) {
    if (graph.number() == 1) outline.nodes.push_back(read_node(graph.bytes()));
    if (graph.number() == 11) outline.inputs.push_back(read_value_info(graph.bytes()));
    if (graph.number() == 12) outline.outputs.push_back(read_value_info(graph.bytes()));
    if (graph.number() != 5) continue;  // initializer: TensorProto
    for (Message tensor(graph.bytes()); tensor.next();) {
      if (tensor.number() == 8) outline.initializers.push_back(tensor.text());
    }
  }
}

Outline read_outline(std::span<const std::byte> bytes) {
  Outline outline;
  for (Message model(bytes); model.next();) {
    if (model.number() == 1) outline.has_ir_version = true;
    if (model.number() == 7) read_graph(model.bytes(), outline);
    if (model.number() != 14) continue;  // metadata_props: StringStringEntryProto
    std::string key, value;
    for (Message entry(model.bytes()); entry.next();) {
      if (entry.number() == 1) key = entry.text();
      if (entry.number() == 2) value = entry.text();
    }
    if (key == "earshot") outline.card = std::move(value);
  }
  // Old files list weights among the inputs, too.
  std::erase_if(outline.inputs, [&](const TensorInfo& input) {
    return std::find(outline.initializers.begin(), outline.initializers.end(), input.name) !=
           outline.initializers.end();
  });
  return outline;
}

std::string shape_text(const std::vector<std::int64_t>& shape) {
  std::string text;
  for (std::int64_t size : shape)
    text += (text.empty() ? "" : " x ") + (size < 0 ? "batch" : std::to_string(size));
  return text;
}

void check_tensor(const char* what, const TensorInfo& tensor, const std::vector<std::int64_t>& expected,
                  std::string_view name) {
  bool fits = tensor.shape.size() == expected.size() + 1;
  for (std::size_t i = 0; fits && i < expected.size(); ++i) fits = tensor.shape[i + 1] == expected[i];
  if (fits) return;
  std::vector<std::int64_t> wanted = {-1};
  wanted.insert(wanted.end(), expected.begin(), expected.end());
  throw Error(std::string(name) + ": the network's " + what + " \"" + tensor.name + "\" is " +
              shape_text(tensor.shape) + ", but its model card asks for " + shape_text(wanted) +
              "; the card belongs to another network");
}

}  // namespace

ModelFile read_model_file(std::span<const std::byte> bytes, std::string_view name) {
  const std::string file(name);
  Outline outline;
  try {
    outline = read_outline(bytes);
  } catch (const std::out_of_range&) {
    outline = {};
  }
  if (!outline.has_ir_version || !outline.has_graph) {
    throw Error(file + ": is not an ONNX model, or is cut short; export one with earshot train");
  }
  if (!outline.card) {
    throw Error(file +
                ": has no Earshot model card (metadata key \"earshot\"), so its front end is unknown; " +
                "use a model that earshot train has written");
  }
  if (outline.inputs.size() != 1 || outline.outputs.size() != 1) {
    throw Error(file + ": has " + std::to_string(outline.inputs.size()) + " inputs and " +
                std::to_string(outline.outputs.size()) + " outputs; a classifier has one of each");
  }

  ModelFile model;
  model.name = file;
  try {
    model.card = parse_model_card(*outline.card);
  } catch (const FieldError& error) {
    throw FieldError(error.field(), error.problem() + " (model card of " + file + ")");
  } catch (const Error& error) {
    throw Error(file + ": " + error.what());
  }
  model.input = std::move(outline.inputs.front());
  model.output = std::move(outline.outputs.front());
  model.embedding = find_embedding(outline.nodes, model.output.name);
  // What goes in can't come out: a graph's inputs are not among the values that it computes.
  if (model.embedding == model.input.name) model.embedding.reset();
  check_tensor("input", model.input, model.card.input_shape, name);
  check_tensor("output", model.output, {static_cast<std::int64_t>(model.card.logit_count())}, name);
  return model;
}

const FrontEndSpec& audio_front_end(const ModelFile& model) {
  if (model.card.front_end) return *model.card.front_end;
  const std::int64_t count = model.card.input_count();
  throw Error(model.name + ": takes " + std::to_string(count) + (count == 1 ? " number" : " numbers") +
              ", not sound; use a model that was trained on recordings");
}

}  // namespace earshot
