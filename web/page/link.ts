// The page's address holds, behind "#", what is chosen, so that a link reproduces a view: #model=digits&backend=wasm.
import type { ColorMap, Theme } from 'wasm/earshot_app.js';
import type { BackendChoice } from '../backend/backend';
import type { ShownFeatures } from '../core/core_module';

export const backendChoices: readonly BackendChoice[] = ['auto', 'wasm', 'webgpu'];
const themes: readonly Theme[] = ['dark', 'light'];
/** Of these and what follows, the first is what the page has by itself. */
export const colorMaps: readonly ColorMap[] = ['magma', 'viridis', 'inferno', 'gray'];

export const shownFeatures: readonly ShownFeatures[] = ['model', 'linear', 'mel', 'mfcc'];

/** What is absent is as the page has it by itself. */
export interface Link {
  readonly model?: ModelReference;
  readonly backend?: BackendChoice;
  readonly theme?: Theme;
  readonly colors?: ColorMap;
  /** Of the live picture. */
  readonly features?: ShownFeatures;
  /** Name of the built-in sample that was classified last. */
  readonly sample?: string;
}

export interface ModelReference {
  readonly name: string;
  /** Of a model that does not ship with the page. */
  readonly fingerprint?: string;
}

/** Reads the part of an address behind "#". `complain` hears of each value that this page does not know. */
export function readLink(fragment: string, complain: (text: string) => void): Link {
  const values = new URLSearchParams(fragment.replace(/^#/, ''));
  const oneOf = <Value extends string>(key: string, known: readonly Value[]): Value | undefined => {
    const text = values.get(key);
    const value = known.find((candidate) => candidate === text);
    if (text !== null && value === undefined) {
      complain(`The link asks for the ${key} "${text}"; this page knows ${known.join(', ')}`);
    }
    return value;
  };
  const name = values.get('model');
  const fingerprint = values.get('fingerprint');
  const backend = oneOf('backend', backendChoices);
  const theme = oneOf('theme', themes);
  const colors = oneOf('colors', colorMaps);
  const features = oneOf('features', shownFeatures);
  const sample = values.get('sample');
  return {
    ...(name !== null && { model: { name, ...(fingerprint !== null && { fingerprint }) } }),
    ...(backend && { backend }),
    ...(theme && { theme }),
    ...(colors && { colors }),
    ...(features && { features }),
    ...(sample !== null && { sample }),
  };
}

/** The fragment with its "#"; empty when the link says nothing. */
export function writeLink({ model, backend, theme, colors, features, sample }: Link): string {
  const values = new URLSearchParams(
    Object.entries({ model: model?.name, fingerprint: model?.fingerprint, backend, theme, colors, features, sample }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
  return values.size > 0 ? `#${values.toString()}` : '';
}
