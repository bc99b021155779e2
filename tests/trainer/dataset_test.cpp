#include "data/dataset.h"

#include <gmock/gmock.h>

#include <set>

#include "data/digit_words.h"
#include "error.h"
#include "trainer/temporary_folder.h"

namespace earshot {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// Empty files in AudioMNIST's layout: labels 0 and 1.
void write_digits(const TemporaryFolder& folder, const std::string& root,
                  const std::vector<std::string>& speakers, int takes) {
  for (const std::string& speaker : speakers) {
    for (const char* digit : {"0", "1"}) {
      for (int take = 0; take < takes; ++take) {
        folder.write(root + "/" + speaker + "/" + digit + "_" + speaker + "_" + std::to_string(take) + ".wav",
                     "");
      }
    }
  }
}

Dataset find(const TemporaryFolder& folder, const DataSpec& spec) {
  std::vector<std::string> notes;
  return find_dataset(spec, folder.path(), notes);
}

DatasetSplit split(const Dataset& dataset, const SplitSpec& spec) {
  std::vector<std::string> notes;
  return split_dataset(dataset, spec, notes);
}

std::set<std::string> paths(const Dataset& dataset) {
  std::set<std::string> names;
  for (const ClipFile& clip : dataset.clips) names.insert(clip.path.string());
  return names;
}

Selection takes(const std::string& text) {
  Selection selection;
  selection.takes = NumberRanges::parse(text);
  return selection;
}

/// Tests on one of the folds that are dealt.
SplitSpec dealt_into(long count, const std::string& tested) {
  SplitSpec spec;
  spec.folds = count;
  spec.test.emplace_back().folds = {tested};
  return spec;
}

std::string complaint(const auto& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "no complaint";
}

TEST(NumberRanges, ReadsListsAndRanges) {
  const NumberRanges ranges = NumberRanges::parse("0-2, 7,5-5");
  EXPECT_THAT(ranges.numbers(), ElementsAre(0, 1, 2, 5, 7));
  EXPECT_TRUE(ranges.contains(7));
  EXPECT_FALSE(ranges.contains(3));
  EXPECT_EQ(ranges.text(), "0-2, 7,5-5");
}

TEST(NumberRanges, RefusesAllElse) {
  for (const char* text : {"", ",", "1,", "a", "4-2", "-3", "1-2-3", "1.5", "9999999"}) {
    EXPECT_THROW(NumberRanges::parse(text), Error) << text;
  }
}

TEST(DigitWords, TurnDigitsIntoWordsAndBack) {
  EXPECT_EQ(other_digit_name("zero"), "0");
  EXPECT_EQ(other_digit_name("Nine"), "9");
  EXPECT_EQ(other_digit_name("4"), "four");
  EXPECT_EQ(other_digit_name("ten"), std::nullopt);
  EXPECT_EQ(other_digit_name(""), std::nullopt);
}

TEST(FindDataset, SortsTheClassesThatItFinds) {
  const TemporaryFolder folder;
  for (const char* name : {"10", "9", "b", "a"}) folder.write(std::string(name) + "/x.wav", "");
  EXPECT_THAT(find(folder, {.sources = {SourceSpec{}}}).labels, ElementsAre("9", "10", "a", "b"));
}

TEST(FindDataset, JoinsSourcesWhoseDigitsAreSpeltDifferently) {
  const TemporaryFolder folder;
  write_digits(folder, "digits", {"01"}, 1);
  folder.write("words/zero/a_nohash_0.wav", "");
  folder.write("words/one/a_nohash_0.wav", "");
  const Dataset dataset =
      find(folder, {.sources = {{.name = "digits", .path = "digits"}, {.name = "words", .path = "words"}}});
  EXPECT_THAT(dataset.labels, ElementsAre("0", "1"));
  EXPECT_THAT(dataset.targets(), ElementsAre(0, 1, 1, 0));
  EXPECT_EQ(dataset.clips[2].source, "words");
}

TEST(FindDataset, TurnsDigitsIntoWordsWhereTheLabelsAreWords) {
  const TemporaryFolder folder;
  write_digits(folder, ".", {"01"}, 1);
  const Dataset dataset = find(folder, {.sources = {SourceSpec{}}, .labels = {"one", "zero"}});
  EXPECT_THAT(dataset.targets(), ElementsAre(1, 0));
}

TEST(FindDataset, RefusesOrIgnoresOtherClasses) {
  const TemporaryFolder folder;
  folder.write("zero/a_nohash_0.wav", "");
  folder.write("bed/a_nohash_0.wav", "");
  DataSpec spec{.sources = {{.name = "words"}}, .labels = {"0", "1"}};
  EXPECT_THAT(complaint([&] { find(folder, spec); }),
              HasSubstr("words: classes that are not labels: bed; the labels are 0, 1"));
  spec.sources[0].other_labels = "ignore";
  std::vector<std::string> notes;
  EXPECT_EQ(find_dataset(spec, folder.path(), notes).clips.size(), 1u);
  EXPECT_THAT(notes, ElementsAre(HasSubstr("ignored 1 clip of classes that are not labels: bed")));
}

TEST(FindDataset, GivesOtherClassesTheLabelForThem) {
  const TemporaryFolder folder;
  for (const char* name : {"zero/a_nohash_0.wav", "bed/a_nohash_0.wav", "cat/b_nohash_0.wav"})
    folder.write(name, "");
  const DataSpec spec{.sources = {{.name = "words", .other_labels = "other"}}, .labels = {"0", "other"}};
  std::vector<std::string> notes;
  const Dataset dataset = find_dataset(spec, folder.path(), notes);
  EXPECT_THAT(dataset.targets(), UnorderedElementsAre(0.0f, 1.0f, 1.0f));
  EXPECT_THAT(notes, IsEmpty());
}

TEST(FindDataset, NarrowsASourceToSpeakersAndTakes) {
  const TemporaryFolder folder;
  write_digits(folder, ".", {"01", "02"}, 4);
  SourceSpec source;
  source.speakers = {"02"};
  source.takes = NumberRanges::parse("1-2");
  const Dataset dataset = find(folder, {.sources = {source}});
  EXPECT_EQ(dataset.clips.size(), 4u);
  EXPECT_THAT(paths(dataset), Contains(HasSubstr("0_02_1.wav")));

  source.takes = NumberRanges::parse("7");
  EXPECT_THAT(complaint([&] { find(folder, {.sources = {source}}); }),
              HasSubstr("no clips left of the takes 7"));
  source.speakers = {"03"};
  EXPECT_THAT(complaint([&] { find(folder, {.sources = {source}}); }),
              HasSubstr("there is no speaker \"03\""));
}

TEST(SplitDataset, GivesTakesByNumber) {
  const TemporaryFolder folder;
  write_digits(folder, ".", {"01"}, 50);
  const Dataset dataset = find(folder, {.sources = {SourceSpec{}}});
  const DatasetSplit parts =
      split(dataset, {.test = {takes("45-49")}, .validation = {takes("40-44")}, .training = {takes("0-39")}});
  EXPECT_EQ(parts.training.clips.size(), 80u);
  EXPECT_EQ(parts.validation.clips.size(), 10u);
  EXPECT_EQ(parts.test.clips.size(), 10u);
  for (const ClipFile& clip : parts.training.clips) EXPECT_LT(clip.take, 40);
  for (const ClipFile& clip : parts.test.clips) EXPECT_GE(clip.take, 45);
}

TEST(SplitDataset, MixesSelectionsOfSpeakersTakesSourcesAndShares) {
  const TemporaryFolder folder;
  write_digits(folder, "a", {"01", "02", "03"}, 10);
  write_digits(folder, "b", {"01"}, 10);
  const Dataset dataset = find(folder, {.sources = {{.name = "a", .path = "a"}, {.name = "b", .path = "b"}}});
  Selection b_takes = takes("0-4");
  b_takes.sources = {"b"};
  const DatasetSplit parts = split(dataset, {.test = {{.sources = {"a"}, .speakers = {"03"}}, b_takes},
                                             .validation = {{.fraction = 0.2}}});
  EXPECT_EQ(parts.test.clips.size(), 20u + 10u);
  EXPECT_EQ(parts.validation.clips.size(), 10u);  // a fifth of the 50 that the test leaves
  EXPECT_EQ(parts.training.clips.size(), 40u);
  for (const ClipFile& clip : parts.test.clips) {
    EXPECT_TRUE((clip.source == "a" && clip.speaker == "03") || (clip.source == "b" && clip.take < 5));
  }
}

TEST(SplitDataset, NeverPutsAClipIntoTwoPartsAndLosesNone) {
  const TemporaryFolder folder;
  write_digits(folder, ".", {"01", "02", "03", "04"}, 12);
  const Dataset dataset = find(folder, {.sources = {SourceSpec{}}});
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const DatasetSplit parts =
        split(dataset, {.seed = seed,
                        .test = {{.speakers = {"04"}}, {.fraction = 0.1}},
                        .validation = {{.speakers = {"03", "04"}, .fraction = 0.5}, takes("0-2")}});
    std::set<std::string> all = paths(parts.training);
    all.merge(paths(parts.validation));
    all.merge(paths(parts.test));
    EXPECT_EQ(all, paths(dataset));
    EXPECT_EQ(parts.training.clips.size() + parts.validation.clips.size() + parts.test.clips.size(),
              all.size());
  }
}

