# GoogleTest from its sources, so that the same tests run natively and, compiled to WebAssembly, in node.
add_subdirectory(/usr/src/googletest ${CMAKE_BINARY_DIR}/googletest EXCLUDE_FROM_ALL)
include(GoogleTest)

# Where the tests' data are: known to one file alone, so that a compiler cache serves the others in every checkout.
add_library(earshot_test_data STATIC ${PROJECT_SOURCE_DIR}/tests/test_data.cpp)
target_include_directories(earshot_test_data PUBLIC ${PROJECT_SOURCE_DIR}/tests)
target_compile_definitions(earshot_test_data PRIVATE EARSHOT_TEST_DATA="${PROJECT_SOURCE_DIR}/tests")
target_link_libraries(earshot_test_data PRIVATE earshot_options)

# A test program: earshot_test(NAME SOURCES... LIBRARIES...)
function(earshot_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBRARIES")
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} earshot_test_data GTest::gtest_main GTest::gmock earshot_options)
  if(EMSCRIPTEN)
    # NODERAWFS: tests read their files from the disk, as natively.
    target_link_options(${name} PRIVATE -sNODERAWFS -sALLOW_MEMORY_GROWTH -sSTACK_SIZE=1MB)
  endif()
  add_test(NAME ${name} COMMAND ${name} --gtest_output=json:${CMAKE_BINARY_DIR}/results/${name}.json)
endfunction()
