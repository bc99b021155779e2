import type { Action, StreamDecision, StreamLabel, StreamPart, TimelineView } from 'wasm/earshot_app.js';

const zoomStep = 1.5;

/** The DOM's twin of the timeline in the canvas: pause, scrub, zoom, and in words what was heard in the part that is
 * seen. Its markup is in index.html. */
export class TimelineControls {
  private readonly group = document.querySelector<HTMLElement>('#timeline')!;
  private readonly pause = document.querySelector<HTMLButtonElement>('#pause')!;
  private readonly back = document.querySelector<HTMLInputElement>('#back')!;
  private view: TimelineView = { paused: false, seconds: 15, back: 0 };
  private labels: readonly StreamLabel[] = [];
  private marks: { readonly time: number; readonly label: string }[] = [];
  /** Seconds of the stream, and where it was paused. */
  private newest = 0;
  private pausedAt = 0;

  constructor(private readonly act: (action: Action) => void) {
    this.pause.onclick = () => this.toggle();
    this.back.oninput = () => this.look({ paused: true, back: -this.back.valueAsNumber });
    this.back.onkeydown = (event) => {
      if (event.key !== ' ') return;
      event.preventDefault();
      this.toggle();
    };
    document.querySelector<HTMLElement>('#show-more')!.onclick = () => this.look({ seconds: this.view.seconds * zoomStep });
    document.querySelector<HTMLElement>('#show-less')!.onclick = () => this.look({ seconds: this.view.seconds / zoomStep });
  }

  begin(labels: readonly StreamLabel[]): void {
    this.labels = labels;
    this.marks = [];
    this.newest = 0;
    this.group.hidden = false;
  }

  add({ time }: StreamPart): void {
    if (time < this.newest) this.marks = [];
    this.newest = time;
  }

  addDecision({ time, heard }: StreamDecision): void {
    if (heard === null) return;
    this.marks = [...this.marks.filter((mark) => mark.time > time - 120), { time, label: this.labels[heard]?.name ?? '' }];
    this.describe();
  }

  /** What is seen now. */
  show(view: TimelineView): void {
    if (view.paused && !this.view.paused) this.pausedAt = this.newest;
    this.view = view;
    this.pause.textContent = view.paused ? 'Live' : 'Pause';
    this.back.valueAsNumber = -view.back;
    this.describe();
  }

  private toggle(): void {
    this.look({ paused: !this.view.paused, back: 0 });
  }

  private look(change: Partial<TimelineView>): void {
    this.act({ name: 'look', value: { ...this.view, ...change } });
  }

  private describe(): void {
    const { paused, seconds, back } = this.view;
    const end = (paused ? this.pausedAt : this.newest) - back;
    const heard = this.marks.filter(({ time }) => time > end - seconds && time <= end).map(({ label }) => label);
    const span = `${Math.round(back + seconds)} to ${Math.round(back)} seconds before ${paused ? 'the pause' : 'now'}`;
    this.back.setAttribute('aria-valuetext', `${span}: ${heard.length > 0 ? `heard ${heard.join(', ')}` : 'nothing heard'}`);
  }
}
