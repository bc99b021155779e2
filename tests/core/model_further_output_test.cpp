#include "model/further_output.h"

#include <gtest/gtest.h>

#include "core/model_fixture.h"

namespace earshot {
namespace {

std::string text_of(const std::vector<std::byte>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

TEST(FurtherOutput, IsAGraphWithOneOutputOfFloats) {
  const auto expected = [](const std::string& name) {
    const auto type = MessageWriter().bytes(1, MessageWriter().number(1, 1).text()).text();
    const auto value = MessageWriter().bytes(1, name).bytes(2, type).text();
    return MessageWriter().bytes(7, MessageWriter().bytes(12, value).text()).text();
  };
  EXPECT_EQ(text_of(further_output("10.pool")), expected("10.pool"));
  // Lengths of more than one byte.
  const std::string long_name(300, 'n');
  EXPECT_EQ(text_of(further_output(long_name)), expected(long_name));
}

}  // namespace
}  // namespace earshot
