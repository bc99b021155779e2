#pragma once

#include <cstddef>
#include <span>

namespace earshot {

/// Samples begin ... end - 1.
struct SampleSpan {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
};

/// Where in a recording of one word or sound it is heard, without the room before and after it: to 10 ms.
///
/// The levels of frames of 20 ms, one every 10 ms, after a pre-emphasis that takes away rumble and lifts
/// consonants, are compared with two of their own: the loudest, and the room's, which is that of the quietest
/// tenth. What is 8 dB above the room is sound; so is, whatever the room, what is at most 20 dB below the
/// loudest (a clip may be cut so tightly that it holds no room), but nothing more than 35 dB below it. Pauses
/// within it last 0.25 s at most, as that before the t of "eight"; of several sounds further apart, a word
/// and a click, it is the one of most energy.
///
/// All of the samples where the room is as loud as that; none (0, 0) of digital silence.
SampleSpan find_sound(std::span<const float> samples, int sample_rate);

/// Where a window of `length` samples begins, to 10 ms, that holds most of what is heard in a recording of at
/// least as many. What is heard of a frame (as above, but of the differences of samples a quarter of a
/// millisecond apart, in which speech stands out most from noises of every colour) is how many decibels it is
/// more than 2 dB above the median and 60 dB below the loudest; so a word counts more than a click or thump
/// that is louder but shorter. Of windows that hold the same it is the one with the sound in its middle, as
/// far as there are samples; where nothing is heard, the recording's middle.
std::size_t window_of_most_sound(std::span<const float> samples, int sample_rate, std::size_t length);

/// A span with so many samples more on both sides, as far as there are any: of `samples` in all.
SampleSpan with_margin(const SampleSpan& span, std::size_t margin, std::size_t samples);

}  // namespace earshot
