#pragma once

namespace earshot {

/// The path of the command line tool that this build made.
extern const char* const kEarshotProgram;

}  // namespace earshot
