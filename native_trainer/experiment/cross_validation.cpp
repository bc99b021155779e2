#include "experiment/cross_validation.h"

#include <algorithm>
#include <format>
#include <nlohmann/json.hpp>
#include <utility>

#include "report/metrics_text.h"
#include "report/text_table.h"

namespace earshot {
namespace {

Metrics pool_all(const std::vector<FoldResult>& results) {
  std::vector<Metrics> parts;
  for (const FoldResult& result : results) parts.push_back(result.test);
  return pool(parts);
}

/// The mean accuracy of the results with the same value of `field`, in the order of their first appearance.
template <typename Value>
std::vector<double> mean_accuracies(const std::vector<FoldResult>& results, const Value FoldResult::* field) {
  std::vector<Value> values;
  for (const FoldResult& result : results) {
    if (!std::ranges::contains(values, result.*field)) values.push_back(result.*field);
  }
  std::vector<double> means;
  for (const Value& value : values) {
    std::vector<double> accuracies;
    for (const FoldResult& result : results) {
      if (result.*field == value) accuracies.push_back(result.test.accuracy());
    }
    means.push_back(spread_of(accuracies).mean);
  }
  return means;
}

std::string to_text(const Spread& spread) {
  return std::format("{}, standard deviation {}", percent(spread.mean), percent(spread.deviation));
}

}  // namespace

CrossValidation::CrossValidation(std::vector<FoldResult> results)
    : results_(std::move(results)),
      pooled_(pool_all(results_)),
      fold_accuracies_(mean_accuracies(results_, &FoldResult::fold)),
      seed_accuracies_(mean_accuracies(results_, &FoldResult::seed)) {
  for (const FoldResult& result : results_) {
    auto fold = std::ranges::find(folds_, result.fold, &Metrics::Group::name);
    if (fold == folds_.end()) fold = folds_.insert(fold, {.name = result.fold});
    fold->clips += result.test.all.clips;
    fold->correct += result.test.all.correct;
  }
}

std::string to_text(const CrossValidation& validation) {
  TextTable table({"fold", "seed", "clips", "loss", "accuracy"});
  for (const FoldResult& result : validation.results()) {
    table.add({result.fold, std::to_string(result.seed), std::to_string(result.test.all.clips),
               std::format("{:.4f}", result.test.loss), percent(result.test.accuracy())});
  }
  std::string text = table.text();
  text += std::format("\nover {} folds  {}\n", validation.folds().size(), to_text(validation.over_folds()));
  if (validation.seed_count() > 1) {
    text += std::format("over {} seeds  {}\n", validation.seed_count(), to_text(validation.over_seeds()));
  }
  return text + "\nAll folds together\n" + to_text(validation.pooled());
}

nlohmann::json to_json(const CrossValidation& validation) {
  nlohmann::json runs = nlohmann::json::array();
  for (const FoldResult& result : validation.results()) {
    runs.push_back({{"fold", result.fold},
                    {"seed", result.seed},
                    {"clips", result.test.all.clips},
                    {"accuracy", result.test.accuracy()},
                    {"loss", result.test.loss},
                    {"run", result.run.string()}});
  }
  return {{"accuracy_over_folds", to_json(validation.over_folds())},
          {"accuracy_over_seeds", to_json(validation.over_seeds())},
          {"runs", runs},
          {"pooled", to_json(validation.pooled())}};
}

}  // namespace earshot
