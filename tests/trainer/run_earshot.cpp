#include "trainer/run_earshot.h"

#include "data/program.h"
#include "trainer/earshot_program.h"

namespace earshot {

Outcome earshot(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), kEarshotProgram);
  const ProgramResult result = run_program(arguments);
  return {result.exit_code,
          {reinterpret_cast<const char*>(result.output.data()), result.output.size()},
          result.complaints};
}

}  // namespace earshot
