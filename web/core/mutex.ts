/** Lets asynchronous tasks have something for themselves, in the order in which they asked. */
export class Mutex {
  private last: Promise<unknown> = Promise.resolve();

  run<Result>(task: () => Promise<Result> | Result): Promise<Result> {
    const result = this.last.then(task);
    this.last = result.catch(() => undefined);
    return result;
  }
}
