import type { Case } from '../cases/case';
import type { PageContender } from './contender';

/** The browser's own resampling, of an offline context; its filter is not soxr's. */
export const browserResampler: PageContender = {
  name: "the browser's own",
  version: '',
  open: async ({ kind, channels, sampleRate, frontEnd = {} }: Case) => {
    const { sample_rate: rate, resampler } = frontEnd as { sample_rate: number; resampler: string };
    if (kind !== 'resampling' || resampler !== 'soxr_hq') return null;
    const samples = Float32Array.from(channels[0]!);
    let out = new Float32Array();
    return {
      async run() {
        const context = new OfflineAudioContext(1, Math.ceil((samples.length * rate) / sampleRate), rate);
        const buffer = new AudioBuffer({ length: samples.length, sampleRate });
        buffer.copyToChannel(samples, 0);
        const source = new AudioBufferSourceNode(context, { buffer });
        source.connect(context.destination);
        source.start();
        out = (await context.startRendering()).getChannelData(0) as Float32Array<ArrayBuffer>;
      },
      values: () => ({ values: out, framesFirst: false }),
    };
  },
};
