import type { ModelCard } from '../worker/protocol';

/** Labels of a model that need no takes to be taught again: it knows sounds of them. */
export function keepableLabels({ labels, known_sounds, decision }: ModelCard): string[] {
  return labels.filter((label, index) => known_sounds.counts[index]! > 0 && !decision.rejected.includes(label));
}

/** Whether a model knows sounds of other labels than these: what is none of them can be learnt without takes. */
export function knowsOthers({ labels, known_sounds }: ModelCard, names: readonly string[]): boolean {
  return known_sounds.counts.some((count, index) => count > 0 && !names.includes(labels[index] ?? ''));
}
