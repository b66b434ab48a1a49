import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../support/markdown.ts';
import { describeWith, requirement } from '../support/requirement.ts';
import { faultsOfViews, openScene, seriousFindings } from './scene.ts';
import type { Scene } from './scene.ts';

const PLACE = '/projects/stroke2/codebook';

/** With every kind of field, odd labels and codes, matrices, surveys, every validation, HTML and other scripts. */
const STUDIES = ['bakery', 'caravan', 'ferry', 'glacier', 'watchmaker'];

const rowsOf = (csv: string): string[][] => parse(csv, { bom: true });

/** What a button saves. */
const save = async (page: Page, name: string): Promise<{ readonly fileName: string; readonly text: string }> => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  return { fileName: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
};

/** The entry of a field. */
const entryOf = (page: Page, name: string) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name, exact: true }) })
    .first();

describeWith(requirement.chromium, 'the codebook of the workbench', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene({ argv: STUDIES.flatMap((study) => ['--study', study]) });
  });

  afterAll(() => scene.close());

  it('has every field', async () => {
    const { page, faults } = await scene.open(PLACE);
    await page.getByText('73 of 73 fields').waitFor();
    expect(await faultsOfViews(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('has type, validation, choices, identifiers and the events of a field', async () => {
    const { page } = await scene.open(`${PLACE}?instrument=demographics`);
    const text = await entryOf(page, 'sex').innerText();
    expect(text.split(/\s*\n\s*/)).toEqual([
      'sex',
      'Identifier',
      'Sex',
      '1 Female',
      '2 Male',
      '3 Intersex',
      'Radio buttons',
      'Data',
    ]);
    expect(await entryOf(page, 'dob').innerText()).toMatch(/Identifier[^]*Date of birth[^]*date_/);
    await page.getByText('filled in at Baseline (1, 2)').waitFor();
  });

  it.each([
    ['a name', 'ae_term', 'ae_term'],
    ['words of a label in any order', 'birth date', 'dob'],
    ['a choice, whatever its case', 'INTERSEX', 'sex'],
  ])('finds a field by %s, and keeps the words in the address', async (_what, words, name) => {
    const { page, faults } = await scene.open(PLACE);
    await page.getByLabel('Search names, labels, choices and logic').fill(words);
    await page.getByText(/^1 of 73 fields$/).waitFor();
    await page.getByRole('link', { name, exact: true }).first().waitFor();
    expect(decodeURIComponent(new URL(page.url()).hash).replaceAll('+', ' ')).toContain(words);
    expect(faults).toEqual([]);
  });

  it('leads to the rows that have something in a field', async () => {
    const { page } = await scene.open(`${PLACE}?q=household_note`);
    await page.getByRole('link', { name: 'Data: household_note' }).click();
    await page
      .getByRole('list', { name: 'Filter' })
      .getByText(/is not blank$/)
      .waitFor();
    await page.getByRole('button', { name: 'Columns: 1 of 11' }).waitFor();
  });

  it('says so where nothing is found', async () => {
    const { page } = await scene.open(`${PLACE}?q=nowhere`);
    await page.getByText('No field has all of these words').waitFor();
    await page.getByRole('status').getByText('0 of 73 fields').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('says when a field is shown, and leads to the fields that use another', async () => {
    const { page } = await scene.open(PLACE);
    const used = page.getByRole('listitem').filter({ hasText: 'Used in' }).first();
    const link = used.locator('dd').getByRole('link').first();
    const name = await link.innerText();
    await link.click();
    await page.waitForFunction(`document.activeElement.tagName === 'LI'`);
    expect(await page.evaluate('document.activeElement.textContent')).toContain(name);
    expect(new URL(page.url()).hash).toContain(`field=${name}`);
  });

  it.each(STUDIES)("saves REDCap's dictionary as REDCap has it: %s", async (study) => {
    const { page } = await scene.open(`/projects/${study}/codebook`);
    const { fileName, text } = await save(page, 'REDCap’s dictionary');
    expect(fileName).toBe(`${study}-dictionary.csv`);
    const own = readFileSync(join(root, 'test/studies', study, 'dictionary.csv'), 'utf8');
    expect(rowsOf(text)).toEqual(rowsOf(own));
  });

  it('saves what was found as a table for Excel', async () => {
    const { page } = await scene.open(`${PLACE}?instrument=demographics&q=sex`);
    await page.getByText('1 of 73 fields').waitFor();
    const { fileName, text } = await save(page, 'Save as CSV');
    expect(fileName).toBe('stroke2-codebook.csv');
    expect(text.startsWith('\uFEFFfield_name,field_label,')).toBe(true);
    const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
    expect(rows).toEqual([
      expect.objectContaining({
        field_name: 'sex',
        instrument_label: 'Demographics',
        field_type: 'radio',
        choices: '1 = Female\n2 = Male\n3 = Intersex',
        identifier: 'y',
      }),
    ]);
  });
});
