#include "features/filter_bank.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace earshot {
namespace {

TEST(MelScale, HasItsFixedPoints) {
  EXPECT_DOUBLE_EQ(hz_to_mel(1000.0, MelSpec::Scale::slaney), 15.0);
  EXPECT_NEAR(hz_to_mel(6400.0, MelSpec::Scale::slaney), 42.0, 1e-12);
  EXPECT_NEAR(hz_to_mel(1000.0, MelSpec::Scale::htk), 999.9855, 1e-4);
  for (const auto scale : {MelSpec::Scale::slaney, MelSpec::Scale::htk}) {
    for (const double hz : {0.0, 100.0, 999.9, 1000.0, 8000.0}) {
      EXPECT_NEAR(mel_to_hz(hz_to_mel(hz, scale), scale), hz, 1e-9);
    }
  }
}

TEST(FilterBank, KeepsTheRunOfEveryBand) {
  const std::vector<double> weights = {0, 1, 2, 0, 0,   // a run
                                       0, 0, 0, 0, 0,   // an empty band
                                       3, 0, 4, 0, 5};  // zeros within a run
  const FilterBank bank(3, 5, weights);
  EXPECT_EQ(bank.dense(), weights);
  EXPECT_EQ(bank.runs()[0].first_bin, 1u);
  EXPECT_EQ(bank.runs()[0].length, 2u);
  EXPECT_EQ(bank.runs()[1].length, 0u);
  EXPECT_EQ(bank.runs()[2].length, 5u);
}

TEST(MelFilterBank, SlaneyTrianglesHaveUnitArea) {
  const MelSpec spec{.bands = 20, .low_hz = 100.0, .high_hz = 7000.0};
  const FilterBank bank = mel_filter_bank(spec, 16000, 4096);
  const std::vector<double> dense = bank.dense();
  for (int band = 0; band < bank.bands(); ++band) {
    double area = 0.0;
    for (int bin = 0; bin < bank.bins(); ++bin)
      area += dense[static_cast<std::size_t>(band * bank.bins() + bin)];
    EXPECT_NEAR(area * 16000 / 4096, 1.0, 0.01) << band;
  }
}

TEST(MelFilterBank, TrianglesWithoutNormPeakAtOneAndSumToOne) {
  const MelSpec spec{.bands = 10, .low_hz = 0.0, .high_hz = 4000.0, .norm = MelSpec::Norm::none};
  const FilterBank bank = mel_filter_bank(spec, 8000, 8192);
  const std::vector<double> dense = bank.dense();
  EXPECT_NEAR(*std::ranges::max_element(dense), 1.0, 0.02);
  const auto bins = static_cast<std::size_t>(bank.bins());
  for (std::size_t bin = 500; bin < 3000; ++bin) {  // between the first center and the last
    double sum = 0.0;
    for (std::size_t band = 0; band < 10; ++band) sum += dense[band * bins + bin];
    EXPECT_NEAR(sum, 1.0, 1e-6) << bin;
  }
}

TEST(MelFilterBank, MayHaveEmptyBands) {
  const FilterBank bank = mel_filter_bank({.bands = 128, .high_hz = 11025.0}, 22050, 256);
  EXPECT_GT(std::ranges::count(bank.runs(), 0u, &FilterBank::Run::length), 0);
}

TEST(PsfFilterBank, HasCornersOnBins) {
  const FilterBank bank = psf_filter_bank({.bands = 26, .low_hz = 0.0, .high_hz = 4000.0}, 8000, 256);
  const std::vector<double> dense = bank.dense();
  const auto weight = [&](std::size_t band, std::size_t bin) { return dense[band * 129 + bin]; };
  EXPECT_EQ(std::ranges::count(dense, 1.0), 26);
  for (std::size_t band = 0; band + 1 < 26; ++band) {
    // Where a filter peaks, the next one begins.
    std::size_t peak = 0;
    while (weight(band, peak) != 1.0) ++peak;
    EXPECT_EQ(weight(band + 1, peak), 0.0);
    EXPECT_GT(weight(band + 1, peak + 1), 0.0);
  }
}

}  // namespace
}  // namespace earshot