TEST(SplitDataset, DrawsSharesFromTheSeedAlone) {
  const TemporaryFolder folder;
  write_digits(folder, ".", {"01", "02"}, 20);
  const Dataset dataset = find(folder, {.sources = {SourceSpec{}}});
  const auto drawn = [&](std::uint64_t seed) {
    return paths(split(dataset, {.seed = seed, .test = {{.fraction = 1.0 / 3.0}}}).test);
  };
  EXPECT_EQ(drawn(1).size(), 27u);  // of 80
  EXPECT_EQ(drawn(1), drawn(1));
  EXPECT_NE(drawn(1), drawn(2));
}

TEST(SplitDataset, KeepsShareMembersWhenFilesAreAdded) {
  const TemporaryFolder folder;
  write_digits(folder, ".", {"01"}, 50);
  const SplitSpec spec{.test = {{.fraction = 0.5}}};
  const std::set<std::string> before = paths(split(find(folder, {.sources = {SourceSpec{}}}), spec).test);
  write_digits(folder, ".", {"02"}, 50);
  const std::set<std::string> after = paths(split(find(folder, {.sources = {SourceSpec{}}}), spec).test);
  std::size_t kept = 0;
  for (const std::string& path : before) kept += after.contains(path);
  EXPECT_GE(kept, 40u);  // of 50; a fresh draw would keep half of them
}

