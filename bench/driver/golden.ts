import { readFileSync } from 'node:fs';
import { projectPath } from './project';

/** How close a family of features is to its references: the worst error as a share of the error allowed. */
export interface Agreement {
  readonly family: string;
  readonly cases: number;
  readonly failed: number;
  readonly worst: { readonly native: number; readonly wasm: number };
}

interface Row {
  readonly family: string;
  readonly cases: number;
  readonly failed: number;
  readonly worst: number;
}

/** Reads what ./dev golden printed, natively and then as WebAssembly. */
export function readAgreement(): Agreement[] {
  const tables = readFileSync(projectPath('build/golden.txt'), 'utf8').split(/^family .*$/m).slice(1).map(readTable);
  const [native = [], wasm = []] = tables;
  return native.map(({ family, cases, failed, worst }) => {
    const other = wasm.find((row) => row.family === family);
    return {
      family,
      cases,
      failed: failed + (other?.failed ?? 0),
      worst: { native: worst, wasm: other?.worst ?? NaN },
    };
  });
}

/** Lines of: family, cases, passed, failed, not yet, worst. */
function readTable(text: string): Row[] {
  const rows = text.matchAll(/^(.+?) +(\d+) +\d+ +(\d+) +\d+ +([\d.]+|-)$/gm);
  return [...rows].map(([, family, cases, failed, worst]) => ({
    family: family!,
    cases: Number(cases),
    failed: Number(failed),
    worst: Number(worst),
  }));
}
