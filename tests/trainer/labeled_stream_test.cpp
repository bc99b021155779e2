#include "data/labeled_stream.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <ranges>
#include <span>

#include "audio/noise.h"
#include "error.h"
#include "random.h"
#include "trainer/temporary_folder.h"

namespace earshot {
namespace {

using testing::Each;
using testing::HasSubstr;

constexpr int kRate = 16000;

/// A tone with half a second of silence on both sides, at half the stream's rate.
Clip word(double hertz, double seconds) {
  Clip clip{.sample_rate = 8000, .channels = {std::vector<float>(4000)}};
  for (int i = 0; i < static_cast<int>(8000 * seconds); ++i)
    clip.channels[0].push_back(0.1f *
                               static_cast<float>(std::sin(2.0 * std::numbers::pi * hertz * i / 8000)));
  clip.channels[0].resize(clip.channels[0].size() + 4000);
  return clip;
}

Clip hiss(double seconds) {
  Random random({3});
  return {.sample_rate = kRate, .channels = {white_noise(static_cast<std::size_t>(kRate * seconds), random)}};
}

class LabeledStreams : public testing::Test {
 protected:
  LabeledStreams() {
    for (int i = 0; i < 6; ++i)
      spec_.words.push_back(clip("word" + std::to_string(i), word(400.0 + 200.0 * i, 0.3 + 0.05 * i)));
    spec_.minutes = 1.0;
    spec_.snr_decibels = {20.0, 30.0};
  }

  ClipFile clip(const std::string& label, const Clip& sound) {
    return {.path = folder_.write(label + ".wav", sound), .label = label};
  }

  static double decibels(double power) { return 10.0 * std::log10(power); }

  static double power(const LabeledStream& stream, double begin, double end) {
    const auto at = [](double seconds) { return static_cast<std::size_t>(std::lround(seconds * kRate)); };
    return mean_power(std::span(stream.sound.channels[0]).subspan(at(begin), at(end) - at(begin)));
  }

