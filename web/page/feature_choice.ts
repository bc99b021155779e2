import type { ShownFeatures } from '../core/core_module';
import type { FrontEnd } from '../worker/protocol';
import { element } from './element';

/** What models of a kind see anyway; a waveform is nothing of what can be chosen. */
const ownFeatures: Record<FrontEnd['kind'], ShownFeatures | undefined> = {
  waveform: undefined,
  spectrogram: 'linear',
  mel: 'mel',
  mfcc: 'mfcc',
  psf_mfcc: 'mfcc',
};

/** The choice of what the live picture shows. Its markup is in index.html. */
export class FeatureChoice {
  private readonly select = element('features', HTMLSelectElement);
  private wanted: ShownFeatures = 'model';
  private own: ShownFeatures | undefined;

  constructor(
    private readonly show: (features: ShownFeatures) => void,
    chosen: () => void,
  ) {
    this.select.onchange = () => {
      this.choose(this.select.value as ShownFeatures);
      chosen();
    };
  }

  get chosen(): ShownFeatures {
    return this.wanted;
  }

  choose(features: ShownFeatures): void {
    this.wanted = features;
    this.update();
  }

  /** What the model sees itself is not offered twice. */
  use({ kind }: FrontEnd): void {
    this.own = ownFeatures[kind];
    for (const option of this.select.options) option.hidden = option.disabled = option.value === this.own;
    this.update();
  }

  private update(): void {
    const features = this.wanted === this.own ? 'model' : this.wanted;
    this.select.value = features;
    this.show(features);
  }
}