TEST(SplitDataset, UsesTheFoldsOfTheData) {
  const TemporaryFolder folder;
  for (const char* part : {"training", "validation", "testing"}) {
    for (const char* name : {"music", "speech"}) folder.write(std::string(part) + "/" + name + "/x.wav", "");
  }
  const Dataset dataset = find(folder, {.sources = {SourceSpec{}}});
  const DatasetSplit parts =
      split(dataset, {.test = {{.folds = {"testing"}}}, .validation = {{.folds = {"validation"}}}});
  EXPECT_EQ(parts.test.clips.size(), 2u);
  EXPECT_EQ(parts.training.clips.front().fold, "training");
}

TEST(SplitDataset, SaysWhichClipsBelongToNoPart) {
  const TemporaryFolder folder;
  write_digits(folder, ".", {"01"}, 5);
  std::vector<std::string> notes;
  split_dataset(find(folder, {.sources = {SourceSpec{}}}), {.training = {takes("0-2")}}, notes);
  EXPECT_THAT(notes, ElementsAre("split: 4 clips belong to no part"));
}

TEST(SplitDataset, NamesWhatIsMissing) {
  const TemporaryFolder folder;
  write_digits(folder, ".", {"01", "02"}, 25);
  const Dataset dataset = find(folder, {.sources = {SourceSpec{}}});
  EXPECT_THAT(
      complaint([&] { split(dataset, {.test = {takes("20-29")}}); }),
      HasSubstr(
          "takes 20-29, but label \"0\" of speaker \"01\" has no take 25 (it has 25 takes, the last is 24)"));
  EXPECT_THAT(complaint([&] { split(dataset, {.test = {{.speakers = {"03"}}}}); }),
              HasSubstr("names speaker \"03\", which no clip has"));
  EXPECT_THAT(complaint([&] { split(dataset, {.test = {{.sources = {"x"}}}}); }),
              HasSubstr("names source \"x\""));
  EXPECT_THAT(complaint([&] { split(dataset, {.test = {{.fraction = 1.0}}}); }),
              HasSubstr("training selection finds no clip"));
  Dataset without_nine = dataset;
  without_nine.labels.push_back("9");
  EXPECT_THAT(complaint([&] { split(without_nine, {}); }), HasSubstr("no clip has the label \"9\""));
}

TEST(SplitDataset, DealsFoldsWithEqualSharesOfEveryLabel) {
  const TemporaryFolder folder;
  write_digits(folder, "digits", {"01", "02"}, 5);  // 10 clips of each label
  const Dataset dataset = find(folder, {.sources = {SourceSpec{}}});
  std::multiset<std::string> tested;
  for (const char* fold : {"1", "2", "3", "4"}) {
    const DatasetSplit parts = split(dataset, dealt_into(4, fold));
    EXPECT_EQ(parts.test.clips.size(), 5u);
    EXPECT_EQ(parts.training.clips.size(), 15u);
    const auto zeros = std::ranges::count(parts.test.clips, "0", &ClipFile::label);
    EXPECT_TRUE(zeros == 2 || zeros == 3) << zeros;
    for (const std::string& path : paths(parts.test)) tested.insert(path);
  }
  EXPECT_EQ(tested.size(), 20u);
  EXPECT_EQ(std::set<std::string>(tested.begin(), tested.end()), paths(dataset));
}

TEST(SplitDataset, DealsOtherFoldsFromOtherSeeds) {
  const TemporaryFolder folder;
  write_digits(folder, "digits", {"01"}, 20);
  const Dataset dataset = find(folder, {.sources = {SourceSpec{}}});
  SplitSpec spec = dealt_into(2, "1");
  const std::set<std::string> first = paths(split(dataset, spec).test);
  EXPECT_EQ(first, paths(split(dataset, spec).test));
  spec.seed = 2;
  EXPECT_NE(first, paths(split(dataset, spec).test));
}

TEST(SplitDataset, NeedsAClipForEveryFold) {
  const TemporaryFolder folder;
  write_digits(folder, "digits", {"01"}, 2);
  const Dataset dataset = find(folder, {.sources = {SourceSpec{}}});
  EXPECT_THAT(complaint([&] { split(dataset, dealt_into(5, "1")); }),
              HasSubstr("split.folds: there are 4 clips for 5 folds"));
}

}  // namespace
}  // namespace earshot
