import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith, requirement } from '../support/requirement.ts';
import { openScene, seriousFindings } from './scene.ts';
import type { Scene } from './scene.ts';

/** Reports and de-identified exports, and nothing else. */
const STATISTICIAN = { username: 'demo_statistician', token: 'DE300000000000000000000000000004' };

/** Reads everything, the rights of users too, and changes nothing. */
const MONITOR = { username: 'demo_monitor', token: 'DE300000000000000000000000000003' };

/** What the projects page says of each method, and why. */
const capabilitiesOf = async (scene: Scene): Promise<readonly string[]> => {
  const { page, faults } = await scene.open('/');
  await page.getByRole('button', { name: 'What you may do here' }).click();
  await page.getByRole('row', { name: /^Export Records Yes/ }).waitFor();
  const rows = await page.getByRole('row').allInnerTexts();
  expect(await seriousFindings(page)).toEqual([]);
  expect(faults).toEqual([]);
  return rows.map((row) => row.replace(/\s+/g, ' ').trim());
};

describeWith(requirement.chromium, 'the workbench for a monitor', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene({ user: MONITOR });
  });

  afterAll(() => scene.close());

  it('says first what they may not do, and for each which right is missing', async () => {
    const rows = await capabilitiesOf(scene);
    const denied = rows.filter((row) => / No /.test(row));
    expect(denied.length).toBeGreaterThan(10);
    expect(rows.slice(1, denied.length + 1)).toEqual(denied);
    expect(denied.find((row) => row.startsWith('Import Records'))).toMatch(/^Import Records No .*API Import/);
    expect(rows.filter((row) => / No$/.test(row))).toEqual([]);
    expect(rows.find((row) => row.startsWith('Export Logging'))).toBe('Export Logging Yes');
  });
});

describeWith(requirement.chromium, 'the workbench for a statistician', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene({ user: STATISTICIAN });
  });

  afterAll(() => scene.close());

  it('says why it is not known what they may do', async () => {
    const rows = await capabilitiesOf(scene);
    expect(rows.find((row) => row.startsWith('Export Logging'))).toMatch(
      /^Export Logging Not known REDCap does not reveal whether the token's user has the right Logging/,
    );
  });

  it('says why they cannot follow the project', async () => {
    const { page } = await scene.open('/projects/stroke2/live');
    await page.getByRole('alert').getByText('FORBIDDEN').waitFor();
    await page.getByText('A project can be followed with REDCap’s Logging right.').waitFor();
    expect(await page.getByRole('button', { name: 'Stop' }).count()).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('shows nothing of the log, and says why', async () => {
    const { page } = await scene.open('/projects/stroke2/log?from=2024-01-01T00:00');
    await page.getByRole('alert').getByText('FORBIDDEN').waitFor();
    await page.getByText('The log is for callers with REDCap’s Logging right.').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('says which columns are withheld from them', async () => {
    const { page } = await scene.open('/projects/stroke2/data?instrument=demographics');
    await page.getByText('First name first_name: withheld by the export rights of the REDCap user').waitFor();
  });
});
