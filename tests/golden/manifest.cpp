#include "golden/manifest.h"

#include <fstream>

#include "audio/wav.h"
#include "error.h"
#include "golden/npy.h"

namespace earshot::golden {
namespace {

using Json = nlohmann::json;

Tolerance read_tolerance(const Json& json) {
  return {json.at("rtol").get<double>(), json.at("atol").get<double>()};
}

Case read_case(const Json& json) {
  Case result;
  result.name = json.at("name");
  result.function = json.at("function");
  result.params = json.value("params", Json::object());
  const Json& input = json.at("input");
  if (input.is_string()) result.inputs = {input.get<std::string>()};
  if (input.is_array()) result.inputs = input.get<std::vector<std::string>>();

  const std::string kind = json.at("kind");
  if (kind == "error") return result;
  if (kind != "tensor")
    throw BadFolder("case " + result.name + " is of kind \"" + kind + "\", which is unknown");
  result.output = json.at("output").get<std::string>();
  result.tolerance = read_tolerance(json.at("tolerance"));
  if (json.contains("exempt_columns"))
    result.exempt_columns = json["exempt_columns"].at("indices").get<std::set<int>>();
  // "generic_resampler", the only other one, is for resamplers that are not the reference's.
  if (const Json chains = json.value("end_to_end", Json::object()); chains.is_object()) {
    for (const char* chain : {"exact_soxr", "exact_chain"}) {
      if (chains.contains(chain)) result.end_to_end = read_tolerance(chains[chain].at("tolerance"));
    }
  }
  return result;
}

}  // namespace

Manifest::Manifest(std::filesystem::path folder) : folder_(std::move(folder)) {
  const std::filesystem::path path = folder_ / "manifest.json";
  std::ifstream file(path);
  if (!file) throw BadFolder(path.string() + ": cannot be read; give a folder of reference results");
  try {
    const Json json = Json::parse(file);
    if (json.at("format") != 1) throw BadFolder(path.string() + ": is of a format other than 1");
    for (const Json& entry : json.at("cases")) cases_.push_back(read_case(entry));
  } catch (const Json::exception& error) {
    throw BadFolder(path.string() + ": is damaged: " + error.what());
  }
  if (cases_.empty()) throw BadFolder(path.string() + ": has no cases");
  for (std::size_t i = 0; i < cases_.size(); ++i) {
    if (cases_[i].output) makers_[*cases_[i].output] = i;
  }
}

Input Manifest::load(const std::string& file) const {
  const std::filesystem::path path = folder_ / file;
  if (path.extension() == ".npy") return {std::nullopt, read_npy(path)};
  return {read_wav(read_bytes(path), path.string()), {}};
}

const Case* Manifest::maker_of(const std::string& file) const {
  const auto found = makers_.find(file);
  return found == makers_.end() ? nullptr : &cases_[found->second];
}

}  // namespace earshot::golden
