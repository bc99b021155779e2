import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch } from './support/browser';
import { EarshotPage } from './support/earshot_page';
import { bytesOf, modelPath } from './support/project';
import { serve, type StaticServer } from './support/server';

let server: StaticServer;
let browser: Browser;
let earshot: EarshotPage;

beforeAll(async () => {
  server = await serve();
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});
beforeEach(async () => {
  earshot = await EarshotPage.open(browser, server);
  await earshot.next('earshot:ready');
});
afterEach(async () => {
  expect(earshot.errors).toEqual([]);
  await earshot.close();
});

/** The shipped model with another description, so that it is another file. */
function otherModel(): Uint8Array {
  const bytes = Buffer.from(bytesOf(modelPath));
  const text = '"description":"';
  bytes.write('_', bytes.indexOf(text) + text.length);
  return new Uint8Array(bytes);
}

async function drop(name: string, bytes: Uint8Array): Promise<void> {
  await earshot.drop({ name, bytes });
  await earshot.next('earshot:ready');
}

/** The rows of the table of models: name, size, where. */
async function rows(): Promise<string[][]> {
  return earshot.page
    .locator('#models tr')
    .evaluateAll((list) => list.map((row) => [...row.children].slice(0, 3).map((cell) => cell.textContent ?? '')));
}

const size = `${Math.round(bytesOf(modelPath).length / 1000)} kB`;
const shipped = ['digits', size, 'comes with the page'];
const modelInList = () =>
  earshot.page.getByLabel('Model', { exact: true }).evaluate((list: HTMLSelectElement) => list.selectedOptions[0]?.text);

describe('models that were opened', () => {
  it('are there after a reload, with their sizes, and can be chosen and removed', async () => {
    await drop('first.onnx', bytesOf(modelPath));
    await drop('second.onnx', otherModel());
    // The link names the model in use.
    await earshot.page.reload();
    await earshot.next('earshot:ready');
    expect(await modelInList()).toBe('second (kept)');
    await earshot.button('Settings…').click();
    const kept = (name: string) => [name, size, 'kept in this browser'];
    expect(await rows()).toEqual([shipped, kept('first'), kept('second')]);
    expect(await earshot.page.locator('#storage').textContent()).toMatch(/: \d+ [kM]B of at most \d+ [MG]B/);

    await earshot.button('Use first').click();
    await earshot.next('earshot:ready');
    expect(await modelInList()).toBe('first (kept)');
    await earshot.button('Remove first').click();
    // Its place is taken by the first of all.
    await earshot.next('earshot:ready');
    expect(await modelInList()).toBe('digits');
    expect(await rows()).toEqual([shipped, kept('second')]);

    await earshot.button('Remove all kept models').click();
    await earshot.page.waitForFunction(() => document.querySelectorAll('#models tr').length === 1);
    await earshot.page.reload();
    await earshot.next('earshot:ready');
    expect(await rows()).toEqual([shipped]);
  });

  it('twice are kept once', async () => {
    await drop('one.onnx', bytesOf(modelPath));
    await drop('renamed.onnx', bytesOf(modelPath));
    expect((await rows()).map(([name]) => name)).toEqual(['digits', 'renamed']);
  });

  it('but can not be read are not kept', async () => {
    await earshot.drop({ name: 'wrong.onnx', bytes: new Uint8Array(100) });
    await earshot.next('earshot:notice');
    expect(await rows()).toEqual([shipped]);
  });

  it('are used for this visit where the storage is full, which is said', async () => {
    const session = await earshot.page.context().newCDPSession(earshot.page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.url).origin, quotaSize: 1000 });
    await earshot.drop({ name: 'mine.onnx', bytes: bytesOf(modelPath) });
    await earshot.notice(/^mine\.onnx is used, but is gone after this visit: the browser's storage is full/);
    expect(await modelInList()).toBe('mine (opened)');
    expect((await earshot.sample(4)).label).toBe('4');
  });
});
