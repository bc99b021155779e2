/** An adapter that the browser offers, and whether a real GPU is behind it. */
export interface AdapterReport {
  /** For people: "nvidia ampere". */
  readonly description: string;
  /** A CPU plays the GPU: slower than WASM. */
  readonly software: boolean;
}

const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|warp|basic render/i;

/** Asks before anything large is fetched. Null when this browser or machine has no WebGPU. */
export async function findAdapter(): Promise<AdapterReport | null> {
  // Absent in browsers without WebGPU, whatever the type says; node may have no navigator either.
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu as GPU | undefined;
  const adapter = await gpu?.requestAdapter();
  if (!adapter) return null;
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = description || [vendor, architecture || device].filter(Boolean).join(' ') || 'unnamed GPU';
  const software = isFallbackAdapter || softwareNames.test(`${vendor} ${architecture} ${device} ${description}`);
  return { description: software ? `${name}, software` : name, software };
}

/** JavaScript promise integration: with it, ONNX Runtime's WebGPU build is 10 MB smaller. */
export function hasPromiseIntegration(): boolean {
  return 'Suspending' in WebAssembly;
}
