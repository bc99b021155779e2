#include "training/device.h"

#include <ATen/Parallel.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include "error.h"

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
}

std::string training_library() {
  return std::string("LibTorch ") + TORCH_VERSION;
}

}  // namespace earshot
