// What the page tells scripts around it, as events on `document`: for pages that embed it, and for its tests.
import type { Evidence } from '../core/core_module';
import type { BackendStatus, StreamLoss } from '../worker/protocol';

export interface Announcements {
  /** A model is ready on a backend; also after a change of either. */
  'earshot:ready': { readonly model: string; readonly backend: BackendStatus };
  /** A clip or a window of the microphone was classified. */
  'earshot:result': {
    readonly source: 'clip' | 'microphone';
    /** The clip's name. */
    readonly name: string;
    /** Seconds of stream at the window's end, or the clip's length. */
    readonly time: number;
    readonly label: string;
    readonly logits: readonly number[];
    readonly probabilities: readonly number[];
    readonly featuresMs: number;
    readonly inferenceMs: number;
  };
  /** Something was heard, and is in the history now. */
  'earshot:heard': { readonly label: string; readonly probability: number; readonly source: string };
  /** A long clip was listened through. */
  'earshot:scanned': { readonly name: string; readonly labels: readonly string[] };
  /** What made the clip its label, where that was asked for. */
  'earshot:evidence': Evidence;
  'earshot:loss': StreamLoss;
  'earshot:notice': { readonly severity: 'info' | 'warning' | 'error'; readonly text: string };
}

/** What the page is doing, as the attribute data-earshot of the document's element. */
export type Phase = 'loading' | 'ready' | 'listening' | 'failed';

export function announce<Name extends keyof Announcements>(name: Name, detail: Announcements[Name]): void {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

export function announcePhase(phase: Phase): void {
  document.documentElement.dataset['earshot'] = phase;
}
