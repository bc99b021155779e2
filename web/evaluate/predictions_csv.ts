import type { Judgement } from './evaluation';

/** A line a recording. */
export function predictionsCsv(judgements: readonly Judgement[], labels: readonly string[]): string {
  const lines = [
    ['file', 'label', 'predicted', 'probability', ...labels],
    ...judgements.map(({ path, label, predicted, probability, probabilities }) => [
      path,
      label,
      predicted,
      number(probability),
      ...[...probabilities].map(number),
    ]),
  ];
  return lines.map((fields) => `${fields.map(quoted).join(',')}\n`).join('');
}

function number(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
