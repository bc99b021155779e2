#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "data/files.h"
#include "data/npy.h"
#include "data/program.h"
#include "error.h"
#include "report/bitmap.h"
#include "report/figures.h"
#include "report/html_report.h"
#include "report/metrics.h"
#include "report/metrics_text.h"
#include "report/mistakes.h"
#include "report/predictions_csv.h"
#include "report/text_table.h"
#include "trainer/temporary_folder.h"

namespace earshot {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

std::string text_of(const std::filesystem::path& path) {
  const std::vector<std::byte> bytes = read_file(path);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Judgement judged(const std::string& speaker, std::size_t truth, std::size_t prediction, double loss) {
  return {.file = speaker + ".wav",
          .speaker = speaker,
          .truth = truth,
          .prediction = prediction,
          .probabilities = {0.25f, 0.75f},
          .loss = loss};
}

Metrics example() {
  return measure(ModelCard::Task::single_label, {"yes", "no"},
                 std::vector{judged("10", 0, 0, 0.1), judged("9", 0, 1, 2.0), judged("9", 1, 1, 0.3),
                             judged("10", 1, 1, 0.4)});
}

TEST(Judge, TakesTheLikeliestLabelAndItsCrossEntropy) {
  const std::vector<float> logits = {1.0f, 3.0f, 2.0f};
  const Judgement judgement =
      judge({.path = "a.wav", .speaker = "s"}, 2, ModelCard::Task::single_label, logits, 1.0);
  EXPECT_EQ(judgement.prediction, 1u);
  EXPECT_EQ(judgement.truth, 2u);
  // ln(e^1 + e^3 + e^2) - 2
  EXPECT_NEAR(judgement.loss, 1.4076059644443804, 1e-6);
  EXPECT_NEAR(judgement.probabilities[2], std::exp(-1.4076059644443804), 1e-6);
}

TEST(Judge, KeepsLossesFiniteForHugeLogits) {
  const std::vector<float> logits = {500.0f, -500.0f};
  EXPECT_NEAR(judge({}, 1, ModelCard::Task::single_label, logits, 1.0).loss, 1000.0, 1e-3);
  EXPECT_NEAR(judge({}, 0, ModelCard::Task::single_label, logits, 1.0).loss, 0.0, 1e-6);
}

TEST(Judge, ReadsTheOneLogitOfABinaryModel) {
  const std::vector<float> logits = {2.0f};
  const Judgement positive = judge({}, 1, ModelCard::Task::binary, logits, 1.0);
  EXPECT_EQ(positive.prediction, 1u);
  EXPECT_NEAR(positive.loss, std::log1p(std::exp(-2.0)), 1e-9);
  EXPECT_NEAR(judge({}, 0, ModelCard::Task::binary, logits, 1.0).loss, std::log1p(std::exp(2.0)), 1e-9);
}

TEST(Judge, ComparesTheValueOfARegression) {
  const std::vector<float> outputs = {1.5f};
  const Judgement judgement = judge({}, 2.0f, ModelCard::Task::regression, outputs, 1.0);
  EXPECT_DOUBLE_EQ(judgement.target, 2.0);
  EXPECT_DOUBLE_EQ(judgement.output, 1.5);
  EXPECT_DOUBLE_EQ(judgement.loss, 0.25);
}

TEST(JudgeFiles, TakeTheMeanOfTheirExcerpts) {
  const auto excerpt = [](const char* file, double begin, std::vector<float> probabilities) {
    return Judgement{
        .file = file, .excerpt = Excerpt{begin, 3.0}, .truth = 1, .probabilities = std::move(probabilities)};
  };
  const std::vector<Judgement> files =
      judge_files(ModelCard::Task::single_label,
                  std::vector{excerpt("b", 0.0, {0.9f, 0.1f}), excerpt("a", 0.0, {0.2f, 0.8f}),
                              excerpt("b", 3.0, {0.3f, 0.7f})});
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[0].file, "b");
  EXPECT_EQ(files[0].excerpt.has_value(), false);
  EXPECT_EQ(files[0].prediction, 0u);
  EXPECT_FLOAT_EQ(files[0].probabilities[1], 0.4f);
  EXPECT_NEAR(files[0].loss, -std::log(0.4), 1e-6);
  EXPECT_EQ(files[1].prediction, 1u);
}

TEST(JudgeFiles, KeepLossesFinite) {
  const Judgement sure{.file = "a", .truth = 1, .probabilities = {1.0f, 0.0f}};
  EXPECT_TRUE(std::isfinite(judge_files(ModelCard::Task::binary, std::vector{sure})[0].loss));
}

TEST(Metrics, PoolToThoseOfAllClipsTogether) {
  const std::vector<std::string> labels = {"yes", "no"};
  const std::vector first = {judged("10", 0, 0, 0.1), judged("9", 0, 1, 2.0), judged("9", 1, 1, 0.3)};
  const std::vector second = {judged("10", 1, 1, 0.4), judged("11", 0, 1, 1.0)};
  std::vector all = first;
  all.insert(all.end(), second.begin(), second.end());
  const Metrics pooled = pool(std::vector{measure(ModelCard::Task::single_label, labels, first),
                                          measure(ModelCard::Task::single_label, labels, second)});
  const Metrics expected = measure(ModelCard::Task::single_label, labels, all);
  EXPECT_NEAR(pooled.loss, expected.loss, 1e-12);
  nlohmann::json json = to_json(pooled);
  json["loss"] = expected.loss;
  EXPECT_EQ(json, to_json(expected));
}

TEST(Metrics, ReadTheirOwnJson) {
  const nlohmann::json json = to_json(example());
  EXPECT_EQ(to_json(metrics_from_json(json)), json);
}

TEST(Metrics, CountWhatWasRight) {
  const Metrics metrics = example();
  EXPECT_DOUBLE_EQ(metrics.accuracy(), 0.75);
  EXPECT_DOUBLE_EQ(metrics.loss, 0.7);
  EXPECT_THAT(metrics.confusion, ElementsAre(ElementsAre(1, 1), ElementsAre(0, 2)));
  EXPECT_DOUBLE_EQ(metrics.classes[0].accuracy(), 0.5);
  EXPECT_DOUBLE_EQ(metrics.classes[1].accuracy(), 1.0);
  ASSERT_EQ(metrics.speakers.size(), 2u);
  EXPECT_EQ(metrics.speakers[0].name, "9");
  EXPECT_DOUBLE_EQ(metrics.speakers[0].accuracy(), 0.5);
  EXPECT_EQ(metrics.speakers[1].clips, 2u);
}

TEST(Metrics, KnowClassesThatNobodySpoke) {
  const Metrics metrics =
      measure(ModelCard::Task::single_label, {"yes", "no"}, std::vector{judged("", 0, 0, 0.1)});
  EXPECT_EQ(metrics.classes[1].clips, 0u);
  EXPECT_TRUE(metrics.speakers.empty());
  EXPECT_TRUE(to_json(metrics)["classes"][1]["accuracy"].is_null());
  EXPECT_THAT(to_text(metrics), HasSubstr("no       .   .      0         -"));
}

TEST(Metrics, OfARegressionAreItsMeanSquaredError) {
  const Metrics metrics = measure(ModelCard::Task::regression, {"y"},
                                  std::vector{Judgement{.loss = 0.5}, Judgement{.loss = 0.1}});
  EXPECT_DOUBLE_EQ(metrics.loss, 0.3);
  EXPECT_EQ(metrics.all.clips, 2u);
  EXPECT_EQ(to_json(metrics), (nlohmann::json{{"clips", 2}, {"loss", 0.3}, {"labels", {"y"}}}));
  EXPECT_EQ(to_text(metrics), "mean squared error 0.3000 (root 0.5477) of 2 examples\n");
}

TEST(Metrics, BecomeJson) {
  const nlohmann::json json = to_json(example());
  EXPECT_EQ(json["accuracy"], 0.75);
  EXPECT_EQ(json["loss"], 0.7);
  EXPECT_EQ(json["clips"], 4);
  EXPECT_EQ(json["correct"], 3);
  EXPECT_EQ(json["labels"], (nlohmann::json{"yes", "no"}));
  EXPECT_EQ(json["confusion"], (nlohmann::json{{1, 1}, {0, 2}}));
  EXPECT_EQ(json["speakers"][0],
            (nlohmann::json{{"name", "9"}, {"clips", 2}, {"correct", 1}, {"accuracy", 0.5}}));
}

TEST(Metrics, BecomeText) {
  const std::string text = to_text(example());
  EXPECT_THAT(text, HasSubstr("accuracy   75.00 % (3 of 4; 95 % interval 30.06 % to 95.44 %)"));
  EXPECT_THAT(text, HasSubstr("truth  yes  no  clips  accuracy\nyes      1   1      2   50.00 %\nno       .  "
                              " 2      2  100.00 %\n"));
}

TEST(Metrics, ShowTheLeastAccurateOfManySpeakers) {
  std::vector<Judgement> judgements;
  for (int i = 0; i < 100; ++i)
    judgements.push_back(judged("s" + std::to_string(i), 0, i == 99 ? 1 : 0, 0.1));
  const Metrics metrics = measure(ModelCard::Task::single_label, {"yes", "no"}, judgements);
  const std::vector<Metrics::Group> least = least_accurate(metrics.speakers, 2);
  ASSERT_EQ(least.size(), 2u);
  EXPECT_EQ(least[0].name, "s0");
  EXPECT_EQ(least[1].name, "s99");
  EXPECT_THAT(to_text(metrics),
              AllOf(HasSubstr("Accuracy by speaker, the 60 lowest of 100\n"), HasSubstr("s99")));
  EXPECT_EQ(to_json(metrics)["speakers"].size(), 100u);
}

TEST(TextTable, AlignsColumnsByCharacters) {
  TextTable table({"name", "n"});
  table.add({"é", "10"});
  table.add({"long name", "7"});
  EXPECT_EQ(table.text(), "name        n\né          10\nlong name   7\n");
}

TEST(PredictionsCsv, QuotesWhatNeedsIt) {
  const TemporaryFolder folder;
  Judgement judgement = judged("a", 0, 1, 0.5);
  judgement.file = "say \"yes\", please.wav";
  write_predictions_csv(folder.path() / "p.csv", example(), std::vector{judgement});
  EXPECT_EQ(text_of(folder.path() / "p.csv"),
            "file,speaker,truth,prediction,yes,no\n\"say \"\"yes\"\", please.wav\",a,yes,no,0.25,0.75\n");
}

TEST(PredictionsCsv, SaysWhereExcerptsBegin) {
  const TemporaryFolder folder;
  Judgement judgement = judged("a", 0, 1, 0.5);
  judgement.excerpt = Excerpt{4.5, 1.5};
  write_predictions_csv(folder.path() / "p.csv", example(), std::vector{judgement});
  EXPECT_EQ(text_of(folder.path() / "p.csv"),
            "file,begin,speaker,truth,prediction,yes,no\na.wav,4.5,a,yes,no,0.25,0.75\n");
}

TEST(PredictionsCsv, GivesTheValuesOfARegression) {
  const TemporaryFolder folder;
  const Judgement judgement{.file = "point 1", .target = 0.25, .output = 0.5};
  write_predictions_csv(folder.path() / "p.csv", measure(ModelCard::Task::regression, {"y"}, {}),
                        std::vector{judgement});
  EXPECT_EQ(text_of(folder.path() / "p.csv"), "file,speaker,truth,prediction\npoint 1,,0.25,0.5\n");
}

/// 0 and 1, told apart by the sign of their first number.
DecisionMap decision_map() {
  DecisionMap map{.labels = {"0", "1"}, .low_x = -1, .high_x = 1, .low_y = -1, .high_y = 1};
  map.columns = map.rows = 5;
  for (int row = 0; row < map.rows; ++row) {
    for (int column = 0; column < map.columns; ++column)
      map.probabilities.push_back(0.25f * static_cast<float>(column));
  }
  map.points = {{-0.5, 0.1, 0, true}, {0.5, 0.2, 1, true}, {0.4, -0.3, 0, false}};
  return map;
}

TEST(Figures, ArePictures) {
  const TemporaryFolder folder;
  const Metrics metrics = example();
  draw_confusion(metrics, "A \"title\" with 100 % and \\ in it", folder.path() / "confusion.png");
  draw_accuracy_bars(metrics.speakers, "Speakers", folder.path() / "bars.png");
  draw_curves({{"loss", {{"training", {1, 2, 3}, {2.0, 1.0, 0.5}}, {"validation", {2}, {1.5}}}},
               {"accuracy", {{"validation", {2}, {0.5}}}}},
              "Training", "epoch", folder.path() / "curves.png");
  const Fit fit{{0.0, 1.0, 0.5}, {0.0, 2.0, 1.0}, {0.1, 1.8, 1.0}};
  draw_fit(fit, "Fit", "mean squared error 0.02", folder.path() / "fit.png");
  draw_estimates(fit, "Estimates", "mean squared error 0.02", folder.path() / "estimates.png");
  draw_decision(decision_map(), "Decision", "accuracy 67 %", folder.path() / "decision.png");
  draw_survey({{"length in seconds", {0.5, 0.7, 0.9}}, {"level in dBFS rms", {-20.0, -30.0, -120.0}}},
              {{"class", {{"yes", 2}, {"no", 1}}}}, "Folder", "3 clips", folder.path() / "survey.png");
  draw_trials({.axes = {{"training.epochs", {"1", "2", "400"}}, {"layers", {"[1, 2]", "[3]", "\"relu\""}}},
               .y_label = "validation accuracy, %",
               .y = {50.0, 60.0, 55.0},
               .deviation = {0.0, 2.0, 1.0},
               .best = 1},
              "Sweep", folder.path() / "trials.png");
  for (const char* name : {"confusion.png", "bars.png", "curves.png", "fit.png", "estimates.png",
                           "decision.png", "survey.png", "trials.png"}) {
    const std::string png = text_of(folder.path() / name);
    EXPECT_THAT(png, StartsWith("\x89PNG\r\n")) << name;
    EXPECT_GT(png.size(), 5000u) << name;
  }
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}),
            8);  // nothing is left beside them
}

