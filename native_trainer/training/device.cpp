#include "training/device.h"

#include <ATen/Parallel.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include "error.h"

// OpenBLAS's own, where LibTorch was built with it; null elsewhere.
extern "C" [[gnu::weak]] void openblas_set_num_threads(int threads);

namespace earshot {

Device choose_device(const std::string& name) {
  const bool has_cuda = torch::cuda::is_available();
  if (name == "cpu" || (name == "auto" && !has_cuda)) return Device::cpu;
  if (!has_cuda) throw Error("--device cuda: LibTorch finds no CUDA device here; use --device cpu");
  return Device::cuda;
}

std::string describe(Device device) {
  if (device == Device::cuda) return "CUDA";
  const int threads = at::get_num_threads();
  return "CPU, " + std::to_string(threads) + (threads == 1 ? " thread" : " threads");
}

void set_training_threads(int threads) {
  if (threads > 0) at::set_num_threads(threads);
  // Each product is split among LibTorch's threads or too small to be worth splitting, and OpenBLAS's threads
  // spin while they wait: with them, small networks train several times more slowly.
  if (openblas_set_num_threads) openblas_set_num_threads(1);
}

std::string training_library() {
  return std::string("LibTorch ") + TORCH_VERSION;
}

}  // namespace earshot
