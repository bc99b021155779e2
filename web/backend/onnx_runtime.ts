import type * as Ort from 'onnxruntime-web';
import asyncifyUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { EarshotError, messageOf } from '../core/error';
import { Mutex } from '../core/mutex';
import { explainLoadFailure } from '../core/wasm_file';
import type { Features } from '../core/core_module';
import type { Backend, BackendKind, NetworkFile } from './backend';
import { findAdapter, hasPromiseIntegration } from './webgpu';

/** A build of ONNX Runtime Web: its code and, apart, its .wasm file. Nothing is fetched before it is asked for. */
interface Build {
  code(): Promise<typeof Ort>;
  readonly wasm: string;
  /** The builds with WebGPU can't be entered again while a call of them waits for the GPU, by any session. */
  readonly calls: Mutex;
}

const wasmBuild: Build = { code: () => import('onnxruntime-web/wasm'), wasm: wasmUrl, calls: new Mutex() };
const jspiBuild: Build = { code: () => import('onnxruntime-web/jspi'), wasm: jspiUrl, calls: new Mutex() };
const asyncifyBuild: Build = { code: () => import('onnxruntime-web/webgpu'), wasm: asyncifyUrl, calls: new Mutex() };

async function loadRuntime(build: Build): Promise<typeof Ort> {
  let ort: typeof Ort;
  try {
    ort = await build.code();
  } catch (error) {
    throw new EarshotError(`ONNX Runtime could not be fetched; reload the page (${messageOf(error)})`);
  }
  ort.env.logLevel = 'error';
  // One thread is enough for small networks, and needs no cross-origin isolation.
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = { wasm: build.wasm };
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

  run(features: Features): Promise<Float32Array> {
    return this.calls.run(() => this.runNow(features));
  }

  release(): Promise<void> {
    return this.calls.run(() => this.session.release());
  }

  private async runNow(features: Features): Promise<Float32Array> {
    const { input, output, inputShape } = this.network;
    const results = await this.session.run({
      [input]: new this.ort.Tensor('float32', features.values, [1, ...inputShape]),
    });
    const logits = results[output];
    if (!logits) throw new Error(`the network gave no output "${output}"`);
    return (await logits.getData()) as Float32Array;
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
    if (/no available backend/i.test(messageOf(error))) throw await explainLoadFailure(build.wasm, error);
    throw new EarshotError(`ONNX Runtime cannot run ${network.name}: ${messageOf(error)}`);
  }
}

const never = new Promise<string>(() => undefined);

/** Fetches and compiles ONNX Runtime while a model is still on its way. */
export function prepareWasmBackend(): void {
  // It starts itself with its first session, before it looks at the model: at this one in vain.
  void loadRuntime(wasmBuild)
    .then((ort) => wasmBuild.calls.run(() => ort.InferenceSession.create(new Uint8Array(1))))
    // What goes wrong is told when a model needs it.
    .catch(() => undefined);
}

export async function openWasmBackend(network: NetworkFile): Promise<Backend> {
  const ort = await loadRuntime(wasmBuild);
  const session = await openSession(ort, wasmBuild, 'wasm', network);
  return new OnnxRuntimeBackend('wasm', 'WASM', never, ort, wasmBuild.calls, session, network);
}

/** ONNX Runtime can't start again on another device after it has lost one. */
let gpuLost = false;

/** Throws EarshotError where there is no WebGPU. */
export async function openWebGpuBackend(network: NetworkFile): Promise<Backend> {
  if (gpuLost) throw new EarshotError('its device was lost; reload the page to use it again');
  const adapter = await findAdapter();
  if (!adapter) throw new EarshotError('this browser or machine offers no WebGPU adapter');
  const build = hasPromiseIntegration() ? jspiBuild : asyncifyBuild;
  const ort = await loadRuntime(build);
  const session = await openSession(ort, build, 'webgpu', network);
  const device = await ort.env.webgpu.device;
  const lost = device.lost.then(({ message, reason }) => {
    // ONNX Runtime destroys the device itself with its last session.
    gpuLost ||= reason !== 'destroyed';
    return message || reason;
  });
  return new OnnxRuntimeBackend('webgpu', `WebGPU (${adapter.description})`, lost, ort, build.calls, session, network);
}
