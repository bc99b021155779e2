#include "message.h"

#include <cassert>
#include <nlohmann/json.hpp>

namespace earshot {

std::string shown_in_message(double value) {
  std::string text = nlohmann::json(value).dump();
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

std::string fill_message(std::string_view pattern, std::initializer_list<std::string> texts) {
  constexpr std::string_view kGap = "{}";
  std::string message;
  for (const std::string& text : texts) {
    const std::size_t gap = pattern.find(kGap);
    assert(gap != std::string_view::npos);
    message.append(pattern.substr(0, gap)).append(text);
    pattern.remove_prefix(gap + kGap.size());
  }
  assert(!pattern.contains(kGap));
  return message.append(pattern);
}

}  // namespace earshot
