import type { HistoryEntry } from 'wasm/earshot_app.js';

/** Entries that are kept. */
const capacity = 200;

/** What was heard, newest first. */
export class History {
  private list: readonly HistoryEntry[] = [];

  constructor(private readonly changed: (entries: readonly HistoryEntry[]) => void) {}

  add(label: string, probability: number, source: string): void {
    const time = new Date().toLocaleTimeString([], { hour12: false });
    this.replace([{ time, label, probability, source }, ...this.list].slice(0, capacity));
  }

  clear(): void {
    this.replace([]);
  }

  private replace(entries: readonly HistoryEntry[]): void {
    this.list = entries;
    this.changed(entries);
  }
}
