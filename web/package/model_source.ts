import { messageOf, ModelError } from '../core/error';

export interface ModelFile {
  readonly bytes: Uint8Array;
  /** For messages. */
  readonly name: string;
}

/** Gets a model file: bytes, an address, or in node also a path. Throws ModelError where it can't be had. */
export async function readModelFile(
  source: string | URL | Uint8Array | ArrayBuffer,
  signal: AbortSignal | undefined,
): Promise<ModelFile> {
  if (source instanceof Uint8Array) return { bytes: source, name: 'the model' };
  if (source instanceof ArrayBuffer) return { bytes: new Uint8Array(source), name: 'the model' };
  if (typeof source !== 'string' && !(source instanceof URL)) {
    throw new ModelError('A model is loaded from its address or its bytes (Uint8Array or ArrayBuffer)');
  }
  const name = String(source).replace(/[?#].*$/, '').replace(/^.*[/\\]/, '') || 'the model';
  const files = /^(https?|data|blob):/.test(String(source)) ? undefined : nodeFiles();
  try {
    const bytes = files
      ? await files.readFile(String(source).startsWith('file:') ? new URL(source) : source, { signal })
      : await fetchBytes(source, signal);
    return { bytes, name };
  } catch (error) {
    signal?.throwIfAborted();
    throw new ModelError(`${name} could not be read from ${String(source)}: ${messageOf(error)}`);
  }
}

async function fetchBytes(source: string | URL, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const response = await fetch(source, { signal: signal ?? null });
  if (!response.ok) throw new Error(`the server answered ${response.status}; is the address right?`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Node's file system; undefined in browsers. Not imported, so that bundlers for browsers do not look for it. */
function nodeFiles(): typeof import('node:fs/promises') | undefined {
  const { process } = globalThis as { process?: NodeJS.Process };
  return process?.versions?.node ? process.getBuiltinModule?.('node:fs/promises') : undefined;
}
