#include "base64.h"

#include <gtest/gtest.h>

namespace earshot {
namespace {

std::string encoded(std::string_view text) {
  return to_base64(std::as_bytes(std::span(text)));
}

TEST(Base64, GivesTheTestVectorsOfRfc4648) {
  EXPECT_EQ(encoded(""), "");
  EXPECT_EQ(encoded("f"), "Zg==");
  EXPECT_EQ(encoded("fo"), "Zm8=");
  EXPECT_EQ(encoded("foo"), "Zm9v");
  EXPECT_EQ(encoded("foob"), "Zm9vYg==");
  EXPECT_EQ(encoded("fooba"), "Zm9vYmE=");
  EXPECT_EQ(encoded("foobar"), "Zm9vYmFy");
}

TEST(Base64, SurvivesTheRoundTrip) {
  std::vector<std::byte> bytes;
  for (int i = 0; i < 256; ++i) {
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
    bytes.push_back(static_cast<std::byte>(i));
  }
}

TEST(Base64, RefusesWhatIsNoSuchText) {
  for (const char* text : {"Zg", "Zg=", "Z===", "Zg==Zg==", "Zm9*", "====", "Zm 9"})
    EXPECT_FALSE(from_base64(text)) << text;
}

}  // namespace
}  // namespace earshot
