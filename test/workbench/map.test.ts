import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith, requirement } from '../support/requirement.ts';
import { faultsOfViews, openScene, seriousFindings } from './scene.ts';
import type { Scene } from './scene.ts';

const PLACE = '/projects/stroke2/map';

describeWith(requirement.chromium, 'the study map of the workbench', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });

  afterAll(() => scene.close());

  it('has arms, events, instruments and counts', async () => {
    const { page, faults } = await scene.open(PLACE);
    await page.getByRole('heading', { name: 'Arm 1: Drug A · 611 records' }).waitFor();
    const arm = page.getByRole('region', { name: 'Arm 1: Drug A' });
    expect(await arm.getByRole('columnheader').allInnerTexts()).toEqual([
      'Instrument',
      'Screening\n611 records',
      'Baseline\n559 records',
      '21 day follow up\n468 records',
      '90 day follow up\n373 records',
      'Unscheduled\n↻ the event repeats\n66 records',
      'Closeout\n403 records',
    ]);
    expect(await arm.getByRole('row', { name: /^Demographics/ }).innerText()).toMatch(
      /Demographics\s+11 fields\s+323\s+Complete\s+106\s+Unverified\s+100\s+Incomplete/,
    );
    expect(await arm.getByRole('row', { name: /^Adverse Events/ }).innerText()).toContain('↻ repeats');
    expect(await faultsOfViews(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('leads to an event, which has an address of its own', async () => {
    const { page, faults } = await scene.open(PLACE);
    await page.getByRole('region', { name: 'Arm 2: Drug B' }).getByRole('link', { name: 'Unscheduled' }).click();
    const details = page.getByRole('region', { name: 'Unscheduled', exact: true });
    await details.getByText('unscheduled_arm_2').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Unscheduled');
    expect(await details.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^Vital Signs/),
      expect.stringMatching(/^Laboratory/),
      expect.stringMatching(/^Concomitant Medications/),
    ]);
    expect(await seriousFindings(page)).toEqual([]);
    const { page: other } = await scene.open(new URL(page.url()).hash.slice(1));
    await other.getByRole('region', { name: 'Unscheduled', exact: true }).waitFor();
    expect(faults).toEqual([]);
  });

  it('leads to the rows that it has counted', async () => {
    const { page } = await scene.open(PLACE);
    await page.getByRole('region', { name: 'Arm 1: Drug A' }).getByRole('link', { name: '106 Unverified' }).click();
    await page.getByText('106 rows').waitFor();
    await page.getByRole('list', { name: 'Filter' }).getByText('Form status is Unverified').waitFor();
    expect(await page.getByLabel('Event').inputValue()).toBe('baseline_arm_1');
  });

  it('leads to the fields of an instrument', async () => {
    const { page } = await scene.open(PLACE);
    await page.getByRole('region', { name: 'Arm 1: Drug A' }).getByRole('link', { name: 'Demographics' }).click();
    await page.getByRole('heading', { level: 1, name: 'Codebook' }).waitFor();
    await page.getByText('11 of 73 fields').waitFor();
  });

  it('is there before its counts, which can be stopped', async () => {
    const { page, faults } = await scene.open('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const release = Promise.withResolvers<void>();
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('StudyCounts') === true) await release.promise;
      await route.continue().catch(() => undefined);
    });
    await page.getByRole('link', { name: 'STROKE-2: a two-arm trial (demo)' }).click();
    await page.getByRole('heading', { name: 'Arm 1: Drug A' }).waitFor();
    expect(
      await page
        .getByRole('row', { name: /^Demographics/ })
        .first()
        .innerText(),
    ).toContain('designated');
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('You have stopped it.').waitFor();
    release.resolve();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Arm 1: Drug A · 611 records' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('asks REDCap for counts and never for values', async () => {
    const { page } = await scene.open(PLACE);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.postData() ?? ''));
    await page.reload();
    await page.getByRole('heading', { name: 'Arm 1: Drug A · 611 records' }).waitFor();
    const operations = asked.filter((body) => body !== '').map((body) => (JSON.parse(body) as { query: string }).query);
    expect(operations.length).toBeGreaterThan(1);
    expect(operations.filter((query) => /\b(?:raw|values?|records?|instrumentData)\b(?=[\s({])/.test(query))).toEqual(
      [],
    );
  });
});

describeWith(requirement.chromium, 'the study map of a classic project', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene({ argv: ['--study', 'bakery'] });
  });

  afterAll(() => scene.close());

  it('has a table without arms and events', async () => {
    const { page, faults } = await scene.open('/projects/bakery/map');
    await page.getByRole('heading', { name: 'All instruments · 6 records' }).waitFor();
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(['Instrument', 'Form status']);
    expect(await seriousFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
