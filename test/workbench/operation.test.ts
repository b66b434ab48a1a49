import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { writePython, writePythonText, writeR, writeRText } from '../../workbench/src/operation/literal.ts';
import { secretPlaceOf } from '../../workbench/src/operation/secret.ts';
import { SNIPPETS } from '../../workbench/src/operation/snippet.ts';
import { renewedCredential } from '../../workbench/src/session/credential.ts';
import { findPython, findR, findShell } from '../support/language.ts';
import { describeWith, itWith, requirement } from '../support/requirement.ts';
import type { Requirement } from '../support/requirement.ts';
import { faultsOfViews, KEY, openScene, signIn } from './scene.ts';
import type { Scene } from './scene.ts';

// R takes seconds to start on a machine that has more to do.
vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'snippets-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a program writes, from its text. */
const run = (program: string, file: string, text: string, env: Record<string, string> = {}): Promise<string> => {
  const path = join(folder, file);
  writeFileSync(path, text);
  const PATH = [dirname(program), process.env['PATH'] ?? ''].join(':');
  return new Promise((resolve, reject) => {
    execFile(program, [path], { env: { PATH, LC_ALL: 'C.UTF-8', ...env }, maxBuffer: 1e8 }, (error, out, err) => {
      if (error === null) resolve(out);
      else reject(new Error(`${err}${out}`));
    });
  });
};

/** How each language is run. */
const PROGRAMS: Readonly<Record<string, { needed?: Requirement; file: string; program: () => string }>> = {
  curl: { needed: requirement.shellRecipes, file: 'asked.sh', program: () => findShell() ?? '' },
  TypeScript: { file: 'asked.mts', program: () => process.execPath },
  Python: { needed: requirement.pythonRecipes, file: 'asked.py', program: () => findPython() ?? '' },
  R: { needed: requirement.rRecipes, file: 'asked.R', program: () => findR() ?? '' },
};

/** Values as variables have them: whole numbers, texts of any script, names that are words of R, lists in objects. */
const text = fc.string({ unit: 'grapheme' }).filter((one) => !one.includes('\0'));
const name = fc.constantFrom('field', 'eq', 'if', 'next', 'and', 'repeat', 'isBlank');
const variable = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;
const samples = fc.sample(fc.record({ value: variable, text }), { numRuns: 300, seed: 7 });

describe('a literal of variables', () => {
  itWith(requirement.pythonRecipes, 'is in Python what it is in JSON', async () => {
    const written = samples.map((one) => `[${writePython(one.value)}, ${writePythonText(one.text)}]`);
    const out = await run(
      findPython() ?? '',
      'literal.py',
      `import json\nprint(json.dumps([${written.join(',\n')}]))\n`,
    );
    expect(JSON.parse(out)).toEqual(samples.map((one) => [one.value, `\n${one.text}\n`]));
  });

  itWith(requirement.rRecipes, 'is in R what httr2 sends as the same JSON', async () => {
    const written = samples.map((one) => `list(${writeR(one.value)}, ${writeRText(one.text)})`);
    const program = `cat(jsonlite::toJSON(list(${written.join(',\n')}), auto_unbox = TRUE, null = "null", digits = 22))\n`;
    const out = await run(findR() ?? '', 'literal.R', program);
    expect(JSON.parse(out)).toEqual(samples.map((one) => [one.value, `\n${one.text}\n`]));
  });
});

describe('a program', () => {
  const credential = { kind: 'bearer', name: 'authorization', value: `Bearer ${KEY}` } as const;
  const source = {
    name: 'Odd',
    query: 'query Odd { a(b: "it\'s `${x}` \\\\ \\"here\\"") }',
    variables: { q: "it's" },
    url: 'http://127.0.0.1/graphql',
    comment: 'A comment.',
  };

  it.each(SNIPPETS)('has the name of a variable where the key is, and never the key: $name', ({ write }) => {
    const secret = secretPlaceOf(credential, ['apiKey']);
    expect(write({ ...source, secret })).toContain('API_KEY');
    expect(write({ ...source, secret })).not.toContain(KEY);
    expect(write({ ...source, secret: null })).not.toContain('API_KEY');
  });

  it("takes an access token or a REDCap token from variables of other names, by the operator's header", () => {
    expect(secretPlaceOf(credential, ['accessToken'])).toEqual({
      header: 'authorization',
      prefix: 'Bearer ',
      variable: 'ACCESS_TOKEN',
    });
    const renewed = renewedCredential('bearer', 'authorization', () => 'Bearer A', {
      renewal: { begin: () => () => undefined, watch: () => () => undefined },
    });
    expect(secretPlaceOf(renewed, ['apiKey', 'accessToken'])?.variable).toBe('ACCESS_TOKEN');
    expect(secretPlaceOf({ kind: 'redcapToken', name: 'x-token', value: 'A' }, ['redcapToken'])).toEqual({
      header: 'x-token',
      prefix: '',
      variable: 'REDCAP_TOKEN',
    });
  });
});

/** Parts of answers, as far as the tests look for them. */
interface Named {
  readonly eventName?: string;
  readonly fieldName?: string;
  readonly label?: string;
}

interface Part {
  readonly event?: Named;
  readonly instrument?: Named;
  readonly field?: Named;
}

