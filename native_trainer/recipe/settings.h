#pragma once

#include <string>
#include <string_view>
#include <toml++/toml.hpp>
#include <vector>

namespace earshot {

/// A value that takes the place of the recipe's, or gives what the recipe leaves to a default.
struct Setting {
  /// The path of a value. Entries of lists count from 1, as in messages: "training.epochs",
  /// "network.layers[2].channels".
  std::string key;
  /// As TOML writes it: 50, "adam", [1, 2], { kind = "adam" }.
  std::string value;
};

/// From "KEY=VALUE". Throws Error when there is no key or no "=".
Setting parse_setting(std::string_view text);

/// The value, under "value" in a table of its own: the text "value = VALUE" parsed. Throws Error "KEY =
/// VALUE: problem" when it is not TOML.
toml::table parse_setting_value(const Setting& setting);

/// Puts the values in their places, the later ones over the earlier ones, making tables on the way that are
/// not there yet. Throws Error "KEY = VALUE: problem" for a value that is not TOML and for a key that leads
/// nowhere. Whether the recipe has such a key at all is for its reader (Section) to say, which names such
/// values as "KEY = VALUE", too.
void apply_settings(const std::vector<Setting>& settings, toml::table& table);

}  // namespace earshot
