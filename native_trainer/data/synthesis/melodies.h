#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace earshot {

struct Note {
  int pitch = 0;        ///< MIDI number: 60 is middle C
  double length = 1.0;  ///< in the melody's unit
  bool rest = false;
  bool operator==(const Note&) const = default;
};

struct Melody {
  std::string name = {};
  double units_per_minute = 100.0;  ///< how fast people usually sing it
  std::vector<std::vector<Note>> phrases = {};
};

/// Eight tunes that everybody knows and nobody owns: the newest is of 1857.
const std::vector<Melody>& melodies();

/// Phrases in a subset of ABC notation (abcnotation.com, standard 2.1): notes "C" (middle C) ... "B", "c" an
/// octave higher, "C," one lower; "^F" sharp, "_B" flat; "z" is a rest; "C2", "C3/2" and "C/" last 2, 1.5 and
/// 0.5 units; "|" ends a bar, "||" a phrase. Throws Error for anything else.
std::vector<std::vector<Note>> read_abc(std::string_view text);

}  // namespace earshot
