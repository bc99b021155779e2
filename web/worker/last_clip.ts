import type { CoreClip, Detection, Evidence, Features } from '../core/core_module';
import type { ModelInUse, ReadyModel } from './model_in_use';
import type { TellEvent } from './protocol';
import { hear, openStream, windowsOf } from './stream_windows';

/** What the network was given, and what it said. */
interface Classified {
  readonly ready: ReadyModel;
  readonly features: Features;
  readonly logits: Float32Array;
}

/** The clip that was classified last, for what takes longer than that: to explain its label, and to scan a long one for
 * more than one. */
export class LastClip {
  private classified: Classified | undefined;
  /** The clip to scan: one that is long. */
  private long: Pick<CoreClip, 'samples' | 'sampleRate'> | undefined;

  constructor(
    private readonly model: ModelInUse,
    private readonly tell: TellEvent,
  ) {}

  /** Ends what goes on of the clip before. Call it within a use of the model. */
  replace(classified: Classified, long: Pick<CoreClip, 'samples' | 'sampleRate'> | undefined): void {
    this.classified = classified;
    this.long = long;
  }

  async explain(): Promise<Evidence | null> {
    const { classified } = this;
    if (!classified || classified.ready !== this.model.ready) return null;
    const { ready, features, logits } = classified;
    const occlusion = ready.model.occlude(features, logits);
    try {
      for (let part = 0; part < occlusion.parts(); ++part) {
        // Between two parts, windows of the microphone and newer clips have their turn.
        const current = await this.model.uses.run(async () => {
          if (this.model.ready !== ready || this.classified !== classified) return false;
          occlusion.take(part, await this.model.infer(occlusion.hide(part)));
          return true;
        });
        if (!current) return null;
      }
      return occlusion.evidence();
    } finally {
      occlusion.delete();
    }
  }

  async scan(): Promise<Detection[]> {
    const { long: clip } = this;
    const { ready } = this.model;
    if (!clip || !ready) return [];
    const heard: Detection[] = [];
    const stream = openStream(ready, clip.sampleRate);
    try {
      // Half a second of silence at the end: a word that ends with the file is then heard as it would be in a room.
      const end = clip.samples.length + clip.sampleRate / 2;
      for (let start = 0; start < end; start += clip.sampleRate) {
        const block = new Float32Array(Math.min(clip.sampleRate, end - start));
        block.set(clip.samples.subarray(start, start + block.length));
        for (const window of windowsOf(stream, block)) {
          const result = await this.model.uses.run(async () =>
            this.model.ready === ready && this.long === clip ? hear(this.model, stream, window) : null,
          );
          if (!result) return heard;
          if (result.detection) heard.push(result.detection);
        }
        this.tell('progress', Math.min(1, (start + block.length) / end));
        await breathe();
      }
      return heard;
    } finally {
      stream.delete();
    }
  }
}

/** Lets the messages that came in meanwhile be handled. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
