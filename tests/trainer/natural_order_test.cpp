#include "data/natural_order.h"

#include <gtest/gtest.h>

namespace earshot {
namespace {

TEST(NaturalOrder, ComparesNumbersByValue) {
  EXPECT_TRUE(natural_less("take 9", "take 10"));
  EXPECT_FALSE(natural_less("take 10", "take 9"));
  EXPECT_TRUE(natural_less("a", "b"));
  EXPECT_TRUE(natural_less("a", "ab"));
  EXPECT_TRUE(natural_less("07", "7"));
  EXPECT_FALSE(natural_less("7", "7"));
  EXPECT_TRUE(natural_less("2_01_3", "10_01_3"));
}

}  // namespace
}  // namespace earshot
