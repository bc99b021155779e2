import type { Notice } from 'wasm/earshot_app.js';
import { announce } from './announce';

/** What the user should know of until they dismiss it. */
export class Notices {
  private list: readonly Notice[] = [];
  private nextId = 1;

  constructor(private readonly changed: (notices: readonly Notice[]) => void) {}

  /** The same text again takes the place of the one before. */
  show(severity: Notice['severity'], text: string): void {
    const others = this.list.filter((notice) => notice.text !== text);
    this.replace([...others, { id: this.nextId++, severity, text }]);
    announce('earshot:notice', { severity, text });
  }

  dismiss(id: number): void {
    this.replace(this.list.filter((notice) => notice.id !== id));
  }

  private replace(notices: readonly Notice[]): void {
    this.list = notices;
    this.changed(notices);
  }
}
