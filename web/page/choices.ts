import type { Choices } from 'wasm/earshot_app.js';
import type { BackendChoice, BackendKind } from '../backend/backend';
import type { AdapterReport } from '../backend/webgpu';
import { backendChoices } from './link';
import type { Model } from './models';
import { shippedSamples } from './shipped';

/** What the page offers, and what of it is chosen. `measured`: how long a run takes on a backend, milliseconds. */
export function choicesOf(
  models: readonly Model[],
  model: Model | undefined,
  backend: BackendChoice,
  measured: ReadonlyMap<BackendKind, number>,
  gpu: AdapterReport | null,
): Choices {
  const milliseconds = (kind: BackendKind) => {
    const time = measured.get(kind);
    if (time === undefined) return '';
    // Browsers round their clocks.
    return time < 0.05 ? '< 0.05 ms' : `${time.toPrecision(2)} ms`;
  };
  return {
    samples: shippedSamples.map(({ name }) => name),
    models: models.map(({ name, place }) => ({
      name,
      note: place === 'shipped' ? '' : place,
      available: true,
    })),
    selectedModel: model ? models.indexOf(model) : -1,
    backends: [
      { name: 'Auto', note: 'fastest', available: true },
      { name: 'WASM', note: milliseconds('wasm'), available: true },
      {
        name: 'WebGPU',
        note: gpu ? milliseconds('webgpu') || gpu.description : 'none here',
        available: gpu !== null,
      },
    ],
    selectedBackend: backendChoices.indexOf(backend),
  };
}
