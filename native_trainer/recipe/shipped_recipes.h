#pragma once

#include <span>
#include <string_view>

namespace earshot {

/// A file of assets/recipes, built in.
struct ShippedRecipe {
  std::string_view name;  ///< without the suffix
  std::string_view toml;
};

std::span<const ShippedRecipe> shipped_recipes();

}  // namespace earshot