TEST(Figures, TakeWhatIsUnusual) {
  const TemporaryFolder folder;
  // Not a clip at all; one class that was never heard.
  draw_confusion(measure(ModelCard::Task::single_label, {"yes", "no"}, {}), "Nothing",
                 folder.path() / "a.png");
  // More curves than colors, values over many orders of magnitude, a single point.
  std::vector<Curve> curves;
  for (int i = 0; i < 8; ++i)
    curves.push_back({"run " + std::to_string(i), {1, 2}, {1000.0, 0.01 * (i + 1)}});
  curves.push_back({"a run of one epoch", {1}, {5.0}});
  draw_curves({{"loss", curves}, {"accuracy", {{"validation", {}, {}}}}}, "Many", "epoch",
              folder.path() / "b.png");
  // Nothing but wrong points of one label, and certainty everywhere.
  DecisionMap map = decision_map();
  map.points = {{0.5, 0.5, 0, false}};
  std::ranges::fill(map.probabilities, 1.0f);
  draw_decision(map, "Sure", "", folder.path() / "c.png");
  // Clips of one length and level; more speakers than fit.
  GroupCounts speakers{.name = "speaker"};
  for (std::size_t i = 0; i < 200; ++i) speakers.groups.emplace_back("speaker " + std::to_string(i), i);
  draw_survey({{"length in seconds", {1.0, 1.0}}, {"level in dBFS rms", {-120.0}}}, {speakers}, "Same", "",
              folder.path() / "d.png");
  // A single trial.
  draw_trials(
      {.axes = {{"training.epochs", {"1"}}}, .y_label = "validation loss", .y = {0.5}, .deviation = {0.0}},
      "Sweep", folder.path() / "e.png");
  for (const char* name : {"a.png", "b.png", "c.png", "d.png", "e.png"}) {
    EXPECT_THAT(text_of(folder.path() / name), StartsWith("\x89PNG\r\n")) << name;
  }
}

