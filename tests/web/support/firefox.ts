// Driven by Puppeteer: Playwright asks of a Firefox that is not its own what Debian's does not know yet.
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

export interface FirefoxOptions {
  /** False: as on a machine that nothing can be played on. */
  readonly audioOutput?: boolean;
}

/** Firefox without a window. Its microphone gives a tone, and need not be allowed. */
export function launchFirefox({ audioOutput = true }: FirefoxOptions = {}): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      // Plays to nowhere.
      'media.cubeb.force_mock_context': audioOutput,
    },
  });
}

/** The page in Firefox, used and seen as a person does who has its controls alone. */
export class FirefoxPage {
  /** Exceptions that nothing caught. */
  readonly errors: string[] = [];

  private constructor(readonly page: Page) {}

  /** Opens the page; resolves when it is ready. */
  static async open(browser: Browser, url: string): Promise<FirefoxPage> {
    const opened = new FirefoxPage(await browser.newPage());
    const { page } = opened;
    // A test's own patience ends it.
    page.setDefaultTimeout(0);
    page.on('pageerror', (error) => opened.errors.push(String(error)));
    await page.goto(url);
    await opened.ready();
    return opened;
  }

  async ready(): Promise<void> {
    await this.page.waitForSelector('[data-earshot="ready"]');
  }

  /** Presses the button of that accessible name. */
  async press(name: string): Promise<void> {
    await this.page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
  }

  /** Presses a button that asks for files, and chooses these. */
  async choose(name: string, ...paths: string[]): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForFileChooser(), this.press(name)]);
    await chooser.accept(paths);
  }

  /** Resolves with what an element says when that matches. */
  async text(selector: string, pattern: RegExp): Promise<string> {
    const found = await this.page.waitForFunction(
      (where, { source, flags }) => {
        const text = document.querySelector(where)?.textContent ?? '';
        return new RegExp(source, flags).test(text) && text;
      },
      {},
      selector,
      { source: pattern.source, flags: pattern.flags },
    );
    return (await found.jsonValue()) as string;
  }
}
