#include "message.h"

#include <gtest/gtest.h>

namespace earshot {
namespace {

TEST(Message, ShowsTextsAsTheyAre) {
  EXPECT_EQ(message("is \"{}\", not {}", std::string("a {} b"), "c"), "is \"a {} b\", not c");
}

TEST(Message, ShowsNumbersInTheFewestDigits) {
  EXPECT_EQ(message("{} {} {} {} {}", 0.0, 8000.0, -0.5, 0.1, 1e300), "0 8000 -0.5 0.1 1e+300");
  EXPECT_EQ(message("{} {}", -3, std::int64_t{1'000'000'000'000}), "-3 1000000000000");
}

TEST(Message, MayHaveNoValues) {
  EXPECT_EQ(message("as it is"), "as it is");
}

}  // namespace
}  // namespace earshot
