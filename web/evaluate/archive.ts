import { unzipSync, type Unzipped, type UnzipFileInfo } from 'fflate';
import { refuseLarge } from '../audio/audio_file';
import { EarshotError, messageOf } from '../core/error';
import type { FoundFile } from './found_file';

/** It is held in memory. */
const maxMegabytes = 1000;
/** Unpacked at a time, so that the page never waits for long. */
const bytesAtOnce = 4 * 2 ** 20;

/** What is in a ZIP archive. It is quick for those who read the wanted files in their order. */
export async function filesOfArchive(archive: File, wanted: (path: string) => boolean): Promise<FoundFile[]> {
  const megabytes = Math.ceil(archive.size / 1e6);
  if (megabytes > maxMegabytes) {
    throw new EarshotError(
      `${archive.name}: has ${megabytes} MB, ${maxMegabytes} are the limit; unpack it, and choose the folder`,
    );
  }
  const unpacker = new Unpacker(archive.name, new Uint8Array(await archive.arrayBuffer()), wanted);
  return unpacker.entries.map((entry, index) => ({ path: entry.name, read: async () => unpacker.read(index) }));
}

class Unpacker {
  readonly entries: readonly UnzipFileInfo[];
  /** Not read yet. */
  private unpacked: Unzipped = {};

  constructor(
    name: string,
    private readonly bytes: Uint8Array,
    private readonly wanted: (path: string) => boolean,
  ) {
    const entries: UnzipFileInfo[] = [];
    try {
      unzipSync(bytes, {
        filter: (entry) => {
          if (!entry.name.endsWith('/')) entries.push(entry);
          return false;
        },
      });
    } catch (error) {
      throw new EarshotError(`${name}: is no ZIP archive, or is cut short (${messageOf(error)})`);
    }
    this.entries = entries;
  }

  read(index: number): Blob {
    const { name, originalSize } = this.entries[index]!;
    refuseLarge(originalSize, name);
    if (!this.unpacked[name]) this.unpackFrom(index);
    const content = this.unpacked[name]!;
    delete this.unpacked[name];
    return new Blob([content as Uint8Array<ArrayBuffer>]);
  }

  private unpackFrom(index: number): void {
    let bytes = 0;
    const wanted = this.entries.slice(index).filter(({ name }) => this.wanted(name));
    const names = wanted.filter(({ originalSize }) => (bytes += originalSize) <= bytesAtOnce).map(({ name }) => name);
    try {
      this.unpacked = this.unpack(names);
    } catch {
      // One of them is broken; which, is seen when it is its turn.
      this.unpacked = {};
    }
    const { name } = this.entries[index]!;
    if (this.unpacked[name]) return;
    try {
      this.unpacked = this.unpack([name]);
    } catch (error) {
      throw new EarshotError(`${name}: can't be unpacked; the archive is damaged or encrypted (${messageOf(error)})`);
    }
  }

  private unpack(names: readonly string[]): Unzipped {
    const wanted = new Set(names);
    return unzipSync(this.bytes, { filter: ({ name }) => wanted.has(name) });
  }
}
