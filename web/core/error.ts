/** A mistake in something a person supplied, or something that their browser lacks. The message is meant for them. */
export class EarshotError extends Error {
  override readonly name = 'EarshotError';
}

/** The core throws its own kind of Error: what counts is the name. */
export function isEarshotError(value: unknown): value is Error {
  return value instanceof Error && value.name === 'EarshotError';
}

export function messageOf(value: unknown): string {
  return value instanceof Error ? value.message : String(value);
}
