#pragma once

#include <string_view>

namespace earshot {

/// Whether a file's name is that of a recording (wav, flac, ogg ...), and not a hidden file's. `path` has the
/// separator "/".
bool is_recording_name(std::string_view path);

}  // namespace earshot
