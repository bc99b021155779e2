import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { Announcements } from '../../../web/page/announce';
import type { StaticServer } from './server';

type EventName = keyof Announcements;

interface Waiter {
  readonly name: EventName;
  readonly matches: (detail: never) => boolean;
  readonly resolve: (detail: never) => void;
}

export interface DroppedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const eventNames: readonly EventName[] = [
  'earshot:ready',
  'earshot:result',
  'earshot:heard',
  'earshot:scanned',
  'earshot:evidence',
  'earshot:loss',
  'earshot:notice',
];

/** The page in a browser, and what it has announced. */
export class EarshotPage {
  /** Addresses of everything that was asked for. */
  readonly requests: string[] = [];
  /** Exceptions that nothing caught. */
  readonly errors: string[] = [];
  private readonly events: { name: EventName; detail: unknown }[] = [];
  private waiters: Waiter[] = [];

  private constructor(readonly page: Page) {}

  /** Opens the page, as a link with that fragment does; resolves before it is ready. */
  static async open(
    browser: Browser,
    server: Pick<StaticServer, 'url'>,
    options: BrowserContextOptions = {},
    fragment = '',
  ): Promise<EarshotPage> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const earshot = new EarshotPage(await context.newPage());
    const { page } = earshot;
    context.on('request', (request) => earshot.requests.push(request.url()));
    page.on('pageerror', (error) => earshot.errors.push(error.message));
    await page.exposeFunction('tellTest', (name: EventName, detail: unknown) => earshot.receive(name, detail));
    await page.addInitScript((names) => {
      const { tellTest } = globalThis as unknown as { tellTest(name: string, detail: unknown): void };
      for (const name of names)
        document.addEventListener(name, (event) => tellTest(name, (event as CustomEvent).detail));
    }, eventNames);
    await page.goto(server.url + fragment);
    return earshot;
  }

  /** The next event of that name that was not given out yet. */
  next<Name extends EventName>(
    name: Name,
    matches: (detail: Announcements[Name]) => boolean = () => true,
  ): Promise<Announcements[Name]> {
    const index = this.events.findIndex((event) => event.name === name && matches(event.detail as Announcements[Name]));
    if (index >= 0) return Promise.resolve(this.events.splice(index, 1)[0]!.detail as Announcements[Name]);
    return new Promise((resolve) => this.waiters.push({ name, matches, resolve } as Waiter));
  }

  /** What was announced and not given out yet. */
  pending<Name extends EventName>(name: Name): Announcements[Name][] {
    return this.events.filter((event) => event.name === name).map(({ detail }) => detail as Announcements[Name]);
  }

  notice(text: RegExp): Promise<Announcements['earshot:notice']> {
    return this.next('earshot:notice', (notice) => text.test(notice.text));
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Resolves when the page says that it works without a network. */
  async keptOffline(): Promise<void> {
    await this.page.waitForFunction(() =>
      document.getElementById('offline')?.textContent?.includes('works without a network'),
    );
  }

  /** Classifies one of the built-in samples. */
  async sample(digit: number): Promise<Announcements['earshot:result']> {
    await this.button(`Sample ${digit}`).click();
    return this.next('earshot:result', ({ name }) => name === `sample ${digit}`);
  }

  async chooseBackend(kind: 'wasm' | 'webgpu'): Promise<Announcements['earshot:ready']> {
    await this.page.getByLabel('Backend').selectOption({ index: kind === 'wasm' ? 1 : 2 });
    return this.next('earshot:ready', ({ backend }) => backend.kind === kind);
  }

  /** Drops files onto the middle of the page, as from a file manager. */
  async drop(...files: DroppedFile[]): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      (list) => {
        const data = new DataTransfer();
        for (const { name, text } of list) {
          data.items.add(new File([Uint8Array.from(atob(text), (character) => character.charCodeAt(0))], name));
        }
        return data;
      },
      files.map(({ name, bytes }) => ({ name, text: Buffer.from(bytes).toString('base64') })),
    );
    for (const type of ['dragenter', 'dragover', 'drop']) {
      await this.page.dispatchEvent('main', type, { dataTransfer: transfer });
    }
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  private receive(name: EventName, detail: unknown): void {
    const waiter = this.waiters.find((candidate) => candidate.name === name && candidate.matches(detail as never));
    if (!waiter) {
      this.events.push({ name, detail });
      return;
    }
    this.waiters = this.waiters.filter((other) => other !== waiter);
    waiter.resolve(detail as never);
  }
}
