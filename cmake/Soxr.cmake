# libsoxr with one engine, its single-precision SIMD one (cr32s over PFFFT), which quality HQ runs on. The engines left
# out are those that keep a table in a global (not safe with threads but for OpenMP) and that call functions through
# pointers of another signature (which WebAssembly traps).
set(soxr_dir ${EARSHOT_SOURCES}/libsoxr/src)
if(NOT EMSCRIPTEN AND NOT CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  message(FATAL_ERROR "libsoxr's SIMD engine knows x86-64 and WebAssembly, not ${CMAKE_SYSTEM_PROCESSOR}.")
endif()

# The values that upstream's own CMakeLists.txt would find out.
set(WITH_CR32S 1)
set(WITH_PFFFT 1)
set(WITH_HI_PREC_CLOCK 1)
set(HAVE_FENV_H 1)
set(HAVE_STDBOOL_H 1)
set(HAVE_STDINT_H 1)
set(HAVE_LRINT 1)
configure_file(${EARSHOT_SOURCES}/libsoxr/soxr-config.h.in ${CMAKE_BINARY_DIR}/soxr/soxr-config.h)

set(soxr_simd_sources ${soxr_dir}/cr32s.c ${soxr_dir}/pffft32s.c ${soxr_dir}/util32s.c)
add_library(soxr STATIC ${soxr_dir}/soxr.c ${soxr_dir}/data-io.c ${soxr_dir}/dbesi0.c ${soxr_dir}/filter.c
                        ${soxr_dir}/fft4g64.c ${soxr_dir}/cr.c ${soxr_simd_sources})
target_include_directories(soxr SYSTEM PUBLIC ${soxr_dir} PRIVATE ${CMAKE_BINARY_DIR}/soxr)
target_compile_definitions(soxr PRIVATE SOXR_LIB NDEBUG)
if(EMSCRIPTEN)
  # Emscripten translates SSE; the sources look for an x86 before they use it.
  set_source_files_properties(${soxr_simd_sources} PROPERTIES COMPILE_DEFINITIONS i386=1)
endif()
if(EARSHOT_SANITIZE)
  # It reads pointers that it does not use, from where there may be none; not ours to mend.
  target_compile_options(soxr PRIVATE -fno-sanitize=undefined)
endif()
