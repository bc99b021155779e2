#include "network/graph.h"

namespace earshot {

std::string Graph::add(std::string operation, std::string name, std::vector<std::string> inputs,
                       std::vector<std::pair<std::string, Attribute>> attributes) {
  nodes.push_back({std::move(operation), std::move(inputs), std::move(name), std::move(attributes)});
  return nodes.back().output;
}

}  // namespace earshot
