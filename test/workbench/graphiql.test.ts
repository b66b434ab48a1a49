import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith, requirement } from '../support/requirement.ts';
import { faultsOfViews, KEY, openScene, signIn } from './scene.ts';
import type { Scene } from './scene.ts';

/** The most bytes that the page and its files may take, packed: less than half a second at 10 Mbit/s. */
const PAGE_BYTES = 600_000;

const ALL = 'graphql';
const ONE = 'projects/stroke2/graphql';

const tabs = (page: Page): Promise<string[]> => page.locator('.graphiql-tab-button').allTextContents();

const ready = (page: Page): Promise<void> => page.locator('.graphiql-query-editor .CodeMirror').waitFor();

const answer = (page: Page) => page.locator('.result-window .CodeMirror-code');

/** Puts a query into the editor and leaves the cursor at the mark. */
const write = async (page: Page, query: string): Promise<void> => {
  const [before = '', after = ''] = query.split('▮');
  await page.locator('.graphiql-query-editor .CodeMirror-lines').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(before + after);
  for (let count = after.length; count > 0; count -= 1) await page.keyboard.press('ArrowLeft');
};

/** What completion offers at the mark, each with its label. */
const completions = async (page: Page, query: string): Promise<string[]> => {
  await write(page, query);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Space');
  const hints = page.locator('.CodeMirror-hints > li');
  await hints.first().waitFor();
  return hints.allInnerTexts();
};

const run = (page: Page): Promise<void> => page.getByRole('button', { name: 'Execute query' }).click();

