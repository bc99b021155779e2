import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export function projectPath(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}

/** The model that the page opens with: the first that ships. */
export const modelPath = projectPath(
  `assets/models/${
    readdirSync(projectPath('assets/models'))
      .filter((name) => name.endsWith('.onnx'))
      .sort()[0]
  }`,
);

export function samplePath(digit: number): string {
  return projectPath(`build/samples/${digit}.wav`);
}

export function bytesOf(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path));
}

const program = projectPath('build/native/native_trainer/earshot');

/** Whether the command line tool was built. */
export const hasProgram = existsSync(program);

/** Runs the command line tool; gives what it prints. */
export function earshot(...parameters: readonly string[]): string {
  return execFileSync(program, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** What the command line tool's model says to files, in their order. */
export function classifyNatively(paths: readonly string[], model = modelPath): { label: string; logits: number[] }[] {
  const text = earshot('classify', model, ...paths, '--json');
  return (JSON.parse(text) as { files: { label: string; logits: number[] }[] }).files;
}

/** What the command line tool's model detects in a long recording. */
export function listenNatively(path: string): { time: number; label: string; probability: number }[] {
  const text = earshot('stream', modelPath, path, '--json');
  return (JSON.parse(text) as { files: { detections: ReturnType<typeof listenNatively> }[] }).files[0]!.detections;
}

export function largestDifference(a: readonly number[], b: readonly number[]): number {
  return Math.max(Math.abs(a.length - b.length), ...a.map((value, index) => Math.abs(value - (b[index] ?? Infinity))));
}
