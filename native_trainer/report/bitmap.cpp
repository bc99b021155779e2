#include "report/bitmap.h"

#include <cstdint>

namespace earshot {
namespace {

void append(std::vector<std::byte>& bytes, std::uint32_t value, int width) {
  for (int i = 0; i < width; ++i) bytes.push_back(static_cast<std::byte>(value >> (8 * i)));
}

}  // namespace

std::vector<std::byte> write_bitmap(const Picture& picture) {
  // BITMAPFILEHEADER and BITMAPINFOHEADER; then 24 bits a pixel, rows padded to 4 bytes.
  constexpr std::uint32_t kHeader = 14 + 40;
  const auto width = static_cast<std::uint32_t>(picture.width);
  const auto height = static_cast<std::uint32_t>(picture.height);
  const std::uint32_t padding = (4 - width * 3 % 4) % 4;
  const std::uint32_t size = kHeader + (width * 3 + padding) * height;
  std::vector<std::byte> bytes;
  bytes.reserve(size);
  append(bytes, 'B' | 'M' << 8, 2);
  append(bytes, size, 4);
  append(bytes, 0, 4);
  append(bytes, kHeader, 4);
  append(bytes, 40, 4);
  append(bytes, width, 4);
  append(bytes, height, 4);
  append(bytes, 1, 2);                              // planes
  append(bytes, 24, 2);                             // bits a pixel
  for (int i = 0; i < 6; ++i) append(bytes, 0, 4);  // uncompressed; no resolution, no palette
  for (std::uint32_t row = height; row-- > 0;) {    // the lowest row comes first
    for (std::uint32_t column = 0; column < width; ++column) {
      const std::uint8_t* pixel = picture.pixels.data() + 4 * (std::size_t{row} * width + column);
      append(bytes, pixel[2] | pixel[1] << 8 | pixel[0] << 16, 3);
    }
    append(bytes, 0, static_cast<int>(padding));
  }
  return bytes;
}

}  // namespace earshot
