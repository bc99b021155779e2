#include "trainer/earshot_program.h"

namespace earshot {

const char* const kEarshotProgram = EARSHOT_PROGRAM;

}  // namespace earshot
