#pragma once

namespace earshot {

/// The folder of the tests, where their data lie.
extern const char* const kTestData;

}  // namespace earshot
