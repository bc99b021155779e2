# Libraries built from their upstream sources on both sides, so that native and WebAssembly run the same code, and
# header-only ones.
foreach(name kissfft libsoxr imgui)
  if(NOT EXISTS "${EARSHOT_SOURCES}/${name}")
    message(FATAL_ERROR "No ${name} below EARSHOT_SOURCES (\"${EARSHOT_SOURCES}\"). ./dev setup fetches the sources; "
                        "without ./dev, unpack kissfft, libsoxr and imgui there and pass -DEARSHOT_SOURCES=FOLDER.")
  endif()
endforeach()

# nlohmann-json, through a folder of its own: the host's /usr/include must stay out of WebAssembly builds.
find_path(NLOHMANN_JSON_PARENT nlohmann/json.hpp PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH REQUIRED)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/include)
file(CREATE_LINK ${NLOHMANN_JSON_PARENT}/nlohmann ${CMAKE_BINARY_DIR}/include/nlohmann SYMBOLIC)
add_library(json INTERFACE)
target_include_directories(json SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/include)

include(cmake/Soxr.cmake)
