#pragma once

#include <cstddef>

namespace earshot {

/// How often operator new was called in this program.
std::size_t allocations();

}  // namespace earshot
