import { openDB, type IDBPDatabase, type DBSchema } from 'idb';
import { EarshotError, messageOf } from '../core/error';

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

/** The models that the user opened, in the browser's database. Failures are EarshotErrors. */
export class ModelStore {
  /** In the order of their names. */
  list(): Promise<KeptModel[]> {
    return use(async (database) =>
      (await database.getAll('models')).sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    );
  }

  keep(model: KeptModel): Promise<unknown> {
    return use((database) => database.put('models', model));
  }

  remove(fingerprint: string): Promise<void> {
    return use((database) => database.delete('models', fingerprint));
  }

  clear(): Promise<void> {
    return use((database) => database.clear('models'));
  }
}

/** Opened for each use, so that no tab stands in the way of another one. */
async function use<Result>(task: (database: IDBPDatabase<Schema>) => Promise<Result>): Promise<Result> {
  let database: IDBPDatabase<Schema> | undefined;
  try {
    database = await openDB<Schema>('earshot', 1, {
      upgrade: (created) => void created.createObjectStore('models', { keyPath: 'fingerprint' }),
    });
    return await task(database);
  } catch (error) {
    throw new EarshotError(
      error instanceof DOMException && error.name === 'QuotaExceededError'
        ? "the browser's storage is full; remove kept models in the settings, or free space on the disk"
        : `this browser keeps no data for this page, as in some private windows (${messageOf(error)})`,
    );
  } finally {
    database?.close();
  }
}

/** Tells files apart, also of the same name: 32-bit FNV-1a, for SHA-256 is not offered to pages without HTTPS.
 * http://www.isthe.com/chongo/tech/comp/fnv/ */
export function fingerprintOf(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
