#pragma once

namespace earshot::bench {

/// Floating-point operations of one call of multiply_and_add().
inline constexpr double kArithmeticOperations = 1e6;

/// Multiplies and adds in registers, four lanes at a time as WebAssembly has them, with nothing to wait for:
/// the pace at which this processor could do the arithmetic of a transform if it had nothing else to do.
float multiply_and_add();

}  // namespace earshot::bench
