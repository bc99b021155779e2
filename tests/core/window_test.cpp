#include "features/window.h"

#include <gtest/gtest.h>

namespace earshot {
namespace {

using Window = StftSpec::Window;

void expect_near(const std::vector<double>& got, const std::vector<double>& wanted) {
  ASSERT_EQ(got.size(), wanted.size());
  for (std::size_t i = 0; i < got.size(); ++i) EXPECT_NEAR(got[i], wanted[i], 1e-15);
}

TEST(Window, IsThatOfScipy) {
  expect_near(make_window(Window::hann, 4, true), {0.0, 0.5, 1.0, 0.5});
  expect_near(make_window(Window::hann, 5, false), {0.0, 0.5, 1.0, 0.5, 0.0});
  expect_near(make_window(Window::hamming, 4, true), {0.08, 0.54, 1.0, 0.54});
  expect_near(make_window(Window::hamming, 3, false), {0.08, 1.0, 0.08});
  expect_near(make_window(Window::rectangular, 2, true), {1.0, 1.0});
}

TEST(Window, OfOneSampleIsFinite) {
  expect_near(make_window(Window::hann, 1, false), {1.0});
  expect_near(make_window(Window::hann, 1, true), {0.0});
}

}  // namespace
}  // namespace earshot
