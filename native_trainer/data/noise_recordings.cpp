#include "data/noise_recordings.h"

#include <algorithm>

#include "audio/clip.h"
#include "audio/noise.h"
#include "data/audio_file.h"
#include "error.h"
#include "features/front_end.h"
#include "recordings/recording_name.h"

namespace earshot {
namespace fs = std::filesystem;

std::vector<fs::path> find_noise_recordings(const fs::path& path) {
  if (!fs::exists(path)) throw Error(path.string() + ": no such recording of noise or folder");
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  try {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path)) {
      if (!entry.is_directory() && is_recording_name(entry.path().generic_string()))
        files.push_back(entry.path());
    }
  } catch (const fs::filesystem_error& error) {
    throw Error(error.path1().string() + ": cannot be looked through: " + error.code().message());
  }
  if (files.empty()) throw Error(path.string() + ": no recordings of noise here or below");
  std::ranges::sort(files);
  return files;
}

std::vector<std::vector<float>> read_noise_recordings(const std::vector<std::string>& paths,
                                                      const fs::path& folder, const FrontEndSpec& front_end) {
  FrontEndSpec mono = front_end;
  mono.channels = 1;
  mono.scaling = {};  // whose statistics may still have to be measured, and do not matter here
  const FrontEnd converter(mono);
  std::vector<std::vector<float>> noises;
  for (const std::string& path : paths) {
    for (const fs::path& file : find_noise_recordings(folder / path)) {
      std::vector<float> noise = converter.at_model_rate(read_audio_file(file)).channels.front();
      if (mean_power(noise) == 0.0)
        throw Error(file.string() + ": is silent, so that it is no noise; take it out of the recordings");
      noises.push_back(std::move(noise));
    }
  }
  return noises;
}

}  // namespace earshot
