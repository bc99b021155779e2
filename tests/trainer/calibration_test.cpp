#include "report/calibration.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "model/temperature.h"
#include "report/interval.h"

namespace earshot {
namespace {

TEST(Calibration, IsPerfectWhenProbabilitiesAreShares) {
  Calibration calibration;
  for (int i = 0; i < 100; ++i) calibration.add(0.8, i < 80);
  EXPECT_NEAR(calibration.error(), 0.0, 1e-12);
}

TEST(Calibration, ErrorIsTheMeanDistanceOfBins) {
  Calibration calibration;
  for (int i = 0; i < 30; ++i) calibration.add(0.9, i < 15);  // 0.4 off
  for (int i = 0; i < 10; ++i) calibration.add(0.5, i < 5);   // right
  EXPECT_NEAR(calibration.error(), 0.3, 1e-12);
  EXPECT_EQ(Calibration().error(), 0.0);
}

TEST(Calibration, OfPartsIsThatOfTheWhole) {
  Calibration whole;
  Calibration parts[2];
  for (int i = 0; i < 50; ++i) {
    whole.add(i / 49.0, i % 3 == 0);
    parts[i % 2].add(i / 49.0, i % 3 == 0);
  }
  parts[0].add(parts[1]);
  EXPECT_NEAR(parts[0].error(), whole.error(), 1e-12);
  EXPECT_NEAR(nlohmann::json(whole).get<Calibration>().error(), whole.error(), 1e-12);
}

TEST(Temperature, IsThatWhichTheLogitsWereMadeWith) {
  // Two labels whose true log odds are those of the logits divided by 2.5.
  std::vector<float> logits;
  std::vector<float> targets;
  for (const double log_odds : {0.0, 0.5, 1.0, 2.0, 3.0}) {
    const auto first = static_cast<int>(std::lround(1000.0 / (1.0 + std::exp(-log_odds))));
    for (int i = 0; i < 1000; ++i) {
      logits.insert(logits.end(), {static_cast<float>(2.5 * log_odds), 0.0f});
      targets.push_back(i < first ? 0.0f : 1.0f);
    }
  }
  EXPECT_NEAR(fit_temperature(logits, targets), 2.5, 0.01);
}

TEST(Temperature, OfAFaultlessModelIsTheLeast) {
  EXPECT_NEAR(fit_temperature(std::vector{3.0f, 0.0f, 0.0f, 3.0f}, std::vector{0.0f, 1.0f}), 0.1, 1e-3);
}

TEST(WilsonInterval, IsThatOfTheTextbook) {
  // Agresti and Coull 1998: 0 of 10 gives [0, 0.278]; 5 of 10 gives [0.237, 0.763].
  EXPECT_NEAR(wilson_interval(0, 10).first, 0.0, 1e-12);
  EXPECT_NEAR(wilson_interval(0, 10).second, 0.2775, 1e-4);
  EXPECT_NEAR(wilson_interval(5, 10).first, 0.2366, 1e-4);
  EXPECT_NEAR(wilson_interval(5, 10).second, 0.7634, 1e-4);
  EXPECT_EQ(wilson_interval(0, 0), (std::pair{0.0, 1.0}));
}

}  // namespace
}  // namespace earshot
