import type { LabelTuning } from '../core/core_module';

const stopKey = 'earshot.stop-microphone-when-hidden';
const tuningKey = 'earshot.tuning';

/** Of those labels of a model that were tuned, by their names. */
export type Tuning = Readonly<Record<string, LabelTuning>>;

/** What the user wants of every visit. Forgotten with the page where the browser keeps nothing. */
export class Preferences {
  private stopWhenHidden = read(stopKey) === 'true';
  private readonly tunings = readTunings();

  get stopMicrophoneWhenHidden(): boolean {
    return this.stopWhenHidden;
  }
  set stopMicrophoneWhenHidden(value: boolean) {
    this.stopWhenHidden = value;
    write(stopKey, String(value));
  }

  /** `model`: what tells it from all others. */
  tuningOf(model: string): Tuning {
    return this.tunings[model] ?? {};
  }
  setTuning(model: string, tuning: Tuning): void {
    if (Object.keys(tuning).length > 0) this.tunings[model] = tuning;
    else delete this.tunings[model];
    write(tuningKey, JSON.stringify(this.tunings));
  }
}

function readTunings(): Record<string, Tuning> {
  try {
    return JSON.parse(read(tuningKey) ?? '{}') as Record<string, Tuning>;
  } catch {
    // Not what this page wrote.
    return {};
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Holds for this visit.
  }
}
