/** Does a task unless the signal says no. When it does so later, the promise rejects with the signal's reason at once, and
 * what the task comes to is dropped. */
export async function abortable<Result>(signal: AbortSignal | undefined, task: () => Promise<Result>): Promise<Result> {
  signal?.throwIfAborted();
  if (!signal) return task();
  return new Promise<Result>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    void task()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
