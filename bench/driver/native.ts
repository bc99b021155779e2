import { execFileSync } from 'node:child_process';
import type { Case } from '../cases/case';
import type { Contender } from './contender';
import { ProcessContender } from './process';
import { projectPath } from './project';

const program = (name: string) => projectPath(`build/bench-native/bench/native/${name}`);

/** Earshot as a native program. */
export function nativeEarshot(name: string): Promise<Contender> {
  return ProcessContender.start(name, program('bench_earshot'));
}

/** Earshot first, then those that it is compared with. */
export async function nativeContenders(): Promise<Contender[]> {
  return [
    await nativeEarshot('Earshot'),
    await ProcessContender.start('FFTW', program('bench_fftw')),
    await ProcessContender.start('KissFFT, scalar', program('bench_kissfft')),
    ...(hasTorchaudio()
      ? [await ProcessContender.start('torchaudio', 'python3', projectPath('bench/native/torchaudio_peer.py'))]
      : []),
  ];
}

function hasTorchaudio(): boolean {
  try {
    execFileSync('python3', ['-c', 'import torchaudio'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Operations of one run of it; arithmetic.h says the same. */
const arithmeticOperations = 1e6;

/** Operations that this processor does in a second, four lanes at a time. */
export async function arithmeticPace(earshot: Contender): Promise<number> {
  const name = 'arithmetic';
  await earshot.prepare({ name, title: name, kind: 'arithmetic' } as unknown as Case);
  const times: number[] = [];
  for (let turn = 0; turn < 15; ++turn) times.push(await earshot.run(name, 100));
  return arithmeticOperations / (1e-3 * Math.min(...times));
}