TEST(Figures, SayWhatGnuplotSays) {
  EXPECT_THROW(draw_accuracy_bars(example().speakers, "Speakers", "/nowhere/bars.png"), Error);
}

TEST(HtmlReport, HoldsEverythingInOneFile) {
  const TemporaryFolder folder;
  const auto picture = folder.write("picture.png", "Man");  // "TWFu" in base 64
  write_html_report({.title = "Run <1>",
                     .recipe = "a = \"b & c\"",
                     .environment = {{"device", "CPU"}},
                     .data = {{"training clips", "4"}},
                     .network = {{"linear", "2"}},
                     .results = {{"test accuracy", "75 %"}},
                     .figures = {{"Confusion matrix", picture}},
                     .metrics = {{"test", example()}}},
                    folder.path() / "report.html");
  const std::string html = text_of(folder.path() / "report.html");
  EXPECT_THAT(html, StartsWith("<!doctype html>"));
  EXPECT_THAT(html, HasSubstr("Run &lt;1&gt;"));
  EXPECT_THAT(html, HasSubstr("a = &quot;b &amp; c&quot;"));
  EXPECT_THAT(html, HasSubstr("srcset=\"data:image/png;base64,TWFu 2x\""));
  EXPECT_THAT(html, HasSubstr("accuracy 75.00 % (3 of 4)"));
  EXPECT_THAT(html, HasSubstr("<td>yes</td><td>2</td><td>1</td><td>50.00 %</td><td>no (1)</td>"));
  EXPECT_THAT(html, HasSubstr("<td>10</td><td>2</td><td>2</td><td>100.00 %</td>"));
  EXPECT_EQ(html.find("http"), std::string::npos);
}

