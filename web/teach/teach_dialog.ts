import { readAudioFile } from '../audio/audio_file';
import type { TaughtModel } from '../core/core_module';
import { EarshotError, isEarshotError, messageOf } from '../core/error';
import { addDialog } from '../page/add_dialog';
import { element } from '../page/element';
import { Player } from '../page/player';
import type { LabelTakes, ModelCard } from '../worker/protocol';
import { keepableLabels, knowsOthers } from './keepable_labels';
import { recordTake } from './record_take';
import { mistakesOf, summaryOf } from './results';
import { TaughtWord, type Take, type WordRequests } from './taught_word';
import markup from './teach_dialog.html?raw';
import './teach.css';

/** Of a word; the core asks for as many. */
const fewestTakes = 3;
/** Of sounds that are none of the words. */
const rejectedName = 'other';
/** What is recorded at once, in windows of the model: of a word with time to begin, of other sounds several takes. */
const wordWindows = 1.5;
const rejectedWindows = 5;

/** What the dialog needs of the page around it. */
export interface TeachingPage {
  /** Why the model in use can't be taught; '' where it can. */
  unteachable(): string;
  /** The chosen microphone. */
  deviceId(): string | undefined;
  /** Teaches the model in use these labels; the result is used from then on. */
  teach(labels: readonly LabelTakes[], name: string): Promise<TaughtModel>;
}

/** Teaches the model new words from a few takes of each. */
export class TeachDialog {
  private readonly dialog: HTMLDialogElement;
  private readonly files: HTMLInputElement;
  private readonly name: HTMLInputElement;
  /** Whether the model's own words are kept beside the new ones. */
  private readonly keep: HTMLInputElement;
  private readonly saveButton: HTMLButtonElement;
  private readonly progress: HTMLProgressElement;
  private readonly trouble: HTMLElement;
  private readonly said: HTMLElement;
  private readonly mistakes: HTMLElement;
  private readonly player = new Player((problem) => {
    this.trouble.textContent = problem;
  });
  private card: ModelCard | undefined;
  private words: TaughtWord[] = [];
  private readonly rejected: TaughtWord;
  /** What the files are of that are being chosen. */
  private chosenFor: TaughtWord | undefined;
  private busy = false;

  constructor(private readonly page: TeachingPage) {
    addDialog(markup);
    this.dialog = element('teach', HTMLDialogElement);
    this.files = element('take-files', HTMLInputElement);
    this.name = element('taught-name', HTMLInputElement);
    this.keep = element('keep', HTMLInputElement);
    this.saveButton = element('save-taught', HTMLButtonElement);
    this.progress = element('teach-progress', HTMLProgressElement);
    this.trouble = element('teach-trouble', HTMLElement);
    this.said = element('teach-said', HTMLElement);
    this.mistakes = element('teach-mistakes', HTMLElement);
    this.rejected = new TaughtWord(rejectedName, fewestTakes, this.requestsOf(() => this.rejected));
    element('teach-background', HTMLTableSectionElement).append(this.rejected.row);
    this.addWord();
    this.addWord();
    element('add-word', HTMLButtonElement).onclick = () => this.addWord().focus();
    element('close-teach', HTMLButtonElement).onclick = () => this.dialog.close();
    this.dialog.onclose = () => this.player.stop();
    element('teach-form', HTMLFormElement).onsubmit = (event) => {
      event.preventDefault();
      void this.attempt(() => this.train());
    };
    this.files.onchange = () => {
      const { chosenFor } = this;
      const chosen = [...(this.files.files ?? [])];
      // So that the same files can be chosen again.
      this.files.value = '';
      if (chosenFor) void this.attempt(() => this.readFiles(chosenFor, chosen));
    };
  }

  open(card: ModelCard): void {
    this.use(card);
    if (!this.dialog.open) this.dialog.showModal();
  }

  use(card: ModelCard): void {
    this.card = card;
    const keepable = keepableLabels(card);
    element('kept', HTMLElement).hidden = keepable.length === 0;
    element('kept-labels', HTMLElement).textContent = keepable.join(', ');
    if (!this.busy) this.trouble.textContent = this.page.unteachable();
  }

  /** How much of the takes the network has seen, 0 to 1. */
  setProgress(share: number): void {
    this.progress.value = share;
  }

  private requestsOf(word: () => TaughtWord): WordRequests {
    return {
      record: () => void this.attempt(() => this.record(word())),
      chooseFiles: () => {
        this.chosenFor = word();
        this.files.click();
      },
      listen: (take) => this.listen(take),
    };
  }

