import type { DBSchema } from 'idb';
import { Database } from '../offline/database';

/** Somebody's recording of a label. */
export interface Take {
  readonly speaker: string;
  readonly label: string;
  /** Counts from 0, for each speaker and label. */
  readonly take: number;
  readonly seconds: number;
  /** A WAV file; left in the browser's storage until it is read. */
  readonly wav: Blob;
}

type Key = [speaker: string, label: string, take: number];

interface Schema extends DBSchema {
  takes: { key: Key; value: Take };
}

/** The takes that the user recorded. Failures are EarshotErrors. */
export class TakeStore {
  private readonly database = new Database<Schema>(
    'earshot-takes',
    (created) => void created.createObjectStore('takes', { keyPath: ['speaker', 'label', 'take'] }),
    'download the recordings and delete some of them here',
  );

  list(): Promise<Take[]> {
    return this.database.use((database) => database.getAll('takes'));
  }

  /** Gives it the number after the last one, unless it has one: then it comes in the place of that take. */
  keep(take: Omit<Take, 'take'> & Partial<Take>): Promise<Take> {
    return this.database.use(async (database) => {
      const transaction = database.transaction('takes', 'readwrite');
      const { speaker, label } = take;
      // Arrays come after all numbers.
      const range = IDBKeyRange.bound([speaker, label], [speaker, label, []]);
      const last = await transaction.store.openKeyCursor(range, 'prev');
      const kept = { take: last ? last.primaryKey[2] + 1 : 0, ...take };
      await Promise.all([transaction.store.put(kept), transaction.done]);
      return kept;
    });
  }

  remove({ speaker, label, take }: Take): Promise<void> {
    return this.database.use((database) => database.delete('takes', [speaker, label, take]));
  }

  clear(): Promise<void> {
    return this.database.use((database) => database.clear('takes'));
  }
}