/// Clips of 8000 Hz in `folder`, one a judgement.
Judgement wrong(const TemporaryFolder& folder, const std::string& name, double loss, double seconds = 0.25) {
  const auto samples = static_cast<std::size_t>(8000 * seconds);
  const Clip clip{.sample_rate = 8000, .channels = {std::vector(samples, 0.5f)}};
  return {.file = folder.write(name, clip).string(),
          .truth = 0,
          .prediction = 1,
          .probabilities = {0.25f, 0.75f},
          .loss = loss};
}

FrontEndSpec small_front_end() {
  FrontEndSpec spec;
  spec.sample_rate = 8000;
  spec.fit.samples = 2000;
  spec.stft = {.n_fft = 256, .hop_length = 125, .win_length = 256};
  spec.mel = {.bands = 8, .high_hz = 4000.0};
  return spec;
}

TEST(Mistakes, AreTheWorstFirst) {
  const TemporaryFolder folder;
  Judgement right = wrong(folder, "right.wav", 9.0);
  right.prediction = 0;
  const std::vector<Mistake> mistakes =
      worst_mistakes(std::vector{wrong(folder, "bad.wav", 1.0), right, wrong(folder, "worst.wav", 3.0),
                                 wrong(folder, "worse.wav", 2.0)},
                     small_front_end(), 2);
  ASSERT_EQ(mistakes.size(), 2u);
  EXPECT_THAT(mistakes[0].judgement.file, testing::EndsWith("worst.wav"));
  EXPECT_THAT(mistakes[1].judgement.file, testing::EndsWith("worse.wav"));
  EXPECT_EQ(mistakes[0].sound.samples(), 2000u);
  ASSERT_TRUE(mistakes[0].picture);
  EXPECT_EQ(mistakes[0].picture->width, 17);  // 1 + 2000 / 125
  EXPECT_EQ(mistakes[0].picture->height, 8);
}

