#include "model/protocol_buffers.h"

#include <stdexcept>

namespace earshot {

bool FieldReader::next() {
  if (rest_.empty()) return false;
  const std::span<const std::byte> begin = rest_;
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
  whole_ = begin.first(begin.size() - rest_.size());
  return true;
}

std::span<const std::byte> FieldReader::take(std::uint64_t count) {
  if (count > rest_.size()) throw std::out_of_range("length");
  const auto length = static_cast<std::size_t>(count);
  const auto taken = rest_.first(length);
  rest_ = rest_.subspan(length);
  return taken;
}

std::uint64_t FieldReader::varint() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const auto byte = std::to_integer<std::uint64_t>(take(1)[0]);
    value |= (byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return value;
  }
  throw std::out_of_range("varint");
}

FieldWriter& FieldWriter::number(std::uint64_t field, std::uint64_t value) {
  varint(field << 3);
  varint(value);
  return *this;
}

FieldWriter& FieldWriter::bytes(std::uint64_t field, std::span<const std::byte> content) {
  varint(field << 3 | 2);
  varint(content.size());
  return whole(content);
}

FieldWriter& FieldWriter::whole(std::span<const std::byte> field) {
  bytes_.insert(bytes_.end(), field.begin(), field.end());
  return *this;
}

void FieldWriter::varint(std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) bytes_.push_back(static_cast<std::byte>(value | 0x80));
  bytes_.push_back(static_cast<std::byte>(value));
}

}  // namespace earshot
