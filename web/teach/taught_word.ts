import type { ClipInput } from '../worker/protocol';

export interface Take {
  /** For messages. */
  readonly name: string;
  readonly clip: ClipInput;
}

/** What can be done with a word. */
export interface WordRequests {
  record(): void;
  chooseFiles(): void;
  listen(take: Take): void;
  /** Not of sounds that are no word. */
  remove?(): void;
}

/** A word that is being taught, and its takes so far: a row of the table. */
export class TaughtWord {
  readonly row = document.createElement('tr');
  private readonly input = document.createElement('input');
  private readonly count = document.createElement('output');
  /** The takes one by one, when it is opened. */
  private readonly details = document.createElement('details');
  private readonly list = document.createElement('ul');
  private readonly recordButton = button('Record');
  private readonly clearButton = button('Clear');
  /** With what they do, for those who do not see the row. */
  private readonly buttons: readonly (readonly [HTMLButtonElement, string])[];
  private takes: Take[] = [];
  /** Takes that were recorded here, the removed ones as well. */
  private recorded = 0;

  /** `fixedName`: that of sounds that are no word. */
  constructor(
    private readonly fixedName: string | null,
    private readonly fewestTakes: number,
    private readonly requests: WordRequests,
  ) {
    const files = button('Files…');
    const remove = button('Remove');
    this.buttons = [
      [this.recordButton, 'Record a take of'],
      [files, 'Files… with takes of'],
      [this.clearButton, 'Clear the takes of'],
      ...(requests.remove ? [[remove, 'Remove'] as const] : []),
    ];
    this.recordButton.onclick = () => requests.record();
    files.onclick = () => requests.chooseFiles();
    remove.onclick = () => requests.remove?.();
    this.clearButton.onclick = () => {
      this.takes = [];
      this.show();
      this.recordButton.focus();
    };
    const summary = document.createElement('summary');
    summary.textContent = 'Listen';
    this.details.append(summary, this.list);
    const actions = document.createElement('div');
    actions.append(...this.buttons.map(([made]) => made));
    this.row.append(this.heading(), cell(this.count, this.details), cell(actions));
    this.show();
  }

  get name(): string {
    return this.fixedName ?? this.input.value.trim();
  }

  /** As it is called in messages. */
  get title(): string {
    return this.name || 'the new word';
  }

  /** Nothing was entered. */
  get empty(): boolean {
    return this.takes.length === 0 && (this.fixedName !== null || this.name === '');
  }

  get recordings(): readonly Take[] {
    return this.takes;
  }

  focus(): void {
    this.input.focus();
  }

  /** `name`: of the file; takes that were recorded here are counted. */
  add(clip: ClipInput, name = `Take ${++this.recorded} of ${this.title}`): void {
    this.takes.push({ name, clip });
    this.show();
  }

  /** While it is recorded, or files of it are read. */
  setBusy(busy: boolean): void {
    this.input.disabled = busy;
    for (const [made] of this.buttons) made.disabled = busy;
    this.show();
    if (busy) this.clearButton.disabled = true;
    for (const made of this.list.querySelectorAll('button')) made.disabled = busy;
  }

  setRecording(recording: boolean): void {
    this.recordButton.toggleAttribute('data-recording', recording);
    this.recordButton.textContent = recording ? '● Recording' : 'Record';
  }

  private heading(): HTMLElement {
    const heading = document.createElement('th');
    heading.scope = 'row';
    if (this.fixedName !== null) {
      const explanation = document.createElement('small');
      explanation.textContent = 'the room, other words; never reported';
      heading.append(this.fixedName, explanation);
      return heading;
    }
    Object.assign(this.input, { type: 'text', size: 10, autocomplete: 'off' });
    this.input.setAttribute('aria-label', 'Word');
    this.input.oninput = () => this.show();
    heading.append(this.input);
    return heading;
  }

  private takeItem(take: Take): HTMLElement {
    const item = document.createElement('li');
    const listen = button('Listen');
    listen.setAttribute('aria-label', `Listen to ${take.name}`);
    listen.onclick = () => this.requests.listen(take);
    const remove = button('Remove');
    remove.setAttribute('aria-label', `Remove ${take.name}`);
    remove.onclick = () => {
      this.takes = this.takes.filter((other) => other !== take);
      this.show();
      // What had the focus is gone.
      if (this.takes.length > 0) this.details.querySelector('summary')!.focus();
      else this.recordButton.focus();
    };
    const name = document.createElement('span');
    name.textContent = take.name;
    item.append(name, listen, remove);
    return item;
  }

  private show(): void {
    const { length } = this.takes;
    // A recording of sounds that are no word may hold many takes.
    if (this.fixedName !== null) this.count.textContent = length === 1 ? '1 recording' : `${length} recordings`;
    else this.count.textContent = length < this.fewestTakes ? `${length} of ${this.fewestTakes}` : String(length);
    this.clearButton.disabled = length === 0;
    this.details.hidden = length === 0;
    this.list.replaceChildren(...this.takes.map((take) => this.takeItem(take)));
    for (const [made, action] of this.buttons) made.setAttribute('aria-label', `${action} ${this.title}`);
  }
}

function button(text: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  return made;
}

function cell(...content: HTMLElement[]): HTMLElement {
  const made = document.createElement('td');
  made.append(...content);
  return made;
}
