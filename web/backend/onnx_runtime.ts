import type * as Ort from 'onnxruntime-web';
import { BackendError, messageOf, ModelError } from '../core/error';
import { Mutex } from '../core/mutex';
import { explainLoadFailure } from '../core/wasm_file';
import type { Features } from '../core/core_module';
import type { Backend, BackendKind, NetworkFile, Runtime } from './backend';
import { findAdapter, hasPromiseIntegration } from './webgpu';

/** Addresses of the .wasm files of ONNX Runtime Web's builds. Left out, ONNX Runtime finds them beside its code. */
export interface RuntimeFiles {
  readonly wasm?: string;
  /** With WebGPU: for browsers with JavaScript promise integration, and for others. */
  readonly jspi?: string;
  readonly asyncify?: string;
}

/** A build of ONNX Runtime Web: its code and, apart, its .wasm file. Nothing is fetched before it is asked for. */
interface Build {
  code(): Promise<typeof Ort>;
  readonly wasm: string | undefined;
  /** The builds with WebGPU can't be entered again while a call of them waits for the GPU, by any session. */
  readonly calls: Mutex;
}

async function loadRuntime(build: Build): Promise<typeof Ort> {
  let ort: typeof Ort;
  try {
    ort = await build.code();
  } catch (error) {
    throw new BackendError(`ONNX Runtime could not be fetched; reload the page (${messageOf(error)})`);
  }
  ort.env.logLevel = 'error';
  // One thread is enough for small networks, and needs no cross-origin isolation.
  ort.env.wasm.numThreads = 1;
  if (build.wasm) ort.env.wasm.wasmPaths = { wasm: build.wasm };
  return ort;
}

class OnnxRuntimeBackend implements Backend {
  constructor(
    readonly kind: BackendKind,
    readonly description: string,
    readonly lost: Promise<string>,
    private readonly ort: typeof Ort,
    private readonly calls: Mutex,
    private readonly session: Ort.InferenceSession,
    private readonly network: NetworkFile,
  ) {}

  run(features: Features, output = this.network.output): Promise<Float32Array> {
    return this.calls.run(() => this.runNow(features, output));
  }

  release(): Promise<void> {
    return this.calls.run(() => this.session.release());
  }

  private async runNow(features: Features, output: string): Promise<Float32Array> {
    const { input, inputShape } = this.network;
    const tensor = new this.ort.Tensor('float32', features.values, [1, ...inputShape]);
    const results = await this.session.run({ [input]: tensor }, [output]);
    const values = results[output];
    if (!values) throw new Error(`the network gave no output "${output}"`);
    return (await values.getData()) as Float32Array;
  }
}

async function openSession(
  ort: typeof Ort,
  build: Build,
  provider: BackendKind,
  network: NetworkFile,
): Promise<Ort.InferenceSession> {
  try {
    return await build.calls.run(() => ort.InferenceSession.create(network.bytes, { executionProviders: [provider] }));
  } catch (error) {
    // ONNX Runtime starts itself with its first session; this is how it says that it could not.
    if (/no available backend/i.test(messageOf(error))) throw await explainStartFailure(build, error);
    throw new ModelError(`ONNX Runtime cannot run ${network.name}: ${messageOf(error)}`);
  }
}

async function explainStartFailure({ wasm }: Build, cause: unknown): Promise<Error> {
  if (wasm) return explainLoadFailure(wasm, cause);
  return new BackendError(
    'ONNX Runtime could not be started; are the .wasm files of onnxruntime-web beside its code on this web server? ' +
      `(${messageOf(cause)})`,
  );
}

const never = new Promise<string>(() => undefined);

/** ONNX Runtime Web: one for each thread, for its builds and their device are there once. */
export class OnnxRuntime implements Runtime {
  private readonly wasmBuild: Build;
  private readonly jspiBuild: Build;
  private readonly asyncifyBuild: Build;
  /** ONNX Runtime can't start again on another device after it has lost one. */
  private gpuLost = false;

  constructor({ wasm, jspi, asyncify }: RuntimeFiles = {}) {
    this.wasmBuild = { code: () => import('onnxruntime-web/wasm'), wasm, calls: new Mutex() };
    this.jspiBuild = { code: () => import('onnxruntime-web/jspi'), wasm: jspi, calls: new Mutex() };
    this.asyncifyBuild = { code: () => import('onnxruntime-web/webgpu'), wasm: asyncify, calls: new Mutex() };
  }

  /** Fetches and compiles ONNX Runtime while a model is still on its way. */
  prepareWasm(): void {
    // It starts itself with its first session, before it looks at the model: at this one in vain.
    void loadRuntime(this.wasmBuild)
      .then((ort) => this.wasmBuild.calls.run(() => ort.InferenceSession.create(new Uint8Array(1))))
      // What goes wrong is told when a model needs it.
      .catch(() => undefined);
  }

  async openWasm(network: NetworkFile): Promise<Backend> {
    const ort = await loadRuntime(this.wasmBuild);
    const session = await openSession(ort, this.wasmBuild, 'wasm', network);
    return new OnnxRuntimeBackend('wasm', 'WASM', never, ort, this.wasmBuild.calls, session, network);
  }

  /** Throws BackendError where there is no WebGPU. */
  async openWebGpu(network: NetworkFile): Promise<Backend> {
    if (this.gpuLost) throw new BackendError('its device was lost; reload the page to use it again');
    const adapter = await findAdapter();
    if (!adapter) throw new BackendError('this browser or machine offers no WebGPU adapter');
    const build = hasPromiseIntegration() ? this.jspiBuild : this.asyncifyBuild;
    const ort = await loadRuntime(build);
    const session = await openSession(ort, build, 'webgpu', network);
    const device = await ort.env.webgpu.device;
    const lost = device.lost.then(({ message, reason }) => {
      // ONNX Runtime destroys the device itself with its last session.
      this.gpuLost ||= reason !== 'destroyed';
      return message || reason;
    });
    return new OnnxRuntimeBackend('webgpu', `WebGPU (${adapter.description})`, lost, ort, build.calls, session, network);
  }
}
