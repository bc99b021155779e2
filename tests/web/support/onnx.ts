// Just enough of protocol buffers to read the weights of an .onnx file (field numbers from onnx.proto).

export interface Weights {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

interface Field {
  readonly number: number;
  readonly value: number;
  readonly bytes: Uint8Array;
}

/** The weights that a model holds, by name: those of 8 bits as the numbers that they stand for (`earshot quantize`: whole
 * numbers, and a step for each output). */
export function weightsOf(model: Uint8Array): Map<string, Weights> {
  const weights = tensorsOf(model);
  for (const [name, { shape, values }] of [...weights]) {
    const original = name.match(/^(.*)\.quantized$/)?.[1];
    if (original === undefined) continue;
    const steps = weights.get(`${original}.steps`)!.values;
    const size = values.length / steps.length;
    weights.set(original, { shape, values: values.map((value, index) => value * steps[Math.floor(index / size)]!) });
  }
  return weights;
}

const tensorKinds = { floats: 1, bytes: 3 };

function tensorsOf(model: Uint8Array): Map<string, Weights> {
  const tensors = new Map<string, Weights>();
  const graph = fields(model).find(({ number }) => number === 7)!;
  for (const { bytes } of fields(graph.bytes).filter(({ number }) => number === 5)) {
    const tensor = fields(bytes);
    const raw = tensor.find(({ number }) => number === 9);
    if (!raw) continue;
    const kind = tensor.find(({ number }) => number === 2)!.value;
    if (!Object.values(tensorKinds).includes(kind)) continue;
    const { buffer } = raw.bytes.slice();
    tensors.set(new TextDecoder().decode(tensor.find(({ number }) => number === 8)!.bytes), {
      shape: tensor.filter(({ number }) => number === 1).flatMap(({ value, bytes: packed }) =>
        packed.length > 0 ? [...packed] : [value],
      ),
      values: kind === tensorKinds.floats ? new Float32Array(buffer) : Float32Array.from(new Int8Array(buffer)),
    });
  }
  return tensors;
}

function fields(message: Uint8Array): Field[] {
  const found: Field[] = [];
  let position = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message[position++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (position < message.length) {
    const tag = varint();
    const [number, kind] = [Math.floor(tag / 8), tag % 8];
    const value = kind === 1 ? 8 : kind === 5 ? 4 : varint();
    const length = kind === 0 ? 0 : value;
    found.push({ number, value, bytes: message.subarray(position, position + length) });
    position += length;
  }
  return found;
}
