#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace earshot {

/// Walks the fields of one protocol-buffers message (https://protobuf.dev/programming-guides/encoding/). Only
/// what an ONNX file's outline needs: varints and length-delimited fields; fixed-width ones are passed over.
class FieldReader {
 public:
  explicit FieldReader(std::span<const std::byte> message) : rest_(message) {}

  /// Moves to the next field. False at the end; throws std::out_of_range when the bytes are no such message.
  bool next();

  std::uint64_t number() const { return number_; }
  std::uint64_t value() const { return value_; }
  std::span<const std::byte> bytes() const { return bytes_; }
  std::string text() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }
  /// The field as it stands in the message, with its number.
  std::span<const std::byte> whole() const { return whole_; }

 private:
  std::span<const std::byte> take(std::uint64_t count);
  std::uint64_t varint();

  std::span<const std::byte> rest_;
  std::span<const std::byte> bytes_;
  std::span<const std::byte> whole_;
  std::uint64_t number_ = 0;
  std::uint64_t value_ = 0;
};

/// Writes such a message, field by field.
class FieldWriter {
 public:
  FieldWriter& number(std::uint64_t field, std::uint64_t value);
  /// Another message, or raw numbers.
  FieldWriter& bytes(std::uint64_t field, std::span<const std::byte> content);
  FieldWriter& message(std::uint64_t field, const FieldWriter& content) {
    return bytes(field, content.bytes_);
  }
  FieldWriter& text(std::uint64_t field, std::string_view content) {
    return bytes(field, std::as_bytes(std::span(content)));
  }
  /// A field that was read.
  FieldWriter& whole(std::span<const std::byte> field);

  const std::vector<std::byte>& written() const { return bytes_; }

 private:
  void varint(std::uint64_t value);

  std::vector<std::byte> bytes_;
};

}  // namespace earshot
