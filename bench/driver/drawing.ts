import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { quantile } from './statistics';

/** What drawing costs the page's main thread. Where there is no GPU, what a GPU would do costs other processes. */
export interface Drawing {
  readonly seconds: number;
  /** Frames that the page drew in that time. */
  readonly frames: number;
  /** From the beginning of a frame's drawing to its end, milliseconds: longer where others had the processor meanwhile. */
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the main thread, whatever it did, seconds. */
  readonly threadTime: number;
}

/** In the page: how long the drawing of each frame took, milliseconds. */
declare const drawingTimes: number[];

/** Watches the frames that a page asks the browser for. */
export class DrawingProbe {
  private constructor(
    private readonly page: Page,
    private readonly session: CDPSession,
  ) {}

  /** Call it before pages of the context are opened. */
  static async prepare(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
      const times: number[] = [];
      const request = requestAnimationFrame.bind(globalThis);
      globalThis.requestAnimationFrame = (draw) =>
        request((time) => {
          const begin = performance.now();
          draw(time);
          times.push(performance.now() - begin);
        });
      Object.assign(globalThis, { drawingTimes: times });
    });
  }

  static async open(page: Page): Promise<DrawingProbe> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new DrawingProbe(page, session);
  }

  async measure(seconds: number): Promise<Drawing> {
    await this.page.evaluate(() => drawingTimes.splice(0));
    const [begin, worked] = [performance.now(), await this.threadTime()];
    await this.page.waitForTimeout(1000 * seconds);
    const times = await this.page.evaluate(() => drawingTimes.splice(0));
    return {
      seconds: (performance.now() - begin) / 1000,
      frames: times.length,
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
      threadTime: (await this.threadTime()) - worked,
    };
  }

  /** Of all tasks until now, seconds. */
  private async threadTime(): Promise<number> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')!.value;
  }
}
