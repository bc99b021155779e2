import type { Backend, BackendChoice, BackendKind, NetworkFile, Runtime } from '../backend/backend';
import type { CoreModel, CoreModule } from '../core/core_module';
import { isEarshotError } from '../core/error';
import type { BackendStatus } from './protocol';

/** Runs of one measurement, and measurements of which the best counts; a slow backend is measured for no longer than
 * this, milliseconds. */
const measuredRuns = 4;
const measurements = 6;
const measuringTime = 500;

/** A backend that was warmed up and checked with the model that it is to run. */
export interface OpenedBackend {
  readonly backend: Backend;
  readonly status: BackendStatus;
}

/** Opens backends for models. EarshotErrors say why it can't. */
export class BackendOpener {
  constructor(
    private readonly core: CoreModule,
    private readonly runtime: Runtime,
  ) {}

  /** Auto begins with WASM. Where WebGPU can't be used, WASM takes its place and a notice says why. */
  async open(model: CoreModel, network: NetworkFile, choice: BackendChoice): Promise<OpenedBackend> {
    if (choice === 'webgpu') {
      try {
        return await this.openAs('webgpu', model, network);
      } catch (error) {
        if (!isEarshotError(error)) throw error;
        const opened = await this.openAs('wasm', model, network);
        return {
          ...opened,
          status: { ...opened.status, notice: `WebGPU can't be used, so WASM runs: ${error.message}` },
        };
      }
    }
    return this.openAs('wasm', model, network);
  }

  /** Opens this kind or none, and warms it up with the model's self-check. */
  async openAs(kind: BackendKind, model: CoreModel, network: NetworkFile): Promise<OpenedBackend> {
    const backend = await (kind === 'webgpu' ? this.runtime.openWebGpu(network) : this.runtime.openWasm(network));
    const selfCheckError = model.selfCheckError(await backend.run(model.selfCheckFeatures()));
    const verified = selfCheckError <= this.core.selfCheckTolerance;
    return { backend, status: { kind: backend.kind, description: backend.description, selfCheckError, verified } };
  }
}

/** How long a warm run takes, milliseconds: the least that was measured, for whatever else happens only adds to it. */
export async function measure(run: () => Promise<unknown>): Promise<number> {
  let least = Infinity;
  const start = performance.now();
  for (let measurement = 0; measurement < measurements; ++measurement) {
    if (measurement > 0 && performance.now() - start > measuringTime) break;
    const begin = performance.now();
    for (let count = 0; count < measuredRuns; ++count) await run();
    least = Math.min(least, (performance.now() - begin) / measuredRuns);
  }
  return least;
}
