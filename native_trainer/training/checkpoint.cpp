#include "training/checkpoint.h"

#include <torch/serialize.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "data/files.h"
#include "error.h"

namespace earshot {
namespace {

nlohmann::json to_json(const History& history) {
  nlohmann::json json = nlohmann::json::array();
  for (const EpochRecord& record : history) {
    nlohmann::json row = {{"epoch", record.epoch},
                          {"training_loss", record.training_loss},
                          {"learning_rate", record.learning_rate},
                          {"seconds", record.seconds},
                          {"examples_per_second", record.examples_per_second}};
    if (record.training_accuracy) row["training_accuracy"] = *record.training_accuracy;
    if (record.validation_loss) row["validation_loss"] = *record.validation_loss;
    if (record.validation_accuracy) row["validation_accuracy"] = *record.validation_accuracy;
    json.push_back(std::move(row));
  }
  return json;
}

History history_from_json(const nlohmann::json& json) {
  History history;
  for (const nlohmann::json& row : json) {
    EpochRecord record;
    record.epoch = row.at("epoch").get<long>();
    record.training_loss = row.at("training_loss").get<double>();
    record.learning_rate = row.at("learning_rate").get<double>();
    record.seconds = row.at("seconds").get<double>();
    record.examples_per_second = row.at("examples_per_second").get<double>();
    if (row.contains("training_accuracy")) record.training_accuracy = row["training_accuracy"].get<double>();
    if (row.contains("validation_loss")) record.validation_loss = row["validation_loss"].get<double>();
    if (row.contains("validation_accuracy"))
      record.validation_accuracy = row["validation_accuracy"].get<double>();
    history.push_back(record);
  }
  return history;
}

void save_weights(torch::serialize::OutputArchive& archive, const std::string& name, const Weights& weights) {
  torch::serialize::OutputArchive part;
  part.write("count", torch::IValue(static_cast<std::int64_t>(weights.size())));
  for (std::size_t i = 0; i < weights.size(); ++i) part.write(std::to_string(i), weights[i].detach(), true);
  archive.write(name, part);
}

Weights load_weights(torch::serialize::InputArchive& archive, const std::string& name) {
  torch::serialize::InputArchive part;
  archive.read(name, part);
  torch::IValue count;
  part.read("count", count);
  Weights weights(static_cast<std::size_t>(count.toInt()));
  for (std::size_t i = 0; i < weights.size(); ++i) part.read(std::to_string(i), weights[i], true);
  return weights;
}

bool same_shapes(const Weights& a, const Weights& b) {
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) { return x.sizes() == y.sizes(); });
}

[[noreturn]] void fail_as_damaged(const std::filesystem::path& path) {
  throw Error(path.string() + ": is not a checkpoint, or a damaged one; delete it to begin the run anew");
}

}  // namespace

void save_checkpoint(const TrainingState& state, const std::filesystem::path& path) {
  torch::serialize::OutputArchive archive;
  save_weights(archive, "weights", state.weights);
  save_weights(archive, "average", state.average);
  save_weights(archive, "best", state.best);
  archive.write("best_epoch", torch::IValue(static_cast<std::int64_t>(state.best_epoch)));
  archive.write("history", torch::IValue(to_json(state.history).dump()));
  torch::serialize::OutputArchive optimizer;
  state.optimizer.save(optimizer);
  archive.write("optimizer", optimizer);
  std::ostringstream bytes;
  archive.save_to(bytes);
  write_file(path, bytes.view());
}

void load_checkpoint(TrainingState& state, const std::filesystem::path& path) {
  const std::vector<std::byte> bytes = read_file(path);
  try {
    torch::serialize::InputArchive archive;
    archive.load_from(reinterpret_cast<const char*>(bytes.data()), bytes.size(),
                      state.weights.front().device());
    const Weights weights = load_weights(archive, "weights");
    const Weights average = load_weights(archive, "average");
    const Weights best = load_weights(archive, "best");
    if (!same_shapes(weights, state.weights) || average.size() != state.average.size()) {
      throw Error(path.string() +
                  ": is the checkpoint of another network; resume with the recipe that began the run");
    }
    torch::IValue best_epoch, history;
    archive.read("best_epoch", best_epoch);
    archive.read("history", history);
    torch::serialize::InputArchive optimizer;
    archive.read("optimizer", optimizer);
    state.optimizer.load(optimizer);
    state.best = best;
    state.best_epoch = best_epoch.toInt();
    state.history = history_from_json(nlohmann::json::parse(history.toStringRef()));
    assign(state.weights, weights);
    assign(state.average, average);
  } catch (const c10::Error&) {
    fail_as_damaged(path);
  } catch (const nlohmann::json::exception&) {  // a history of another version
    fail_as_damaged(path);
  }
}

}  // namespace earshot
