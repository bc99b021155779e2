#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/model_card.h"

namespace earshot {

/// A card that is sound: two labels, log-mel features of one second at 16 kHz.
inline ModelCard sound_card() {
  ModelCard card;
  card.name = "test";
  card.description = "A card for tests";
  card.labels = {"no", "yes"};
  card.front_end =
      front_end_spec_from_partial_json({{"sample_rate", 16000},
                                        {"fit", {{"samples", 16000}, {"position", "center"}}},
                                        {"kind", "mel"},
                                        {"stft", {{"n_fft", 512}, {"hop_length", 160}, {"win_length", 400}}},
                                        {"mel", {{"bands", 40}}}});
  const auto shape = card.front_end->shape(16000);
  card.input_shape = {shape.bands, shape.frames};
  card.parameter_count = 1;
  card.data_sources = {{"made up", "CC0", ""}};
  card.metrics = {{"test accuracy", 0.5}};
  card.self_check.logits = {0.25f, -0.5f};
  return card;
}

/// The card of a network that takes two numbers.
inline ModelCard card_of_points(ModelCard::Task task) {
  ModelCard card;
  card.name = "two-gaussians";
  card.task = task;
  card.labels = {"0", "1"};
  card.input_shape = {2};
  return card;
}

/// Writes protocol-buffers messages, just enough to make the outline of an ONNX file.
class MessageWriter {
 public:
  MessageWriter& number(std::uint64_t field, std::uint64_t value) {
    varint(field << 3);
    varint(value);
    return *this;
  }
  MessageWriter& bytes(std::uint64_t field, const std::string& value) {
    varint(field << 3 | 2);
    varint(value.size());
    text_ += value;
    return *this;
  }
  const std::string& text() const { return text_; }

 private:
  void varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) text_ += static_cast<char>(value | 0x80);
    text_ += static_cast<char>(value);
  }
  std::string text_;
};

/// A ValueInfoProto: a tensor with a named batch dimension and the dimensions given.
inline std::string value_info(const std::string& name, const std::vector<std::int64_t>& shape) {
  MessageWriter dimensions;
  dimensions.bytes(1, MessageWriter().bytes(2, "batch").text());
  for (const auto size : shape) {
    dimensions.bytes(1, MessageWriter().number(1, static_cast<std::uint64_t>(size)).text());
  }
  const auto tensor = MessageWriter().number(1, 1).bytes(2, dimensions.text()).text();
  return MessageWriter().bytes(1, name).bytes(2, MessageWriter().bytes(1, tensor).text()).text();
}

/// A NodeProto.
inline std::string graph_node(const std::string& operation, const std::vector<std::string>& inputs,
                              const std::string& output) {
  MessageWriter node;
  for (const std::string& input : inputs) node.bytes(1, input);
  return node.bytes(2, output).bytes(4, operation).text();
}

/// An ONNX file: what read_model_file looks at. An empty `card` leaves the card out.
inline std::vector<std::byte> model_bytes(const std::string& card,
                                          const std::vector<std::int64_t>& input_shape,
                                          const std::vector<std::int64_t>& output_shape,
                                          const std::vector<std::string>& nodes = {}) {
  MessageWriter content;
  for (const std::string& node : nodes) content.bytes(1, node);
  const auto graph = content.bytes(2, "graph")
                         .bytes(11, value_info("features", input_shape))
                         .bytes(12, value_info("logits", output_shape))
                         .text();
  MessageWriter model;
  model.number(1, 8).bytes(7, graph);
  if (!card.empty()) model.bytes(14, MessageWriter().bytes(1, "earshot").bytes(2, card).text());
  const auto* begin = reinterpret_cast<const std::byte*>(model.text().data());
  return {begin, begin + model.text().size()};
}

}  // namespace earshot