TEST(Mistakes, AreCutToWhatAPageCanHold) {
  const TemporaryFolder folder;
  const std::vector<Judgement> judgements = {wrong(folder, "long.wav", 2.0, 30.0),
                                             wrong(folder, "short.wav", 1.0)};
  const std::vector<Mistake> all = worst_mistakes(judgements, small_front_end());
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].sound.samples(), 80'000u);
  EXPECT_EQ(worst_mistakes(judgements, small_front_end(), 12, 160'000).size(), 1u);
}

TEST(Mistakes, AreHeardByTheExcerpt) {
  const TemporaryFolder folder;
  Judgement judgement = wrong(folder, "a.wav", 1.0, 2.0);
  judgement.excerpt = Excerpt{.begin = 0.5, .length = 0.75};
  EXPECT_EQ(worst_mistakes(std::vector{judgement}, small_front_end())[0].sound.samples(), 6000u);
}

TEST(Mistakes, OfWaveformsHaveNoPicture) {
  const TemporaryFolder folder;
  FrontEndSpec spec = small_front_end();
  spec.kind = FeatureKind::waveform;
  EXPECT_FALSE(worst_mistakes(std::vector{wrong(folder, "a.wav", 1.0)}, spec)[0].picture);
}

TEST(HtmlReport, PlaysMistakes) {
  const TemporaryFolder folder;
  Judgement judgement = wrong(folder, "a <strange> name.wav", 1.0);
  judgement.excerpt = Excerpt{.begin = 0.125, .length = 0.1};
  write_html_report({.title = "Run",
                     .metrics = {{"test", example()}},
                     .mistakes = worst_mistakes(std::vector{judgement}, small_front_end())},
                    folder.path() / "report.html");
  const std::string html = text_of(folder.path() / "report.html");
  EXPECT_THAT(html, HasSubstr("The 1 of 1 wrong test clips"));
  EXPECT_THAT(html, HasSubstr("<audio controls preload=\"none\" src=\"data:audio/wav;base64,UklGR"));  // RIFF
  EXPECT_THAT(html, HasSubstr("src=\"data:image/bmp;base64,Qk"));                                      // BM
  EXPECT_THAT(html, HasSubstr("<b>yes</b>, taken for <b>no</b> (75.00 %, 25.00 % for what it is)"));
  EXPECT_THAT(html, HasSubstr("a &lt;strange&gt; name.wav, from 0.125 s"));
}

TEST(HtmlReport, ShowsRegressionsWithoutClasses) {
  const TemporaryFolder folder;
  write_html_report({.title = "Run",
                     .metrics = {{"validation", measure(ModelCard::Task::regression, {"y"},
                                                        std::vector{Judgement{.loss = 0.25}})}}},
                    folder.path() / "report.html");
  const std::string html = text_of(folder.path() / "report.html");
  EXPECT_THAT(html, HasSubstr("mean squared error 0.2500"));
  EXPECT_EQ(html.find("Confusion"), std::string::npos);
}

TEST(Bitmap, IsAPictureFromTheBottomUp) {
  // Two pixels: red above blue.
  const std::vector<std::byte> bytes =
      write_bitmap({.width = 1, .height = 2, .pixels = {255, 0, 0, 255, 0, 0, 255, 255}, .unit = {}});
  ASSERT_EQ(bytes.size(), 54u + 2 * 4);
  EXPECT_EQ(bytes[0], std::byte{'B'});
  EXPECT_EQ(bytes[54], std::byte{255});  // blue, green, red
  EXPECT_EQ(bytes[58 + 2], std::byte{255});
}

TEST(Files, AreReplacedWhole) {
  const TemporaryFolder folder;
  write_file(folder.path() / "a", "first");
  write_file(folder.path() / "a", "second");
  EXPECT_EQ(text_of(folder.path() / "a"), "second");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
  EXPECT_THROW(write_file(folder.path() / "no/such/folder", "x"), Error);
  EXPECT_THROW(read_file(folder.path() / "b"), Error);
}

TEST(Npy, IsWhatNumpyReads) {
  const TemporaryFolder folder;
  write_npy(folder.path() / "a.npy", {2, 3}, std::vector<float>{1, 2, 3, 4, 5, 6});
  const std::string file = text_of(folder.path() / "a.npy");
  EXPECT_EQ(file.substr(0, 8), std::string("\x93NUMPY\x01\x00", 8));
  const std::size_t header =
      10 + static_cast<unsigned char>(file[8]) + 256u * static_cast<unsigned char>(file[9]);
  EXPECT_EQ(header % 64, 0u);
  EXPECT_EQ(file[header - 1], '\n');
  EXPECT_THAT(file, HasSubstr("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, ), }"));
  EXPECT_EQ(file.size(), header + 6 * sizeof(float));
}

TEST(Program, GivesOutputComplaintsAndStatus) {
  const ProgramResult result = run_program({"sh", "-c", "cat; echo no >&2; exit 3"}, "hello");
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(result.output.data()), result.output.size()), "hello");
  EXPECT_EQ(result.complaints, "no\n");
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THROW(run_program({"no-such-program-anywhere"}), Error);
  EXPECT_THROW(run_program({"sh", "-c", "kill -9 $$"}), Error);
}

}  // namespace
}  // namespace earshot
