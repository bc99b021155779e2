import type { CoreStream, StreamWindow } from '../core/core_module';
import type { ModelInUse, ReadyModel } from './model_in_use';
import type { WindowResult } from './protocol';

/** A window and how long it took to come by. */
export interface TimedWindow extends StreamWindow {
  readonly milliseconds: number;
}

export function openStream({ model, tuning }: ReadyModel, sampleRate: number): CoreStream {
  const stream = model.openStream(sampleRate);
  if (tuning) stream.tune(tuning);
  return stream;
}

/** Those that become due with these samples. */
export function windowsOf(stream: CoreStream, samples: Float32Array): TimedWindow[] {
  const begin = performance.now();
  const windows = stream.push(samples);
  const milliseconds = (performance.now() - begin) / windows.length;
  return windows.map((window) => ({ ...window, milliseconds }));
}

/** Classifies a window, unless there is nothing in it, and decides. Call it within a use of the model. */
export async function hear(
  model: ModelInUse,
  stream: CoreStream,
  window: TimedWindow,
): Promise<Omit<WindowResult, 'arrived'>> {
  const { time, level, silent, complete, features, milliseconds } = window;
  const timing = { features: milliseconds, inference: null };
  const result = { time, level, silent, complete, features };
  if (silent || !complete) {
    stream.decideSilence(time);
    return { ...result, logits: null, ...decided(stream), detection: null, timing };
  }
  const computed = performance.now();
  const logits = await model.infer(features);
  const inference = performance.now() - computed;
  const detection = stream.decide(time, logits);
  return { ...result, logits, ...decided(stream), detection, timing: { ...timing, inference } };
}

function decided(stream: CoreStream): Pick<WindowResult, 'probabilities' | 'inView'> {
  return { probabilities: stream.smoothed(), inView: stream.inView() };
}
