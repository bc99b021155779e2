#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace earshot {

/// What to append to the bytes of an .onnx file so that its graph gives the value `name`, numbers that it
/// computes on its way, as one more output. Nothing in front of it changes: readers of protocol buffers merge
/// a message that comes twice and join its lists
/// (https://protobuf.dev/programming-guides/encoding/#last-one-wins).
std::vector<std::byte> further_output(std::string_view name);

}  // namespace earshot
