import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** Where, when and of what a result was measured. */
export interface Circumstances {
  readonly date: string;
  readonly commit: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  /** Processes that wanted a core, over the last minute, before the measurement began. */
  readonly load: number;
}

export function circumstances(): Circumstances {
  const system = /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'unknown';
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system,
    node: process.version,
    load: Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]),
  };
}

function commit(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty', '--abbrev=10'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

export function circumstancesText(c: Circumstances): string {
  return (
    `${c.date}, commit ${c.commit}; ${c.processor}, ${c.cores} cores, ${c.memoryGb} GB; ${c.system}, node ${c.node}; ` +
    `load ${c.load}`
  );
}
