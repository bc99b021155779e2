import { TakeRecorder } from '../audio/take_recorder';
import type { CoreModule, CoreTake } from '../core/core_module';
import { loadCore } from '../core/core';
import { EarshotError, messageOf } from '../core/error';
import { addDialog } from '../page/add_dialog';
import { bytes } from '../page/bytes';
import { element } from '../page/element';
import { Player } from '../page/player';
import { Prompter, type Round, type TakeSource } from './prompter';
import { promptsFor } from './prompts';
import { readLabels, readSpeaker } from './names';
import markup from './record_dialog.html?raw';
import { TakeList } from './take_list';
import { TakeStore, type Take } from './take_store';
import coreUrl from 'wasm/earshot_core.wasm?url';
import './record.css';

/** Longer takes end by themselves, seconds. */
const longestTake = 10;

/** What the dialog needs of the page around it. */
export interface RecordingPage {
  /** That the model in use can report. */
  labels(): readonly string[];
  /** Stops listening; gives the chosen microphone. */
  leaveMicrophone(): Promise<string | undefined>;
  stopMicrophoneWhenHidden(): boolean;
}

/** Records a data set: says what is to be said, and keeps the takes in this browser until they are downloaded. */
export class RecordDialog {
  private readonly dialog: HTMLDialogElement;
  private readonly setup: HTMLFormElement;
  private readonly labels: HTMLTextAreaElement;
  private readonly speaker: HTMLInputElement;
  private readonly trouble: HTMLElement;
  private readonly done: HTMLElement;
  private readonly prompter: Prompter;
  private readonly list: TakeList;
  private readonly player = new Player((problem) => {
    this.trouble.textContent = problem;
  });
  private readonly store = new TakeStore();

  private takes: readonly Take[] = [];
  /** Where the browser keeps nothing, nothing is recorded. */
  private canKeep = false;
  private recorder: TakeRecorder | undefined;
  private starting = false;

  static async load(page: RecordingPage): Promise<RecordDialog> {
    return new RecordDialog(page, await loadCore(coreUrl));
  }

  private constructor(
    private readonly page: RecordingPage,
    private readonly core: CoreModule,
  ) {
    addDialog(markup);
    this.dialog = element('record', HTMLDialogElement);
    this.setup = element('record-setup', HTMLFormElement);
    this.labels = element('record-labels', HTMLTextAreaElement);
    this.speaker = element('record-speaker', HTMLInputElement);
    this.trouble = element('record-trouble', HTMLElement);
    this.done = element('record-done', HTMLElement);
    this.prompter = new Prompter((round) => void this.finish(sumUp(round)));
    this.list = new TakeList({
      listen: ({ wav }) => void this.player.play(wav),
      redo: (take) => void this.attempt(() => this.record(take.speaker, [take.label], take.take)),
      remove: (take) => void this.attempt(() => this.remove(take)),
    });
    this.setup.onsubmit = (event) => {
      event.preventDefault();
      void this.attempt(() => this.recordMissing());
    };
    element('record-download', HTMLButtonElement).onclick = () => void this.attempt(() => this.download());
    element('record-delete-all', HTMLButtonElement).onclick = () => void this.attempt(() => this.removeAll());
    element('record-end', HTMLButtonElement).onclick = () => void this.finish('');
    element('close-record', HTMLButtonElement).onclick = () => this.dialog.close();
    this.dialog.onclose = () => {
      this.player.stop();
      void this.finish('');
    };
    document.addEventListener('visibilitychange', () => {
      if (document.hidden && this.recorder && page.stopMicrophoneWhenHidden()) {
        void this.finish('The microphone was stopped when the page was hidden, as the settings say.');
      }
    });
  }

  async open(): Promise<void> {
    if (this.dialog.open) return;
    if (this.labels.value.trim() === '') this.labels.value = this.page.labels().join(', ');
    this.dialog.showModal();
    await this.attempt(async () => {
      this.canKeep = false;
      this.show([]);
      let takes: Take[];
      try {
        takes = await this.store.list();
      } catch (error) {
        throw new EarshotError(`Recordings can't be kept here: ${messageOf(error)}`);
      }
      this.canKeep = true;
      this.show(takes);
      if (this.speaker.value === '') this.speaker.value = takes.at(-1)?.speaker ?? '';
    });
  }

  private async recordMissing(): Promise<void> {
    const labels = readLabels(this.labels.value, this.takes.map(({ label }) => label));
    const speaker = readSpeaker(this.speaker.value, this.takes.map((take) => take.speaker));
    const { valueAsNumber: count } = element('record-count', HTMLInputElement);
    if (!(Number.isInteger(count) && count >= 1 && count <= 1000)) {
      throw new EarshotError('How many takes of each label? Give a number from 1 to 1000');
    }
    const kept = (label: string) =>
      this.takes.filter((take) => take.label === label && take.speaker === speaker).length;
    const prompts = promptsFor(labels, count, kept, element('record-shuffled', HTMLInputElement).checked);
    if (prompts.length === 0) {
      throw new EarshotError(`${speaker} has said each label ${count} times already; ask for more takes, or redo single ones`);
    }
    await this.record(speaker, prompts);
  }

