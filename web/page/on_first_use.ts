/** Something that a first visit does not need: it is fetched when it is first asked for. */
export class OnFirstUse<Type> {
  private loading: Promise<Type> | undefined;
  private value: Type | undefined;

  constructor(private readonly load: () => Promise<Type>) {}

  /** Undefined while nobody has asked for it. */
  get loaded(): Type | undefined {
    return this.value;
  }

  async get(): Promise<Type> {
    this.loading ??= this.load();
    this.value = await this.loading;
    return this.value;
  }
}
