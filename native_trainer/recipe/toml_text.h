#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace earshot {

/// An object as a TOML file: values in their order, then each object as a [table] of its own; objects in
/// lists stand inline. Numbers are as short as they can be and still read back exactly. There must be no
/// null.
std::string to_toml_text(const nlohmann::ordered_json& object);

}  // namespace earshot
