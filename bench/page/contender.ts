import type { Case, Values } from '../cases/case';

/** Work that is ready to be done. */
export interface Work {
  run(): void | Promise<void>;
  /** What the last run computed; not measured. */
  values(): Values;
}

/** Something that is measured in the page. */
export interface PageContender {
  readonly name: string;
  readonly version: string;
  /** Null where the case is not for it. */
  open(test: Case): Promise<Work | null>;
}
