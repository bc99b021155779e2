#pragma once

#include <string>

#include "data/points.h"
#include "experiment/data_part.h"

namespace earshot {

/// Generated numbers as a part of the data, which may be empty.
DataPart point_part(const std::string& name, Points points);

}  // namespace earshot
