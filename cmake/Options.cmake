# Compiler options of the project's own targets: link them to earshot_options.
add_library(earshot_options INTERFACE)
target_compile_options(earshot_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                                                 -Werror)

set(EARSHOT_SANITIZE "" CACHE STRING "Sanitizers for every target, e.g. address,undefined")
if(EARSHOT_SANITIZE)
  add_compile_options(-fsanitize=${EARSHOT_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${EARSHOT_SANITIZE})
endif()

# No fused multiply-add behind the source's back: native and WebAssembly round alike.
add_compile_options(-ffp-contract=off)

if(EMSCRIPTEN)
  add_compile_options(-msimd128 -msse -mbulk-memory -fwasm-exceptions)
  add_link_options(-mbulk-memory -fwasm-exceptions)
endif()
