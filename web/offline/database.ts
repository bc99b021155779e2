import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { EarshotError, messageOf } from '../core/error';

/** A database in this browser. It is opened for each use, so that no tab stands in the way of another one. */
export class Database<Schema extends DBSchema> {
  constructor(
    private readonly name: string,
    private readonly create: (created: IDBPDatabase<Schema>) => void,
    /** What a person can do where the storage is full. */
    private readonly remedy: string,
  ) {}

  /** Failures are EarshotErrors. */
  async use<Result>(task: (database: IDBPDatabase<Schema>) => Promise<Result>): Promise<Result> {
    let database: IDBPDatabase<Schema> | undefined;
    try {
      database = await openDB<Schema>(this.name, 1, { upgrade: this.create });
      return await task(database);
    } catch (error) {
      throw new EarshotError(
        error instanceof DOMException && error.name === 'QuotaExceededError'
          ? `the browser's storage is full; ${this.remedy}, or free space on the disk`
          : `this browser keeps no data for this page, as in some private windows (${messageOf(error)})`,
      );
    } finally {
      database?.close();
    }
  }
}
