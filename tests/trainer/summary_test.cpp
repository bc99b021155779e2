#include "network/summary.h"

#include <gmock/gmock.h>

#include "network/network.h"
#include "recipe/recipe.h"

namespace earshot {
namespace {

/// A recipe of `front_end` and `layers`.
NetworkSpec network_of(const std::string& front_end, const std::string& input, const std::string& layers) {
  return parse_recipe("name = 'net'\n[data]\n[front_end]\n" + front_end + "\n[network]\ninput = '" + input +
                          "'\nlayers = [" + layers + "]\n[training]\nepochs = 1\n",
                      "r.toml")
      .network;
}

struct Totals {
  std::int64_t parameters = 0;
  std::int64_t statistics = 0;
};

Totals totals(const NetworkSpec& spec) {
  Totals totals;
  for (const LayerSummary& layer : describe_network(spec)) {
    totals.parameters += layer.parameters;
    totals.statistics += layer.statistics;
  }
  EXPECT_EQ(totals.parameters, Network(spec, 1).parameter_count());
  return totals;
}

std::string output_of(const NetworkSpec& spec, const std::string& name) {
  for (const LayerSummary& layer : describe_network(spec)) {
    if (layer.name == name) return to_string(layer.output);
  }
  return "there is no layer " + name;
}

constexpr const char* kMel = "kind = 'mel'\nfit = { samples = 22050 }";
constexpr const char* kLongMel = "kind = 'mel'\nfit = { samples = 110250 }";
constexpr const char* kWaveform = "sample_rate = 8000\nkind = 'waveform'\nfit = { samples = 6000 }";

TEST(Summary, OfEightConvolutionsOverMelBands) {
  const NetworkSpec spec = network_of(
      kMel, "1d",
      "{ kind = 'repeat', times = 8, layers = [{ kind = 'conv1d', channels = 16, kernel = 5, activation = "
      "'relu' }] }, { kind = 'mean_over_time' }, { kind = 'linear', units = 10 }");
  EXPECT_EQ(totals(spec).parameters, 19'498);
  EXPECT_EQ(describe_network(spec).size(), 18u);
  EXPECT_EQ(output_of(spec, "1.conv1d"), "16 x 40");
  EXPECT_EQ(output_of(spec, "16.relu"), "16 x 12");
}

TEST(Summary, OfTheWaveformNetwork) {
  std::string layers;
  for (const char* channels : {"4", "8", "16", "32"}) {
    layers += "{ kind = 'conv1d', channels = " + std::string(channels) +
              ", kernel = 5, activation = 'relu' }, { kind = 'average_pool', kernel = 2 }, ";
  }
  const NetworkSpec spec = network_of(kWaveform, "1d",
                                      layers +
                                          "{ kind = 'flatten' }, { kind = 'linear', units = 128, activation "
                                          "= 'relu' }, { kind = 'linear', units = 64, activation = 'relu' }, "
                                          "{ kind = 'linear', units = 10 }");
  EXPECT_EQ(output_of(spec, "13.flatten"), "11872");
  EXPECT_EQ(totals(spec).parameters, 1'532'090);
}

TEST(Summary, OfTheEnvironmentalSoundsPerceptron) {
  const NetworkSpec spec =
      network_of(kLongMel, "2d",
                 "{ kind = 'flatten' }, { kind = 'linear', units = 16 }, { kind = 'linear', units = 16 }, "
                 "{ kind = 'linear', units = 10 }");
  EXPECT_EQ(output_of(spec, "1.flatten"), "27648");
  EXPECT_EQ(totals(spec).parameters, 442'826);
}

/// Keras's default padding of a convolution is "valid": none.
std::string environmental_cnn(const std::string& behind_first_pool, const std::string& behind_third_conv) {
  return "{ kind = 'conv2d', channels = 16, kernel = 3, activation = 'relu' }, "
         "{ kind = 'max_pool', kernel = 3, padding = 'same' }, " +
         behind_first_pool +
         "{ kind = 'conv2d', channels = 16, kernel = 3, activation = 'relu' }, "
         "{ kind = 'max_pool', kernel = 2, padding = 'same' }, "
         "{ kind = 'conv2d', channels = 32, kernel = 2, activation = 'relu' }, " +
         behind_third_conv +
         "{ kind = 'flatten' }, { kind = 'linear', units = 32, activation = 'relu' }, "
         "{ kind = 'dropout', probability = 0.5 }, { kind = 'linear', units = 10 }";
}

TEST(Summary, OfTheEnvironmentalSoundsNetwork) {
  const NetworkSpec spec = network_of(kLongMel, "2d", environmental_cnn("", ""));
  EXPECT_EQ(output_of(spec, "1.conv2d"), "16 x 126 x 214");
  EXPECT_EQ(output_of(spec, "3.max_pool"), "16 x 42 x 72");
  EXPECT_EQ(output_of(spec, "6.max_pool"), "16 x 20 x 35");
  EXPECT_EQ(output_of(spec, "9.flatten"), "20672");
  EXPECT_EQ(totals(spec).parameters, 666'426);
}

TEST(Summary, CountsStatisticsApartFromParameters) {
  const NetworkSpec spec =
      network_of(kLongMel, "2d", environmental_cnn("{ kind = 'batch_norm' }, ", "{ kind = 'batch_norm' }, "));
  EXPECT_EQ(totals(spec).parameters, 666'522);
  EXPECT_EQ(totals(spec).parameters + totals(spec).statistics, 666'618);
}

TEST(Summary, ShowsTheLayersInsideAResidual) {
  const NetworkSpec spec =
      network_of(kMel, "1d",
                 "{ kind = 'residual', layers = [{ kind = 'conv1d', channels = 16, kernel = 1 }, { kind = "
                 "'batch_norm' }], "
                 "shortcut = [{ kind = 'conv1d', channels = 16, kernel = 1, bias = false }] }, "
                 "{ kind = 'mean_over_time' }, { kind = 'linear', units = 10 }");
  std::vector<std::string> names;
  for (const LayerSummary& layer : describe_network(spec)) names.push_back(layer.name);
  EXPECT_THAT(names, testing::ElementsAre("1.residual.layers.1.conv1d", "1.residual.layers.2.batch_norm",
                                          "1.residual.shortcut.1.conv1d", "1.residual", "2.mean_over_time",
                                          "3.linear"));
  EXPECT_EQ(totals(spec).parameters, 16 * 128 + 16 + 32 + 16 * 128 + 170);
}

TEST(Summary, OfABroadcastedResidualBlock) {
  const NetworkSpec spec = network_of(
      kMel, "2d",
      "{ kind = 'conv2d', channels = 16, kernel = 5, stride = [2, 1], padding = 2, bias = false }, "
      "{ kind = 'residual', layers = ["
      "{ kind = 'conv2d', channels = 16, kernel = [3, 1], padding = 'same', groups = 16, bias = false }, "
      "{ kind = 'batch_norm', sub_bands = 4 }, "
      "{ kind = 'residual', layers = [{ kind = 'mean_over_bands' }, "
      "{ kind = 'conv2d', channels = 16, kernel = [1, 3], dilation = [1, 2], padding = 'same', groups = 16, "
      "bias = "
      "false }, { kind = 'batch_norm', activation = 'silu' }, { kind = 'conv2d', channels = 16, kernel = 1 "
      "}] }"
      "] }, { kind = 'global_average_pool' }, { kind = 'linear', units = 10 }");
  EXPECT_EQ(output_of(spec, "2.residual.layers.2.batch_norm"), "16 x 64 x 44");
  EXPECT_EQ(output_of(spec, "2.residual.layers.3.residual.layers.1.mean_over_bands"), "16 x 1 x 44");
  EXPECT_EQ(output_of(spec, "2.residual.layers.3.residual"), "16 x 64 x 44");
  const std::int64_t block = 16 * 3 + 2 * 16 * 4 + 16 * 3 + 2 * 16 + 16 * 16 + 16;
  EXPECT_EQ(totals(spec).parameters, 16 * 25 + block + 170);
  EXPECT_EQ(totals(spec).statistics, 2 * 16 * 4 + 2 * 16);
}

}  // namespace
}  // namespace earshot
