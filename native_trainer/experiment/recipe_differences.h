#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace earshot {

/// What sets recipes apart: for each of them (Recipe::resolved_json) the values of the keys that are not the
/// same in all, as "training.batch_size = 16". Lists of different lengths are one value. Names and
/// descriptions are left out.
std::vector<std::vector<std::string>> recipe_differences(const std::vector<nlohmann::json>& recipes);

}  // namespace earshot
