import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { floorOf } from './floor';
import type { Case } from '../cases/case';
import type { Agreement } from './golden';
import type { Difference, CaseResult, Measurement } from './measure';
import { projectPath } from './project';
import type { Spread } from './statistics';
import { table } from './table';

export function writeJson(name: string, value: object): void {
  const folder = projectPath('build/bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`);
  console.log(`\n(also in build/bench/${name}.json)`);
}

export function caseTable({ title, measurements }: CaseResult): string {
  const [own] = measurements;
  return `\n${title}\n\n${table(
    ['', 'ms', 'quartiles', `to ${own?.contender}`, 'quartiles', 'difference', 'of the largest value'],
    measurements.map((measurement) => row(measurement, measurement === own)),
  )}`;
}

function row({ contender, milliseconds, ratio, difference }: Measurement, own: boolean): string[] {
  const times = [contender, number(milliseconds.median), quartiles(milliseconds)];
  return own ? times : [...times, `${number(ratio.median)} x`, quartiles(ratio), ...differenceText(difference)];
}

function differenceText({ absolute, relative }: Difference): string[] {
  return Number.isFinite(absolute) ? [absolute.toExponential(1), relative.toExponential(1)] : ['other length', ''];
}

export function agreementTable(families: readonly Agreement[]): string {
  return table(
    ['family', 'cases', 'failed', 'worst error, share of the error allowed: native', 'WebAssembly'],
    families.map(({ family, cases, failed, worst }) => [
      family,
      String(cases),
      String(failed),
      worst.native.toFixed(3),
      worst.wasm.toFixed(3),
    ]),
  );
}

/** What the arithmetic alone would take, and how far the first contender is from it. */
export function floorText({ pipeline }: Case, { measurements }: CaseResult, operationsPerSecond: number): string {
  const { transforms, operations, bytes } = floorOf(pipeline!);
  const floor = (1e3 * operations) / operationsPerSecond;
  const own = measurements[0]!;
  return (
    `Floor: ${millions(operations)} M operations (${millions(transforms)} M of the transforms), ${Math.round(bytes / 1e3)} kB ` +
    `in and out. At the ${Math.round(operationsPerSecond / 1e9)} G operations a second that one core does here in 128-bit ` +
    `lanes, ${number(floor)} ms; ${own.contender} takes ${number(own.milliseconds.median / floor)} times that.`
  );
}

function millions(value: number): string {
  return (value / 1e6).toFixed(2);
}

function quartiles({ lower, upper }: Spread): string {
  return `${number(lower)} to ${number(upper)}`;
}

/** Three digits that count. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 1e-9))));
  return value.toFixed(Math.min(digits, 6));
}
