// The worker's entry: turns messages into calls of the engine, and what the engine tells into messages.
import asyncifyUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import coreUrl from 'wasm/earshot_core.wasm?url';
import { OnnxRuntime } from '../backend/onnx_runtime';
import { loadCore } from '../core/core';
import { isEarshotError, messageOf } from '../core/error';
import { Engine } from './engine';
import type { WorkerMessage, WorkerRequest } from './protocol';

// TypeScript takes this file for a part of the page; what a worker's scope has beyond it is this.
const scope = self as unknown as {
  postMessage(message: WorkerMessage): void;
  onmessage: (event: MessageEvent<WorkerRequest>) => void;
};

const runtime = new OnnxRuntime({ wasm: wasmUrl, jspi: jspiUrl, asyncify: asyncifyUrl });
runtime.prepareWasm();
const engine = loadCore(coreUrl).then(
  (core) => new Engine(core, runtime, (name, ...parameters) => scope.postMessage({ kind: 'event', name, parameters })),
);
// A core that could not be loaded fails the calls that wait for it, below.
engine.catch(() => undefined);

scope.onmessage = async ({ data: request }) => {
  const { id } = request;
  try {
    const ready = await engine;
    const call = ready[request.name] as (...parameters: unknown[]) => Promise<unknown>;
    scope.postMessage({ kind: 'answer', id, value: await call.apply(ready, request.parameters) });
  } catch (error) {
    // Of the kinds of error, the page tells only those apart that are for people to read.
    const name = isEarshotError(error) ? 'EarshotError' : 'Error';
    scope.postMessage({ kind: 'failure', id, error: { name, message: messageOf(error) } });
  }
};

// The page hears of exceptions in its workers, but not of promises that nobody waits for.
self.addEventListener('unhandledrejection', ({ reason }) => {
  throw reason;
});
