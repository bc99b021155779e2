import { readAudioFile } from '../audio/audio_file';
import type { Classifier } from '../classifier/classifier';
import { loadCore } from '../core/core';
import type { CoreModule } from '../core/core_module';
import { EarshotError, isEarshotError, messageOf } from '../core/error';
import { addDialog } from '../page/add_dialog';
import { element } from '../page/element';
import type { ModelCard } from '../worker/protocol';
import { filesOfArchive } from './archive';
import { confusionTable } from './confusion_table';
import { collect, evaluate, type Collection, type Evaluation, type Judgement } from './evaluation';
import markup from './evaluation_dialog.html?raw';
import { filesOfEntries, filesOfFolder } from './folder';
import type { FoundFile } from './found_file';
import { predictionsCsv } from './predictions_csv';
import coreUrl from 'wasm/earshot_core.wasm?url';
import './evaluation.css';

/** Measures the model on recordings of a folder or a ZIP archive. */
export class EvaluationDialog {
  private readonly dialog: HTMLDialogElement;
  private readonly summary: HTMLElement;
  private readonly running: HTMLElement;
  private readonly progress: HTMLProgressElement;
  private readonly table: HTMLElement;
  private readonly lists: HTMLElement;
  private readonly save: HTMLButtonElement;
  private card: ModelCard | undefined;
  private current: AbortController | undefined;

  static async load(classifier: Classifier): Promise<EvaluationDialog> {
    return new EvaluationDialog(classifier, await loadCore(coreUrl));
  }

  private constructor(
    private readonly classifier: Classifier,
    private readonly core: CoreModule,
  ) {
    addDialog(markup);
    this.dialog = element('evaluation', HTMLDialogElement);
    this.summary = element('evaluation-summary', HTMLElement);
    this.running = element('evaluation-running', HTMLElement);
    this.progress = element('evaluation-progress', HTMLProgressElement);
    this.table = element('evaluation-table', HTMLElement);
    this.lists = element('evaluation-lists', HTMLElement);
    this.save = element('save-predictions', HTMLButtonElement);
    chooser('choose-folder', 'folder-input', (files) => {
      const name = files[0]!.webkitRelativePath.split('/')[0]!;
      void this.run(name, async () => filesOfFolder(files));
    });
    chooser('choose-archive', 'archive-input', ([archive]) => void this.runArchive(archive!));
    element('cancel-evaluation', HTMLButtonElement).onclick = () => this.current?.abort();
    element('close-evaluation', HTMLButtonElement).onclick = () => this.dialog.close();
    this.dialog.onclose = () => this.current?.abort();
  }

  open(card: ModelCard): void {
    this.use(card);
    if (!this.dialog.open) this.dialog.showModal();
  }

  /** What another model said says nothing of this one. */
  use(card: ModelCard): void {
    if (card === this.card) return;
    this.card = card;
    this.current?.abort();
    this.current = undefined;
    this.clear();
  }

  runArchive(archive: File): Promise<void> {
    return this.run(archive.name, () => filesOfArchive(archive, (path) => this.core.isRecording(path)));
  }

  /** Of folders and files that were dropped. */
  runEntries(entries: readonly FileSystemEntry[]): Promise<void> {
    return this.run(entries.map(({ name }) => name).join(', '), () => filesOfEntries(entries));
  }

  /** Takes the place of one that is under way. */
  private async run(name: string, find: () => Promise<FoundFile[]>): Promise<void> {
    const card = this.card!;
    this.current?.abort();
    const current = new AbortController();
    this.current = current;
    this.clear();
    this.running.hidden = false;
    this.progress.removeAttribute('value');
    this.summary.textContent = `Looking through ${name} …`;
    try {
      const collection = collect(this.core, name, await find(), card.labels);
      if (current.signal.aborted) throw new EarshotError('Canceled');
      const evaluation = await this.classify(collection, card, current.signal);
      if (this.current === current) this.show(name, collection, evaluation, card);
    } catch (error) {
      // The browser's own: a folder that may not be read, or is too large for its memory.
      if (!isEarshotError(error) && !(error instanceof DOMException)) throw error;
      const text = error instanceof DOMException ? `${name}: ${error.message}` : messageOf(error);
      if (this.current === current) this.summary.textContent = text;
    } finally {
      // What is left of it, where something went wrong.
      current.abort();
      if (this.current === current) {
        this.current = undefined;
        this.endRun();
      }
    }
  }

