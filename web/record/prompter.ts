import type { CoreTake } from '../core/core_module';
import { messageOf } from '../core/error';
import { element } from '../page/element';
import { Player } from '../page/player';

const flaws: Record<CoreTake['flaw'], string> = {
  none: '',
  silent: 'Nothing was heard. Is the microphone muted? Say it again.',
  clipped: 'Clipped: it was too loud for the microphone. Say it again, softer or further away.',
  quiet: 'Too quiet. Say it again, louder or nearer to the microphone.',
  'cut off': 'Cut off: leave a moment of quiet before and after it. Say it again.',
};

/** How a round of prompts went. */
export interface Round {
  readonly kept: number;
  readonly skipped: number;
}

/** Where takes come from, one after the other. */
export interface TakeSource {
  begin(): void;
  discard(): void;
  /** Throws AudioError when a part of the take did not arrive. */
  end(): CoreTake;
}

type Stage = 'ready' | 'recording' | 'review' | 'keeping';
type Keep = (label: string, take: CoreTake) => Promise<void>;

/** Says what is to be said, one prompt after the other, and has a take of each recorded. Its markup is in
 * record_dialog.html. */
export class Prompter {
  private readonly section = element('record-prompt', HTMLElement);
  private readonly place = element('record-place', HTMLElement);
  private readonly say = element('record-say', HTMLElement);
  private readonly level = element('record-level', HTMLMeterElement);
  private readonly seconds = element('record-seconds', HTMLElement);
  private readonly verdict = element('record-verdict', HTMLElement);
  private readonly takeButton = element('record-take', HTMLButtonElement);
  private readonly keepButton = element('record-keep', HTMLButtonElement);
  private readonly redoButton = element('record-redo', HTMLButtonElement);
  private readonly listenButton = element('record-listen', HTMLButtonElement);
  private readonly skipButton = element('record-skip', HTMLButtonElement);
  private readonly keys: ReadonlyMap<string, HTMLButtonElement> = new Map([
    [' ', this.takeButton],
    ['enter', this.keepButton],
    ['r', this.redoButton],
    ['l', this.listenButton],
    ['s', this.skipButton],
  ]);

  private readonly player = new Player((problem) => {
    this.verdict.textContent = problem;
  });
  private recorder: TakeSource | undefined;
  private labels: readonly string[] = [];
  private index = 0;
  private kept = 0;
  private stage: Stage = 'ready';
  private take: CoreTake | undefined;
  private keep: Keep | undefined;

  /** `done` hears when there is nothing left to say. */
  constructor(private readonly done: (round: Round) => void) {
    this.takeButton.onclick = () => this.toggle();
    this.keepButton.onclick = () => void this.keepTake();
    this.redoButton.onclick = () => this.begin();
    this.listenButton.onclick = () => this.listen();
    this.skipButton.onclick = () => this.next();
    this.section.onkeydown = (event) => this.press(event);
  }

  /** `keep` is given what the user wants to keep; where it rejects, they can try again. */
  start(recorder: TakeSource, labels: readonly string[], keep: Keep): void {
    this.recorder = recorder;
    this.labels = labels;
    this.keep = keep;
    this.index = 0;
    this.kept = 0;
    this.section.hidden = false;
    this.prompt();
  }

  /** What was not kept yet is gone. */
  stop(): void {
    this.player.stop();
    this.recorder = undefined;
    this.take = undefined;
    this.section.hidden = true;
  }

  showLevel(dbfs: number): void {
    this.level.value = dbfs;
  }

  showSeconds(seconds: number): void {
    this.seconds.textContent = `${seconds.toFixed(1)} s`;
  }

  /** Ends the take, by the user or because it is long. */
  end(): void {
    if (this.stage !== 'recording' || !this.recorder) return;
    try {
      this.take = this.recorder.end();
      const { flaw, seconds } = this.take;
      this.show('review', flaws[flaw] || `Heard, and cut to ${seconds.toFixed(2)} s.`, flaw);
    } catch (error) {
      this.show('ready', messageOf(error), 'lost');
    }
  }

  private press(event: KeyboardEvent): void {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    // Buttons that the keyboard is on are pressed by these.
    if (event.target instanceof HTMLButtonElement && (key === ' ' || key === 'enter')) return;
    const button = this.keys.get(key);
    if (!button) return;
    event.preventDefault();
    if (!button.hidden) button.click();
  }

  private toggle(): void {
    if (this.stage === 'recording') this.end();
    else if (this.stage === 'ready') this.begin();
  }

  private begin(): void {
    this.player.stop();
    this.take = undefined;
    this.recorder?.begin();
    this.show('recording', 'Recording: say it now.', 'none');
  }

  private listen(): void {
    if (this.take) void this.player.play(new Blob([this.take.wav], { type: 'audio/wav' }));
  }

  private async keepTake(): Promise<void> {
    const { take, recorder } = this;
    const label = this.labels[this.index];
    if (this.stage !== 'review' || !take || label === undefined) return;
    this.player.stop();
    this.show('keeping', '', 'none');
    try {
      await this.keep?.(label, take);
      ++this.kept;
      // Else the user has ended meanwhile.
      if (this.recorder === recorder) this.next();
    } catch (error) {
      if (this.recorder === recorder) this.show('review', `It is not kept: ${messageOf(error)}.`, 'not kept');
    }
  }

  private next(): void {
    ++this.index;
    if (this.index < this.labels.length) this.prompt();
    else this.done({ kept: this.kept, skipped: this.labels.length - this.kept });
  }

  private prompt(): void {
    this.player.stop();
    this.recorder?.discard();
    this.take = undefined;
    this.place.textContent = `${this.index + 1} of ${this.labels.length}`;
    this.say.textContent = `Say: ${this.labels[this.index]}`;
    this.show('ready', '', 'none');
  }

  private show(stage: Stage, verdict: string, flaw: string): void {
    this.stage = stage;
    this.verdict.textContent = verdict;
    this.verdict.dataset['flaw'] = flaw;
    this.seconds.textContent = '';
    const review = stage === 'review';
    this.takeButton.hidden = stage !== 'ready' && stage !== 'recording';
    this.takeButton.querySelector('span')!.textContent = stage === 'recording' ? 'Stop' : 'Record';
    for (const button of [this.keepButton, this.redoButton, this.listenButton]) button.hidden = !review;
    this.keepButton.disabled = this.take?.flaw === 'silent';
    this.skipButton.disabled = stage === 'keeping';
    // The keys work here, whatever was pressed before.
    this.section.focus();
  }
}
