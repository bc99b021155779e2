#pragma once

#include <string>
#include <vector>

namespace earshot {

/// Common English words that are no digits and do not sound as one does ("to", "for" and "ate" are not among
/// them), but of which some come near: what a model of digits must not answer to.
const std::vector<std::string>& other_words();

}  // namespace earshot
