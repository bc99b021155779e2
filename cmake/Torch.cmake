# LibTorch: Debian's, or the one inside a PyTorch wheel:
#   -DCMAKE_PREFIX_PATH=$(python3 -c 'import torch; print(torch.utils.cmake_prefix_path)')
find_package(Torch REQUIRED)

# One library to link, whose headers are read as system headers.
add_library(earshot_torch INTERFACE)
target_include_directories(earshot_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
target_link_libraries(earshot_torch INTERFACE ${TORCH_LIBRARIES})
separate_arguments(torch_flags NATIVE_COMMAND "${TORCH_CXX_FLAGS}")
target_compile_options(earshot_torch INTERFACE ${torch_flags})

# torch/torch.h takes 25 s to compile, so targets that include it share one precompiled header. ccache caches through
# such headers only when told not to mind the macros __DATE__ and __TIME__ and that the header's own time changes.
set(torch_launcher ${CMAKE_CXX_COMPILER_LAUNCHER})
if(torch_launcher MATCHES "ccache")
  list(APPEND torch_launcher sloppiness=pch_defines,time_macros,include_file_mtime,include_file_ctime)
  target_compile_options(earshot_torch INTERFACE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()
