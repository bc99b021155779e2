#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "features/front_end_spec.h"

namespace earshot {

/// The recordings of noise that a path names: the file itself, or the audio files of the folder and all below
/// it by name. Throws Error when there are none.
std::vector<std::filesystem::path> find_noise_recordings(const std::filesystem::path& path);

/// The recordings of noise that `paths` name below `folder`, files or folders of them: the mean of their
/// channels at the front end's rate, in the order of their names. Throws Error naming the path that is
/// missing, cannot be read, or holds no sound.
std::vector<std::vector<float>> read_noise_recordings(const std::vector<std::string>& paths,
                                                      const std::filesystem::path& folder,
                                                      const FrontEndSpec& front_end);

}  // namespace earshot
