#include "experiment/search_space.h"

#include <gmock/gmock.h>

#include <cmath>

#include "error.h"

namespace earshot {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Ge;
using testing::HasSubstr;
using testing::Le;

std::string complaint(const auto& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "no complaint";
}

TEST(SearchSpace, KeepsValuesAsTheyWereWritten) {
  const SearchRange range =
      parse_grid_range(R"(a.b=[1e-5, 'x', "é, ]", { kind = "adam", beta1 = 0.9 }, [1,[2, 3]], true])");
  EXPECT_EQ(range.key, "a.b");
  EXPECT_THAT(range.values, ElementsAre("1e-5", "'x'", "\"é, ]\"", R"({ kind = "adam", beta1 = 0.9 })",
                                        "[1,[2, 3]]", "true"));
}

TEST(SearchSpace, CombinesEveryValueOfAGrid) {
  const auto trials = grid_trials({parse_grid_range("a=[1, 2]"), parse_grid_range("b=['x', 'y', 'z']")});
  ASSERT_EQ(trials.size(), 6u);
  EXPECT_EQ(trials[0][0].value + trials[0][1].value, "1'x'");
  EXPECT_EQ(trials[1][0].value + trials[1][1].value, "1'y'");
  EXPECT_EQ(trials[5][0].value + trials[5][1].value, "2'z'");
}

TEST(SearchSpace, DrawsFromListsAndIntervals) {
  const std::vector ranges = {parse_random_range("rate={ low = 1e-4, high = 1e-2, log = true }"),
                              parse_random_range("width={ low = 2, high = 4 }"),
                              parse_random_range("kind=['a', 'b']")};
  const auto trials = random_trials(ranges, 200, 1);
  int below_middle = 0;
  std::map<std::string, int> widths;
  std::map<std::string, int> kinds;
  for (const auto& trial : trials) {
    const double rate = std::stod(trial[0].value);
    EXPECT_THAT(rate, AllOf(Ge(1e-4), Le(1e-2)));
    below_middle += rate < 1e-3;
    ++widths[trial[1].value];
    ++kinds[trial[2].value];
  }
  EXPECT_NEAR(below_middle, 100, 40) << "1e-3 is the middle of the factors";
  EXPECT_THAT(widths, ElementsAre(testing::Pair("2", Ge(30)), testing::Pair("3", Ge(30)),
                                  testing::Pair("4", Ge(30))));
  EXPECT_THAT(kinds, ElementsAre(testing::Pair("'a'", Ge(50)), testing::Pair("'b'", Ge(50))));
}

TEST(SearchSpace, DrawsTheSameAndMoreWhenAskedForMore) {
  const std::vector ranges = {parse_random_range("x={ low = 0.0, high = 1.0 }")};
  const auto few = random_trials(ranges, 3, 7);
  const auto more = random_trials(ranges, 5, 7);
  for (std::size_t i = 0; i < few.size(); ++i) EXPECT_EQ(few[i][0].value, more[i][0].value);
  EXPECT_NE(random_trials(ranges, 1, 8)[0][0].value, few[0][0].value);
}

TEST(SearchSpace, RefusesWhatGivesNothingToTry) {
  EXPECT_THAT(complaint([] { parse_grid_range("a.b=4"); }), HasSubstr("a.b=4: must give a list of values"));
  EXPECT_THAT(complaint([] { parse_grid_range("a.b=[]"); }), HasSubstr("list of values is empty"));
  EXPECT_THAT(complaint([] { parse_grid_range("a.b=[1,"); }), HasSubstr("a.b = [1,: the value is not TOML"));
  EXPECT_THAT(complaint([] { parse_random_range("a=1"); }), HasSubstr("or an interval"));
  EXPECT_THAT(complaint([] { parse_random_range("a={ low = 2, high = 1 }"); }),
              HasSubstr("high: must be above low"));
  EXPECT_THAT(complaint([] { parse_random_range("a={ low = 0, high = 1, log = true }"); }),
              HasSubstr("low: must be above 0"));
  EXPECT_THAT(complaint([] { parse_random_range("a={ low = 0, top = 1 }"); }), HasSubstr("high: is missing"));
}

}  // namespace
}  // namespace earshot
