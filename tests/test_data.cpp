#include "test_data.h"

namespace earshot {

const char* const kTestData = EARSHOT_TEST_DATA;

}  // namespace earshot
