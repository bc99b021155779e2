#include "model/further_output.h"

#include "model/protocol_buffers.h"

namespace earshot {

std::vector<std::byte> further_output(std::string_view name) {
  // TypeProto.Tensor { elem_type: FLOAT }. Its shape may be left open.
  const FieldWriter type = FieldWriter().message(1, FieldWriter().number(1, 1));  // TypeProto.tensor_type
  const FieldWriter value_info = FieldWriter().text(1, name).message(2, type);
  const FieldWriter graph = FieldWriter().message(12, value_info);  // GraphProto.output
  return FieldWriter().message(7, graph).written();                 // ModelProto.graph
}

}  // namespace earshot
