// The contender that the others are compared with: Earshot itself, natively and on one thread.

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>

#include "arithmetic.h"
#include "features/feature_stream.h"
#include "features/front_end.h"
#include "inference/onnx_runtime_backend.h"
#include "model/listener.h"
#include "model/prediction.h"
#include "protocol.h"

namespace earshot::bench {
namespace {

using Json = nlohmann::json;

/// Work that is ready to be done, and gives what it computed.
using Work = std::function<Values()>;

Values as_values(Features features) {
  return {.values = std::move(features.values)};
}

Clip clip_of(const Json& json) {
  return {json.at("sampleRate"), json.at("channels").get<std::vector<std::vector<float>>>()};
}

/// A clip to features.
Work features_work(const Json& test) {
  const auto front_end = std::make_shared<FrontEnd>(front_end_spec_from_json(test.at("frontEnd")));
  return [front_end, clip = clip_of(test)] { return as_values(front_end->compute(clip)); };
}

/// A clip to the logits of a model file, and the label that they stand for.
Work label_work(const Json& test) {
  const std::filesystem::path path = test.at("model").get<std::string>();
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> content{std::istreambuf_iterator<char>(file), {}};
  const auto bytes = std::as_bytes(std::span(content));
  const ModelFile model = read_model_file(bytes, path.filename().string());
  const auto front_end = std::make_shared<FrontEnd>(audio_front_end(model));
  const auto backend = std::make_shared<OnnxRuntimeBackend>(bytes, model);
  return [front_end, backend, task = model.card.task, clip = clip_of(test)] {
    Values result{.values = backend->logits(front_end->compute(clip))};
    predict(task, result.values);
    return result;
  };
}

/// Ten milliseconds of a stream to the features of the newest frame, which are what is compared.
class Hop {
 public:
  explicit Hop(const Json& test)
      : spec_(front_end_spec_from_json(test.at("frontEnd"))),
        listener_(spec_, decision(test), spec_.sample_rate),
        stream_(spec_, listener_.window_samples()),
        samples_(test.at("channels").at(0).get<std::vector<float>>()),
        hop_(test.at("hop")) {
    listener_.push(std::span(samples_).first(samples_.size() - hop_), [](const StreamWindow&) {});
    position_ = samples_.size() - hop_;
  }

  Values operator()() {
    const auto block = std::span(samples_).subspan(position_, hop_);
    position_ = position_ + 2 * hop_ <= samples_.size() ? position_ + hop_ : 0;
    Values newest;
    listener_.push(block, [&](const StreamWindow& window) {
      const Features& features = stream_.compute(window.samples, window.end);
      const auto frames = static_cast<std::size_t>(features.frames);
      for (std::size_t at = frames - 1; at < features.size(); at += frames) {
        newest.values.push_back(features.values[at]);
      }
    });
    return newest;
  }

 private:
  static DecisionSpec decision(const Json& test) {
    DecisionSpec spec;
    spec.hop_seconds = test.at("hop").get<double>() / test.at("sampleRate").get<double>();
    return spec;
  }

  FrontEndSpec spec_;
  Listener listener_;
  FeatureStream stream_;
  std::vector<float> samples_;
  std::size_t hop_;
  std::size_t position_ = 0;
};

Work work_of(const Json& test) {
  const std::string kind = test.at("kind");
  if (kind == "label") return label_work(test);
  if (kind == "arithmetic") return [] { return Values{.values = {multiply_and_add()}}; };
  if (kind == "hop") {
    return [hop = std::make_shared<Hop>(test)] { return (*hop)(); };
  }
  return features_work(test);
}

class Earshot : public Contender {
 public:
  std::string version() const override { return EARSHOT_VERSION; }

  bool prepare(const Json& test) override {
    work_.insert_or_assign(test.at("name"), work_of(test));
    return true;
  }

  void run(const std::string& name) override { result_ = work_.at(name)(); }
  Values result(const std::string&) const override { return result_; }

 private:
  std::map<std::string, Work> work_;
  Values result_;
};

}  // namespace
}  // namespace earshot::bench

int main() {
  earshot::bench::Earshot contender;
  return earshot::bench::serve(contender);
}
