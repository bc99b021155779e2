import type { Features } from '../core/core_module';

export type BackendKind = 'wasm' | 'webgpu';

/** What a person may ask for; auto takes WASM at once, and WebGPU where it is there and measured to be faster. */
export type BackendChoice = 'auto' | BackendKind;

/** What runs the network. */
export interface Backend {
  readonly kind: BackendKind;
  /** For people: "WASM" or "WebGPU (nvidia ampere)". */
  readonly description: string;
  /** The logits of one clip, or what another output of the network says of it. Calls wait for one another. */
  run(features: Features, output?: string): Promise<Float32Array>;
  /** Resolves with the reason when the device is gone and run() fails from now on; never for WASM. */
  readonly lost: Promise<string>;
  release(): Promise<void>;
}

/** Opens backends; EarshotErrors say why it can't. */
export interface Runtime {
  openWasm(network: NetworkFile): Promise<Backend>;
  openWebGpu(network: NetworkFile): Promise<Backend>;
}

/** What a backend needs to know of a model. */
export interface NetworkFile {
  readonly bytes: Uint8Array;
  /** File name, for messages. */
  readonly name: string;
  readonly input: string;
  /** The logits. */
  readonly output: string;
  /** Without the batch. */
  readonly inputShape: readonly number[];
}
