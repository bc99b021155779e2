import { describe, expect, it } from 'vitest';
import { createSampleChannel, openReader, openWriter } from '../../web/audio/sample_channel';

const block = 128;
/** More than any channel holds. */
const flood = 2 ** 18;

function ramp(start: number): Float32Array {
  return Float32Array.from({ length: block }, (_, index) => start + index);
}

describe.each([
  ['a shared ring', true],
  ['batches', false],
])('%s', (_, shared) => {
  it('brings every sample across once, in order', async () => {
    const { source, sink } = createSampleChannel(shared);
    const total = 40 * 1024;
    const received: number[] = [];
    const lost = await new Promise<number>((resolve) => {
      const reader = openReader(source, (samples, lostSoFar) => {
        received.push(...samples);
        if (received.length < total) return;
        reader.close();
        resolve(lostSoFar);
      });
      const writer = openWriter(sink);
      for (let start = 0; start < total; start += block) writer.write(ramp(start));
    });
    expect(lost).toBe(0);
    expect(received).toEqual(Array.from({ length: total }, (_, index) => index));
  });

  it('counts what nobody read in time, and goes on after it', async () => {
    const { source, sink } = createSampleChannel(shared);
    const writer = openWriter(sink);
    for (let start = 0; start < flood; start += block) writer.write(ramp(start));
    writer.lose(7);
    let received = 0;
    const lost = await new Promise<number>((resolve) => {
      let next = -1;
      const reader = openReader(source, (samples, lostSoFar) => {
        received += samples.length;
        // Once the backlog is read there is room again for a block that tells of the loss.
        if (next < 0 && received >= 2 ** 16) {
          next = received;
          setTimeout(() => {
            for (let start = 0; start < 8 * 1024; start += block) writer.write(ramp(start));
          });
        } else if (next >= 0) {
          reader.close();
          resolve(lostSoFar);
        }
      });
    });
    expect(lost).toBe(flood - 2 ** 16 + 7);
  });
});
