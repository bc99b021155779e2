#pragma once

#include <memory>
#include <string>
#include <vector>

#include "data/clip_file.h"
#include "data/examples.h"

namespace earshot {

/// One part of the data: its examples as the network sees them, and where each comes from.
struct DataPart {
  std::string name = {};                    ///< "training", "validation" or "test"
  std::unique_ptr<Examples> examples = {};  ///< never null; may be empty
  std::vector<ClipFile> origins = {};       ///< one an example

  std::size_t size() const { return origins.size(); }
};

}  // namespace earshot
