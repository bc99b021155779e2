import type { Browser, Page } from 'playwright-core';
import { build, preview, type PreviewServer } from 'vite';
import { launch } from '../../tests/web/support/browser';
import type { Case, Values } from '../cases/case';
import type { EndToEnd } from '../page/end_to_end';
import type { Bench } from '../page/main';
import type { Contender } from './contender';
import { projectPath } from './project';

const configFile = projectPath('bench/page/vite.config.ts');

/** The page of contenders in Chromium. */
export class BenchPage {
  private constructor(
    readonly page: Page,
    /** Chromium's. */
    readonly version: string,
    private readonly browser: Browser,
    private readonly server: PreviewServer,
  ) {}

  static async open(): Promise<BenchPage> {
    await build({ configFile });
    const server = await preview({ configFile });
    const browser = await launch();
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`in the page: ${error.message}`));
    await page.goto(server.resolvedUrls!.local[0]!);
    await page.waitForFunction(() => 'theBench' in globalThis);
    return new BenchPage(page, `Chromium ${browser.version()}`, browser, server);
  }

  /** Earshot first. */
  async contenders(): Promise<Contender[]> {
    const introductions = await this.page.evaluate(() => theBench().introduce());
    return introductions.map(({ name, version }, index) => new PageContender(name, version, index, this.page));
  }

  /** The number of the model, for classifyOften. */
  openModel(bytes: Uint8Array, name: string): Promise<number> {
    return this.page.evaluate(([bytes, name]) => theBench().openModel([...bytes], name), [
      Array.from(bytes),
      name,
    ] as const);
  }

  classifyOften(model: number, samples: readonly number[], sampleRate: number, runs: number): Promise<EndToEnd> {
    return this.page.evaluate(
      ([model, samples, sampleRate, runs]) => theBench().classifyOften(model, [...samples], sampleRate, runs),
      [model, samples, sampleRate, runs] as const,
    );
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }
}

/** In the page. */
declare function theBench(): Bench;

class PageContender implements Contender {
  constructor(
    readonly name: string,
    readonly version: string,
    private readonly index: number,
    private readonly page: Page,
  ) {}

  prepare(test: Case): Promise<Values | null> {
    return this.page.evaluate(([index, test]) => theBench().prepare(index, test), [this.index, test] as const);
  }

  run(name: string, calls: number): Promise<number> {
    return this.page.evaluate(([index, name, calls]) => theBench().run(index, name, calls), [
      this.index,
      name,
      calls,
    ] as const);
  }

  async close(): Promise<void> {}
}
