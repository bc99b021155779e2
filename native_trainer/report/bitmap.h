#pragma once

#include <cstddef>
#include <vector>

#include "ui/picture.h"

namespace earshot {

/// The picture as an uncompressed .bmp file, which every browser shows.
std::vector<std::byte> write_bitmap(const Picture& picture);

}  // namespace earshot
