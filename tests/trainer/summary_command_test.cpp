// `earshot summary` on the shipped recipes, whose sizes are published.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "data/program.h"
#include "trainer/earshot_program.h"

namespace earshot {
namespace {

using testing::HasSubstr;

std::string output(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {kEarshotProgram, "summary"});
  const ProgramResult run = run_program(arguments);
  EXPECT_EQ(run.exit_code, 0) << run.complaints;
  return {reinterpret_cast<const char*>(run.output.data()), run.output.size()};
}

nlohmann::json summary(std::vector<std::string> arguments) {
  arguments.emplace_back("--json");
  return nlohmann::json::parse(output(std::move(arguments)));
}

nlohmann::json output_of(const nlohmann::json& summary, const std::string& layer) {
  for (const nlohmann::json& entry : summary["layers"]) {
    if (entry["name"].get<std::string>().contains(layer)) return entry["output"];
  }
  return "no such layer";
}

TEST(SummaryCommand, CountsTheWaveformNetwork) {
  const nlohmann::json waveform = summary({"s4-waveform"});
  EXPECT_EQ(waveform["parameters"], 1'532'090);
  EXPECT_EQ(output_of(waveform, "flatten"), nlohmann::json{11872});
}

TEST(SummaryCommand, ShowsWhatTheFrontEndGives) {
  const nlohmann::json mfcc = summary({"s4-mfcc"});
  EXPECT_EQ(mfcc["front_end"]["bands"], 13);
  EXPECT_EQ(mfcc["front_end"]["frames"], 74);
  EXPECT_EQ(mfcc["input"], (nlohmann::json{1, 13, 74}));
  EXPECT_EQ(output_of(mfcc, "flatten"), nlohmann::json{512});
}

TEST(SummaryCommand, CountsTheNetworksForEnvironmentalSounds) {
  EXPECT_EQ(summary({"s3-esc-mlp"})["parameters"], 442'826);
  EXPECT_EQ(summary({"s3-esc-cnn"})["parameters"], 666'426);
  const nlohmann::json tuned = summary({"s3-esc-cnn-tuned"});
  EXPECT_EQ(tuned["parameters"].get<int>() + tuned["statistics"].get<int>(), 666'618);
}

TEST(SummaryCommand, FollowsSettingsAndPrintsATable) {
  const std::string text = output({"s0-one-speaker", "--set", "network.layers[1].times=1"});
  EXPECT_THAT(text, HasSubstr("22050 samples at 22050 Hz -> 128 bands x 44 frames"));
  EXPECT_THAT(text, HasSubstr("parameters  10426\n"));  // 16 * (128 * 5 + 1) + 10 * (16 + 1)
}

TEST(SummaryCommand, NamesTheSettingThatDoesNotFit) {
  const ProgramResult run =
      run_program({kEarshotProgram, "summary", "s0-one-speaker", "--set", "network.layers[1].times=12"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_THAT(run.complaints, HasSubstr("kernel"));
}

}  // namespace
}  // namespace earshot