  /** `replaced`: the number of the take in whose place the new one comes. */
  private async record(speaker: string, labels: readonly string[], replaced?: number): Promise<void> {
    if (this.starting) return;
    this.starting = true;
    try {
      this.player.stop();
      const device = await this.page.leaveMicrophone();
      const recorder = await TakeRecorder.open(device, {
        heard: (block) => this.prompter.showLevel(this.core.measureLevel(block).rms),
        recorded: (seconds) => {
          this.prompter.showSeconds(seconds);
          if (seconds >= longestTake) this.prompter.end();
        },
        gone: () => void this.lose(recorder),
      });
      // It may have been closed while the browser asked.
      if (!this.dialog.open) return await recorder.close();
      this.recorder = recorder;
      this.showMicrophone(true);
      this.setup.hidden = true;
      this.prompter.start(this.cutting(recorder), labels, (label, take) => this.keep({ speaker, label, replaced }, take));
    } finally {
      this.starting = false;
    }
  }

  /** Cuts the sound out of each take. */
  private cutting(recorder: TakeRecorder): TakeSource {
    return {
      begin: () => recorder.begin(),
      discard: () => recorder.discard(),
      end: () => {
        const { samples, sampleRate } = recorder.end();
        return this.core.takeOf(samples, sampleRate);
      },
    };
  }

  private async keep(
    { speaker, label, replaced }: { speaker: string; label: string; replaced: number | undefined },
    { wav, seconds }: CoreTake,
  ): Promise<void> {
    const kept = await this.store.keep({
      speaker,
      label,
      seconds,
      wav: new Blob([wav], { type: 'audio/wav' }),
      ...(replaced !== undefined && { take: replaced }),
    });
    this.show([...this.without(kept), kept]);
  }

  /** Back to where it is said what to record; the microphone is off then. */
  private async finish(text: string): Promise<void> {
    const { recorder } = this;
    if (!recorder) return;
    this.recorder = undefined;
    this.prompter.stop();
    this.setup.hidden = false;
    this.done.textContent = text;
    element('record-start', HTMLButtonElement).focus();
    await recorder.close();
    this.showMicrophone(false);
  }

  private async lose(recorder: TakeRecorder): Promise<void> {
    if (this.recorder !== recorder) return;
    await this.finish('');
    this.trouble.textContent =
      'The microphone is gone: it was unplugged, or the browser ended it. What you kept before is here; start again.';
  }

  private async remove(take: Take): Promise<void> {
    await this.store.remove(take);
    this.show(this.without(take));
  }

  private async removeAll(): Promise<void> {
    if (!confirm(`Delete all ${takesText(this.takes.length)} from this browser? There is no way back.`)) return;
    await this.store.clear();
    this.show([]);
  }

  private async download(): Promise<void> {
    const { archive } = await import('./archive');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await archive(this.takes));
    link.download = 'recordings.zip';
    link.click();
    // The browser goes on reading it for a while.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  private without({ speaker, label, take }: Take): Take[] {
    return this.takes.filter((other) => other.speaker !== speaker || other.label !== label || other.take !== take);
  }

  private show(takes: readonly Take[]): void {
    this.takes = takes;
    this.list.show(takes);
    const size = takes.reduce((sum, { wav }) => sum + wav.size, 0);
    element('record-total', HTMLElement).textContent =
      takes.length > 0 ? `${takesText(takes.length)}, ${bytes(size)}.` : 'There are none yet.';
    element('record-start', HTMLButtonElement).disabled = !this.canKeep;
    for (const id of ['record-download', 'record-delete-all']) element(id, HTMLButtonElement).disabled = takes.length === 0;
    // What had the focus may be gone.
    if (!this.dialog.contains(document.activeElement)) element('close-record', HTMLButtonElement).focus();
  }

  private showMicrophone(on: boolean): void {
    element('record-microphone', HTMLElement).textContent = on ? 'Microphone on' : '';
    document.title = on ? '● Recording – Earshot' : 'Earshot';
  }

  /** Does something that may fail by a person's mistake, and says so. */
  private async attempt(task: () => Promise<void>): Promise<void> {
    this.trouble.textContent = '';
    this.done.textContent = '';
    try {
      await task();
    } catch (error) {
      this.trouble.textContent = `${messageOf(error)}.`;
    }
  }
}

function sumUp({ kept, skipped }: Round): string {
  return `Done: ${takesText(kept)} kept${skipped > 0 ? `, ${skipped} skipped` : ''}.`;
}

function takesText(count: number): string {
  return `${count} ${count === 1 ? 'take' : 'takes'}`;
}
