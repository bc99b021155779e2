#pragma once

#include <memory>
#include <string>

#include "pipeline.h"

namespace earshot::bench {

/// The library that this program was linked with; kissfft.cpp and fftw.cpp define both.
std::string library_version();
std::unique_ptr<RealTransform> make_transform(int length);

}  // namespace earshot::bench
