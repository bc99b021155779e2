import type { Backend, BackendChoice, NetworkFile, Runtime } from '../backend/backend';
import { findAdapter } from '../backend/webgpu';
import type { CoreModel, CoreModule, Features, LabelTuning } from '../core/core_module';
import { complainAs, EarshotError, messageOf, ModelError } from '../core/error';
import { Mutex } from '../core/mutex';
import { BackendOpener, measure, type OpenedBackend } from './opened_backend';
import type { BackendStatus, LoadedModel, ModelCard, TellEvent } from './protocol';

/** A model on a backend that was warmed up and checked. */
export interface ReadyModel {
  readonly model: CoreModel;
  readonly card: ModelCard;
  /** The model file's bytes. */
  readonly file: Uint8Array;
  readonly network: NetworkFile;
  /** The output that gives what the last linear layer takes; null where the network does not end with one. */
  readonly embedding: string | null;
  backend: Backend;
  status: BackendStatus;
  /** How its labels are decided on in streams, where that is not to be as it recommends. */
  tuning?: readonly LabelTuning[];
}

/** The model that is loaded, and what runs it: takes another one in, changes its backend, replaces one that was lost. */
export class ModelInUse {
  /** One load or change of backend at a time. */
  private readonly changes = new Mutex();
  /** One use of the model at a time; a change takes it only for the moment of the exchange. */
  readonly uses = new Mutex();
  private readonly opener: BackendOpener;
  private current: ReadyModel | undefined;

  constructor(
    private readonly core: CoreModule,
    runtime: Runtime,
    private readonly tell: TellEvent,
  ) {
    this.opener = new BackendOpener(core, runtime);
  }

  get ready(): ReadyModel | undefined {
    return this.current;
  }

  theReady(): ReadyModel {
    if (!this.current) throw new EarshotError('No model is loaded yet');
    return this.current;
  }

  /** `exchanged` is called within the exchange, before the model that was in use is freed. */
  load(
    bytes: Uint8Array,
    name: string,
    choice: BackendChoice,
    exchanged: (next: ReadyModel) => void,
  ): Promise<LoadedModel> {
    return this.changes.run(async () => {
      const model = complainAs(ModelError, () => this.core.readModel(bytes, name));
      try {
        const card = JSON.parse(model.card()) as ModelCard;
        const embedding = model.embedding();
        const network: NetworkFile = {
          bytes: embedding ? joined(bytes, embedding.addition) : bytes,
          name,
          input: model.input(),
          output: model.output(),
          inputShape: card.input_shape,
        };
        const opened = await this.opener.open(model, network, choice);
        const file = network.bytes.subarray(0, bytes.length);
        await this.exchange({ model, card, file, network, embedding: embedding?.name ?? null, ...opened }, exchanged);
      } catch (error) {
        model.delete();
        throw error;
      }
      const ready = this.theReady();
      void this.compare(ready, choice);
      return {
        card: ready.card,
        recommendedTuning: ready.model.recommendedTuning(),
        backend: ready.status,
        teachable: ready.embedding !== null,
      };
    });
  }

  useBackend(choice: BackendChoice): Promise<BackendStatus> {
    return this.changes.run(async () => {
      const ready = this.theReady();
      await this.change(ready, await this.opener.open(ready.model, ready.network, choice));
      void this.compare(ready, choice);
      return ready.status;
    });
  }

  /** What the network gives, or another output of it. Call it within a use of the model. */
  async infer(features: Features, output?: string): Promise<Float32Array> {
    const ready = this.theReady();
    const { backend } = ready;
    if (backend.kind === 'wasm') return backend.run(features, output);
    try {
      // A run on a device that goes away may never end.
      return await Promise.race([
        backend.run(features, output),
        backend.lost.then((reason) => Promise.reject(new Error(reason))),
      ]);
    } catch (error) {
      await this.replaceLost(ready, backend, messageOf(error));
      return ready.backend.run(features, output);
    }
  }

  /** `withdrawn` is called when nobody can use the model any more, before it is freed. */
  dispose(withdrawn: () => void): Promise<void> {
    return this.changes.run(() =>
      this.uses.run(async () => {
        const { current } = this;
        this.current = undefined;
        withdrawn();
        await current?.backend.release();
        current?.model.delete();
      }),
    );
  }

  /** Puts a model in the place of the one before. */
  private exchange(next: ReadyModel, exchanged: (next: ReadyModel) => void): Promise<void> {
    return this.uses.run(async () => {
      const before = this.current;
      this.current = next;
      this.watch(next, next.backend);
      exchanged(next);
      if (!before) return;
      await before.backend.release();
      before.model.delete();
    });
  }

  private change(ready: ReadyModel, opened: OpenedBackend): Promise<void> {
    return this.uses.run(async () => {
      const before = ready.backend;
      Object.assign(ready, opened);
      this.watch(ready, opened.backend);
      await before.release();
    });
  }

  /** Measures the backend in use, which is not worth waiting for before it is used. Auto: takes another one that is
   * faster. */
  private async compare(ready: ReadyModel, choice: BackendChoice): Promise<void> {
    const { model, backend } = ready;
    const features = model.selfCheckFeatures();
    const inUse = () => this.current === ready && ready.backend === backend;
    const milliseconds = await measure(() => this.uses.run(() => (inUse() ? this.infer(features) : undefined)));
    if (!inUse()) return;
    this.tell('measured', backend.kind, milliseconds);
    if (choice === 'auto') await this.improve(ready, milliseconds);
  }

  /** Takes WebGPU where a GPU is behind it and a run takes less than so many milliseconds. */
  private async improve(ready: ReadyModel, milliseconds: number): Promise<void> {
    const adapter = await findAdapter();
    if (!adapter || adapter.software) return;
    await this.changes.run(async () => {
      if (this.current !== ready || ready.backend.kind !== 'wasm') return;
      const { model, network } = ready;
      let opened: OpenedBackend;
      let faster: boolean;
      try {
        opened = await this.opener.openAs('webgpu', model, network);
        const features = model.selfCheckFeatures();
        const measured = await measure(() => opened.backend.run(features));
        this.tell('measured', 'webgpu', measured);
        faster = measured < milliseconds;
      } catch (error) {
        // Nothing is lost: WASM runs. What a person should know is that WebGPU does not.
        this.tell('backend', { ...ready.status, notice: `WebGPU can't be used, so WASM runs: ${messageOf(error)}` });
        return;
      }
      if (opened.status.verified && faster) {
        await this.change(ready, opened);
        this.tell('backend', ready.status);
      } else {
        await opened.backend.release();
      }
    });
  }

  private watch(ready: ReadyModel, backend: Backend): void {
    void backend.lost.then((reason) => this.uses.run(() => this.replaceLost(ready, backend, reason)));
  }

  /** Puts WASM in the place of a backend that can't run any more. Call it within a use of the model. */
  private async replaceLost(ready: ReadyModel, backend: Backend, reason: string): Promise<void> {
    if (this.current !== ready || ready.backend !== backend) return;
    const opened = await this.opener.openAs('wasm', ready.model, ready.network);
    ready.backend = opened.backend;
    ready.status = { ...opened.status, notice: `WebGPU was lost, so WASM runs now (${reason})` };
    this.tell('backend', ready.status);
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}
