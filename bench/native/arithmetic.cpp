#include "arithmetic.h"

#include <array>

namespace earshot::bench {

float multiply_and_add() {
  using Lanes = float __attribute__((vector_size(16)));
  // As many chains as keep two units busy whose results take four cycles.
  constexpr int kChains = 12;
  constexpr int kRounds = static_cast<int>(kArithmeticOperations / (2 * 4 * kChains));
  std::array<Lanes, kChains> chains{};
  Lanes factor = {0.5f, 0.25f, 0.125f, 0.0625f};
  asm volatile("" : "+x"(factor));  // not a constant that the compiler knows
  for (int round = 0; round < kRounds; ++round) {
    for (Lanes& chain : chains) chain = chain * factor + factor;
  }
  Lanes sum{};
  for (const Lanes& chain : chains) sum += chain;
  return sum[0] + sum[1] + sum[2] + sum[3];
}

}  // namespace earshot::bench
