// Small ONNX files, made by the official protocol buffers.
import { onnx } from 'onnx-proto';

const { FLOAT, INT64 } = onnx.TensorProto.DataType;

export function node(operator: string, input: string[], output: string, attributes: onnx.IAttributeProto[] = []) {
  return { opType: operator, input, output: [output], attribute: attributes };
}

export function integer(name: string, i: number): onnx.IAttributeProto {
  return { name, type: onnx.AttributeProto.AttributeType.INT, i };
}

export function floats(name: string, dims: number[], values: ArrayLike<number>): onnx.ITensorProto {
  return { name, dims, dataType: FLOAT, floatData: Array.from(values) };
}

export function integers(name: string, dims: number[], values: number[]): onnx.ITensorProto {
  return { name, dims, dataType: INT64, int64Data: values };
}

/** A tensor of floats that a graph takes or gives; a dimension that is not fixed has a name. */
export function tensor(name: string, shape: (number | string)[]): onnx.IValueInfoProto {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: FLOAT, shape: { dim } } } };
}

export function modelFile(graph: onnx.IGraphProto, metadata: Record<string, string> = {}): Uint8Array {
  const model: onnx.IModelProto = {
    irVersion: 8,
    opsetImport: [{ domain: '', version: 17 }],
    graph: { name: 'bench', ...graph },
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  };
  return onnx.ModelProto.encode(model).finish();
}
