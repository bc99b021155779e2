#include "features/frame_kernel.h"

namespace earshot {

// frame_kernel_lanes.cpp, compiled for lanes of different numbers.
namespace scalar {
std::unique_ptr<FrameKernel> make_kernel(const FramePlan& plan);
}
namespace simd {
std::unique_ptr<FrameKernel> make_kernel(const FramePlan& plan);
}
namespace avx {
std::unique_ptr<FrameKernel> make_kernel(const FramePlan& plan);
}

std::size_t FramePlan::rows() const {
  return (bank ? static_cast<std::size_t>(bank->bands()) : bins()) + (total ? 1 : 0);
}

std::vector<NamedFrameKernel> make_all_frame_kernels(const FramePlan& plan) {
  std::vector<NamedFrameKernel> kernels;
  kernels.push_back({"scalar", scalar::make_kernel(plan)});
  kernels.push_back({"simd", simd::make_kernel(plan)});
#if EARSHOT_AVX
  if (__builtin_cpu_supports("avx")) kernels.push_back({"avx", avx::make_kernel(plan)});
#endif
  return kernels;
}

std::unique_ptr<FrameKernel> make_frame_kernel(const FramePlan& plan) {
  if (!EARSHOT_SIMD) return scalar::make_kernel(plan);
#if EARSHOT_AVX
  if (__builtin_cpu_supports("avx")) return avx::make_kernel(plan);
#endif
  return simd::make_kernel(plan);
}

}  // namespace earshot
