import { EarshotError } from '../core/error';
import { fingerprintOf, type KeptModel, type ModelStore } from '../offline/model_store';
import { fetchBytes } from './fetch_bytes';
import type { ModelReference } from './link';
import { shippedModels, type ShippedFile } from './shipped';

/** A model that can be chosen. */
export interface Model {
  readonly name: string;
  /** Where it comes from. An opened one could not be kept: it is there until the page is left. */
  readonly place: 'shipped' | 'kept' | 'opened';
  /** Of a model that does not ship with the page. */
  readonly fingerprint?: string;
  /** Bytes. */
  readonly size: number;
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

/** All models of the page: those that ship with it and those that the user opened, which the browser keeps. */
export class Models {
  private list: readonly Model[] = shippedModels.map(shipped);

  constructor(
    private readonly store: ModelStore,
    private readonly changed: () => void,
  ) {}

  get all(): readonly Model[] {
    return this.list;
  }

  /** Adds what was kept on earlier visits. */
  async readKept(): Promise<void> {
    this.replace([...this.list, ...(await this.store.list()).map(kept)]);
  }

  /** Undefined when it is not here, or only another one of that name. */
  find({ name, fingerprint }: ModelReference): Model | undefined {
    return this.list.find((model) => model.name === name && model.fingerprint === fingerprint);
  }

  /** Adds a file; `complain` hears of it when it can't be kept. */
  async add(name: string, bytes: Uint8Array<ArrayBuffer>, complain: (text: string) => void): Promise<Model> {
    const file: KeptModel = { name, fingerprint: fingerprintOf(bytes), file: new Blob([bytes]) };
    let model = kept(file);
    try {
      await this.store.keep(file);
    } catch (error) {
      if (!(error instanceof EarshotError)) throw error;
      complain(`${name}.onnx is used, but is gone after this visit: ${error.message}`);
      model = { ...model, place: 'opened' };
    }
    this.replace([...this.list.filter(({ fingerprint }) => fingerprint !== model.fingerprint), model]);
    return model;
  }

  /** Not of one that ships. */
  async remove(model: Model): Promise<void> {
    if (model.place === 'kept' && model.fingerprint) await this.store.remove(model.fingerprint);
    this.replace(this.list.filter((other) => other !== model));
  }

  /** Removes all that do not ship. */
  async clear(): Promise<void> {
    await this.store.clear();
    this.replace(this.list.filter(({ place }) => place === 'shipped'));
  }

  private replace(list: readonly Model[]): void {
    this.list = list;
    this.changed();
  }
}

function shipped({ name, url }: ShippedFile): Model {
  const size = buildFacts.modelSizes[name] ?? 0;
  return { name, place: 'shipped', size, read: () => fetchBytes(url, `${name}.onnx`) };
}

function kept({ name, fingerprint, file }: KeptModel): Model {
  const read = async () => new Uint8Array(await file.arrayBuffer());
  return { name, place: 'kept', fingerprint, size: file.size, read };
}
