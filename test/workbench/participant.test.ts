import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith, requirement } from '../support/requirement.ts';
import { faultsOfViews, KEY, openScene, signIn } from './scene.ts';
import type { Scene } from './scene.ts';

const PLACE = '/projects/stroke2/data';

/** An address of a participant: the id that all callers share, and maybe the place of an opened instrument. */
const ADDRESS = /^#\/projects\/stroke2\/participants\/[\w-]{22}(\?open=consent&event=screening_arm_1)?$/;

const hash = (page: Page): string => new URL(page.url()).hash;

const openByName = async (page: Page, name: string): Promise<void> => {
  await page.getByLabel('Open a record by its name').fill(name);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
};

describeWith(requirement.chromium, 'a participant of the demo study', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });

  afterAll(() => scene.close());

  it('is a timeline in bounds, for everybody', async () => {
    const { page, faults } = await scene.open(`${PLACE}?instrument=screening`);
    await page.getByRole('row').nth(1).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Participant ID 1', exact: true }).waitFor();
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
      'Screeningday 0',
      'Baselineday 1',
      '21 day follow upday 21',
      '90 day follow upday 90',
      'Unscheduled – instance 1day 100',
      'Unscheduled – instance 2day 100',
      'Closeoutday 180',
    ]);
    await page.getByText('Data access group: Nashville').waitFor();
    await page.getByText('Arm 1: Drug A').waitFor();
    await page.getByRole('button', { name: 'Demographics' }).click();
    await page.getByRole('row', { name: /^Sex ?sex Female 1$/ }).waitFor();
    expect(await faultsOfViews(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('has a form status in words at each instrument, saved or not', async () => {
    const { page } = await scene.open(PLACE);
    await openByName(page, '1');
    const items = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Baseline' }) });
    await items.first().waitFor();
    const words = (await items.getByRole('listitem').allInnerTexts()).map((text) => text.replaceAll('\n', ' ').trim());
    expect(words).toEqual([
      'Demographics Complete',
      'Eligibility Complete',
      'Randomization Complete',
      'Vital Signs Complete',
      'Laboratory Complete',
      'Adverse Events – instance 1 Complete',
      'Adverse Events – instance 2 Unverified',
      'Adverse Events – instance 3 Complete',
      'Concomitant Medications Not started',
    ]);
  });

  it('gives its files', async () => {
    const { page, faults } = await scene.open(PLACE);
    await openByName(page, '1');
    await page.getByRole('button', { name: 'Adverse Events – instance 2' }).click();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download fall report.pdf' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe('fall report.pdf');
    expect(
      readFileSync(await download.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await page.getByText('Downloaded: fall report.pdf').waitFor();
    expect(faults).toEqual([]);
  });

  it('is opened by name, which stands in no address', async () => {
    const { page } = await scene.open(PLACE);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await openByName(page, '1033');
    await page.getByRole('heading', { level: 1, name: 'Participant ID 1033', exact: true }).waitFor();
    expect(hash(page)).toMatch(ADDRESS);
    expect(await page.title()).toBe('Participant ID 1033 – REDCap GraphQL');
    expect([...new Set(asked)].filter((request) => !request.includes('/workbench/'))).toEqual(['POST /graphql']);
  });

  it('is opened by a link, with the instrument that was open', async () => {
    const { page } = await scene.open(PLACE);
    await openByName(page, '2');
    await page.getByRole('button', { name: 'Consent' }).click();
    await page.getByRole('table', { name: 'Values: Consent' }).waitFor();
    expect(hash(page)).toMatch(ADDRESS);
    const { page: other } = await scene.open(hash(page).slice(1));
    await other.getByRole('table', { name: 'Values: Consent' }).waitFor();
    await other.getByRole('heading', { level: 1, name: 'Participant ID 2', exact: true }).waitFor();
    await other.getByRole('link', { name: 'This instrument of all participants' }).click();
    await other.getByRole('region', { name: 'Consent' }).waitFor();
    expect(hash(other)).toBe('#/projects/stroke2/data?instrument=consent&event=screening_arm_1');
  });

  it('is said not to be there, by a name or by an address', async () => {
    const { page } = await scene.open(PLACE);
    await openByName(page, 'nobody');
    await page.getByText('There is no such record, or you may not see it.').waitFor();
    const { page: other } = await scene.open('/projects/stroke2/participants/none');
    await other.getByText('There is nobody at this address').waitFor();
  });
});

const OTHER_KEY = 'o'.repeat(43);

const apiKey = (name: string, key: string, more: object): object => ({
  name,
  hash: `sha256:${createHash('sha256').update(key).digest('hex')}`,
  ...more,
});

describeWith(requirement.chromium, 'a link to a participant', () => {
  let scene: Scene;

  beforeAll(async () => {
    const policies = [{ name: 'site', projects: ['stroke2'], allow: ['read'], groups: ['nashville'] }];
    const apiKeys = [apiKey('ada', KEY, { projects: ['stroke2'] }), apiKey('bo', OTHER_KEY, { policies: ['site'] })];
    scene = await openScene({ config: { callers: { policies, apiKeys } } });
  });

  afterAll(() => scene.close());

  it('opens for a colleague with another key, who sees what that key may see, and shows nothing without one', async () => {
    const { page } = await scene.open(PLACE);
    await signIn(page);
    await openByName(page, '1');
    await page.getByRole('button', { name: 'Adverse Events – instance 2' }).click();
    await page.getByRole('table', { name: 'Values: Adverse Events – instance 2' }).waitFor();
    const link = hash(page);
    expect(link).toMatch(/participants\/[\w-]{22}\?open=adverse_events&event=baseline_arm_1&instance=2$/);
    const { page: other, faults } = await scene.open(link.slice(1));
    await other.getByLabel('API key').waitFor();
    expect(await other.locator('body').innerText()).not.toMatch(/Participant ID|Adverse Events/);
    await signIn(other, OTHER_KEY);
    await other.getByRole('heading', { level: 1, name: 'Participant ID 1', exact: true }).waitFor();
    await other.getByRole('table', { name: 'Values: Adverse Events – instance 2' }).waitFor();
    expect(faults).toEqual([]);
    // Participant 5 is of another site.
    await page.goto(`${scene.gateway.url}/#${PLACE}`);
    await openByName(page, '5');
    await page.getByRole('heading', { level: 1, name: 'Participant ID 5', exact: true }).waitFor();
    await other.goto(page.url());
    await other.getByText('There is nobody at this address').waitFor();
  });
});
