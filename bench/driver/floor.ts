import type { Pipeline } from '../cases/case';

/** The least that a pipeline needs, whoever computes it. */
export interface Floor {
  /** Floating-point operations: of the transforms, and of all. */
  readonly transforms: number;
  readonly operations: number;
  /** Samples that are read once and features that are written once. */
  readonly bytes: number;
}

/** A real transform of n points takes 2.5 n log2 n operations (half of the 5 n log2 n that are counted for a complex one). */
export function floorOf({ samples, frames, window, bank }: Pipeline): Floor {
  const points = window.length;
  const bins = points / 2 + 1;
  const transforms = frames * 2.5 * points * Math.log2(points);
  const weights = bank.reduce((sum, row) => sum + row.filter((weight) => weight !== 0).length, 0);
  // A product a sample for the window, two products and a sum a bin for the power, a product and a sum a weight.
  const operations = transforms + frames * (points + 3 * bins + 2 * weights);
  return { transforms, operations, bytes: 4 * (samples.length + frames * (bank.length || bins)) };
}
