/** What was heard where something was said. */
export interface Telling<Heard> {
  /** Null: nothing was said. */
  readonly said: string | null;
  /** Null: nothing was heard. */
  readonly heard: Heard | null;
}

/** What was heard, as far as the user has told what was said. */
export class Score<Heard extends { readonly label: string }> {
  private tellings: Telling<Heard>[] = [];
  private untold: Heard | null = null;

  /** What was said there is not told yet. Only the last is waited for: who has not told of one will tell of the next. */
  hear(heard: Heard): void {
    this.untold = heard;
  }

  /** What the user tells of next; null: of something that was not heard. */
  get next(): Heard | null {
    return this.untold;
  }

  tell(said: string | null): Telling<Heard> {
    const telling = { said, heard: this.untold };
    this.untold = null;
    this.tellings.push(telling);
    return telling;
  }

  /** The last telling, which can be told again. */
  takeBack(): Telling<Heard> | undefined {
    const telling = this.tellings.pop();
    this.untold = telling?.heard ?? null;
    return telling;
  }

  clear(): void {
    this.tellings = [];
    this.untold = null;
  }

  get total(): number {
    return this.tellings.length;
  }

  count(matches: (said: string | null, heard: string | null) => boolean): number {
    return this.tellings.filter(({ said, heard }) => matches(said, heard?.label ?? null)).length;
  }
}
