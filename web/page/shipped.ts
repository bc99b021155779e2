// The models and sample clips that come with the page. Whatever lies in these folders when the page is built ships.

export interface ShippedFile {
  /** File name without its ending. */
  readonly name: string;
  readonly url: string;
}

export const shippedModels = shipped(
  import.meta.glob<string>('/assets/models/*.onnx', { query: '?url', import: 'default', eager: true }),
);

export const shippedSamples = shipped(
  import.meta.glob<string>('/build/samples/*.wav', { query: '?url', import: 'default', eager: true }),
);

function shipped(urls: Record<string, string>): ShippedFile[] {
  return Object.entries(urls)
    .map(([path, url]) => ({ name: path.replace(/^.*\/|\.[^.]*$/g, ''), url }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}
