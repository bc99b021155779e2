import { EarshotError } from '../core/error';

/** Fetches a file of the page; `name` is used in messages. */
export async function fetchBytes(url: string, name: string): Promise<Uint8Array<ArrayBuffer>> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    throw new EarshotError(`${name} could not be fetched; check the connection and try again`);
  }
  if (!response.ok) throw new EarshotError(`${name} could not be fetched (HTTP ${response.status})`);
  return new Uint8Array(await response.arrayBuffer());
}
