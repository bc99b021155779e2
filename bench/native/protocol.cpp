#include "protocol.h"

#include <chrono>
#include <exception>
#include <iostream>
#include <string>

namespace earshot::bench {
namespace {

using Json = nlohmann::json;

double milliseconds_per_call(Contender& contender, const std::string& name, int calls) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  for (int call = 0; call < calls; ++call) contender.run(name);
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count() / calls;
}

Json answer(Contender& contender, const Json& request) {
  const std::string what = request.at("do");
  if (what == "introduce") return {{"version", contender.version()}};
  if (what == "run") {
    return {{"milliseconds", milliseconds_per_call(contender, request.at("name"), request.at("calls"))}};
  }
  const Json& test = request.at("case");
  if (!contender.prepare(test)) return {{"absent", true}};
  const std::string name = test.at("name");
  contender.run(name);
  const Values result = contender.result(name);
  return {{"values", result.values}, {"framesFirst", result.frames_first}};
}

}  // namespace

int serve(Contender& contender) {
  std::ios::sync_with_stdio(false);
  try {
    for (std::string line; std::getline(std::cin, line);) {
      std::cout << answer(contender, Json::parse(line)).dump() << std::endl;
    }
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}

}  // namespace earshot::bench
