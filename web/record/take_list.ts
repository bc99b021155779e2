import { element } from '../page/element';
import type { Take } from './take_store';

/** What the user can ask for in it. */
export interface TakeRequests {
  listen(take: Take): void;
  redo(take: Take): void;
  remove(take: Take): void;
}

/** The kept takes by label, with their number; the takes of a label are shown when it is opened. Its markup is in
 * record_dialog.html. */
export class TakeList {
  private readonly list = element('record-takes', HTMLElement);
  private readonly opened = new Set<string>();

  constructor(private readonly requests: TakeRequests) {}

  show(takes: readonly Take[]): void {
    const labels = [...new Set(takes.map(({ label }) => label))].sort(naturally);
    const focused = document.activeElement?.closest('details')?.dataset['label'];
    this.list.replaceChildren(
      ...labels.map((label) => this.labelItem(label, takes.filter((take) => take.label === label).sort(inOrder))),
    );
    // What had the focus is gone.
    if (focused !== undefined) this.itemOf(focused)?.querySelector('summary')?.focus();
  }

  private itemOf(label: string): HTMLElement | undefined {
    return [...this.list.querySelectorAll('details')].find(({ dataset }) => dataset['label'] === label);
  }

  private labelItem(label: string, takes: readonly Take[]): HTMLElement {
    const item = document.createElement('details');
    item.dataset['label'] = label;
    const summary = document.createElement('summary');
    summary.textContent = `${label}: ${takes.length} ${takes.length === 1 ? 'take' : 'takes'}`;
    const list = document.createElement('ul');
    item.append(summary, list);
    const fill = () => {
      if (item.open) this.opened.add(label);
      else this.opened.delete(label);
      list.replaceChildren(...(item.open ? takes.map((take) => this.takeItem(take)) : []));
    };
    item.open = this.opened.has(label);
    item.ontoggle = fill;
    fill();
    return item;
  }

  private takeItem(take: Take): HTMLElement {
    const { speaker, label, take: number, seconds } = take;
    const item = document.createElement('li');
    const name = document.createElement('span');
    name.textContent = `${speaker}, take ${number}, ${seconds.toFixed(2)} s`;
    const button = (text: string, onclick: () => void) => {
      const made = document.createElement('button');
      made.type = 'button';
      made.textContent = text;
      made.setAttribute('aria-label', `${text} ${label}, ${speaker}, take ${number}`);
      made.onclick = onclick;
      return made;
    };
    item.append(
      name,
      button('Listen', () => this.requests.listen(take)),
      button('Redo', () => this.requests.redo(take)),
      button('Delete', () => this.requests.remove(take)),
    );
    return item;
  }
}

function naturally(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function inOrder(a: Take, b: Take): number {
  return naturally(a.speaker, b.speaker) || a.take - b.take;
}
