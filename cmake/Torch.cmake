# LibTorch: Debian's, or the one inside a PyTorch wheel:
#   -DCMAKE_PREFIX_PATH=$(python3 -c 'import torch; print(torch.utils.cmake_prefix_path)')
find_package(Torch REQUIRED)

# One library to link, whose headers are read as system headers.
add_library(earshot_torch INTERFACE)
target_include_directories(earshot_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
target_link_libraries(earshot_torch INTERFACE ${TORCH_LIBRARIES})
separate_arguments(torch_flags NATIVE_COMMAND "${TORCH_CXX_FLAGS}")
target_compile_options(earshot_torch INTERFACE ${torch_flags})

# torch/torch.h takes 25 s to compile: targets that include it share one precompiled header. ccache needs to be told
# that this is safe.
function(earshot_precompile_torch target)
  if(TARGET earshot_torch_header)
    target_precompile_headers(${target} REUSE_FROM earshot_torch_header)
  endif()
endfunction()
