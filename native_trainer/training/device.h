#pragma once

#include <string>

namespace earshot {

/// Where training runs.
enum class Device { cpu, cuda };

/// "auto" (CUDA where LibTorch finds a GPU), "cpu" or "cuda". Throws Error for CUDA where there is none.
Device choose_device(const std::string& name);

/// For people: "CPU, 2 threads".
std::string describe(Device device);

/// How many threads LibTorch computes with on the CPU; 0 leaves its own choice.
void set_training_threads(int threads);

/// For people: "LibTorch 2.6.0".
std::string training_library();

}  // namespace earshot
