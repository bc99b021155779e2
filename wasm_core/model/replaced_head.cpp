#include "model/replaced_head.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "model/network_outline.h"
#include "model/protocol_buffers.h"

namespace earshot {
namespace {

// Field numbers from onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).

constexpr std::uint64_t kFloat = 1;    // TensorProto.FLOAT
constexpr std::uint64_t kInteger = 2;  // AttributeProto.INT

/// What the nodes that lead to a value are and take.
struct Trunk {
  std::vector<bool> nodes;       ///< of the outline: whether it leads there
  std::set<std::string> values;  ///< all names that they take or give
};

Trunk find_trunk(const NetworkOutline& outline, const std::string& value) {
  Trunk trunk{.nodes = std::vector<bool>(outline.nodes.size()), .values = {value}};
  for (std::size_t i = outline.nodes.size(); i-- > 0;) {
    const NetworkOutline::Node& node = outline.nodes[i];
    for (const std::string& output : node.outputs)
      trunk.nodes[i] = trunk.nodes[i] || trunk.values.contains(output);
    if (!trunk.nodes[i]) continue;
    trunk.values.insert(node.inputs.begin(), node.inputs.end());
    trunk.values.insert(node.outputs.begin(), node.outputs.end());
  }
  return trunk;
}

std::string new_name(std::string wanted, const Trunk& trunk) {
  while (trunk.values.contains(wanted)) wanted += '_';
  return wanted;
}

std::string name_of_tensor(std::span<const std::byte> tensor_proto) {
  std::string name;
  for (FieldReader tensor(tensor_proto); tensor.next();) {
    if (tensor.number() == 8) name = tensor.text();
  }
  return name;
}

std::string name_of_value(std::span<const std::byte> value_info) {
  std::string name;
  for (FieldReader value(value_info); value.next();) {
    if (value.number() == 1) name = value.text();
  }
  return name;
}

FieldWriter tensor(const std::string& name, std::initializer_list<std::uint64_t> shape,
                   std::span<const float> values) {
  FieldWriter tensor;
  for (const std::uint64_t extent : shape) tensor.number(1, extent);
  return tensor.number(2, kFloat).text(8, name).bytes(9, std::as_bytes(values));
}

FieldWriter output(const TensorInfo& before, std::uint64_t labels) {
  const std::int64_t batch = before.shape.front();
  FieldWriter shape;
  shape.message(1, batch < 0 ? FieldWriter().text(2, "batch")
                             : FieldWriter().number(1, static_cast<std::uint64_t>(batch)));
  shape.message(1, FieldWriter().number(1, labels));
  const FieldWriter type = FieldWriter().number(1, kFloat).message(2, shape);  // TypeProto.Tensor
  return FieldWriter().text(1, before.name).message(2, FieldWriter().message(1, type));
}

FieldWriter graph_with(std::span<const std::byte> graph, const NetworkOutline& outline,
                       const ModelFile& model, const LinearHead& head, const std::string& name) {
  const Trunk trunk = find_trunk(outline, *model.embedding);
  FieldWriter written;
  std::size_t node = 0;
  for (FieldReader field(graph); field.next();) {
    switch (field.number()) {
      case 1:  // node
        if (trunk.nodes[node++]) written.whole(field.whole());
        break;
      case 2:  // name
        written.text(2, name);
        break;
      case 5:  // initializer
        if (trunk.values.contains(name_of_tensor(field.bytes()))) written.whole(field.whole());
        break;
      case 11:  // input; in old files also weights
        if (trunk.values.contains(name_of_value(field.bytes()))) written.whole(field.whole());
        break;
      case 12:  // output, written below
      case 13:  // value_info, which only repeats what follows from the rest
        break;
      default:
        written.whole(field.whole());
    }
  }
  const std::string weights = new_name(model.output.name + ".weight", trunk);
  const std::string biases = new_name(model.output.name + ".bias", trunk);
  const FieldWriter transposed = FieldWriter().text(1, "transB").number(3, 1).number(20, kInteger);
  written.message(1, FieldWriter()
                         .text(1, *model.embedding)
                         .text(1, weights)
                         .text(1, biases)
                         .text(2, model.output.name)
                         .text(3, model.output.name)
                         .text(4, "Gemm")
                         .message(5, transposed));
  written.message(5, tensor(weights, {head.labels(), head.inputs}, head.weights));
  written.message(5, tensor(biases, {head.labels()}, head.biases));
  return written.message(12, output(model.output, head.labels()));
}

bool is_card(std::span<const std::byte> metadata_entry) {
  for (FieldReader entry(metadata_entry); entry.next();) {
    if (entry.number() == 1 && entry.text() == kCardKey) return true;
  }
  return false;
}

}  // namespace

std::vector<std::byte> replace_head(std::span<const std::byte> bytes, const ModelFile& model,
                                    const LinearHead& head, const ModelCard& card) {
  FieldWriter written;
  FieldWriter graph;  // readers merge one that comes in parts
  for (FieldReader field(bytes); field.next();) {
    if (field.number() == 7) {
      graph.whole(field.bytes());
    } else if (field.number() != 14 || !is_card(field.bytes())) {
      written.whole(field.whole());
    }
  }
  const NetworkOutline outline = read_network_outline(bytes);
  written.message(7, graph_with(graph.written(), outline, model, head, card.name));
  return written.message(14, FieldWriter().text(1, kCardKey).text(2, to_json(card).dump())).written();
}

}  // namespace earshot
