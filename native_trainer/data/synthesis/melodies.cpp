#include "data/synthesis/melodies.h"

#include <cctype>

#include "error.h"

namespace earshot {
namespace {

/// Reads from the front of a text.
class AbcReader {
 public:
  explicit AbcReader(std::string_view text) : text_(text), left_(text) {}

  std::vector<std::vector<Note>> phrases() {
    std::vector<std::vector<Note>> phrases(1);
    while (!left_.empty()) {
      if (take("||")) {
        phrases.emplace_back();
      } else if (!take(" ") && !take("|")) {
        phrases.back().push_back(note());
      }
    }
    return phrases;
  }

 private:
  bool take(std::string_view token) {
    if (!left_.starts_with(token)) return false;
    left_.remove_prefix(token.size());
    return true;
  }

  Note note() {
    const int accidental = take("^") ? 1 : take("_") ? -1 : 0;
    if (take("z")) return {.length = length(), .rest = true};
    constexpr std::string_view kNames = "CDEFGABcdefgab";
    constexpr int kSemitones[] = {0, 2, 4, 5, 7, 9, 11};
    const std::size_t name = left_.empty() ? std::string_view::npos : kNames.find(left_.front());
    if (name == std::string_view::npos) {
      throw Error("\"" + std::string(text_) + "\" is not ABC notation from \"" + std::string(left_) +
                  "\" on");
    }
    left_.remove_prefix(1);
    int pitch = 60 + 12 * static_cast<int>(name / 7) + kSemitones[name % 7] + accidental;
    while (take(",")) pitch -= 12;
    return {.pitch = pitch, .length = length()};
  }

  double length() {
    const int numerator = number(1);
    if (!take("/")) return numerator;
    return static_cast<double>(numerator) / number(2);
  }

  int number(int fallback) {
    int value = 0;
    while (!left_.empty() && std::isdigit(static_cast<unsigned char>(left_.front()))) {
      value = 10 * value + (left_.front() - '0');
      left_.remove_prefix(1);
    }
    return value > 0 ? value : fallback;
  }

  std::string_view text_;
  std::string_view left_;
};

}  // namespace

std::vector<std::vector<Note>> read_abc(std::string_view text) {
  return AbcReader(text).phrases();
}

const std::vector<Melody>& melodies() {
  static const std::vector<Melody> kMelodies = {
      {"Twinkle", 110,
       read_abc("C C G G | A A G2 || F F E E | D D C2 || G G F F | E E D2 || G G F F | E E D2 || "
                "C C G G | A A G2 || F F E E | D D C2")},
      {"FrereJacques", 120,
       read_abc("C D E C | C D E C || E F G2 | E F G2 || G/A/G/F/ E C | G/A/G/F/ E C || C G, C2 | C G, C2")},
      {"OdeToJoy", 120,
       read_abc("E E F G | G F E D | C C D E | E3/2 D/ D2 || E E F G | G F E D | C C D E | D3/2 C/ C2 || "
                "D D E C | D E/F/ E C | D E/F/ E D | C D G,2 || E E F G | G F E D | C C D E | D3/2 C/ C2")},
      {"JingleBells", 170,
       read_abc("E E E2 | E E E2 | E G C3/2 D/ | E4 || F F F3/2 F/ | F E E E/E/ | E D D E | D2 G2 || "
                "E E E2 | E E E2 | E G C3/2 D/ | E4 || F F F3/2 F/ | F E E E/E/ | G G F D | C4")},
      {"Saints", 180,
       read_abc(
           "C E F | G4 || z C E F | G4 || z C E F | G2 E2 | C2 E2 | D4 || E E D | C3 C | E2 G2 | G F3 || "
           "z E F | G2 E2 | C2 D2 | C4")},
      {"Greensleeves", 210,
       read_abc("A | c2 d e3/2 f/ e | d2 B G3/2 A/ B | c2 A A3/2 ^G/ A | B2 ^G E2 || "
                "A | c2 d e3/2 f/ e | d2 B G3/2 A/ B | c3/2 B/ A ^G3/2 ^F/ ^G | A3 A2 z || "
                "g3 g3/2 ^f/ e | d2 B G3/2 A/ B | c2 A A3/2 ^G/ A | B2 ^G E3 || "
                "g3 g3/2 ^f/ e | d2 B G3/2 A/ B | c3/2 B/ A ^G3/2 ^F/ ^G | A3 A2")},
      {"AmazingGrace", 95,
       read_abc("G, | C2 E/C/ | E2 D | C2 A, | G,2 || G, | C2 E/C/ | E2 D | G3 | G2 || E | G2 E/C/ | E2 D | "
                "C2 A, | G,2 || G, | C2 E/C/ | E2 D | C3 | C2")},
      {"LondonBridge", 120,
       read_abc("G3/2 A/ G F | E F G2 || D E F2 | E F G2 || G3/2 A/ G F | E F G2 || D2 G2 | E C3")},
  };
  return kMelodies;
}

}  // namespace earshot
