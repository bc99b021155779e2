import type { ClipFeatures, CoreClip, CoreModel, CoreModule } from '../core/core_module';
import { AudioError, complainAs } from '../core/error';
import type { ClipInput } from './protocol';

/** `name` is for messages. */
export function readClip(core: CoreModule, input: ClipInput, name: string): CoreClip {
  if (input.kind === 'wav') return complainAs(AudioError, () => core.readWav(input.bytes, name));
  const { channels, sampleRate } = input;
  return { sampleRate, channels, samples: core.mixDown(channels) };
}

export function featuresOf(model: CoreModel, clip: CoreClip): ClipFeatures {
  return complainAs(AudioError, () => model.clipFeatures(clip.channels, clip.sampleRate));
}