const nameOf = ({ record }: { readonly record: { readonly name: string } }): string => record.name;

const openPanel = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'This page as GraphQL' }).click();
  await page.getByRole('tab', { name: 'GraphQL' }).waitFor();
};

const textOf = (page: Page, name: string): Promise<string> =>
  page.getByRole('group', { name, exact: true }).innerText();

describeWith(requirement.chromium, 'the pages of the workbench as GraphQL', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene({ keyRights: { apiKey: { projects: ['stroke2'], scopes: ['read'] } } });
  });

  afterAll(() => scene.close());

  const open = async (place: string): Promise<Page> => {
    const { page } = await scene.open(place);
    await signIn(page);
    return page;
  };

  /** The data of the operation that a page offers. */
  const ask = async (page: Page) => {
    const query = await textOf(page, 'GraphQL');
    expect(query).not.toContain('__typename');
    const response = await fetch(`${scene.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
      body: JSON.stringify({ query, variables: JSON.parse(await textOf(page, 'Variables')) }),
    });
    const { data, errors } = JSON.parse(await response.text());
    expect(errors).toBeUndefined();
    return data.project;
  };

  describe('of the table', () => {
    const filter = encodeURIComponent('[{"field":"last_name","is":"eq","value":"D\'Aubigné"}]');
    let page: Page;
    let rows: string[];

    beforeAll(async () => {
      page = await open(`/projects/stroke2/data?instrument=demographics&columns=["last_name","sex"]&filter=${filter}`);
      await page.getByRole('table').waitFor();
      rows = await page.getByRole('row').getByRole('link').allInnerTexts();
      await openPanel(page);
    });

    it('answer with the rows on the page', async () => {
      const { instrumentData } = await ask(page);
      expect(rows.length).toBeGreaterThan(10);
      expect(instrumentData.nodes.map(nameOf)).toEqual(rows);
    });

    for (const [name, { needed, file, program }] of Object.entries(PROGRAMS)) {
      itWith(needed ?? requirement.chromium, `are a program that answers with the same: ${name}`, async () => {
        await page.getByRole('tab', { name, exact: true }).click();
        const out = await run(program(), file, `${await textOf(page, name)}\n`, { API_KEY: KEY });
        const answer = JSON.parse(out);
        const { instrumentData } = (answer.data ?? answer).project;
        expect(instrumentData.nodes.map(nameOf)).toEqual(rows);
        const [first] = instrumentData.nodes;
        expect([first.values[0].raw, first.repeatInstance]).toEqual(["D'Aubigné", null]);
      });
    }

    it('are copied, and opened in GraphiQL with their variables', async () => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('tab', { name: 'GraphQL' }).click();
      await page.getByRole('button', { name: 'Copy: Variables' }).click();
      await page.getByText('Copied', { exact: true }).waitFor();
      expect(JSON.parse(await page.evaluate('navigator.clipboard.readText()'))).toMatchObject({ project: 'stroke2' });
      const [graphiql] = await Promise.all([
        page.waitForEvent('popup'),
        page.getByRole('button', { name: 'Open in GraphiQL' }).click(),
      ]);
      await graphiql.locator('.graphiql-query-editor').getByText('query DataTable').waitFor();
      expect(new URL(graphiql.url()).pathname + new URL(graphiql.url()).search).toBe('/graphql');
    });
  });

  it('of the map answer with its events and its counts', async () => {
    const page = await open('/projects/stroke2/map');
    await page.getByRole('heading', { name: 'Arm 1: Drug A · 611 records' }).waitFor();
    await openPanel(page);
    const { arms } = await ask(page);
    expect(arms[0].events.map((event: Named) => event.eventName)).toContain('Closeout');
    await page.getByLabel('Operation').selectOption('StudyCounts');
    const { recordStatusDashboard } = await ask(page);
    expect(recordStatusDashboard.arms[0]).toEqual({ arm: { armNum: 1 }, recordCount: 611 });
  });

  it('of the codebook answer with the fields that were found', async () => {
    const page = await open('/projects/stroke2/codebook?q=pressure');
    await page.getByText('2 of 73 fields').waitFor();
    await openPanel(page);
    const { metadata } = await ask(page);
    expect(metadata.map((field: Named) => field.fieldName)).toEqual(['sbp', 'dbp']);
  });

  it('of a participant answer with their instruments and values, by the name', async () => {
    const page = await open('/projects/stroke2/data');
    await page.getByLabel('Open a record by its name').fill('1');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Participant ID 1', exact: true }).waitFor();
    await openPanel(page);
    const { record } = await ask(page);
    const baseline = record.events.find(({ event }: Part) => event?.eventName === 'Baseline');
    const demographics = baseline.instruments.find(({ instrument }: Part) => instrument?.label === 'Demographics');
    expect(demographics.status).toBe('COMPLETE');
    expect(demographics.values.find(({ field }: Part) => field?.fieldName === 'sex')).toMatchObject({
      raw: '1',
      label: 'Female',
    });
  });

  it('are in bounds, for everybody', async () => {
    const { page, faults } = await scene.open('/projects/stroke2/codebook');
    await signIn(page);
    await openPanel(page);
    await page.getByRole('tab', { name: 'Python' }).click();
    await page.getByRole('button', { name: 'Copy: Python' }).waitFor();
    expect(await faultsOfViews(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