  TemporaryFolder folder_;
  LabeledStreamSpec spec_;
};

TEST_F(LabeledStreams, AreTheSameFromTheSameSeed) {
  const LabeledStream first = make_labeled_stream(spec_);
  const LabeledStream again = make_labeled_stream(spec_);
  EXPECT_EQ(first.sound.channels, again.sound.channels);
  EXPECT_EQ(label_track_text(first.labels), label_track_text(again.labels));
  spec_.seed = 2;
  EXPECT_NE(label_track_text(first.labels), label_track_text(make_labeled_stream(spec_).labels));
}

TEST_F(LabeledStreams, AreAsLongAsAskedForAndWithinFullScale) {
  const LabeledStream stream = make_labeled_stream(spec_);
  EXPECT_EQ(stream.sound.sample_rate, kRate);
  ASSERT_EQ(stream.sound.channels.size(), 1u);
  EXPECT_EQ(stream.sound.samples(), 60u * kRate);
  EXPECT_THAT(stream.sound.channels[0], Each(testing::AllOf(testing::Ge(-1.0f), testing::Le(1.0f))));
}

TEST_F(LabeledStreams, HaveTheirWordsWhereTheLabelsSay) {
  const LabeledStream stream = make_labeled_stream(spec_);
  ASSERT_GT(stream.labels.size(), 10u);
  double end = 1.0;
  for (const TrackLabel& label : stream.labels) {
    // The word, not the silence in its clip: it lasts as long as the tone, and there is no more of it around.
    const double length = 0.3 + 0.05 * (label.text.back() - '0');
    EXPECT_NEAR(label.end - label.start, length, 0.05) << label.text;
    EXPECT_GT(label.start - end, 0.299);
    const double inside = power(stream, label.start + 0.03, label.end - 0.03);
    EXPECT_GT(decibels(inside / power(stream, label.start - 0.14, label.start - 0.02)), 15.0) << label.start;
    EXPECT_GT(decibels(inside / power(stream, label.end + 0.02, label.end + 0.14)), 15.0) << label.start;
    end = label.end;
  }
  EXPECT_LT(end, 59.0);
}

TEST_F(LabeledStreams, HaveTheirBackgroundAtTheRatioAskedFor) {
  spec_.snr_decibels = {12.0, 12.0};
  const LabeledStream stream = make_labeled_stream(spec_);
  double gap_begin = 0.0;
  for (const TrackLabel& label : stream.labels) {
    const double background = power(stream, gap_begin, label.start - 0.02);
    const double ratio = decibels(power(stream, label.start + 0.02, label.end - 0.02) / background - 1.0);
    // A word is 3 dB louder or softer than its scene, and pink noise rises and falls; at a scene's end they
    // differ.
    if (label.start > 30.0) break;
    EXPECT_NEAR(ratio, 12.0, 3.0 + 2.0) << label.start;
    gap_begin = label.end + 0.02;
  }
}

TEST_F(LabeledStreams, KeepTheirWordsAudibleInFrontOfABang) {
  // A recording that is silent but for one sample has next to no mean power for its peak.
  Clip bang{.sample_rate = kRate, .channels = {std::vector<float>(25 * kRate)}};
  bang.channels[0][12 * kRate] = 1.0f;
  spec_.noises = {clip("bang", bang), clip("puff", hiss(0.1))};
  const LabeledStream stream = make_labeled_stream(spec_);
  EXPECT_THAT(stream.sound.channels[0], Each(testing::AllOf(testing::Ge(-1.0f), testing::Le(1.0f))));
  for (const TrackLabel& label : stream.labels) {
    if (!label.text.starts_with("word")) continue;
    EXPECT_GT(decibels(power(stream, label.start, label.end)), -49.0);
  }
}

TEST_F(LabeledStreams, StayWithinFullScaleWhateverIsBesideAnExcerpt) {
  // Soft and loud for a second in turn: what is loud may begin where an excerpt of what is soft ends.
  Clip gusts = hiss(19.0);
  for (std::size_t i = 0; i < gusts.samples(); ++i)
    gusts.channels[0][i] *= i / kRate % 2 == 0 ? 0.001f : 0.2f;
  spec_.noises = {clip("gusts", gusts)};
  spec_.minutes = 5.0;
  const std::vector<float> samples = make_labeled_stream(spec_).sound.channels[0];
  EXPECT_LT(std::abs(std::ranges::max(samples, {}, [](float x) { return std::abs(x); })), 1.0f);
}

TEST_F(LabeledStreams, UseEveryClipBeforeOneComesAgain) {
  std::map<std::string, int> uses;
  for (const TrackLabel& label : make_labeled_stream(spec_).labels) ++uses[label.text];
  EXPECT_EQ(uses.size(), 6u);
  const auto [least, most] = std::ranges::minmax(std::views::values(uses));
  EXPECT_LE(most - least, 1);
}

TEST_F(LabeledStreams, HaveOtherWordsAndExcerptsOfNoisesInBetween) {
  spec_.others = {clip("bed", word(3000.0, 0.4))};
  spec_.noises = {clip("hiss", hiss(25.0)), clip("puff", hiss(0.1))};
  spec_.minutes = 3.0;
  std::map<std::string, double> longest;
  for (const TrackLabel& label : make_labeled_stream(spec_).labels)
    longest[label.text] = std::max(longest[label.text], label.end - label.start);
  EXPECT_EQ(longest.size(), 9u);
  EXPECT_GT(longest["hiss"], 1.0);
  EXPECT_LT(longest["hiss"], 2.01);
  EXPECT_LT(longest["puff"], 0.11);
}

TEST_F(LabeledStreams, LeaveOutSilentClipsAndSayWhich) {
  spec_.words.push_back(clip("nothing", Clip{.sample_rate = kRate, .channels = {std::vector<float>(kRate)}}));
  const LabeledStream stream = make_labeled_stream(spec_);
  EXPECT_THAT(stream.notes, ElementsAre(HasSubstr("nothing.wav: left out, for it is silent")));
  EXPECT_FALSE(std::ranges::contains(stream.labels, "nothing", &TrackLabel::text));
}

TEST_F(LabeledStreams, NeedClipsThatCanBeReadAndHeard) {
  const auto complaint = [&] {
    try {
      make_labeled_stream(spec_);
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("no complaint");
  };
  spec_.words = {clip("nothing", Clip{.sample_rate = kRate, .channels = {std::vector<float>(kRate)}})};
  EXPECT_THAT(complaint(), HasSubstr("nothing.wav: is silent, and so is every other"));
  spec_.words = {{.path = folder_.write("letter.wav", "Dear friend"), .label = "letter"}};
  EXPECT_THAT(complaint(), HasSubstr("letter.wav"));
}

}  // namespace
}  // namespace earshot
