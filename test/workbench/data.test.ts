import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith, requirement } from '../support/requirement.ts';
import { faultsOfViews, openScene, seriousFindings, signIn } from './scene.ts';
import type { Opened, Scene } from './scene.ts';

const PLACE = '/projects/stroke2/data';

const table = (page: Page) => page.getByRole('table');
const sumIs = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).first().waitFor();

/** Adds one condition by what people see. */
const addFilter = async (
  page: Page,
  field: string,
  comparison: string,
  ...values: readonly string[]
): Promise<void> => {
  const button = page.getByRole('button', { name: 'Add a filter' });
  if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
  await page.getByLabel('Field', { exact: true }).selectOption({ label: field });
  await page.getByLabel('Comparison').selectOption({ label: comparison });
  const labels = values.length === 2 ? ['From', 'To'] : ['Value'];
  for (const [place, value] of values.entries()) {
    const input = page.getByLabel(labels[place] ?? '', { exact: true });
    if ((await input.getByRole('option').count()) > 0) await input.selectOption({ label: value });
    else await input.fill(value);
  }
  await page.getByRole('button', { name: 'Add', exact: true }).click();
};

describeWith(requirement.chromium, 'the data of the demo study', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });

  afterAll(() => scene.close());

  it('are a table in bounds, for everybody', async () => {
    const { page, faults } = await scene.open(`${PLACE}?instrument=demographics`);
    await table(page).waitFor();
    await page.getByRole('button', { name: 'Columns: 11 of 11' }).click();
    await page.getByRole('button', { name: 'Add a filter' }).click();
    await sumIs(page, '1,033 rows');
    await page.getByText('This page is complete: nothing is withheld.').waitFor();
    expect(await faultsOfViews(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('begin at the first page where the cursor of a link is of another caller', async () => {
    const { page } = await scene.open(`${PLACE}?instrument=demographics&after=of-another-caller&page=3`);
    await table(page).waitFor();
    await page.getByText('Page 1 of 21', { exact: true }).waitFor();
    expect(new URL(page.url()).hash).toBe(`#${PLACE}?instrument=demographics`);
  });

  describe('filtered by a field of an instrument', () => {
    let opened: Opened;

    beforeAll(async () => {
      opened = await scene.open(PLACE);
    });

    it.each([
      ['Demographics', 'Address', 'contains', ['Rose'], '128 rows'],
      ['Demographics', 'Last name', 'is', ['Walker'], '53 rows'],
      ['Demographics', 'Sex', 'is', ['Female (1)'], '419 rows'],
      ['Demographics', 'Date of enrolment', 'from … to …', ['2024-01-01', '2024-01-31'], '78 rows'],
      ['Demographics', 'Form status', 'is', ['Unverified (1)'], '206 rows'],
      ['Vital Signs', 'Systolic blood pressure (mmHg)', 'from … to …', ['180', '190'], '42 rows'],
      ['Screening', 'Onset of symptoms', 'at least / from', ['2024-01-15T12:00'], '885 rows'],
      ['Screening', 'Arrival at the ward', 'less than / before', ['12:00'], '541 rows'],
      ['Screening', 'Symptoms at onset (all that apply)', 'has not checked', ['Facial droop (1)'], '663 rows'],
      ['Consent', 'Signature of the participant', 'is not blank', [], '3 rows'],
      ['Eligibility', 'Why not?', 'is blank', [], '1,033 rows'],
      ['Adverse Events', 'Form status', 'is', ['Complete (2)'], '693 rows'],
    ] as const)('have as many rows: %s, %s, %s %j: %s', async (instrument, field, comparison, values, count) => {
      const { page, faults } = opened;
      await page.getByLabel('Instrument').selectOption({ label: instrument });
      await page.getByRole('region', { name: instrument }).waitFor();
      // Another instrument takes the filters away.
      for (const remove of await page.getByRole('button', { name: /^Remove the filter/ }).all()) await remove.click();
      await addFilter(page, field, comparison, ...values);
      await page.getByRole('list', { name: 'Filter' }).waitFor();
      await sumIs(page, count);
      expect(faults).toEqual([]);
    });
  });

  it('are filtered by all lines or by one of them, and a line can be taken away', async () => {
    const { page } = await scene.open(`${PLACE}?instrument=demographics`);
    await addFilter(page, 'Last name', 'is', 'Walker');
    await addFilter(page, 'Sex', 'is', 'Female (1)');
    await sumIs(page, '29 rows');
    await page.getByLabel('Rows that match').selectOption({ label: 'at least one filter' });
    await sumIs(page, '443 rows');
    await page.getByRole('button', { name: 'Remove the filter: Sex is Female' }).click();
    await sumIs(page, '53 rows');
  });

  it('say that an address identifies people once a filter does, and offer no filter by the record name', async () => {
    const { page } = await scene.open(`${PLACE}?instrument=screening`);
    await page.getByRole('button', { name: 'Add a filter' }).click();
    const options = await page.getByLabel('Field', { exact: true }).innerText();
    expect(options.split('\n')[0]).toBe('Date of screening');
    expect(options).not.toContain('Participant ID');
    await page.getByLabel('Instrument').selectOption({ label: 'Demographics' });
    await addFilter(page, 'First name', 'contains', 'Ada');
    await page.getByText('The address now holds a value of a field that identifies people.').waitFor();
  });

  it('open the same view from a link: instrument, event, columns, filter, choices and page', async () => {
    const { page } = await scene.open(PLACE);
    await page.getByLabel('Instrument').selectOption({ label: 'Vital Signs' });
    await page.getByRole('region', { name: 'Vital Signs' }).waitFor();
    await page.getByLabel('Event').selectOption({ value: 'baseline_arm_1' });
    await page.getByRole('button', { name: /^Columns/ }).click();
    await page.getByLabel('Find a column').fill('pressure');
    await page.getByLabel('Systolic blood pressure (mmHg) sbp').uncheck();
    await page.getByLabel('Choices').selectOption({ label: 'Code' });
    await page.getByLabel('Rows a page').selectOption({ label: '25' });
    await addFilter(page, 'Pulse (per minute)', 'at least / from', '60');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText(/^Page 2 of/).waitFor();
    const seen = await table(page).innerText();
    const { page: other } = await scene.open(new URL(page.url()).hash.slice(1));
    await other.getByText(/^Page 2 of/).waitFor();
    expect(await table(other).innerText()).toBe(seen);
    expect(seen).toContain('Diastolic');
    expect(seen).not.toContain('Systolic');
    expect(await other.getByRole('row').count()).toBe(26);
    expect(await other.getByText('Pulse (per minute) ≥ 60').count()).toBe(1);
  });

  it('go forward and back by pages', async () => {
    const { page } = await scene.open(`${PLACE}?instrument=demographics&size=25`);
    const first = () => page.getByRole('row').nth(1).getByRole('link').innerText();
    await page.getByText('Page 1 of 42').waitFor();
    expect(await first()).toBe('1');
    await page.getByRole('button', { name: 'Next' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Page 2 of 42').waitFor();
    const second = await first();
    // The focus is still on the button, so that the keyboard goes on.
    await page.keyboard.press('Enter');
    await page.getByText('Page 3 of 42').waitFor();
    await page.getByRole('button', { name: 'Previous' }).click();
    await page.getByText('Page 2 of 42').waitFor();
    expect(await first()).toBe(second);
    await page.getByRole('button', { name: 'First page' }).click();
    await page.getByText('Page 1 of 42').waitFor();
    expect(await first()).toBe('1');
  });

  it('show labels, codes, or both', async () => {
    const { page } = await scene.open(`${PLACE}?instrument=demographics&columns=["sex"]`);
    const cell = () => page.getByRole('row').nth(1).getByRole('cell').last().innerText();
    await table(page).waitFor();
    expect(await cell()).toBe('Female');
    await page.getByLabel('Choices').selectOption({ label: 'Code' });
    expect(await cell()).toBe('1');
    await page.getByLabel('Choices').selectOption({ label: 'Label and code' });
    expect(await cell()).toBe('Female 1');
  });

  describe('ordered by the header of a column', () => {
    const header = (page: Page, name: string) => page.getByRole('columnheader', { name });
    const firstRow = (page: Page) => page.getByRole('row').nth(1).innerText();
    /** Waits until the column says so of itself, and the rows are there. */
    const isSorted = async (page: Page, name: string, sorting: string): Promise<void> => {
      await page.locator(`th[aria-sort="${sorting}"]`).filter({ hasText: name }).waitFor();
      await page.getByRole('row').nth(1).waitFor();
    };

    it('go up, down and back by the keyboard, say so in words, and keep the focus', async () => {
      const { page, faults } = await scene.open(`${PLACE}?instrument=vitals&columns=["sbp","pulse"]`);
      await isSorted(page, 'Participant', 'ascending');
      const usual = await firstRow(page);
      await header(page, 'Systolic').getByRole('button').focus();
      await page.keyboard.press('Enter');
      await isSorted(page, 'Systolic', 'ascending');
      await isSorted(page, 'Participant', 'none');
      await sumIs(page, 'Ordered by Systolic blood pressure (mmHg), ascending. Rows without a value come last.');
      const lowest = await firstRow(page);
      await page.keyboard.press('Enter');
      await isSorted(page, 'Systolic', 'descending');
      await sumIs(page, 'Ordered by Systolic blood pressure (mmHg), descending.');
      const highest = await firstRow(page);
      const pressures = [lowest, highest].map((row) => Number(row.split('\t').at(-2)));
      expect(pressures).toEqual([87, 193]);
      expect(await seriousFindings(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await isSorted(page, 'Systolic', 'none');
      await sumIs(page, 'In REDCap’s order of records, events and instances.');
      expect(await firstRow(page)).toBe(usual);
      expect(faults).toEqual([]);
    });

    it('open the same order from a link, page by page, with a filter, and as GraphQL', async () => {
      const { page } = await scene.open(`${PLACE}?instrument=demographics&size=25`);
      await header(page, 'Date of enrolment').getByRole('button').click();
      await isSorted(page, 'Date of enrolment', 'ascending');
      await header(page, 'Date of enrolment').getByRole('button').click();
      await isSorted(page, 'Date of enrolment', 'descending');
      await addFilter(page, 'Sex', 'is', 'Female (1)');
      await sumIs(page, '419 rows');
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByText('Page 2 of 17').waitFor();
      await table(page).waitFor();
      const seen = await table(page).innerText();
      const { page: other } = await scene.open(new URL(page.url()).hash.slice(1));
      await isSorted(other, 'Date of enrolment', 'descending');
      expect(await table(other).innerText()).toBe(seen);
      await other.getByRole('button', { name: 'This page as GraphQL' }).click();
      await other.getByText('"field": "enrol_date"').first().waitFor();
      await other.getByRole('button', { name: 'Usual order' }).click();
      await isSorted(other, 'Participant', 'ascending');
      await other.getByText('Page 1 of 17').waitFor();
    });

    it('offer no order by what holds several values, and forget it with another instrument', async () => {
      const { page } = await scene.open(`${PLACE}?instrument=screening&order=onset_symptoms`);
      await isSorted(page, 'Participant', 'ascending');
      expect(await header(page, 'Symptoms at onset').getByRole('button').count()).toBe(0);
      await header(page, 'Participant').getByRole('button').click();
      await isSorted(page, 'Participant', 'descending');
      await page.getByLabel('Instrument').selectOption({ label: 'Demographics' });
      await page.getByRole('region', { name: 'Demographics' }).waitFor();
      await isSorted(page, 'Participant', 'ascending');
    });
  });

  describe('downloaded', () => {
    let opened: Opened;

    beforeAll(async () => {
      const filter = encodeURIComponent(
        '[{"field":"enrol_date","is":"between","value":"2024-01-01","to":"2024-01-31"}]',
      );
      opened = await scene.open(`${PLACE}?instrument=demographics&columns=["sex","enrol_date"]&filter=${filter}`);
      await sumIs(opened.page, '78 rows');
    });

    it.each([
      [
        'CSV',
        'stroke2.demographics.csv',
        'record_id,redcap_event_name,redcap_repeat_instance,sex,enrol_date,demographics_complete\n',
      ],
      [
        'CSV for Excel',
        'stroke2.demographics.csv',
        '\ufeffrecord_id,redcap_event_name,redcap_repeat_instance,sex,enrol_date,demographics_complete\n',
      ],
      [
        'NDJSON',
        'stroke2.demographics.ndjson',
        '{"record_id":"1","redcap_event_name":"baseline_arm_1","redcap_repeat_instance":null,"sex":"Female","enrol_date":"2024-01-16","demographics_complete":"Complete"}\n',
      ],
      ['Parquet', 'stroke2.demographics.parquet', 'PAR1'],
    ])('have the filters and columns of the table: %s', async (name, fileName, beginning) => {
      const { page, faults } = opened;
      const coming = page.waitForEvent('download');
      await page.getByRole('button', { name, exact: true }).click();
      const download = await coming;
      expect(download.suggestedFilename()).toBe(fileName);
      const bytes = readFileSync(await download.path());
      expect(bytes.subarray(0, Buffer.byteLength(beginning)).toString()).toBe(beginning);
      await page.getByText(`Downloaded: ${fileName}`).waitFor();
      if (name !== 'Parquet') await page.getByText(/^78 rows, \d+ kB$/).waitFor();
      expect(faults).toEqual([]);
    });
  });

  it('say that it did not work where the rows failed and only the project is there', async () => {
    const { page } = await scene.open('/');
    const errors = [
      { message: 'Not now.', path: ['project', 'instrumentData'], extensions: { code: 'REDCAP_UNAVAILABLE' } },
    ];
    await page.route('**/graphql', (route) =>
      route.request().postData()?.includes('query DataTable') === true
        ? route.fulfill({ json: { data: { project: { id: 'x', instrumentData: null } }, errors } })
        : route.continue(),
    );
    await page.evaluate(`location.hash = '${PLACE}'`);
    await page.getByRole('alert').getByText('This did not work').waitFor();
  });

  it('stop coming when somebody stops the download', async () => {
    const { page } = await scene.open(`${PLACE}?instrument=demographics`);
    await table(page).waitFor();
    const release = Promise.withResolvers<void>();
    await page.route('**/files/**', async (route) => {
      await release.promise;
      await route.continue().catch(() => undefined);
    });
    const failed = page.waitForEvent('requestfailed');
    await page.getByRole('button', { name: 'CSV', exact: true }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('You have stopped it.').waitFor();
    expect((await failed).failure()?.errorText).toBe('net::ERR_ABORTED');
    release.resolve();
  });

  it.each([
    ['fr-CH', 'Données', 'Ajouter un filtre'],
    ['de-AT', 'Daten', 'Filter hinzufügen'],
  ])('speak the language of the reader: %s', async (locale, title, button) => {
    const { page } = await scene.open(PLACE, { locale });
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByRole('button', { name: button }).waitFor();
  });
});

describeWith(requirement.chromium, 'the data for somebody who may not see identifiers', () => {
  let scene: Scene;

  beforeAll(async () => {
    const policies = [{ name: 'anonymous', projects: ['stroke2'], allow: ['read'] }];
    scene = await openScene({ keyRights: { policies, apiKey: { policies: ['anonymous'] } } });
  });

  afterAll(() => scene.close());

  it('say which columns are withheld, by whom, and so does the file', async () => {
    const { page } = await scene.open(`${PLACE}?instrument=demographics`);
    expect(await table(page).count()).toBe(0);
    await signIn(page);
    await page.getByText('This page does not show everything').waitFor();
    await page.getByText('First name first_name: withheld by the operator of the gateway').waitFor();
    expect(await page.getByRole('columnheader', { name: 'First name' }).getByRole('button').count()).toBe(0);
    expect(await page.getByRole('row').nth(1).getByText('withheld').count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'CSV', exact: true }).click();
    await page.getByText(/^Withheld, and not in the file: .*first_name/).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });
});