  private classify(collection: Collection, card: ModelCard, signal: AbortSignal): Promise<Evaluation> {
    const { recordings } = collection;
    this.progress.max = recordings.length;
    this.progress.value = 0;
    this.summary.textContent = `Classifying ${count(recordings.length, 'recording')} …`;
    return evaluate(
      recordings,
      card.labels,
      async (file, path) => this.classifier.judge(await readAudioFile(file, path), path),
      () => ++this.progress.value,
      signal,
    );
  }

  private clear(): void {
    this.summary.textContent = '';
    this.table.hidden = true;
    this.lists.replaceChildren();
    this.endRun();
    this.save.disabled = true;
  }

  private endRun(): void {
    // The button to cancel may have had the focus, and goes.
    if (this.running.contains(document.activeElement)) element('choose-folder', HTMLButtonElement).focus();
    this.running.hidden = true;
  }

  private show(name: string, collection: Collection, { judgements, unreadable }: Evaluation, card: ModelCard): void {
    const mistakes = judgements.filter(({ label, predicted }) => label !== predicted);
    const right = judgements.length - mistakes.length;
    const missing = collection.recordings.length - judgements.length - unreadable.length;
    this.summary.textContent = [
      judgements.length > 0
        ? `${card.name} on ${name}: ${percent(right / judgements.length)} right, ${right} of ${judgements.length}.`
        : `${name}: nothing was classified.`,
      missing > 0 ? `Canceled before ${count(missing, 'more recording')}.` : '',
    ]
      .filter(Boolean)
      .join(' ');
    this.showTable(judgements, card.labels);
    this.lists.replaceChildren(
      ...list(
        count(mistakes.length, 'mistake'),
        mistakes.map((mistake) => `${mistake.path}: ${inWords(mistake)}`),
      ),
      ...list(`${count(unreadable.length, 'file')} could not be read`, unreadable),
      ...list(
        `${count(collection.unknown.length, 'recording')} left out: labels that the model does not have`,
        collection.unknown.map(({ file, label }) => `${label}: ${file.path}`),
      ),
      ...list(`${count(collection.unlabeled.length, 'recording')} left out: of no label`, paths(collection.unlabeled)),
      ...list(
        `${count(collection.strangers.length, 'recording')} left out: not placed and named as the others are (layout ${collection.layout})`,
        paths(collection.strangers),
      ),
      ...(collection.otherFiles > 0 ? [paragraph(`Not recordings: ${count(collection.otherFiles, 'other file')}.`)] : []),
    );
    this.save.disabled = judgements.length === 0;
    this.save.onclick = () => download(`${card.name}-predictions.csv`, predictionsCsv(judgements, card.labels));
  }

  private showTable(judgements: readonly Judgement[], labels: readonly string[]): void {
    const counts = new Map<string, number>();
    const key = (label: string, predicted: string) => JSON.stringify([label, predicted]);
    for (const { label, predicted } of judgements) {
      counts.set(key(label, predicted), (counts.get(key(label, predicted)) ?? 0) + 1);
    }
    this.table.hidden = judgements.length === 0;
    this.table.replaceChildren(
      confusionTable({
        caption: 'Rows: labels of the recordings. Columns: what the model says.',
        rows: labels,
        columns: labels,
        count: (row, column) => counts.get(key(labels[row]!, labels[column]!)) ?? 0,
        right: (row, column) => row === column,
      }),
    );
  }
}

/** A button that asks for files. */
function chooser(button: string, input: string, chosen: (files: readonly File[]) => void): void {
  const files = element(input, HTMLInputElement);
  element(button, HTMLButtonElement).onclick = () => files.click();
  files.onchange = () => {
    const list = [...(files.files ?? [])];
    // So that the same can be chosen again.
    files.value = '';
    if (list.length > 0) chosen(list);
  };
}

function paths(files: readonly FoundFile[]): string[] {
  return files.map(({ path }) => path);
}

/** As `earshot evaluate` says it. */
function inWords({ label, predicted, probability }: Judgement): string {
  return `${predicted}, not ${label} (${percent(probability)})`;
}

/** Folded away; nothing where there are no lines. */
function list(title: string, lines: readonly string[]): HTMLElement[] {
  if (lines.length === 0) return [];
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  summary.textContent = title;
  const text = document.createElement('div');
  text.setAttribute('role', 'region');
  text.setAttribute('aria-label', title);
  text.tabIndex = 0;
  text.textContent = lines.join('\n');
  details.append(summary, text);
  return [details];
}

function paragraph(text: string): HTMLElement {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
