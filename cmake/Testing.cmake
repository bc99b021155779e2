# GoogleTest from its sources, so that the same tests run natively and, compiled to WebAssembly, in node.
add_subdirectory(/usr/src/googletest ${CMAKE_BINARY_DIR}/googletest EXCLUDE_FROM_ALL)
include(GoogleTest)

# A test program: earshot_test(NAME SOURCES... LIBRARIES...)
function(earshot_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBRARIES")
  add_executable(${name} ${arg_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(${name} PRIVATE EARSHOT_TEST_DATA="${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} GTest::gtest_main GTest::gmock earshot_options)
  if(EMSCRIPTEN)
    # NODERAWFS: tests read their files from the disk, as natively.
    target_link_options(${name} PRIVATE -sNODERAWFS -sALLOW_MEMORY_GROWTH -sSTACK_SIZE=1MB)
  endif()
  add_test(NAME ${name} COMMAND ${name} --gtest_output=json:${CMAKE_BINARY_DIR}/results/${name}.json)
endfunction()
