import type { FoundFile } from './found_file';

/** What was chosen with an input for folders. */
export function filesOfFolder(files: Iterable<File>): FoundFile[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath, read: async () => file }));
}

/** What was dropped: folders with all that is in them, and files. */
export async function filesOfEntries(entries: readonly FileSystemEntry[]): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const entry of entries) {
    if (entry.isDirectory) found.push(...(await filesOfEntries(await entriesOf(entry as FileSystemDirectoryEntry))));
    else found.push(fileOf(entry as FileSystemFileEntry));
  }
  return found;
}

function fileOf(entry: FileSystemFileEntry): FoundFile {
  return {
    path: entry.fullPath.replace(/^\//, ''),
    read: () => new Promise((resolve, reject) => entry.file(resolve, reject)),
  };
}

/** A reader gives some of them at a time, at last none. */
async function entriesOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return entries;
    entries.push(...some);
  }
}
