#include "export/export_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <sstream>

#include "data/files.h"
#include "error.h"
#include "export/onnx_writer.h"
#include "features/front_end.h"
#include "inference/onnx_runtime_backend.h"
#include "model/model_file.h"

namespace earshot {
namespace {

/// As kExportTolerance is meant.
float difference(std::span<const float> expected, std::span<const float> logits) {
  float largest = 0.0f;
  float scale = 1.0f;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    // A NaN must not pass as no difference.
    if (!std::isfinite(logits[i])) return std::numeric_limits<float>::infinity();
    largest = std::max(largest, std::abs(expected[i] - logits[i]));
    scale = std::max(scale, std::abs(expected[i]));
  }
  return largest / scale;
}

/// Several at a time, as they are trained: LibTorch may compute one alone in another way.
ExportReport compare(const Network& network, const Examples& examples, std::size_t most_examples,
                     Backend& backend) {
  constexpr std::size_t kBatch = 64;
  const auto size = static_cast<std::size_t>(element_count(network.spec().input));
  const auto width = static_cast<std::size_t>(network.spec().logit_count());
  ExportReport report;
  report.examples = std::min(most_examples, examples.size());
  Features features;
  features.values.resize(size);
  for (std::size_t begin = 0; begin < report.examples; begin += kBatch) {
    const std::size_t count = std::min(kBatch, report.examples - begin);
    std::vector<float> batch(count * size);
    for (std::size_t i = 0; i < count; ++i) {
      examples.read((begin + i) * examples.size() / report.examples, 0,
                    std::span(batch).subspan(i * size, size));
    }
    const std::vector<float> expected = network.logits(batch);
    for (std::size_t i = 0; i < count; ++i) {
      std::ranges::copy(std::span(batch).subspan(i * size, size), features.values.begin());
      report.largest_difference =
          std::max(report.largest_difference,
                   difference(std::span(expected).subspan(i * width, width), backend.logits(features)));
    }
  }
  return report;
}

}  // namespace

float difference_of_runtimes(const Network& network, ModelCard card, const Examples& examples,
                             std::size_t most_examples) {
  card.input_shape = network.spec().input;
  card.parameter_count = network.parameter_count();
  card.self_check.logits.resize(static_cast<std::size_t>(network.spec().logit_count()));
  const std::vector<std::byte> bytes = write_onnx(network.graph(), card);
  OnnxRuntimeBackend backend(bytes, read_model_file(bytes, card.name));
  return compare(network, examples, most_examples, backend).largest_difference;
}

ExportReport export_model(const std::filesystem::path& path, const Network& network, ModelCard card,
                          const Examples& examples, std::size_t most_examples) {
  card.input_shape = network.spec().input;
  card.parameter_count = network.parameter_count();
  std::optional<Features> signal;  // of the self-check, which models of sound have
  if (card.front_end) {
    signal =
        FrontEnd(*card.front_end).compute(self_check_signal(card.self_check, card.front_end->sample_rate));
    card.self_check.logits = network.logits(signal->values);
  }

  const std::vector<std::byte> bytes = write_onnx(network.graph(), card);
  const ModelFile model = read_model_file(bytes, path.filename().string());
  OnnxRuntimeBackend backend(bytes, model);
  ExportReport report = compare(network, examples, most_examples, backend);
  if (signal) {
    report.largest_difference =
        std::max(report.largest_difference, difference(card.self_check.logits, backend.logits(*signal)));
  }
  if (report.largest_difference > kExportTolerance) {
    std::ostringstream message;
    message << path.string() << ": is not written, for ONNX Runtime's logits differ from LibTorch's by "
            << report.largest_difference << " (allowed: " << kExportTolerance << ")";
    throw Error(message.str());
  }
  write_file(path, bytes);
  report.card = model.card;
  return report;
}

}  // namespace earshot
