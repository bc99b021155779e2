/** A mistake in something a person supplied, or something that their browser lacks. The message is meant for them: what,
 * where, what to do. */
export class EarshotError extends Error {
  override readonly name: string = 'EarshotError';
}

/** A model that could not be fetched, is none, or can't do what is asked of it. */
export class ModelError extends EarshotError {
  override readonly name = 'ModelError';
}

/** Samples, a file or a stream that can't be heard. */
export class AudioError extends EarshotError {
  override readonly name = 'AudioError';
}

/** What runs the network, or computes the features, could not be fetched or started here. */
export class BackendError extends EarshotError {
  override readonly name = 'BackendError';
}

/** The core throws its own kind of Error: there, what counts is the name. */
export function isEarshotError(value: unknown): value is Error {
  return value instanceof EarshotError || (value instanceof Error && value.name === 'EarshotError');
}

/** Calls the core; what it has against something that a person supplied becomes an error of this kind. */
export function complainAs<Result>(Kind: new (message: string) => EarshotError, call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    throw isEarshotError(error) ? new Kind(error.message) : error;
  }
}

export function messageOf(value: unknown): string {
  return value instanceof Error ? value.message : String(value);
}
