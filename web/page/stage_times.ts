import type { Stage } from 'wasm/earshot_app.js';
import type { Timing } from '../worker/protocol';

/** Classifications that the medians are taken over. */
const remembered = 20;

/** How long the stages took lately. */
export class StageTimes {
  private features: number[] = [];
  private inference: number[] = [];
  private latency: number[] = [];

  /** From samples that came in to the label that they lead to. */
  addLatency(milliseconds: number): void {
    this.latency = [...this.latency, milliseconds].slice(-remembered);
  }

  /** Nothing is listened to any more. */
  endStream(): void {
    this.latency = [];
  }

  add(timing: Timing): void {
    this.features = [...this.features, timing.features].slice(-remembered);
    if (timing.inference !== null) this.inference = [...this.inference, timing.inference].slice(-remembered);
  }

  clear(): void {
    this.features = [];
    this.inference = [];
  }

  /** Medians, in the order of the data; stages that did not run yet are left out. */
  stages(): Stage[] {
    return [
      { name: 'features', times: this.features },
      { name: 'inference', times: this.inference },
      { name: 'latency', times: this.latency },
    ]
      .filter(({ times }) => times.length > 0)
      .map(({ name, times }) => ({ name, milliseconds: median(times) }));
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
