import { BackendError, messageOf } from './error';

/** Finds out why a .wasm file (or the code around it) could not be loaded, and says it so that a person can act. */
export async function explainLoadFailure(url: string, cause: unknown): Promise<Error> {
  const file = new URL(url, import.meta.url).pathname.split('/').pop();
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    return new BackendError(`${file} could not be fetched; check the connection and reload the page`);
  }
  if (!response.ok) {
    return new BackendError(`${file} could not be fetched (HTTP ${response.status}); it is missing on this web server`);
  }
  const start = new Uint8Array(await response.arrayBuffer()).subarray(0, 4);
  if (String.fromCharCode(...start) !== '\0asm') {
    const type = response.headers.get('content-type') ?? 'no content type';
    return new BackendError(
      `${file} is not WebAssembly: the web server answered with something else (${type}); ` +
        'it must serve missing files as 404, not as a page',
    );
  }
  return new Error(`${file} could not be started: ${messageOf(cause)}`);
}
