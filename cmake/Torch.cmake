# LibTorch: Debian's, or the one inside a PyTorch wheel:
#   -DCMAKE_PREFIX_PATH=$(python3 -c 'import torch; print(torch.utils.cmake_prefix_path)')
find_package(Torch REQUIRED)
list(REMOVE_ITEM TORCH_LIBRARIES kineto_LIBRARY-NOTFOUND)  # Debian's has no profiler

# One library to link, whose headers are read as system headers. torch/torch.h takes 10 s to compile, the tensor class
# and single operators (ATen/core/Tensor.h, ATen/ops/...) 3 s: include what is used.
add_library(earshot_torch INTERFACE)
target_include_directories(earshot_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
target_link_libraries(earshot_torch INTERFACE ${TORCH_LIBRARIES})
separate_arguments(torch_flags NATIVE_COMMAND "${TORCH_CXX_FLAGS}")
target_compile_options(earshot_torch INTERFACE ${torch_flags})
