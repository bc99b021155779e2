// `earshot quantize` as people use it, on a model that tells tones apart.
#include <gmock/gmock.h>

#include "data/files.h"
#include "data/program.h"
#include "model/model_file.h"
#include "trainer/earshot_program.h"
#include "trainer/temporary_folder.h"
#include "trainer/tones.h"

namespace earshot {
namespace {

using testing::HasSubstr;

class QuantizeCommand : public testing::Test {
 protected:
  QuantizeCommand() {
    folder_.write("tones.toml", kTonesRecipe);
    write_tones(folder_, "data");
    EXPECT_EQ(earshot({"train", path("tones.toml"), "--data", path("data"), "--run", path("run"), "--quiet"})
                  .exit_code,
              0);
  }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  static ProgramResult earshot(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), kEarshotProgram);
    return run_program(arguments);
  }

  ProgramResult quantize(const std::string& model, const std::string& output,
                         std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"quantize", path(model), "--data", path("data"), "-o", path(output)});
    return earshot(std::move(more));
  }

  TemporaryFolder folder_;
};

TEST_F(QuantizeCommand, WritesAModelThatIsVerifiedAndStillRight) {
  const ProgramResult run = quantize("run/model.onnx", "small.onnx");
  ASSERT_EQ(run.exit_code, 0) << run.complaints;
  const std::string said(reinterpret_cast<const char*>(run.output.data()), run.output.size());
  EXPECT_THAT(said, HasSubstr("of 12 training examples"));
  EXPECT_THAT(said, HasSubstr("accuracy 100.00 % (12 of 12)"));

  const ModelCard card = read_model_file(read_file(path("small.onnx")), "small.onnx").card;
  EXPECT_EQ(card.name, "tones");
  EXPECT_EQ(card.description, "8-bit weights and activations");
  EXPECT_EQ(card.metrics.at("training accuracy"), 1.0);
  EXPECT_FALSE(card.metrics.contains("test accuracy"));
  const std::vector<std::byte> beside = read_file(path("small.json"));
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(beside.data()), beside.size()),
            to_json(card).dump(2) + "\n");

  const ProgramResult evaluation = earshot({"evaluate", path("small.onnx"), "--data", path("data")});
  EXPECT_EQ(evaluation.exit_code, 0) << evaluation.complaints;
}

TEST_F(QuantizeCommand, LeavesActivationsAloneIfAsked) {
  const ProgramResult run = quantize("run/model.onnx", "small.onnx", {"--weights-only"});
  ASSERT_EQ(run.exit_code, 0) << run.complaints;
  EXPECT_EQ(read_model_file(read_file(path("small.onnx")), "small.onnx").card.description, "8-bit weights");
}

TEST_F(QuantizeCommand, NamesTheModelThatIsQuantizedAlready) {
  ASSERT_EQ(quantize("run/model.onnx", "small.onnx", {"--quiet"}).exit_code, 0);
  const ProgramResult again = quantize("small.onnx", "smaller.onnx", {"--quiet"});
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_THAT(again.complaints, HasSubstr("small.onnx: is quantized already"));
  EXPECT_FALSE(std::filesystem::exists(path("smaller.onnx")));
}

TEST_F(QuantizeCommand, WantsTheDataOfTheRecipe) {
  const ProgramResult run = earshot({"quantize", path("run/model.onnx"), "-o", path("small.onnx")});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_THAT(run.complaints, HasSubstr("--data: is missing"));
}

}  // namespace
}  // namespace earshot