  private addWord(): TaughtWord {
    const word: TaughtWord = new TaughtWord(null, fewestTakes, {
      ...this.requestsOf(() => word),
      remove: () => {
        word.row.remove();
        this.words = this.words.filter((other) => other !== word);
        element('add-word', HTMLButtonElement).focus();
      },
    });
    this.words.push(word);
    element('teach-words', HTMLTableSectionElement).append(word.row);
    return word;
  }

  private listen({ clip }: Take): void {
    if (clip.kind === 'wav') void this.player.play(new Blob([new Uint8Array(clip.bytes)], { type: 'audio/wav' }));
    else this.player.playSamples(clip.channels, clip.sampleRate);
  }

  private async record(word: TaughtWord): Promise<void> {
    const { fit, sample_rate } = this.card!.front_end;
    const windows = word === this.rejected ? rejectedWindows : wordWindows;
    const seconds = (windows * fit.samples) / sample_rate;
    this.player.stop();
    this.said.textContent = 'Starting the microphone …';
    try {
      const clip = await recordTake(this.page.deviceId(), seconds, () => {
        word.setRecording(true);
        const what = word === this.rejected ? 'Be quiet, or say other words' : `Say ${word.title}`;
        this.said.textContent = `${what} now: ${Number(seconds.toFixed(1))} s.`;
      });
      word.add(clip);
      this.said.textContent = 'Recorded.';
    } finally {
      word.setRecording(false);
    }
  }

  private async readFiles(word: TaughtWord, files: readonly File[]): Promise<void> {
    this.said.textContent = '';
    for (const file of files) word.add(await readAudioFile(file, file.name), file.name);
  }

  private async train(): Promise<void> {
    const name = this.name.value.trim().replace(/\.onnx$/i, '');
    if (name === '') throw new EarshotError('The model has no name; write how it is to be called');
    this.saveButton.disabled = true;
    this.mistakes.replaceChildren();
    this.said.textContent = 'Training …';
    this.progress.value = 0;
    this.progress.hidden = false;
    try {
      const begin = performance.now();
      const labels = this.labels();
      const taught = await this.page.teach(labels, name);
      this.show(labels, taught, name, (performance.now() - begin) / 1000);
    } finally {
      this.progress.hidden = true;
    }
  }

  /** Rows that were left empty stand for nothing, but for that of other sounds: the model may know some. */
  private labels(): LabelTakes[] {
    const card = this.card!;
    const words = this.words
      .filter((word) => !word.empty)
      .map(({ name, recordings }) => ({ name, rejected: false, recordings }));
    const kept = (this.keep.checked ? keepableLabels(card) : [])
      .filter((name) => words.every((word) => word.name !== name))
      .map((name) => ({ name, rejected: false, recordings: [] }));
    const labels = [...kept, ...words];
    const known = knowsOthers(
      card,
      labels.map(({ name }) => name),
    );
    if (this.rejected.empty && !known) return labels;
    return [...labels, { name: this.rejected.name, rejected: true, recordings: this.rejected.recordings }];
  }

  private show(labels: readonly LabelTakes[], taught: TaughtModel, name: string, seconds: number): void {
    this.said.textContent = summaryOf(taught, seconds);
    this.mistakes.replaceChildren(
      ...mistakesOf(labels, taught).map((text) => {
        const item = document.createElement('li');
        item.textContent = text;
        return item;
      }),
    );
    this.saveButton.disabled = false;
    this.saveButton.onclick = () => save(taught.file, `${name}.onnx`);
  }

  /** Does something that may fail by a person's mistake, and says so; one at a time. */
  private async attempt(task: () => Promise<void>): Promise<void> {
    const focused = document.activeElement;
    this.setBusy(true);
    this.trouble.textContent = '';
    try {
      await task();
    } catch (error) {
      if (!isEarshotError(error)) throw error;
      this.said.textContent = '';
      this.trouble.textContent = messageOf(error);
    } finally {
      this.setBusy(false);
      // Disabled, it has lost the focus.
      if (focused instanceof HTMLElement && this.dialog.open) focused.focus();
    }
  }

  private setBusy(busy: boolean): void {
    this.busy = busy;
    for (const word of [...this.words, this.rejected]) word.setBusy(busy);
    for (const id of ['add-word', 'train']) element(id, HTMLButtonElement).disabled = busy;
    this.name.disabled = busy;
    this.keep.disabled = busy;
  }
}

function save(file: Uint8Array<ArrayBuffer>, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([file]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
