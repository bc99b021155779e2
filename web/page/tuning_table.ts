import type { LabelTuning } from '../core/core_module';
import type { LoadedModel } from '../worker/protocol';
import { element } from './element';
import type { Tuning } from './preferences';

/** How readily each label of the model is heard: a row a label in the settings. Its markup is in index.html. */
export class TuningTable {
  private readonly rows = element('tuning', HTMLTableSectionElement);
  private readonly reset = element('reset-tuning', HTMLButtonElement);
  private tuning: Record<string, LabelTuning> = {};

  constructor(private readonly changed: (tuning: Tuning) => void) {}

  show(model: LoadedModel, tuning: Tuning): void {
    this.tuning = { ...tuning };
    this.rows.replaceChildren(...model.card.labels.map((label, index) => this.row(model, label, index)));
    this.reset.disabled = Object.keys(tuning).length === 0;
    this.reset.onclick = () => {
      this.show(model, {});
      this.changed({});
    };
  }

  private row({ card, recommendedTuning }: LoadedModel, label: string, index: number): HTMLElement {
    const row = document.createElement('tr');
    const heading = document.createElement('th');
    heading.scope = 'row';
    heading.textContent = label;
    const current = () => this.tuning[label] ?? recommendedTuning[index]!;
    const change = (changed: Partial<LabelTuning>) => {
      this.tuning[label] = { ...current(), ...changed };
      this.reset.disabled = false;
      this.changed({ ...this.tuning });
    };
    const { threshold, sensitivity } = current();
    const heard = !card.decision.rejected.includes(label);
    row.append(
      heading,
      heard
        ? slider(`Threshold of ${label}`, { least: 5, most: 100, step: 1, unit: ' %' }, 100 * threshold, (value) =>
            change({ threshold: value / 100 }),
          )
        : text('never heard'),
      slider(`Sensitivity to ${label}`, { least: -10, most: 10, step: 0.25, unit: '' }, sensitivity, (value) =>
        change({ sensitivity: value }),
      ),
    );
    return row;
  }
}

/** One a label of the model, where nothing else was chosen as it recommends. */
export function tuningInOrder({ card, recommendedTuning }: LoadedModel, tuning: Tuning): LabelTuning[] {
  return card.labels.map((label, index) => tuning[label] ?? recommendedTuning[index]!);
}

function text(words: string): HTMLElement {
  const cell = document.createElement('td');
  cell.textContent = words;
  return cell;
}

interface Scale {
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly unit: string;
}

function slider(name: string, { least, most, step, unit }: Scale, value: number, changed: (value: number) => void) {
  const cell = document.createElement('td');
  const input = document.createElement('input');
  Object.assign(input, { type: 'range', min: String(least), max: String(most), step: String(step) });
  input.value = String(value);
  input.setAttribute('aria-label', name);
  const shown = document.createElement('output');
  const show = () => {
    shown.textContent = input.value + unit;
    input.setAttribute('aria-valuetext', shown.textContent);
  };
  show();
  input.oninput = () => {
    show();
    changed(input.valueAsNumber);
  };
  cell.append(input, ' ', shown);
  return cell;
}