describeWith(requirement.chromium, 'GraphiQL on the demo study', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });

  afterAll(() => scene.close());

  it("opens with examples of the caller's own projects, in bounds", async () => {
    const { page, faults } = await scene.openPath(ALL);
    await ready(page);
    expect(await tabs(page)).toEqual([
      'Projects',
      'Participants',
      'Screening',
      'AdverseEvents',
      'Design',
      'WhatIMayDo',
    ]);
    expect(await faultsOfViews(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it.each([ALL, ONE])('has at %s no example that fails there, and none that changes something', async (path) => {
    const { page, faults } = await scene.openPath(path);
    await ready(page);
    const names = await tabs(page);
    expect(names.length).toBeGreaterThan(4);
    for (const name of names) {
      await page.locator('.graphiql-tab-button', { hasText: name }).first().click();
      const query = page.locator('.graphiql-query-editor .CodeMirror-code');
      await query
        .getByText(new RegExp(`query|${name}`))
        .first()
        .waitFor();
      expect(await query.innerText()).not.toMatch(/\bmutation\b/);
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      await run(page);
      const body = (await (await answered).json()) as { data: unknown; errors?: unknown };
      expect([name, body.errors]).toEqual([name, undefined]);
      expect(body.data).toBeTruthy();
    }
    expect(faults).toEqual([]);
  });

  it('wraps the comment that explains a tab', async () => {
    const { page } = await scene.openPath(ONE, { width: 390 });
    await ready(page);
    const scrolled = "document.querySelector('.graphiql-query-editor .CodeMirror-scroll')";
    expect(await page.evaluate(`${scrolled}.scrollWidth <= ${scrolled}.clientWidth + 1`)).toBe(true);
  });

  it("completes variables in the dictionary's order, with their labels", async () => {
    const { page } = await scene.openPath(ONE);
    await ready(page);
    const offered = await completions(page, '{ record(name: "1") { demographics(event: baseline_arm_1) { ▮ } } }');
    const names = offered.map((entry) => entry.split(/\s/)[0]);
    expect(names.slice(0, 4)).toEqual(['first_name', 'last_name', 'dob', 'sex']);
    expect(offered.join('\n')).toContain('Date of birth');
  });

  it('finds variables by a word of their labels, and takes the only one', async () => {
    const { page } = await scene.openPath(ONE);
    await ready(page);
    const offered = await completions(page, '{ record(name: "1") { demographics(event: baseline_arm_1) { date▮ } } }');
    expect(offered.map((entry) => entry.split(/\s/)[0])).toContain('dob');
    await write(page, '{ record(name: "1") { demographics(event: baseline_arm_1) { birth▮ } } }');
    await page.keyboard.press('Control+Space');
    await page.locator('.graphiql-query-editor .CodeMirror-code').getByText('dob').first().waitFor();
  });

  it('offers the events that the instrument is designated for, and no others', async () => {
    const { page } = await scene.openPath(ONE);
    await ready(page);
    const offered = await completions(page, '{ record(name: "1") { closeout(event: ▮) { status } } }');
    expect(offered.map((entry) => entry.split(/\s/)[0]).filter((entry) => /_arm_\d$/.test(entry ?? ''))).toEqual([
      'closeout_arm_1',
      'closeout_arm_2',
    ]);
  });

  it('completes names of fields and instruments in texts, by name and by label, and takes the only one', async () => {
    const { page } = await scene.openPath(ALL);
    await ready(page);
    const values =
      '{ project(key: "stroke2") { record(name: "1") { events { values(fields: ["sex", "dat▮"]) { raw } } } } }';
    const offered = await completions(page, values);
    expect(offered.join('\n')).toMatch(/\bdob\b\s+Date of birth/);
    expect(offered.map((entry) => entry.split(/\s/)[0])).not.toContain('sex');
    await write(page, '{ project(key: "stroke2") { instrumentData(instrument: "vit▮") { totalCount } } }');
    await page.keyboard.press('Control+Space');
    await page.locator('.graphiql-query-editor').getByText('"vitals"').first().waitFor();
  });

  it('follows a subscription, event by event, until somebody stops it', async () => {
    const { page, faults } = await scene.openPath(ALL);
    await ready(page);
    await write(page, 'subscription { recordChanges(project: "stroke2") { namesChecked change { kind } } }▮');
    const [asked] = await Promise.all([page.waitForRequest((request) => request.method() === 'POST'), run(page)]);
    expect(asked.headers()['accept']).toBe('text/event-stream');
    await answer(page).getByText('recordChanges').first().waitFor();
    const failed = page.waitForEvent('requestfailed');
    await page.getByRole('button', { name: 'Stop query' }).click();
    expect((await failed).failure()?.errorText).toBe('net::ERR_ABORTED');
    expect(faults).toEqual([]);
  });

  it('stores no variable but the key of the project, and keeps all of them while the page is there', async () => {
    const { page } = await scene.openPath(ALL);
    await ready(page);
    await page.locator('.graphiql-tab-button', { hasText: 'Participants' }).click();
    await page.locator('.graphiql-query-editor').getByText('query Participants').waitFor();
    await page.getByRole('textbox', { name: 'Variables' }).focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('{ "project": "stroke2", "name": "Roe-417" }');
    await run(page);
    await answer(page).getByText('totalCount').first().waitFor();
    // GraphiQL stores what is typed a moment later. Another tab of its own makes it store all.
    await page.locator('.graphiql-tab-button', { hasText: 'Design' }).click();
    const tabState = (): Promise<string> => page.evaluate(`localStorage.getItem('graphiql:tabState')`);
    await expect.poll(tabState).toContain('"activeTabIndex":4');
    const stored: string = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
    expect(stored).not.toContain('Roe-417');
    expect(stored).toContain('stroke2');
    await page.locator('.graphiql-tab-button', { hasText: 'Participants' }).click();
    await page.locator('.graphiql-editor-tool').getByText('Roe-417').waitFor();
    await expect.poll(tabState).toContain('"activeTabIndex":1');
    await page.reload();
    await page.locator('.graphiql-query-editor').getByText('query Participants').waitFor();
    await page.locator('.graphiql-editor-tool').getByText('"stroke2"').waitFor();
    expect(await page.locator('.graphiql-editor-tool').getByText('Roe-417').count()).toBe(0);
  });

  it('says in words what is wrong with a query, without a stack trace', async () => {
    const { page } = await scene.openPath(ALL);
    await ready(page);
    await write(page, 'query { projects { ▮');
    await run(page);
    await answer(page).getByText('Syntax Error').first().waitFor();
    expect(await answer(page).innerText()).not.toMatch(/stack|\.js|http/);
  });

  it('says in words that no answer came, without a stack trace', async () => {
    const { page } = await scene.openPath(ALL);
    await ready(page);
    await page.route('**/graphql', (route) => route.abort());
    await run(page);
    await answer(page).getByText('The gateway did not answer.').first().waitFor();
    expect(await answer(page).innerText()).not.toMatch(/stack|\.js|http/);
  });

  it('goes to another project by its menu, which loads no page, and keeps the tabs of each apart', async () => {
    const { page, faults } = await scene.openPath(ALL);
    await ready(page);
    await page.getByRole('combobox', { name: 'Project' }).selectOption('stroke2');
    await page.locator('.graphiql-tab-button', { hasText: 'ScreeningRows' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/projects/stroke2/graphql');
    expect(await tabs(page)).not.toContain('Projects');
    await page.goBack();
    await page.locator('.graphiql-tab-button', { hasText: /^Projects$/ }).waitFor();
    expect(faults).toEqual([]);
  });

  it('names its buttons by what they do', async () => {
    const { page } = await scene.openPath(ALL);
    await ready(page);
    const titles = await page.locator('svg title').allTextContents();
    expect(titles.length).toBeGreaterThan(5);
    expect(titles.filter((title) => !/^[a-z ]+ icon$/.test(title))).toEqual([]);
    expect(await page.getByRole('button', { name: 'Close Tab' }).count()).toBeGreaterThan(0);
  });

  it('keeps what is typed out of the address', async () => {
    const { page } = await scene.openPath(ALL);
    await ready(page);
    await write(page, '# Roe▮');
    await page.locator('.graphiql-query-editor').getByText('# Roe').first().waitFor();
    expect(new URL(page.url()).search + new URL(page.url()).hash).toBe('');
  });

  it('brings page and files in less than 600 KB, and once: a second visit has them all', async () => {
    const { page } = await scene.openPath(ALL);
    await ready(page);
    await page.waitForLoadState('networkidle');
    const sizes = (what: string): Promise<number[]> =>
      page.evaluate(
        `performance.getEntries().filter(({ name, entryType }) => entryType === 'navigation' || name.includes('/workbench/')).map(({ ${what} }) => ${what})`,
      );
    const bytes = (await sizes('encodedBodySize')).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(PAGE_BYTES);
    await page.reload();
    await ready(page);
    const [document = 0, ...files] = await sizes('transferSize');
    expect(document).toBeGreaterThan(0);
    expect(files.filter((size) => size > 0)).toEqual([]);
  });
});

describeWith(requirement.chromium, 'signing in to GraphiQL', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene({ keyRights: { apiKey: { projects: ['stroke2'], scopes: ['read'] } } });
  });

  afterAll(() => scene.close());

  /** Runs the example of participants and answers its status. */
  const status = async (page: Page): Promise<number> => {
    await page.locator('.graphiql-tab-button', { hasText: 'Participants' }).click();
    await page.locator('.graphiql-query-editor .CodeMirror-code').getByText('Participants', { exact: true }).waitFor();
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await run(page);
    return (await answered).status();
  };

  it('asks once for all tabs and projects, in memory alone', async () => {
    const { page, faults } = await scene.openPath(ALL);
    expect(await page.locator('.graphiql-container').count()).toBe(0);
    await signIn(page);
    await ready(page);
    expect(await status(page)).toBe(200);
    await page.getByRole('combobox', { name: 'Project' }).selectOption('stroke2');
    await page.locator('.graphiql-tab-button', { hasText: 'ScreeningRows' }).waitFor();
    await ready(page);
    expect(await status(page)).toBe(200);
    const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
    expect(kept).not.toContain(KEY);
    expect(faults).toEqual([]);
  });

  it('asks nothing where the workbench has opened it, also after a reload', async () => {
    const { page } = await scene.open('/');
    await signIn(page);
    const [graphiql] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('button', { name: 'GraphiQL' }).click(),
    ]);
    await ready(graphiql);
    expect(await status(graphiql)).toBe(200);
    const before = await tabs(graphiql);
    await graphiql.reload();
    await ready(graphiql);
    expect(await tabs(graphiql)).toEqual(before);
    expect(await status(graphiql)).toBe(200);
  });
});
