import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { chirpWithNoise } from '../cases/cases';
import { BenchPage } from './page';
import { number } from './report';
import { quantile } from './statistics';
import { table } from './table';

export interface ModelSpeed {
  readonly name: string;
  readonly bytes: number;
  /** Features to logits, milliseconds of every run. */
  readonly inference: number[];
}

export interface Rounds {
  readonly rounds: number;
  /** Of each model in a round. */
  readonly runs: number;
}

export const fullRounds: Rounds = { rounds: 20, runs: 200 };
export const quickRounds: Rounds = { rounds: 2, runs: 20 };

/** How long models take in the page: in turn, so that whatever else the machine does meets all of them. */
export async function measureModels(paths: readonly string[], { rounds, runs }: Rounds): Promise<ModelSpeed[]> {
  const page = await BenchPage.open();
  const opened: { readonly model: number; readonly speed: ModelSpeed }[] = [];
  for (const path of paths) {
    const name = basename(path);
    const model = await page.openModel(readFileSync(path), name);
    opened.push({ model, speed: { name, bytes: statSync(path).size, inference: [] } });
  }
  for (let round = 0; round < rounds; ++round) {
    console.error(`Round ${round + 1} of ${rounds}`);
    for (const { model, speed } of opened) {
      const times = await page.classifyOften(model, chirpWithNoise(1, 16000), 16000, runs);
      speed.inference.push(...times.inference);
    }
  }
  await page.close();
  return opened.map(({ speed }) => speed);
}

export function modelsText(speeds: readonly ModelSpeed[]): string {
  const first = quantile(speeds[0]!.inference, 0.5);
  return table(
    ['model', 'kB', 'ms, p50', 'p99', 'of the first'],
    speeds.map(({ name, bytes, inference }) => {
      const median = quantile(inference, 0.5);
      const share = `${(median / first).toFixed(2)} x`;
      return [name, (bytes / 1e3).toFixed(1), number(median), number(quantile(inference, 0.99)), share];
    }),
  );
}
