import type { HistoryEntry } from 'wasm/earshot_app.js';
import { confusionTable } from '../evaluate/confusion_table';
import { addDialog } from '../page/add_dialog';
import { element } from '../page/element';
import type { ModelCard } from '../worker/protocol';
import { keysOf } from './keys';
import { Score } from './score';
import markup from './score_dialog.html?raw';
import './score.css';

/** In the place of a label. */
const nothing = 'nothing';

/** The user tells what was said, with one key or button a word, and sees what the model makes of it. It leaves the page
 * usable; its keys work while it is open. */
export class ScoreDialog {
  private readonly score = new Score<HistoryEntry>();
  private readonly dialog: HTMLDialogElement;
  private readonly takeBackButton: HTMLButtonElement;
  private card: ModelCard | undefined;
  /** The labels of the model, and null for nothing. */
  private words: readonly (string | null)[] = [];
  private keys: readonly string[] = [];

  /** `tellOf` hears what the user says of something that was heard; '' takes it back. */
  constructor(private readonly tellOf: (entry: HistoryEntry, told: string) => void) {
    addDialog(markup, element('over-pictures', HTMLElement));
    this.dialog = element('score', HTMLDialogElement);
    this.takeBackButton = element('take-back', HTMLButtonElement);
    this.takeBackButton.onclick = () => this.takeBack();
    element('clear-score', HTMLButtonElement).onclick = () => this.clear();
    element('close-score', HTMLButtonElement).onclick = () => this.dialog.close();
    addEventListener('keydown', (event) => this.press(event));
  }

  open(card: ModelCard): void {
    this.use(card);
    if (!this.dialog.open) this.dialog.show();
  }

  /** Another model has a score of its own. */
  use(card: ModelCard): void {
    if (card === this.card) return;
    this.card = card;
    this.words = [...card.labels, null];
    this.keys = keysOf(this.words.map(nameOf));
    element('score-keys', HTMLElement).replaceChildren(...this.words.map((word, index) => this.button(word, index)));
    this.clear();
  }

  /** While the dialog is not open, nobody tells. */
  hear(entry: HistoryEntry): void {
    if (!this.dialog.open) return;
    this.score.hear(entry);
    this.showNext();
  }

  private press(event: KeyboardEvent): void {
    if (!this.dialog.open || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    // Where keys choose or write something else, and behind dialogs that take everything.
    const { target } = event;
    if (target instanceof Element && target.matches('select, input:not([type="range"])')) return;
    if (document.querySelector('dialog:modal')) return;
    const index = this.keys.indexOf(event.key.toLowerCase());
    if (event.key === 'Escape') this.dialog.close();
    else if (event.key === 'Backspace') this.takeBack();
    else if (index >= 0) this.tell(this.words[index] ?? null);
    else return;
    event.preventDefault();
  }

  private tell(said: string | null): void {
    // That nothing was heard where nothing was said goes without telling.
    if (said === null && this.score.next === null) return;
    const { heard } = this.score.tell(said);
    if (heard) this.tellOf(heard, `said ${nameOf(said)}`);
    this.show(`${nameOf(said)} was said, ${heard?.label ?? nothing} was heard.`);
  }

  private takeBack(): void {
    const telling = this.score.takeBack();
    if (!telling) return;
    if (telling.heard) this.tellOf(telling.heard, '');
    this.show(`Taken back: ${nameOf(telling.said)}.`);
  }

  private clear(): void {
    this.score.clear();
    this.show('');
  }

  /** Labels that are never reported are heard rightly when nothing is. */
  private isRight(said: string | null, heard: string | null): boolean {
    return said === heard || (heard === null && this.card!.decision.rejected.includes(said!));
  }

  private show(what: string): void {
    const { score, words } = this;
    const right = score.count((said, heard) => this.isRight(said, heard));
    element('score-told', HTMLElement).textContent = [what, score.total > 0 ? `${right} of ${score.total} right.` : '']
      .filter(Boolean)
      .join(' ');
    this.takeBackButton.disabled = score.total === 0;
    element('score-table', HTMLElement).replaceChildren(
      confusionTable({
        caption: 'Rows: what was said. Columns: what was heard.',
        rows: words.map(nameOf),
        columns: words.map(nameOf),
        count: (row, column) => score.count((said, heard) => said === words[row] && heard === words[column]),
        right: (row, column) => this.isRight(words[row] ?? null, words[column] ?? null),
      }),
    );
    this.showNext();
  }

  private showNext(): void {
    const { next } = this.score;
    element('score-next', HTMLElement).textContent = next
      ? `Heard ${next.label}. What was said?`
      : 'Say something, then tell with a key or a button what it was; also if nothing was heard.';
  }

  private button(word: string | null, index: number): HTMLButtonElement {
    const button = document.createElement('button');
    const key = this.keys[index];
    button.type = 'button';
    button.textContent = nameOf(word);
    if (key) button.setAttribute('aria-keyshortcuts', key);
    if (key && key !== word?.toLowerCase()) {
      const shown = document.createElement('kbd');
      shown.textContent = key;
      shown.ariaHidden = 'true';
      button.append(shown);
    }
    button.onclick = () => this.tell(word);
    return button;
  }
}

function nameOf(word: string | null): string {
  return word ?? nothing;
}
