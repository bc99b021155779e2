import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readLink, writeLink, type Link } from '../../web/page/link';
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

const fragmentOf = ({ page }: EarshotPage) => page.evaluate(() => location.hash);
const theme = ({ page }: EarshotPage) => page.evaluate(() => document.documentElement.dataset['theme']);

describe('the text of a link', () => {
  it.each<[string, Link]>([
    ['', {}],
    ['#model=digits&backend=wasm', { model: { name: 'digits' }, backend: 'wasm' }],
    ['#model=caf%C3%A9+%26+bar&fingerprint=0123abcd', { model: { name: 'café & bar', fingerprint: '0123abcd' } }],
    [
      '#backend=webgpu&theme=dark&colors=viridis&sample=7',
      { backend: 'webgpu', theme: 'dark', colors: 'viridis', sample: '7' },
    ],
  ])('"%s" is read and written', (fragment, link) => {
    const complaints: string[] = [];
    expect(readLink(fragment, (text) => complaints.push(text))).toEqual(link);
    expect(writeLink(link)).toBe(fragment);
    expect(complaints).toEqual([]);
  });

  it('with an unknown value is read without it', () => {
    const complaints: string[] = [];
    expect(readLink('#backend=cuda&theme=light', (text) => complaints.push(text))).toEqual({ theme: 'light' });
    expect(complaints).toEqual(['The link asks for the backend "cuda"; this page knows auto, wasm, webgpu']);
  });
});

describe('a link', () => {
  afterEach(async () => {
    expect(earshot.errors).toEqual([]);
    await earshot.close();
  });

  it('says nothing while everything is as the page has it by itself', async () => {
    earshot = await EarshotPage.open(browser, server);
    await earshot.next('earshot:ready');
    expect(await fragmentOf(earshot)).toBe('');
  });

  it('reproduces a view', async () => {
    earshot = await EarshotPage.open(browser, server);
    await earshot.next('earshot:ready');
    await earshot.chooseBackend('wasm');
    const { logits } = await earshot.sample(7);
    const fragment = await fragmentOf(earshot);
    expect(fragment).toBe('#backend=wasm&sample=7');
    await earshot.close();

    earshot = await EarshotPage.open(browser, server, {}, `${fragment}&theme=dark`);
    expect(await earshot.next('earshot:result')).toMatchObject({ name: 'sample 7', label: '7', logits });
    expect(await earshot.page.getByLabel('Backend').inputValue()).toMatch(/^WASM/);
    expect(await theme(earshot)).toBe('dark');
    expect(await fragmentOf(earshot)).toBe('#backend=wasm&theme=dark&sample=7');
  });

  it('says the colors that were chosen, and has them', async () => {
    earshot = await EarshotPage.open(browser, server);
    await earshot.next('earshot:ready');
    const colors = () => earshot.page.getByLabel('Colors');
    await colors().selectOption('Viridis');
    expect(await fragmentOf(earshot)).toBe('#colors=viridis');
    await colors().selectOption('Magma');
    expect(await fragmentOf(earshot)).toBe('');
    await earshot.page.evaluate(() => (location.hash = '#colors=gray'));
    await earshot.page.waitForFunction(() => document.querySelector<HTMLSelectElement>('#colors')!.value === 'gray');
  });

  it('is followed when it comes while the page is open', async () => {
    earshot = await EarshotPage.open(browser, server);
    await earshot.next('earshot:ready');
    await earshot.page.evaluate(() => (location.hash = '#sample=3&theme=dark'));
    expect((await earshot.next('earshot:result')).label).toBe('3');
    expect(await theme(earshot)).toBe('dark');
  });

  it('to a model that is not here says which file to open, and follows when it is opened', async () => {
    earshot = await EarshotPage.open(browser, server);
    await earshot.next('earshot:ready');
    await earshot.drop({ name: 'mine.onnx', bytes: bytesOf(modelPath) });
    await earshot.next('earshot:ready');
    const fragment = await fragmentOf(earshot);
    expect(fragment).toMatch(/^#model=mine&fingerprint=[0-9a-f]{8}$/);
    await earshot.close();

    earshot = await EarshotPage.open(browser, server, {}, fragment);
    await earshot.notice(/^The link asks for the model "mine", which is not here; open the file mine\.onnx/);
    await earshot.next('earshot:ready');
    await earshot.drop({ name: 'mine.onnx', bytes: bytesOf(modelPath) });
    await earshot.next('earshot:ready');
    await earshot.page.waitForFunction((expected) => location.hash === expected, fragment);
  });

  it('with values that the page does not know says so, and the page works', async () => {
    earshot = await EarshotPage.open(browser, server, {}, '#backend=cuda&sample=eleven');
    await earshot.notice(/the backend "cuda"; this page knows/);
    await earshot.notice(/the sample "eleven", which this page does not have/);
    expect((await earshot.sample(1)).label).toBe('1');
  });
});
