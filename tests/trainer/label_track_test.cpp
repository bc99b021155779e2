#include "data/label_track.h"

#include <gtest/gtest.h>

#include "error.h"
#include "trainer/temporary_folder.h"

namespace earshot {
namespace {

class LabelTrack : public testing::Test {
 protected:
  std::vector<TrackLabel> read(const std::string& text) const {
    return read_label_track(folder_.write("track.txt", text));
  }

  /// What is said of the text, without the folder's name.
  std::string complaint(const std::string& text) const {
    try {
      read(text);
    } catch (const Error& error) {
      return std::string(error.what()).substr(folder_.path().string().size() + 1);
    }
    return "no complaint";
  }

  TemporaryFolder folder_;
};

TEST_F(LabelTrack, ReadsWhatAudacityWrites) {
  // A span, a moment, and a span with frequencies; the last line may end without a newline.
  const auto labels =
      read("0.500000\t1.250000\tseven\r\n2\t2\ta word\r\n3.5\t4\tbed\n\\\t100.0\t8000.0\n\n5\t6\t3");
  ASSERT_EQ(labels.size(), 4u);
  EXPECT_EQ(labels[0].start, 0.5);
  EXPECT_EQ(labels[0].end, 1.25);
  EXPECT_EQ(labels[0].text, "seven");
  EXPECT_EQ(labels[1].end, 2.0);
  EXPECT_EQ(labels[1].text, "a word");
  EXPECT_EQ(labels[3].text, "3");
}

TEST_F(LabelTrack, MayBeEmpty) {
  EXPECT_TRUE(read("").empty());
}

TEST_F(LabelTrack, ReadsWhatItWrites) {
  const std::vector<TrackLabel> labels = {{0.1, 0.75, "zero"}, {3599.999999, 3600.0, "Dog bark"}};
  const auto again = read(label_track_text(labels));
  ASSERT_EQ(again.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(again[i].start, labels[i].start);
    EXPECT_EQ(again[i].end, labels[i].end);
    EXPECT_EQ(again[i].text, labels[i].text);
  }
}

TEST_F(LabelTrack, SaysWhichLineIsWrongAndHow) {
  EXPECT_EQ(complaint("0\t1\tone\n2 3 two\n"),
            "track.txt:2: \"2 3 two\" is not start, end and label with tabs between them");
  EXPECT_EQ(complaint("0\t1\n"), "track.txt:1: \"0\t1\" is not start, end and label with tabs between them");
  EXPECT_EQ(complaint("0:01\t1\tone\n"), "track.txt:1: the start, \"0:01\", is not a time in seconds");
  EXPECT_EQ(complaint("0\t1,5\tone\n"), "track.txt:1: the end, \"1,5\", is not a time in seconds");
  EXPECT_EQ(complaint("-1\t1\tone\n"), "track.txt:1: the start, \"-1\", is not a time in seconds");
  EXPECT_EQ(complaint("0\tnan\tone\n"), "track.txt:1: the end, \"nan\", is not a time in seconds");
  EXPECT_EQ(complaint("\n2\t1\tone\n"), "track.txt:2: the label ends at 1 s, before its start at 2 s");
  EXPECT_EQ(complaint("0\t1\t \n"), "track.txt:1: the label has no name");
  EXPECT_THROW(read_label_track(folder_.path() / "nowhere.txt"), Error);
}

}  // namespace
}  // namespace earshot
