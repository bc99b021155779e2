#include "ui/axis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "ui/feature_grid.h"
#include "ui/number_text.h"

namespace earshot {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> labels_of(const std::vector<Tick>& ticks) {
  std::vector<std::string> labels;
  for (const Tick& tick : ticks) labels.push_back(tick.label);
  return labels;
}

FeatureGrid grid_of(FeatureGrid::Scale scale, int bands, double low_hz, double high_hz) {
  FeatureGrid grid;
  grid.scale = scale;
  grid.bands = bands;
  grid.low_hz = low_hz;
  grid.high_hz = high_hz;
  return grid;
}

TEST(RoundTicks, AreRoundNumbers) {
  EXPECT_THAT(labels_of(round_ticks(0.0, 1.0, 5)), ElementsAre("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"));
  EXPECT_THAT(labels_of(round_ticks(-83.0, 3.0, 5)),
              ElementsAre("\u221280", "\u221260", "\u221240", "\u221220", "0"));
  EXPECT_THAT(labels_of(round_ticks(0.0, 0.3, 3)), ElementsAre("0.0", "0.1", "0.2", "0.3"));
}

TEST(RoundTicks, LieWhereTheirNumbersAre) {
  const std::vector<Tick> ticks = round_ticks(-1.0, 3.0, 4);
  ASSERT_EQ(ticks.size(), 5u);
  for (std::size_t i = 0; i < ticks.size(); ++i)
    EXPECT_NEAR(ticks[i].place, 0.25 * static_cast<double>(i), 1e-12);
}

TEST(RoundTicks, AreNoneOnAnEmptyRange) {
  EXPECT_THAT(round_ticks(1.0, 1.0, 5), IsEmpty());
  EXPECT_THAT(round_ticks(2.0, 1.0, 5), IsEmpty());
  EXPECT_THAT(round_ticks(0.0, std::numeric_limits<double>::infinity(), 5), IsEmpty());
  EXPECT_THAT(round_ticks(std::numeric_limits<double>::quiet_NaN(), 1.0, 5), IsEmpty());
  EXPECT_THAT(round_ticks(0.0, 1.0, 0), IsEmpty());
}

TEST(BandTicks, AreOctavesOnMelScales) {
  const FeatureGrid grid = grid_of(FeatureGrid::Scale::mel_slaney, 128, 0.0, 11025.0);
  EXPECT_THAT(labels_of(band_ticks(grid, 0.05)),
              ElementsAre("250 Hz", "500 Hz", "1 kHz", "2 kHz", "4 kHz", "8 kHz"));
}

TEST(BandTicks, KeepTheirDistance) {
  for (const FeatureGrid::Scale scale : {FeatureGrid::Scale::mel_slaney, FeatureGrid::Scale::mel_htk,
                                         FeatureGrid::Scale::linear, FeatureGrid::Scale::coefficients}) {
    for (const double distance : {0.02, 0.1, 0.3}) {
      const std::vector<Tick> ticks = band_ticks(grid_of(scale, 40, 20.0, 8000.0), distance);
      ASSERT_FALSE(ticks.empty());
      for (const Tick& tick : ticks) {
        EXPECT_GE(tick.place, 0.0);
        EXPECT_LE(tick.place, 1.0);
      }
      for (std::size_t i = 1; i < ticks.size(); ++i) {
        EXPECT_GE(ticks[i].place - ticks[i - 1].place, 0.97 * distance);
      }
    }
  }
}

TEST(BandTicks, NumberBandsThatAreNoFrequencies) {
  EXPECT_THAT(labels_of(band_ticks(grid_of(FeatureGrid::Scale::coefficients, 13, 0.0, 0.0), 0.15)),
              ElementsAre("0", "2", "4", "6", "8", "10", "12"));
}

TEST(BandText, NamesCentersAndNumbers) {
  EXPECT_EQ(band_text(grid_of(FeatureGrid::Scale::mel_slaney, 4, 0.0, 4000.0), 1), "938 Hz");
  EXPECT_EQ(band_text(grid_of(FeatureGrid::Scale::linear, 5, 0.0, 4000.0), 4), "4.00 kHz");
  EXPECT_EQ(band_text(grid_of(FeatureGrid::Scale::coefficients, 13, 0.0, 0.0), 3), "coefficient 3");
  EXPECT_EQ(band_text(grid_of(FeatureGrid::Scale::samples, 1, 0.0, 0.0), 0), "");
}

TEST(FeatureGrid, PutsMelBandsAtTheirCenters) {
  // By hand: 4000 Hz are 15 + 27 ln 4 / ln 6.4 = 35.164 mel; multiples of a fifth of that are 468.9 and 937.7
  // Hz on the linear part (200 / 3 Hz a mel), 1520.9 and 2466.5 Hz on the logarithmic one.
  const double centers[] = {468.9, 937.7, 1520.9, 2466.5};
  const FeatureGrid grid = grid_of(FeatureGrid::Scale::mel_slaney, 4, 0.0, 4000.0);
  for (int band = 0; band < 4; ++band) {
    EXPECT_NEAR(frequency_at(grid, (band + 0.5) / 4.0) / centers[band], 1.0, 2e-4) << band;
  }
}

TEST(FeatureGrid, PutsBinsAtTheirFrequencies) {
  const FeatureGrid grid = grid_of(FeatureGrid::Scale::linear, 5, 0.0, 4000.0);
  for (int bin = 0; bin < 5; ++bin) EXPECT_NEAR(frequency_at(grid, (bin + 0.5) / 5.0), 1000.0 * bin, 1e-9);
}

TEST(FeatureGrid, FindsFrequenciesAgain) {
  for (const FeatureGrid::Scale scale :
       {FeatureGrid::Scale::mel_slaney, FeatureGrid::Scale::mel_htk, FeatureGrid::Scale::linear}) {
    const FeatureGrid grid = grid_of(scale, 40, 50.0, 7600.0);
    for (const double hz : {60.0, 440.0, 999.0, 1001.0, 7000.0}) {
      EXPECT_NEAR(frequency_at(grid, height_of(grid, hz)), hz, 1e-6 * hz);
    }
  }
}

TEST(NumberText, HasARealMinusAndNoNegativeZero) {
  EXPECT_EQ(number_text(-12.34, 1), "\u221212.3");
  EXPECT_EQ(number_text(-0.001, 1), "0.0");
  EXPECT_EQ(number_text(3.0, 0), "3");
}

TEST(ShortNumberText, HasNoDecimalsThatSayNothing) {
  EXPECT_EQ(short_number_text(8.0), "8");
  EXPECT_EQ(short_number_text(22.05), "22.05");
}

TEST(FrequencyText, ChoosesTheUnit) {
  EXPECT_EQ(frequency_text(440.0), "440 Hz");
  EXPECT_EQ(frequency_text(1250.0), "1.25 kHz");
}

}  // namespace
}  // namespace earshot
