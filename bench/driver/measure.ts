import type { Case, Values } from '../cases/case';
import type { Contender } from './contender';
import { spreadOf, type Spread } from './statistics';

export interface Effort {
  /** In each, every contender has one turn. */
  readonly rounds: number;
  /** Of a turn, milliseconds: as many calls as fit, at least one. */
  readonly turn: number;
  /** Of all that a contender does before its first round, milliseconds. */
  readonly warmUp: number;
}

export const fullEffort: Effort = { rounds: 31, turn: 30, warmUp: 500 };
export const quickEffort: Effort = { rounds: 3, turn: 5, warmUp: 20 };

export interface Difference {
  /** The largest. */
  readonly absolute: number;
  /** As a share of the largest value. */
  readonly relative: number;
}

export interface Measurement {
  readonly contender: string;
  /** Of one call. */
  readonly milliseconds: Spread;
  /** To the first contender, the quotients of the same rounds. */
  readonly ratio: Spread;
  /** To what the first contender computed. */
  readonly difference: Difference;
}

export interface CaseResult {
  readonly name: string;
  readonly title: string;
  readonly measurements: readonly Measurement[];
}

/** Measures a case: all contenders in turn, round after round, so that whatever else the machine does meets all of them. */
export async function measure(test: Case, contenders: readonly Contender[], effort: Effort): Promise<CaseResult> {
  const entered: { contender: Contender; values: Values; calls: number; times: number[] }[] = [];
  for (const contender of contenders) {
    const values = await contender.prepare(test);
    if (!values) continue;
    const calls = await warmUp(contender, test.name, effort);
    entered.push({ contender, values, calls, times: [] });
  }
  for (let round = 0; round < effort.rounds; ++round) {
    // Nobody is always the one after the same other.
    const first = round % Math.max(1, entered.length);
    for (const entry of [...entered.slice(first), ...entered.slice(0, first)]) {
      entry.times.push(await entry.contender.run(test.name, entry.calls));
    }
  }
  const [own] = entered;
  return {
    name: test.name,
    title: test.title,
    measurements: entered.map(({ contender, values, times }) => ({
      contender: contender.name,
      milliseconds: spreadOf(times),
      ratio: spreadOf(times.map((time, round) => time / own!.times[round]!)),
      difference: differenceOf(values, own!.values, bandsOf(test)),
    })),
  };
}

/** Gives how many calls fill a turn. */
async function warmUp(contender: Contender, name: string, effort: Effort): Promise<number> {
  const begin = performance.now();
  let calls = 1;
  do {
    const milliseconds = await contender.run(name, calls);
    calls = Math.max(1, Math.round(effort.turn / Math.max(milliseconds, 1e-4)));
  } while (performance.now() - begin < effort.warmUp);
  return calls;
}

function bandsOf({ pipeline }: Case): number {
  if (!pipeline) return 1;
  return pipeline.cepstrum.length || pipeline.bank.length || pipeline.window.length / 2 + 1;
}

function differenceOf(mine: Values, own: Values, bands: number): Difference {
  const [values, reference] = [bandsFirst(mine, bands), bandsFirst(own, bands)];
  if (values.length !== reference.length) return { absolute: Infinity, relative: Infinity };
  let [absolute, largest] = [0, 0];
  reference.forEach((value, index) => {
    absolute = Math.max(absolute, Math.abs(value - values[index]!));
    largest = Math.max(largest, Math.abs(value));
  });
  return { absolute, relative: absolute / largest };
}

function bandsFirst({ values, framesFirst }: Values, bands: number): number[] {
  if (!framesFirst) return Array.from(values);
  const frames = values.length / bands;
  return Array.from(values, (_, index) => values[(index % frames) * bands + Math.floor(index / frames)]!);
}
