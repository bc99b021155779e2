#include "golden/npy.h"

#include <cstring>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>

// Layout: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

namespace earshot::golden {

std::vector<std::byte> read_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw BadFolder(path.string() + ": cannot be read");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  std::vector<std::byte> bytes(text.size());
  std::memcpy(bytes.data(), text.data(), text.size());
  return bytes;
}

Tensor read_npy(const std::filesystem::path& path) {
  const BadFolder unfit(path.string() + ": is not a .npy file of format 1.0, float32, C order");
  constexpr std::string_view kMagic("\x93NUMPY\x01\x00", 8);
  constexpr std::size_t kPreamble = 10;

  const std::vector<std::byte> bytes = read_bytes(path);
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (text.size() < kPreamble || !text.starts_with(kMagic)) throw unfit;
  const std::size_t header_size =
      std::to_integer<std::size_t>(bytes[8]) + 256 * std::to_integer<std::size_t>(bytes[9]);
  const std::string header(text.substr(kPreamble, header_size));
  if (!header.contains("'<f4'") || !std::regex_search(header, std::regex("'fortran_order': *False")))
    throw unfit;
  std::smatch shape;
  if (!std::regex_search(header, shape, std::regex("'shape': *\\(([0-9, ]*)\\)"))) throw unfit;

  Tensor tensor;
  std::size_t size = 1;
  const std::string dimensions = shape[1];
  const std::regex number("[0-9]+");
  for (std::sregex_iterator found(dimensions.begin(), dimensions.end(), number), end; found != end; ++found) {
    tensor.shape.push_back(std::stoi(found->str()));
    size *= static_cast<std::size_t>(tensor.shape.back());
  }
  if (text.size() != kPreamble + header_size + size * sizeof(float)) throw unfit;
  tensor.values.resize(size);
  if (size > 0)
    std::memcpy(tensor.values.data(), bytes.data() + kPreamble + header_size, size * sizeof(float));
  return tensor;
}

}  // namespace earshot::golden
