#include "report/data_uri.h"

#include "base64.h"

namespace earshot {

std::string data_uri(std::string_view media_type, std::span<const std::byte> bytes) {
  return "data:" + std::string(media_type) + ";base64," + to_base64(bytes);
}

}  // namespace earshot
