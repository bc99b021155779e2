// How samples get from the audio thread to the inference worker: through a ring in shared memory where the page is
// cross-origin isolated, else in batches whose buffers travel to and fro. Both count what had to be dropped because
// the worker did not read in time.

/** Samples a batch: 21 ms at 48 kHz. */
const batchSamples = 1024;
/** Batches on their way at once: 1.4 s at 48 kHz. */
const batchCount = 64;
/** A power of two, so that indices may wrap. */
const ringSamples = batchSamples * batchCount;
const ringPollMilliseconds = 10;

type End =
  | { readonly kind: 'ring'; readonly memory: SharedArrayBuffer }
  | { readonly kind: 'batches'; readonly port: MessagePort };

/** What the worker reads from, and what the audio thread writes to. Post them there, with `transferables`. */
export type SampleSource = End;
export type SampleSink = End;

export interface SampleWriter {
  /** Takes one block, without allocating. */
  write(block: Float32Array): void;
  /** Tells that so many samples were lost before they came here. */
  lose(samples: number): void;
}

export interface SampleReader {
  close(): void;
}

/** `lost` counts from the start. `samples` is only valid during the call. */
export type SampleListener = (samples: Float32Array, lost: number) => void;

export function createSampleChannel(shared: boolean): { source: SampleSource; sink: SampleSink } {
  if (shared) {
    const memory = new SharedArrayBuffer(4 * (headerLength + ringSamples));
    return { source: { kind: 'ring', memory }, sink: { kind: 'ring', memory } };
  }
  const { port1, port2 } = new MessageChannel();
  return { source: { kind: 'batches', port: port1 }, sink: { kind: 'batches', port: port2 } };
}

export function transferables(end: End): Transferable[] {
  return end.kind === 'batches' ? [end.port] : [];
}

export function openWriter(sink: SampleSink): SampleWriter {
  return sink.kind === 'ring' ? new RingWriter(sink.memory) : new BatchWriter(sink.port);
}

export function openReader(source: SampleSource, listener: SampleListener): SampleReader {
  return source.kind === 'ring' ? new RingReader(source.memory, listener) : new BatchReader(source.port, listener);
}

// The ring's header: indices of the next sample to write and to read, and how many were lost. Indices count on and wrap.
const written = 0;
const read = 1;
const lostCount = 2;
const headerLength = 3;

class RingWriter implements SampleWriter {
  private readonly header: Int32Array;
  private readonly samples: Float32Array;

  constructor(memory: SharedArrayBuffer) {
    this.header = new Int32Array(memory, 0, headerLength);
    this.samples = new Float32Array(memory, 4 * headerLength, ringSamples);
  }

  write(block: Float32Array): void {
    const start = Atomics.load(this.header, written);
    const used = (start - Atomics.load(this.header, read)) | 0;
    if (used + block.length > ringSamples) {
      this.lose(block.length);
      return;
    }
    for (let i = 0; i < block.length; ++i) this.samples[(start + i) & (ringSamples - 1)] = block[i] ?? 0;
    Atomics.store(this.header, written, (start + block.length) | 0);
  }

  lose(samples: number): void {
    Atomics.add(this.header, lostCount, samples);
  }
}

class RingReader implements SampleReader {
  private readonly header: Int32Array;
  private readonly samples: Float32Array;
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(
    memory: SharedArrayBuffer,
    private readonly listener: SampleListener,
  ) {
    this.header = new Int32Array(memory, 0, headerLength);
    this.samples = new Float32Array(memory, 4 * headerLength, ringSamples);
    this.timer = setInterval(() => this.drain(), ringPollMilliseconds);
  }

  close(): void {
    clearInterval(this.timer);
  }

  private drain(): void {
    const start = Atomics.load(this.header, read);
    const count = (Atomics.load(this.header, written) - start) | 0;
    if (count === 0) return;
    const block = new Float32Array(count);
    for (let i = 0; i < count; ++i) block[i] = this.samples[(start + i) & (ringSamples - 1)] ?? 0;
    Atomics.store(this.header, read, (start + count) | 0);
    this.listener(block, Atomics.load(this.header, lostCount));
  }
}

interface Batch {
  readonly samples: Float32Array;
  readonly lost: number;
}

class BatchWriter implements SampleWriter {
  private readonly pool: Float32Array[] = [];
  private current: Float32Array | undefined;
  private filled = 0;
  private lost = 0;

  constructor(private readonly port: MessagePort) {
    for (let i = 0; i < batchCount; ++i) this.pool.push(new Float32Array(batchSamples));
    port.onmessage = ({ data }: MessageEvent<Float32Array>) => this.pool.push(data);
  }

  write(block: Float32Array): void {
    for (let i = 0; i < block.length; ++i) {
      this.current ??= this.pool.pop();
      if (!this.current) {
        this.lose(block.length - i);
        return;
      }
      this.current[this.filled++] = block[i] ?? 0;
      if (this.filled === batchSamples) this.send(this.current);
    }
  }

  lose(samples: number): void {
    this.lost += samples;
  }

  private send(samples: Float32Array): void {
    const batch: Batch = { samples, lost: this.lost };
    this.port.postMessage(batch, [samples.buffer]);
    this.current = undefined;
    this.filled = 0;
  }
}

class BatchReader implements SampleReader {
  constructor(
    private readonly port: MessagePort,
    listener: SampleListener,
  ) {
    port.onmessage = ({ data }: MessageEvent<Batch>) => {
      listener(data.samples, data.lost);
      port.postMessage(data.samples, [data.samples.buffer]);
    };
  }

  close(): void {
    this.port.close();
  }
}
