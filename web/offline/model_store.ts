import type { DBSchema } from 'idb';
import { Database } from './database';

/** A model file that this browser keeps. */
export interface KeptModel {
  /** Of the content: the same file opened twice is kept once. */
  readonly fingerprint: string;
  /** File name without its ending. */
  readonly name: string;
  /** Left in the browser's storage until it is read. */
  readonly file: Blob;
}

interface Schema extends DBSchema {
  models: { key: string; value: KeptModel };
}

/** The models that the user opened. Failures are EarshotErrors. */
export class ModelStore {
  private readonly database = new Database<Schema>(
    'earshot',
    (created) => void created.createObjectStore('models', { keyPath: 'fingerprint' }),
    'remove kept models in the settings',
  );

  /** In the order of their names. */
  list(): Promise<KeptModel[]> {
    return this.database.use(async (database) =>
      (await database.getAll('models')).sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    );
  }

  keep(model: KeptModel): Promise<unknown> {
    return this.database.use((database) => database.put('models', model));
  }

  remove(fingerprint: string): Promise<void> {
    return this.database.use((database) => database.delete('models', fingerprint));
  }

  clear(): Promise<void> {
    return this.database.use((database) => database.clear('models'));
  }
}

/** Tells files apart, also of the same name: 32-bit FNV-1a, for SHA-256 is not offered to pages without HTTPS.
 * http://www.isthe.com/chongo/tech/comp/fnv/ */
export function fingerprintOf(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
