import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith, requirement } from '../support/requirement.ts';
import { faultsOfViews, KEY, openScene, seriousFindings, signIn } from './scene.ts';
import type { Scene } from './scene.ts';

/** The most bytes that the first view may take, packed. */
const FIRST_VIEW_BYTES = 300_000;

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

describeWith(requirement.chromium, 'the workbench on the demo study', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });

  afterAll(() => scene.close());

  it('shows the projects, to everybody and in bounds', async () => {
    const { page, faults } = await scene.open('/');
    await page.getByRole('link', { name: 'STROKE-2: a two-arm trial (demo)' }).waitFor();
    expect(await page.getByRole('listitem').innerText()).toContain('REDCap 16.1.3');
    expect(await faultsOfViews(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('says what the caller may do', async () => {
    const { page, faults } = await scene.open('/');
    await page.getByRole('button', { name: 'What you may do here' }).click();
    await page.getByRole('row', { name: /^Export Records Yes/ }).waitFor();
    await page.getByText('54 of 54 API methods').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('brings its first view in less than 300 KB', async () => {
    const { page } = await scene.open('/');
    await heading(page, 'Projects').waitFor();
    await page.waitForLoadState('networkidle');
    const sizes: number[] = await page.evaluate(
      "performance.getEntries().filter(({ entryType }) => entryType === 'resource' || entryType === 'navigation').map(({ encodedBodySize }) => encodedBodySize)",
    );
    expect(sizes.length).toBeGreaterThan(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(FIRST_VIEW_BYTES);
  });

  it('leads by the keyboard from a project to its map, and puts the focus on the title there', async () => {
    const { page, faults } = await scene.open('/');
    await page.getByRole('link', { name: 'STROKE-2: a two-arm trial (demo)' }).focus();
    await page.keyboard.press('Enter');
    await heading(page, 'Study map').waitFor();
    expect(await page.title()).toBe('Study map – REDCap GraphQL');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Study map');
    expect(new URL(page.url()).hash).toBe('#/projects/stroke2/map');
    expect(faults).toEqual([]);
  });

  it('has the tab of the page in sight on a phone', async () => {
    const { page } = await scene.open('/projects/stroke2/log', { width: 390 });
    await heading(page, 'Log').waitFor();
    const sides = (name: string): Promise<{ left: number; right: number }> =>
      page.getByRole('link', { name, exact: true }).evaluate((tab) => tab.getBoundingClientRect());
    const log = await sides('Log');
    expect(log.left).toBeGreaterThanOrEqual(0);
    expect(log.right).toBeLessThanOrEqual(390);
    expect((await sides('Study map')).left).toBeLessThan(0);
    await page.getByRole('link', { name: 'Live changes', exact: true }).click();
    await heading(page, 'Live changes').waitFor();
    await page.goto(page.url().replace('/live', '/map'));
    await heading(page, 'Study map').waitFor();
    expect((await sides('Study map')).left).toBeGreaterThanOrEqual(0);
  });

  it('lets the keyboard skip what is around the page', async () => {
    const { page } = await scene.open('/');
    await heading(page, 'Projects').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Projects');
  });

  it.each([
    ['fr-CH', 'Projets', 'fr'],
    ['de-AT', 'Projekte', 'de'],
    ['pt-BR', 'Projects', 'en'],
  ])("speaks the reader's language, or English: %s", async (locale, title, language) => {
    const { page } = await scene.open('/', { locale });
    await heading(page, title).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe(language);
  });

  it('changes language and appearance by its menu, and remembers both', async () => {
    const { page, faults } = await scene.open('/');
    const menu = page.getByRole('button', { name: /Language and appearance/ });
    await menu.click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await menu.click();
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
    await page.reload();
    await heading(page, 'Projekte').waitFor();
    expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toBe('dark');
    expect(faults).toEqual([]);
  });

  it('says so where an address leads to no page', async () => {
    const { page, faults } = await scene.open('/nowhere');
    await heading(page, 'There is no such page').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('shows code, words and remedy where the gateway refuses something', async () => {
    const { page } = await scene.open('/projects/nosuch/map');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    const text = await alert.innerText();
    expect(text).toContain('BAD_USER_INPUT');
    expect(text).toContain('There is no project with this key');
    expect(text).toMatch(/Request [\w-]+/);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('lets the reader stop what takes longer than a second, and ask again', async () => {
    const { page, faults } = await scene.open('/');
    // Its title is asked for as well.
    await page.getByRole('link', { name: 'STROKE-2: a two-arm trial (demo)' }).waitFor();
    const release = Promise.withResolvers<void>();
    await page.route('**/graphql', async (route) => {
      await release.promise;
      await route.continue().catch(() => undefined);
    });
    const failed = page.waitForEvent('requestfailed');
    await page.getByRole('link', { name: 'STROKE-2: a two-arm trial (demo)' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('You have stopped it.').waitFor();
    expect((await failed).failure()?.errorText).toBe('net::ERR_ABORTED');
    release.resolve();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Arm 1: Drug A' }).waitFor();
    expect(faults).toEqual([]);
  });
});

describeWith(requirement.chromium, 'signing in to the workbench', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene({ keyRights: { apiKey: { projects: ['stroke2'], scopes: ['read'] } } });
  });

  afterAll(() => scene.close());

  it('asks for a key, and shows nothing before', async () => {
    const { page, faults } = await scene.open('/projects/stroke2/map');
    await heading(page, 'Sign in').waitFor();
    expect(await page.getByText('Drug A').count()).toBe(0);
    expect(await faultsOfViews(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('refuses a wrong key in clear words', async () => {
    const { page } = await scene.open('/');
    await signIn(page, 'wrong');
    await page.getByRole('alert').getByText('The gateway does not accept this credential.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('keeps the key in memory alone, and the place in the address', async () => {
    const { page, faults } = await scene.open('/projects/stroke2/map');
    await signIn(page);
    await page.getByRole('heading', { name: 'Arm 1: Drug A' }).waitFor();
    const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
    expect(kept).not.toContain(KEY);
    expect(page.url()).not.toContain(KEY);
    await page.reload();
    await heading(page, 'Sign in').waitFor();
    expect(faults).toEqual([]);
  });

  it('ends when somebody signs out, and nothing of the study is left on the page', async () => {
    const { page } = await scene.open('/projects/stroke2/map');
    await signIn(page);
    await page.getByRole('heading', { name: 'Arm 1: Drug A' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You have signed out.').waitFor();
    expect(await page.getByText('Drug A').count()).toBe(0);
  });

  it('gives its credential to pages that it has opened, and to no other window', async () => {
    const { page } = await scene.open('/');
    await signIn(page);
    await page.getByRole('heading', { name: 'Projects' }).waitFor();
    const ask = `new Promise((resolve) => {
      addEventListener('message', ({ data }) => data.type?.startsWith('redcap-graphql') && resolve(data));
      opener.postMessage('redcap-graphql: who is signed in?', location.origin);
      setTimeout(() => resolve('no answer'), 1000);
    })`;
    const [graphiql] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('button', { name: 'GraphiQL' }).click(),
    ]);
    await graphiql.waitForLoadState();
    expect(await graphiql.evaluate(ask)).toEqual({
      type: 'redcap-graphql: signed in',
      headers: { authorization: `Bearer ${KEY}` },
    });
    const [other] = await Promise.all([page.waitForEvent('popup'), page.evaluate("void window.open('graphql')")]);
    await other.waitForLoadState();
    expect(await other.evaluate(ask)).toBe('no answer');
  });
});
