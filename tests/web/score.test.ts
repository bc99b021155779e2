import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysOf } from '../../web/score/keys';
import { Score } from '../../web/score/score';
import { launch } from './support/browser';
import { EarshotPage } from './support/earshot_page';
import { bytesOf, modelPath } from './support/project';
import { serve, type StaticServer } from './support/server';

describe('keys', () => {
  it('are the first letter or digit of a label that is still free, else a digit', () => {
    expect(keysOf(['0', '1', 'other', 'nothing'])).toEqual(['0', '1', 'o', 'n']);
    expect(keysOf(['Stop', 'start', 'to', 't', 'ß'])).toEqual(['s', 't', 'o', '1', 'ß']);
    expect(keysOf(['_up_', 'été', '– –'])).toEqual(['u', 'é', '1']);
  });

  it('are given to nobody twice, and to nobody where none is left', () => {
    const keys = keysOf(Array.from({ length: 12 }, () => 'a'));
    expect(keys).toEqual([...'a1234567890', '']);
    expect(keysOf(['', ...'1234567890', '?', '!']).slice(-2)).toEqual(['', '']);
  });
});

describe('a score', () => {
  it('counts what was told of what was heard last, or of nothing', () => {
    const score = new Score<{ label: string }>();
    const one = { label: 'one' };
    const two = { label: 'two' };
    score.hear(one);
    score.hear(two);
    expect(score.next).toBe(two);
    expect(score.tell('two')).toEqual({ said: 'two', heard: two });
    expect(score.tell('one')).toEqual({ said: 'one', heard: null });
    score.hear(one);
    score.tell(null);
    expect(score.total).toBe(3);
    expect(score.count((said, heard) => said === 'two' && heard === 'two')).toBe(1);
    expect(score.count((said, heard) => said === 'one' && heard === null)).toBe(1);
    expect(score.count((said, heard) => said === null && heard === 'one')).toBe(1);
  });

  it('can be told again what was told last', () => {
    const score = new Score<{ label: string }>();
    const one = { label: 'one' };
    score.hear(one);
    score.tell('two');
    expect(score.takeBack()).toEqual({ said: 'two', heard: one });
    expect(score.next).toBe(one);
    score.tell('one');
    expect(score.count((said, heard) => said === heard)).toBe(1);
    score.clear();
    expect(score.takeBack()).toBeUndefined();
  });
});

describe('the score in the page', () => {
  let server: StaticServer;
  let browser: Browser;
  let earshot: EarshotPage;

  beforeAll(async () => {
    server = await serve();
    browser = await launch();
    // So that nothing is fetched beforehand.
    earshot = await EarshotPage.open(browser, server, { serviceWorkers: 'block' });
    await earshot.next('earshot:ready');
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  /** The numbers of the table by row and column. */
  const table = () =>
    earshot.page.locator('#score-table').evaluate((region) => {
      const columns = [...region.querySelectorAll('thead th')].map(({ textContent }) => textContent);
      return [...region.querySelectorAll('tbody tr')].flatMap((row) =>
        [...row.querySelectorAll('td')].flatMap(({ textContent }, column) =>
          textContent ? [`${row.querySelector('th')!.textContent} ${columns[column]} ${textContent}`] : [],
        ),
      );
    });
  const told = () => earshot.page.locator('#score-told').textContent();
  const history = () => earshot.page.locator('#history li').allTextContents();

  it('is fetched when it is first opened, or says that it could not be', async () => {
    const { page } = earshot;
    expect(server.requests.filter((name) => name.includes('score'))).toEqual([]);
    expect(await page.locator('#score').count()).toBe(0);
    await page.context().setOffline(true);
    await earshot.button('Score…').click();
    await earshot.notice(/^A part of this page could not be fetched/);
    await page.context().setOffline(false);
    await page.reload();
    await earshot.next('earshot:ready');
    await earshot.button('Score…').click();
    await page.getByRole('dialog', { name: 'Said and heard' }).waitFor();
    expect(await page.locator('#score-keys button').count()).toBe(12);
  });

  it('counts what the user tells with keys and buttons', async () => {
    const { page } = earshot;
    await earshot.sample(7);
    expect(await page.locator('#score-next').textContent()).toBe('Heard 7. What was said?');
    await page.keyboard.press('7');
    expect(await told()).toBe('7 was said, 7 was heard. 1 of 1 right.');
    await earshot.sample(3);
    await page.keyboard.press('8');
    expect(await told()).toBe('8 was said, 3 was heard. 1 of 2 right.');
    expect(await history()).toEqual([
      expect.stringMatching(/ 3 .* said 8 · sample 3$/),
      expect.stringMatching(/ 7 .* said 7 · sample 7$/),
    ]);
    // Of a word that was not heard; and of one that was heard where none was said.
    await earshot.button('5').click();
    await earshot.sample(1);
    await page.keyboard.press('n');
    expect(await table()).toEqual(['5 nothing 1', '7 7 1', '8 3 1', 'nothing 1 1']);
    expect(await told()).toBe('nothing was said, 1 was heard. 1 of 4 right.');
    // Nothing was heard, and nothing said.
    await page.keyboard.press('n');
    // What the model never reports is heard rightly when nothing is.
    await page.keyboard.press('o');
    expect(await told()).toBe('other was said, nothing was heard. 2 of 5 right.');
  });

  it('takes back what was told last', async () => {
    const { page } = earshot;
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    expect((await history())[0]).toMatch(/%\s+sample 1$/);
    await page.keyboard.press('1');
    expect(await table()).toEqual(['1 1 1', '5 nothing 1', '7 7 1', '8 3 1']);
  });

  it('leaves keys alone where they choose something, and behind other dialogs', async () => {
    const { page } = earshot;
    const before = await told();
    await page.getByLabel('Backend').press('o');
    await earshot.button('Settings…').click();
    await page.keyboard.press('3');
    await page.locator('#close-settings').click();
    expect(await told()).toBe(before);
  });

  it('hears nothing while it is closed, starts again when asked to, and anew with another model', async () => {
    const { page } = earshot;
    await page.locator('#close-score').click();
    await earshot.sample(2);
    await page.keyboard.press('2');
    await earshot.button('Score…').click();
    expect(await table()).toHaveLength(4);
    expect(await page.locator('#score-next').textContent()).toMatch(/^Say something/);
    await earshot.button('Start again').click();
    expect(await table()).toEqual([]);
    await earshot.sample(2);
    await page.keyboard.press('2');
    expect(await table()).toEqual(['2 2 1']);
    await earshot.drop({ name: 'mine.onnx', bytes: bytesOf(modelPath) });
    await page.waitForFunction(() => document.querySelector('#score-told')!.textContent === '');
    expect(await table()).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.locator('#score').isVisible()).toBe(false);
    expect(earshot.errors).toEqual([]);
  });
});
