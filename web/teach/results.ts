import type { TaughtModel } from '../core/core_module';

/** Of pairs of labels that are mistaken for each other; the others say little. */
const mostMistakes = 6;

export function summaryOf({ takes, accuracy, noisyAccuracy }: TaughtModel, seconds: number): string {
  return (
    `Trained in ${seconds.toFixed(1)} s; the model is in use. Of ${takes} takes, ${Math.round(accuracy * takes)} ` +
    `(${percent(accuracy)}) are told right when the others are learnt from, and ${percent(noisyAccuracy)} of their ` +
    'copies in noise.'
  );
}

/** Which labels get mixed up, the most frequent first. */
export function mistakesOf(labels: readonly { readonly name: string }[], { confusion }: TaughtModel): string[] {
  const count = (truth: number, heard: number) => confusion[truth * labels.length + heard] ?? 0;
  return labels
    .flatMap(({ name }, truth) => {
      const all = labels.reduce((sum, _, heard) => sum + count(truth, heard), 0);
      return labels
        .map((label, heard) => ({ heard: label.name, share: heard === truth ? 0 : count(truth, heard) / all }))
        .filter(({ share }) => share > 0)
        .map(({ heard, share }) => ({ share, text: `${name} is taken for ${heard}: ${percent(share)}` }));
    })
    .sort((a, b) => b.share - a.share)
    .slice(0, mostMistakes)
    .map(({ text }) => text);
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
