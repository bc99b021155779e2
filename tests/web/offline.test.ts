import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insecureHost, launch } from './support/browser';
import { EarshotPage } from './support/earshot_page';
import { bytesOf, modelPath, projectPath } from './support/project';
import { serve, type StaticServer } from './support/server';

let browser: Browser;
let server: StaticServer;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await serve({ cached: true, compressed: true });
});
afterEach(() => server.close());

const built = (name: string) => readFileSync(projectPath(`dist/${name}`), 'utf8');
const integrity = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** Puts a version of the page on the server that differs in an attribute of its first element. */
function deploy(target: StaticServer, build: string): void {
  const page = built('index.html');
  const next = page.replace('<html lang="en">', `<html lang="en" data-build="${build}">`);
  const worker = built('service_worker.js')
    .replace(integrity(page), integrity(next))
    .replace(/"version":"\w+"/, `"version":"${build}"`);
  target.replaced.set('', Buffer.from(next));
  target.replaced.set('service_worker.js', Buffer.from(worker));
}

const buildOf = ({ page }: EarshotPage) => page.evaluate(() => document.documentElement.dataset['build']);

describe('the page', () => {
  it('works without a network after the first visit, which fetches nothing twice and nothing that is not used', async () => {
    const earshot = await EarshotPage.open(browser, server);
    await earshot.next('earshot:ready');
    await earshot.keptOffline();
    const assets = server.requests.filter((name) => name.startsWith('assets/'));
    expect(assets).toEqual([...new Set(assets)]);
    expect(assets.filter((name) => /jspi|asyncify|webgpu/.test(name))).toEqual([]);

    await server.close();
    await earshot.page.reload();
    expect((await earshot.next('earshot:ready')).backend.verified).toBe(true);
    expect((await earshot.sample(7)).label).toBe('7');
    expect(await earshot.page.locator('canvas').isVisible()).toBe(true);
    expect(earshot.errors).toEqual([]);
    await earshot.close();
  });

  it('answers requests for parts of a sound without a network', async () => {
    const earshot = await EarshotPage.open(browser, server);
    await earshot.next('earshot:ready');
    await earshot.keptOffline();
    const name = server.requests.find((request) => request.endsWith('.wav'))!;
    await server.close();
    const parts = await earshot.page.evaluate(async (url) => {
      const ask = async (range: string) => {
        const response = await fetch(url, { headers: { range } });
        return [response.status, response.headers.get('content-range'), (await response.arrayBuffer()).byteLength];
      };
      return Promise.all(['bytes=0-', 'bytes=10-19', 'bytes=-4', 'bytes=999999999-'].map(ask));
    }, name);
    const { length } = bytesOf(projectPath(`dist/${name}`));
    expect(parts).toEqual([
      [206, `bytes 0-${length - 1}/${length}`, length],
      [206, `bytes 10-19/${length}`, 10],
      [206, `bytes ${length - 4}-${length - 1}/${length}`, 4],
      [416, `bytes */${length}`, 0],
    ]);
    await earshot.close();
  });

  it('keeps what only some visitors need once it was used', async () => {
    const name = readdirSync(projectPath('dist/assets')).find((file) => /^ort\.jspi.*\.js$/.test(file))!;
    const earshot = await EarshotPage.open(browser, server);
    await earshot.next('earshot:ready');
    await earshot.keptOffline();
    const fetchAll = (url: string) => fetch(url).then(async (response) => (await response.arrayBuffer()).byteLength);
    const size = await earshot.page.evaluate(fetchAll, `assets/${name}`);
    expect(size).toBe(bytesOf(projectPath(`dist/assets/${name}`)).length);
    // The answer did not wait until it was kept.
    await earshot.page.waitForFunction((url) => caches.match(url), `assets/${name}`);
    await server.close();
    expect(await earshot.page.evaluate(fetchAll, `assets/${name}`)).toBe(size);
    await earshot.close();
  });

  it('offers a new version, changes to it when asked, and is of one version all the time', async () => {
    const earshot = await EarshotPage.open(browser, server);
    await earshot.next('earshot:ready');
    await earshot.keptOffline();
    deploy(server, 'second');
    server.requests.length = 0;
    await earshot.page.reload();
    await earshot.next('earshot:ready');
    expect(await buildOf(earshot)).toBeUndefined();

    const reload = earshot.button('Reload');
    await reload.waitFor();
    expect(await earshot.page.locator('#new-version').textContent()).toMatch(/^A new version of this page is ready/);
    // What did not change is not fetched again.
    expect(server.requests.filter((name) => name.startsWith('assets/'))).toEqual([]);
    await reload.click();
    await earshot.page.waitForSelector('[data-build="second"]', { state: 'attached' });
    expect((await earshot.next('earshot:ready')).backend.verified).toBe(true);
    expect(await earshot.page.locator('#new-version').textContent()).toBe('');

    await server.close();
    await earshot.page.reload();
    await earshot.next('earshot:ready');
    expect(await buildOf(earshot)).toBe('second');
    await earshot.close();
  });

  it('leaves another tab as it is when one changes to a new version, and says so there', async () => {
    const earshot = await EarshotPage.open(browser, server);
    await earshot.next('earshot:ready');
    await earshot.keptOffline();
    const other = await earshot.page.context().newPage();
    await other.goto(server.url);
    await other.waitForSelector('[data-earshot="ready"]');
    deploy(server, 'second');
    await earshot.page.reload();
    await earshot.button('Reload').click();
    await earshot.page.waitForSelector('[data-build="second"]', { state: 'attached' });
    await other.getByRole('button', { name: 'Reload', exact: true }).waitFor();
    expect(await other.evaluate(() => document.documentElement.dataset['build'])).toBeUndefined();
    await other.getByRole('button', { name: 'Reload', exact: true }).click();
    await other.waitForSelector('[data-build="second"]', { state: 'attached' });
    await earshot.close();
  });

  it('keeps nothing of a version whose files do not belong together, says so, and works', async () => {
    server.replaced.set('icon.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" />'));
    const earshot = await EarshotPage.open(browser, server);
    await earshot.notice(/^The page could not be kept .*icon\.svg could not be fetched, or .* another version/);
    expect(await earshot.page.evaluate(() => caches.keys())).toEqual([]);
    expect((await earshot.sample(3)).label).toBe('3');
    await earshot.close();
  });

  it('works where browsers keep nothing: without HTTPS', async () => {
    const url = server.url.replace('127.0.0.1', insecureHost);
    const earshot = await EarshotPage.open(browser, { url });
    await earshot.next('earshot:ready');
    await earshot.page.waitForFunction(() => document.getElementById('offline')?.textContent?.includes('https'));
    await earshot.drop({ name: 'mine.onnx', bytes: bytesOf(modelPath) });
    await earshot.next('earshot:ready');
    expect((await earshot.sample(5)).label).toBe('5');
    expect(earshot.errors).toEqual([]);
    await earshot.close();
  });

  it('can be installed: its manifest and icons are there, for the folder that it lies in', async () => {
    const earshot = await EarshotPage.open(browser, server);
    const session = await earshot.page.context().newCDPSession(earshot.page);
    const { url, errors, data } = await session.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    expect(url).toBe(`${server.url}manifest.webmanifest`);
    const manifest = JSON.parse(data!) as { icons: { src: string; sizes: string }[]; scope: string };
    expect(new URL(manifest.scope, url).href).toBe(server.url);
    for (const { src, sizes } of manifest.icons) {
      const size = await earshot.page.evaluate(async (address) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        return `${image.naturalWidth}x${image.naturalHeight}`;
      }, src);
      if (sizes !== 'any') expect(size).toBe(sizes);
    }
    await earshot.close();
  });
});
