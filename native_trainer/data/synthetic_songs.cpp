#include "data/synthetic_songs.h"

#include <format>
#include <vector>

#include "data/new_folder.h"
#include "data/parallel.h"
#include "data/synthesis/melodies.h"
#include "data/synthesis/performer.h"
#include "random.h"

namespace earshot {

int synthetic_song_count() {
  return static_cast<int>(melodies().size());
}

void synthesize_songs(const std::filesystem::path& folder, const SyntheticSongsSpec& spec, int threads,
                      const ProgressFunction& progress) {
  NewFolder made(folder);
  const std::size_t songs = melodies().size();
  const auto takes = static_cast<std::size_t>(spec.takes);
  const std::size_t clips = static_cast<std::size_t>(spec.participants) * songs * takes;
  ProgressCounter counter(progress, clips);
  parallel_for(clips, threads, [&] {
    return [&](std::size_t i) {
      const std::size_t participant = i / (songs * takes);
      const std::size_t take = i % (songs * takes) / songs;
      const Melody& melody = melodies()[i % songs];
      Random person({spec.seed, participant});
      const Performer performer(person);
      Random occasion({spec.seed, participant, take, i % songs});
      const auto manner = occasion.chance(0.5) ? Performer::Manner::hum : Performer::Manner::whistle;
      write_clip(made.aside() / std::format("S{}_{}_{}_{}.wav", participant + 1,
                                            manner == Performer::Manner::hum ? "hum" : "whistle", take + 1,
                                            melody.name),
                 performer.perform(melody, manner, occasion));
      counter.count_one();
    };
  });
  made.complete();
}

}  // namespace earshot
