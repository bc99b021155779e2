#include "recipe/section.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "error.h"
#include "recipe/toml_text.h"

namespace earshot {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string message_of(auto&& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing was thrown";
}

TEST(Section, ReadsEveryTypeAndItsDefault) {
  const toml::table table = toml::parse(R"(
    text = "a"
    whole = 3
    real = 2
    yes = true
    words = ["x", "y"]
    reals = [1, 2.5]
    kernel = [3, 4]
  )");
  Section section(table, "r.toml");
  EXPECT_EQ(section.text("text"), "a");
  EXPECT_EQ(section.integer("whole", 0, 9), 3);
  EXPECT_EQ(section.number("real", 0, 9), 2.0);
  EXPECT_TRUE(section.flag("yes"));
  EXPECT_THAT(section.texts("words"), ElementsAre("x", "y"));
  EXPECT_THAT(section.numbers("reals"), ElementsAre(1.0, 2.5));
  EXPECT_THAT(section.integers("kernel", 1, 9), ElementsAre(3, 4));
  EXPECT_THAT(section.integers("whole", 1, 9), ElementsAre(3));
  EXPECT_EQ(section.integer("missing", 0, 9, 7), 7);
  section.finish();
}

TEST(Section, NamesFileLineAndKey) {
  const toml::table table = toml::parse("[training]\nepochs = 0\n\n[training.optimizer]\nkind = 'adm'\n");
  Section section(table, "r.toml");
  Section training = section.table("training");
  Section optimizer = training.table("optimizer");
  EXPECT_EQ(message_of([&] { training.integer("epochs", 1, 100); }),
            "r.toml:2: training.epochs: must be 1 to 100, is 0");
  EXPECT_EQ(message_of([&] { optimizer.choice("kind", {"adam", "sgd"}); }),
            "r.toml:5: training.optimizer.kind: \"adm\" is not one of adam, sgd");
  EXPECT_EQ(message_of([&] { training.text("epochs"); }),
            "r.toml:2: training.epochs: must be text, is a whole number");
  EXPECT_EQ(message_of([&] { training.fail("optimizer.kind", "is odd"); }),
            "r.toml:5: training.optimizer.kind: is odd");
  EXPECT_EQ(message_of([&] { optimizer.number("learning_rate", 0, 1); }),
            "r.toml:4: training.optimizer.learning_rate: is missing");
}

TEST(Section, SuggestsTheNearestKey) {
  const toml::table table = toml::parse("epoch = 3\n");
  Section section(table, "r.toml");
  section.integer("epochs", 1, 9, 1);
  section.integer("batch_size", 1, 9, 1);
  EXPECT_EQ(message_of([&] { section.finish(); }),
            "r.toml:1: epoch: is not a known key; did you mean \"epochs\"?");
}

TEST(Section, ListsWhatIsAllowedWhereNothingIsNear) {
  const toml::table table = toml::parse("zzzzzz = 3\n");
  Section section(table, "r.toml");
  section.integer("epochs", 1, 9, 1);
  section.flag("shuffle", true);
  EXPECT_THAT(message_of([&] { section.finish(); }), HasSubstr("allowed: epochs, shuffle"));
}

TEST(Section, CountsTablesFromOne) {
  const toml::table table = toml::parse("layers = [\n  { kind = 'a' },\n  { kind = 'b', size = 1 },\n]\n");
  Section section(table, "r.toml");
  std::vector<Section> layers = section.tables("layers");
  ASSERT_EQ(layers.size(), 2u);
  layers[1].text("kind");
  EXPECT_THAT(message_of([&] { layers[1].finish(); }),
              HasSubstr("r.toml:3: layers[2].size: is not a known key"));
}

TEST(Section, RemembersDefaultsAsResolved) {
  const toml::table table = toml::parse("name = 'x'\n[[part]]\nsize = 2\n");
  Section section(table, "r.toml");
  section.text("name");
  section.number("share", 0, 1, 0.5);
  section.tables("part").at(0).flag("on", true);
  section.table("missing").integer("count", 0, 9, 4);
  EXPECT_EQ(section.resolved(),
            nlohmann::ordered_json::parse(
                R"({"name": "x", "share": 0.5, "part": [{"on": true}], "missing": {"count": 4}})"));
}

TEST(Section, GivesJsonButNoDates) {
  const toml::table table = toml::parse("[a]\nx = [1, 2.5, { y = 'z' }]\n[b]\nday = 2020-01-01\n");
  Section section(table, "r.toml");
  EXPECT_EQ(section.table("a").json(), nlohmann::json::parse(R"({"x": [1, 2.5, {"y": "z"}]})"));
  EXPECT_EQ(message_of([&] { section.table("b").json(); }), "r.toml:4: b.day: must not hold dates or times");
}

TEST(TomlText, ReadsBackAsWhatItWas) {
  const auto json = nlohmann::ordered_json::parse(R"({
    "name": "a \"b\" \n", "share": 0.1, "small": 1e-10, "whole": 60.0, "odd key": [1, 2],
    "table": {"inner": {"on": true, "list": []}, "parts": [{"kind": "x", "parts": [{"size": 3}]}, {}]}})");
  const std::string text = to_toml_text(json);
  toml::table table = toml::parse(text);
  EXPECT_EQ(nlohmann::ordered_json(Section(table, "r.toml").json()),
            nlohmann::ordered_json(nlohmann::json(json)));
  EXPECT_THAT(text, HasSubstr("share = 0.1\n"));
  EXPECT_THAT(text, HasSubstr("\n[table.inner]\non = true\n"));
}

}  // namespace
}  // namespace earshot
