import type { HistoryEntry } from 'wasm/earshot_app.js';

/** Entries that are kept. */
const capacity = 200;

interface Entry extends HistoryEntry {
  /** As it is shown: `place`, after what the user told of it. */
  source: string;
  readonly place: string;
}

/** What was heard, newest first. */
export class History {
  private list: readonly Entry[] = [];

  constructor(private readonly changed: (entries: readonly HistoryEntry[]) => void) {}

  add(label: string, probability: number, place: string): HistoryEntry {
    const time = new Date().toLocaleTimeString([], { hour12: false });
    const entry = { time, label, probability, source: place, place };
    this.replace([entry, ...this.list].slice(0, capacity));
    return entry;
  }

  /** What the user tells of an entry; '' takes it back. The entry stays the same one: nothing was heard again. */
  tell(entry: HistoryEntry, told: string): void {
    const found = this.list.find((candidate) => candidate === entry);
    if (found) found.source = told ? `${told} · ${found.place}` : found.place;
    this.replace(this.list);
  }

  clear(): void {
    this.replace([]);
  }

  private replace(entries: readonly Entry[]): void {
    this.list = entries;
    this.changed(entries);
  }
}
