import type { LabelTuning } from '../core/core_module';
import type { ModelCard } from '../worker/protocol';
import { element } from './element';
import type { Tuning } from './preferences';

/** How readily each label of the model is heard: a row a label in the settings. Its markup is in index.html. */
export class TuningTable {
  private readonly rows = element('tuning', HTMLTableSectionElement);
  private readonly reset = element('reset-tuning', HTMLButtonElement);
  private card: ModelCard | undefined;
  private tuning: Record<string, LabelTuning> = {};

  constructor(private readonly changed: (tuning: Tuning) => void) {
    this.reset.onclick = () => {
      this.show(this.card, {});
      this.changed({});
    };
  }

  show(card: ModelCard | undefined, tuning: Tuning): void {
    this.card = card;
    this.tuning = { ...tuning };
    this.rows.replaceChildren(...(card ? card.labels.map((label) => this.row(card, label)) : []));
    this.reset.disabled = Object.keys(tuning).length === 0;
  }

  private row(card: ModelCard, label: string): HTMLElement {
    const row = document.createElement('tr');
    const heading = document.createElement('th');
    heading.scope = 'row';
    heading.textContent = label;
    const { threshold, sensitivity } = { ...recommended(card, label), ...this.tuning[label] };
    const heard = !card.decision.rejected.includes(label);
    row.append(
      heading,
      heard
        ? slider(`Threshold of ${label}`, { least: 5, most: 100, step: 1, unit: ' %' }, 100 * threshold, (value) =>
            this.change(label, { threshold: value / 100 }),
          )
        : text('never heard'),
      slider(`Sensitivity to ${label}`, { least: -10, most: 10, step: 0.25, unit: '' }, sensitivity, (value) =>
        this.change(label, { sensitivity: value }),
      ),
    );
    return row;
  }

  private change(label: string, change: Partial<LabelTuning>): void {
    if (!this.card) return;
    this.tuning[label] = { ...recommended(this.card, label), ...this.tuning[label], ...change };
    this.reset.disabled = false;
    this.changed({ ...this.tuning });
  }
}

/** One a label of the model, where nothing else was chosen as it recommends. */
export function tuningInOrder(card: ModelCard, tuning: Tuning): LabelTuning[] {
  return card.labels.map((label) => tuning[label] ?? recommended(card, label));
}

function recommended({ decision }: ModelCard, label: string): LabelTuning {
  const { threshold, rejected, rejected_sensitivity } = decision;
  return { threshold, sensitivity: rejected.includes(label) ? rejected_sensitivity : 0 };
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
