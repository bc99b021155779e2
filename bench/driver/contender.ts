import type { Case, Values } from '../cases/case';

/** Something that can be measured, wherever it runs. */
export interface Contender {
  readonly name: string;
  readonly version: string;
  /** Makes ready for a case and gives what it computes; null where the case is not for it. */
  prepare(test: Case): Promise<Values | null>;
  /** Does the work of a case that was prepared so many times; gives the milliseconds of one. */
  run(name: string, calls: number): Promise<number>;
  close(): Promise<void>;
}
