#include "model/model_file.h"

#include <stdexcept>
#include <utility>

#include "error.h"
#include "model/network_outline.h"

namespace earshot {
namespace {

/// What goes into the last linear layer, sought from the graph's output backwards: nodes are in the order in
/// which they can be computed (https://onnx.ai/onnx/repo-docs/IR.html#graphs). Where it is rounded to 8 bits
/// first, it is the value before that: ONNX Runtime leaves such a rounding out where another layer follows.
std::optional<std::string> find_embedding(const std::vector<NetworkOutline::Node>& nodes, std::string value) {
  bool found = false;
  for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) {
    if (node->outputs.empty() || node->inputs.empty() || node->outputs.front() != value) continue;
    const std::string& operation = node->operation;
    if (operation == "Gemm" && !found) {
      found = true;
    } else if (found ? operation != "DequantizeLinear" && operation != "QuantizeLinear"
                     : operation != "Identity") {
      break;
    }
    value = node->inputs.front();
  }
  if (!found) return std::nullopt;
  return value;
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
  NetworkOutline outline;
  try {
    outline = read_network_outline(bytes);
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
