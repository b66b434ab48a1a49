import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLogSearch, weekBefore } from '../../workbench/src/pages/log/search.ts';
import { describeWith, requirement } from '../support/requirement.ts';
import { faultsOfViews, openScene, signIn } from './scene.ts';
import type { Scene } from './scene.ts';

const PLACE = '/projects/stroke2/log?from=2024-01-01T00:00&to=2026-01-01T00:00';

describe('the address of the log', () => {
  it('has times, a user, a kind, a page and the share id of a record, and no record name', () => {
    const kept = {
      from: '2024-01-01T00:00',
      to: '2025-01-01T12:30',
      user: 'kim',
      type: 'EXPORT',
      record: 'Wm1lV65JKfoMpkXQuKk0bX',
      after: 'cursor',
      page: 2,
    };
    expect(readLogSearch({ ...kept, details: true })).toEqual(kept);
    expect(readLogSearch({ record: 'MRN-1' })).toEqual({});
    expect(readLogSearch({ from: 'yesterday', to: 5, user: '', type: 'ALL' })).toEqual({});
  });

  it('begins a week ago unless it says otherwise', () => {
    expect(weekBefore(new Date(2026, 2, 3, 15, 4))).toBe('2026-02-24T00:00');
  });
});

const hashOf = (page: Page): string => decodeURIComponent(new URL(page.url()).hash);

const rowsOf = (page: Page): Promise<string[]> => page.getByRole('row').allInnerTexts();

describeWith(requirement.chromium, 'the log of the demo study', () => {
  let scene: Scene;
  let page: Page;

  beforeAll(async () => {
    scene = await openScene();
    ({ page } = await scene.open(PLACE));
    await page.getByText('100 entries on this page').waitFor();
  });

  afterAll(() => scene.close());

  it('goes forward by pages, and back', async () => {
    const first = await rowsOf(page);
    expect(first[0]).toMatch(/Time\s+User\s+Record\s+Action/);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Page 2', { exact: true }).waitFor();
    await page.getByText('100 entries on this page').waitFor();
    const second = await rowsOf(page);
    expect(second).not.toEqual(first);
    const { page: other } = await scene.open(hashOf(page).slice(1));
    await other.getByText('Page 2', { exact: true }).waitFor();
    await other.getByText('100 entries on this page').waitFor();
    expect(await rowsOf(other)).toEqual(second);
    await page.goBack();
    await page.getByText('Page 1', { exact: true }).waitFor();
    await page.getByText('100 entries on this page').waitFor();
    expect(await rowsOf(page)).toEqual(first);
    await page.goForward();
    await page.getByText('Page 2', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'First page' }).click();
    await page.getByText('Page 1', { exact: true }).waitFor();
    expect(await rowsOf(page)).toEqual(first);
  });

  it('is filtered by a record that its address names to everybody and nobody can read there', async () => {
    const { page: own, faults } = await scene.open(PLACE);
    await own.getByText('100 entries on this page').waitFor();
    await own.getByLabel('Record', { exact: true }).fill('1201');
    await own.getByRole('button', { name: 'Show' }).click();
    await own.getByText('1 entry on this page').waitFor();
    const rows = await rowsOf(own);
    expect(rows).toEqual([expect.stringContaining('Time'), expect.stringMatching(/\t1201\t/)]);
    expect(hashOf(own)).toMatch(
      /^#\/projects\/stroke2\/log\?from=2024-01-01T00:00&to=2026-01-01T00:00&record=[\w-]{22}$/,
    );
    const { page: other } = await scene.open(hashOf(own).slice(1));
    await other.getByText('1 entry on this page').waitFor();
    expect(await rowsOf(other)).toEqual(rows);
    expect(await other.getByLabel('Record', { exact: true }).inputValue()).toBe('1201');
    await own.goBack();
    await own.getByText('100 entries on this page').waitFor();
    expect(await own.getByLabel('Record', { exact: true }).inputValue()).toBe('');
    await other.goto(`${scene.gateway.url}/#${PLACE}&record=${'A'.repeat(22)}`);
    await other.getByText('There is no such record, or you may not see it.').waitFor();
    expect(faults).toEqual([]);
  });

  it('is filtered by kind, user and a record that is not there any more, which stands in no address', async () => {
    await page.getByLabel('Record', { exact: true }).fill('13');
    await page.getByLabel('Kind').selectOption({ label: 'Records deleted' });
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('1 entry on this page').waitFor();
    const rows = await rowsOf(page);
    expect(rows[1]).toMatch(/\t13\t/);
    const [, , , user = ''] = /(\t)(\t?)([\w]+)\t13/.exec(rows[1] ?? '') ?? [];
    await page.getByLabel('User').fill(`${user}x`);
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('0 entries on this page').waitFor();
    await page.getByText('no link can name it').waitFor();
    expect(hashOf(page)).toBe(
      `#/projects/stroke2/log?from=2024-01-01T00:00&to=2026-01-01T00:00&user=${user}x&type=RECORD_DELETE`,
    );
  });

  it('is saved as a table, with details where somebody asks for them', async () => {
    await page.getByLabel('User').fill('');
    await page.getByLabel('With details, which hold values of participants').check();
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('columnheader', { name: 'Details' }).waitFor();
    await page.getByText('1 entry on this page').waitFor();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as CSV for Excel' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe('stroke2-log.csv');
    const rows: Record<string, string>[] = parse(readFileSync(await download.path(), 'utf8'), {
      columns: true,
      bom: true,
    });
    expect(rows).toEqual([expect.objectContaining({ record: '13', details: expect.any(String) })]);
  });

  it('is in bounds, for everybody', async () => {
    const { page: seen, faults } = await scene.open(PLACE);
    await seen.getByText('100 entries on this page').waitFor();
    await seen.getByText('redcap-graphql audit show').waitFor();
    expect(await faultsOfViews(seen)).toEqual([]);
    expect(faults).toEqual([]);
  });
});

describeWith(requirement.chromium, 'the log for a key without the scope of the log', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene({ keyRights: { apiKey: { projects: ['stroke2'], scopes: ['read'] } } });
  });

  afterAll(() => scene.close());

  it('has entries, and says in words why it has no details', async () => {
    const { page } = await scene.open(PLACE);
    await signIn(page);
    await page.getByText('100 entries on this page').waitFor();
    await page.getByLabel('With details, which hold values of participants').check();
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('alert').getByText('FORBIDDEN').waitFor();
    await page.getByText('The log is for callers with REDCap’s Logging right.').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  });
});
