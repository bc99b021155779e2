import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import coreUrl from 'wasm/earshot_core.wasm?url';
import digits from '../../assets/models/digits.json';
import digitsUrl from '../../assets/models/digits.onnx?url';
import { version } from '../../package.json';
import { OnnxRuntime } from '../../web/backend/onnx_runtime';
import { loadCore } from '../../web/core/core';
import type { CoreModel, CoreModule, Features } from '../../web/core/core_module';
import type { Case } from '../cases/case';
import type { PageContender, Work } from './contender';
import { modelFile, tensor } from './onnx_graph';

let core: Promise<CoreModule> | undefined;

/** The core as the page's worker calls it, with all copies to and fro. */
export const earshot: PageContender = {
  name: 'Earshot',
  version,
  open: async (test: Case) => {
    const module = await (core ??= loadCore(coreUrl));
    switch (test.kind) {
      case 'label':
        return labelWork(module, test);
      case 'hop':
        return hopWork(module, test);
      default:
        return featuresWork(module, test);
    }
  },
};

/** A front end comes to the core in a model file: here in one whose network does nothing. */
function openModel(module: CoreModule, { frontEnd, inputShape, hop, sampleRate }: Case): CoreModel {
  const card = {
    ...digits,
    labels: ['no', 'yes'],
    front_end: frontEnd,
    input_shape: inputShape,
    self_check: { ...digits.self_check, logits: [0, 0] },
    decision: { ...digits.decision, hop_seconds: hop === undefined ? 0.1 : hop / sampleRate, rejected: [] },
  };
  const graph = {
    input: [tensor('input', ['batch', ...inputShape!])],
    output: [tensor('logits', ['batch', 2])],
  };
  return module.readModel(modelFile(graph, { earshot: JSON.stringify(card) }), 'bench.onnx');
}

function channelsOf({ channels }: Case): Float32Array[] {
  return channels.map((samples) => Float32Array.from(samples));
}

function featuresWork(module: CoreModule, test: Case): Work {
  const model = openModel(module, test);
  const channels = channelsOf(test);
  let features: Features;
  return {
    run() {
      features = model.clipFeatures(channels, test.sampleRate);
    },
    values: () => ({ values: features.values, framesFirst: false }),
  };
}

/** New audio of a stream to the newest frame's features. */
function hopWork(module: CoreModule, test: Case): Work {
  const model = openModel(module, test);
  const stream = model.openStream(test.sampleRate);
  const [samples] = channelsOf(test) as [Float32Array];
  const hop = test.hop!;
  stream.push(samples.subarray(0, samples.length - hop));
  let position = samples.length - hop;
  let features: Features;
  return {
    run() {
      const block = samples.subarray(position, position + hop);
      position = position + 2 * hop <= samples.length ? position + hop : 0;
      for (const window of stream.push(block)) ({ features } = window);
    },
    values() {
      const { values, bands, frames } = features;
      return {
        values: Float32Array.from({ length: bands }, (_, band) => values[(band + 1) * frames - 1]!),
        framesFirst: false,
      };
    },
  };
}

async function labelWork(module: CoreModule, test: Case): Promise<Work> {
  const bytes = new Uint8Array(await (await fetch(digitsUrl)).arrayBuffer());
  const model = module.readModel(bytes, 'digits.onnx');
  const network = { bytes, name: 'digits.onnx', input: model.input(), output: model.output() };
  const backend = await new OnnxRuntime({ wasm: wasmUrl }).openWasm({ ...network, inputShape: digits.input_shape });
  const channels = channelsOf(test);
  let logits = new Float32Array();
  return {
    async run() {
      logits = (await backend.run(model.clipFeatures(channels, test.sampleRate))) as Float32Array<ArrayBuffer>;
      model.predict(logits);
    },
    values: () => ({ values: logits, framesFirst: false }),
  };
}
