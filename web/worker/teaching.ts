import type { CoreModule, Features, TaughtModel } from '../core/core_module';
import { AudioError, complainAs, EarshotError, ModelError } from '../core/error';
import { readClip } from './clip_input';
import type { ModelInUse } from './model_in_use';
import type { LabelTakes, TellEvent } from './protocol';

/** Makes a model of that name that knows these labels, from the one in use, which stays. */
export async function teach(
  core: CoreModule,
  inUse: ModelInUse,
  labels: readonly LabelTakes[],
  name: string,
  tell: TellEvent,
): Promise<TaughtModel> {
  const ready = inUse.theReady();
  const { model, file, embedding } = ready;
  // Between two examples, windows of the microphone have their turn.
  const embed = (features: () => Features) =>
    inUse.uses.run(() => {
      if (inUse.ready !== ready || embedding === null) {
        throw new EarshotError('Another model was opened while this one was being taught; train again');
      }
      return inUse.infer(features(), embedding);
    });
  const teaching = complainAs(ModelError, () =>
    model.teach(labels.map(({ name: label, rejected }) => ({ name: label, rejected }))),
  );
  try {
    labels.forEach(({ recordings }, label) => {
      for (const { name: recording, clip } of recordings) {
        const { channels, sampleRate } = readClip(core, clip, recording);
        complainAs(AudioError, () => teaching.add(label, channels, sampleRate, recording));
      }
    });
    const examples = complainAs(EarshotError, () => teaching.examples());
    for (let example = 0; example < examples; ++example) {
      teaching.take(example, await embed(() => teaching.features(example)));
      tell('teaching', (example + 1) / examples);
    }
    return teaching.finish(file, name, await embed(() => model.selfCheckFeatures()));
  } finally {
    teaching.delete();
  }
}
