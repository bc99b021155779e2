import type { BrowserContext, CDPSession, Page } from 'playwright-core';

/** What the threads of a page hold, bytes. */
export interface Memory {
  /** JavaScript objects that are in use, garbage collected before. */
  readonly heap: number;
  /** Of all WebAssembly modules. */
  readonly wasm: number;
}

type Send = (method: string, parameters?: object) => Promise<unknown>;

/** Modules keep their memory to themselves: in a thread that begins with this, wasmBytes() tells. */
const hook = `{
  const memories = new Set();
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (source, imports, ...rest) => {
      const result = await original.call(WebAssembly, source, imports, ...rest);
      const given = Object.values(imports ?? {}).flatMap((module) => Object.values(module));
      const made = Object.values((result.instance ?? result).exports);
      for (const value of [...given, ...made]) if (value instanceof WebAssembly.Memory) memories.add(value);
      return result;
    };
  }
  globalThis.wasmBytes = () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}
`;

/** Asks Chromium about the memory of a page and of its workers. */
export class MemoryProbe {
  private readonly threads: Send[];
  private readonly answers = new Map<string, (result: unknown) => void>();
  private nextId = 1;

  private constructor(
    private readonly page: Page,
    private readonly session: CDPSession,
  ) {
    this.threads = [(method, parameters) => (session.send as Send)(method, parameters)];
    session.on('Target.attachedToTarget', ({ sessionId }) => {
      this.threads.push((method, parameters) => this.ask(sessionId, method, parameters));
    });
    session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
      const { id, result } = JSON.parse(message) as { id?: number; result?: unknown };
      this.answers.get(`${sessionId} ${id}`)?.(result);
    });
  }

  /** Call it before pages of the context are opened. */
  static async prepare(context: BrowserContext): Promise<void> {
    await context.addInitScript(hook);
    await context.route(/worker[^/]*\.js$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: hook + (await response.text()) });
    });
  }

  /** Call it when the page has started its workers. */
  static async open(page: Page): Promise<MemoryProbe> {
    const session = await page.context().newCDPSession(page);
    const probe = new MemoryProbe(page, session);
    await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
    return probe;
  }

  async measure(): Promise<Memory> {
    let [heap, wasm] = [0, 0];
    for (const send of this.threads) {
      await send('HeapProfiler.collectGarbage');
      heap += ((await send('Runtime.getHeapUsage')) as { usedSize: number }).usedSize;
    }
    for (const thread of [this.page, ...this.page.workers()]) {
      wasm += await (thread as Page).evaluate<number>('wasmBytes()');
    }
    return { heap, wasm };
  }

  /** A worker is reached through its page. */
  private ask(sessionId: string, method: string, params?: object): Promise<unknown> {
    const id = this.nextId++;
    const answer = new Promise((resolve) => this.answers.set(`${sessionId} ${id}`, resolve));
    const message = JSON.stringify({ id, method, params });
    void this.session.send('Target.sendMessageToTarget', { sessionId, message });
    return answer.finally(() => this.answers.delete(`${sessionId} ${id}`));
  }
}
