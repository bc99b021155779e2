#include "model/further_output.h"

#include <cstdint>
#include <span>

namespace earshot {
namespace {

void append_varint(std::vector<std::byte>& bytes, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) bytes.push_back(static_cast<std::byte>(value | 0x80));
  bytes.push_back(static_cast<std::byte>(value));
}

/// A field of a protocol-buffers message that holds a text or another message.
std::vector<std::byte> field(std::uint64_t number, std::span<const std::byte> content) {
  std::vector<std::byte> bytes;
  append_varint(bytes, number << 3 | 2);
  append_varint(bytes, content.size());
  bytes.insert(bytes.end(), content.begin(), content.end());
  return bytes;
}

std::vector<std::byte> joined(std::vector<std::byte> first, const std::vector<std::byte>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

}  // namespace

std::vector<std::byte> further_output(std::string_view name) {
  // TypeProto.Tensor { elem_type (field 1, a varint): FLOAT }. Its shape may be left open.
  const std::vector<std::byte> floats = {std::byte{1 << 3}, std::byte{1}};
  const std::vector<std::byte> type = field(1, floats);  // TypeProto.tensor_type
  const std::vector<std::byte> value_info = joined(field(1, std::as_bytes(std::span(name))), field(2, type));
  return field(7, field(12, value_info));  // ModelProto.graph, GraphProto.output
}

}  // namespace earshot
