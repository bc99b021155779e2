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
  /** What was taught last on this visit. */
  private taught: Model | undefined;

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

  /** Why it was not found, and what to do. */
  missing({ name, fingerprint }: ModelReference): string {
    const other = this.list.some((model) => model.name === name);
    const reason = other ? `only another model of that name is here` : 'which is not here';
    const remedy = fingerprint ? `; open the file ${name}.onnx that the link was made with` : '';
    return `The link asks for the model "${name}", ${reason}${remedy}`;
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

  /** The same, in the place of what was taught last where that had this name. */
  async addTaught(name: string, bytes: Uint8Array<ArrayBuffer>, complain: (text: string) => void): Promise<Model> {
    const before = this.taught;
    this.taught = await this.add(name, bytes, complain);
    if (before?.name === name && before.fingerprint !== this.taught.fingerprint) await this.remove(before);
    return this.taught;
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
