import { describe, expect, it } from 'vitest';

import { ensureRow } from '../../../../src/sandbox/state/rows.ts';
import type { SandboxKit } from '../../support.ts';
import { makeSandbox, tokens } from '../../support.ts';

const fill = (): SandboxKit => {
  const kit = makeSandbox();
  const { classic, longitudinal } = kit;
  for (const [name, dagId, first] of [
    ['1', 20, 'Ann (A.)'],
    ['2', 21, 'Zoë'],
  ] as const) {
    const record = { name, dagId, surveyIdentifier: '', rows: new Map() };
    classic.records.set(name, record);
    const row = ensureRow(record, 100, '', null);
    row.values.set('first_name', first).set('sex', '1').set('demographics_complete', '2');
    row.checked.set('race', new Set(['A', '-4']));
  }
  const record = { name: '7', dagId: null, surveyIdentifier: '', rows: new Map() };
  longitudinal.records.set('7', record);
  ensureRow(record, 201, '', null).values.set('consented', '1');
  ensureRow(record, 202, '', 1).values.set('weight', '61');
  ensureRow(record, 202, '', 2).values.set('weight', '62');
  return kit;
};

/** The pages of a PDF as the lines that are drawn on them. */
const readPages = (pdf: string): string[][] =>
  [...pdf.matchAll(/stream\nBT\n([\s\S]*?)\nET\nendstream/g)].map(([, content = '']) =>
    [...content.matchAll(/\((.*)\) Tj/g)].map(([, line = '']) => line.replace(/\\(.)/g, '$1')),
  );

const ask = async (
  kit: SandboxKit,
  parameters: Readonly<Record<string, string>>,
): Promise<{ status: number; contentType: string | null; pdf: string }> => {
  const body = new URLSearchParams({ token: tokens.classic, content: 'pdf', returnFormat: 'json', ...parameters });
  const response = await kit.handle(new Request('http://sandbox.test/api/', { method: 'POST', body }));
  const pdf = Buffer.from(await response.arrayBuffer()).toString('latin1');
  return { status: response.status, contentType: response.headers.get('content-type'), pdf };
};

const pagesOf = async (kit: SandboxKit, parameters: Readonly<Record<string, string>>): Promise<string[][]> =>
  readPages((await ask(kit, parameters)).pdf);

const titlesOf = async (kit: SandboxKit, parameters: Readonly<Record<string, string>>): Promise<string[]> =>
  (await pagesOf(kit, parameters)).map(([title, , ...rest]) =>
    [title, ...rest.filter((line) => /^(Record|Event|Instance):/.test(line))].join(', '),
  );

describe('a PDF of instruments', () => {
  it('is a PDF 1.3 that is labelled as a page', async () => {
    const { status, contentType, pdf } = await ask(fill(), {});
    expect([status, contentType]).toEqual([200, 'text/html; charset=UTF-8']);
    expect(pdf.startsWith('%PDF-1.3\n')).toBe(true);
    expect(pdf.endsWith('%%EOF\n')).toBe(true);
  });

  it('has a table of where each of its objects is', async () => {
    const { pdf } = await ask(fill(), {});
    const start = Number(/startxref\n(\d+)\n/.exec(pdf)?.[1]);
    expect(pdf.slice(start, start + 5)).toBe('xref\n');
    const offsets = [...pdf.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
    expect(offsets).toHaveLength(7);
    offsets.forEach((offset, index) => {
      expect(pdf.slice(offset).startsWith(`${String(index + 1)} 0 obj\n`)).toBe(true);
    });
    for (const [, length, content] of pdf.matchAll(/\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g)) {
      expect(content).toHaveLength(Number(length));
    }
  });

  it('has empty forms without a record', async () => {
    expect(await pagesOf(fill(), { instrument: 'demographics' })).toEqual([
      ['Demographics', 'Classic', '', 'study_id: ', 'first_name: ', 'dob: ', 'sex: ', 'comments: ', 'mugshot: '],
    ]);
    expect(await titlesOf(fill(), {})).toEqual(['Demographics', 'Health & Habits']);
  });

  it("has a record's values as people read them", async () => {
    expect(await pagesOf(fill(), { record: '1' })).toEqual([
      [
        'Demographics',
        'Classic',
        'Record: 1',
        '',
        'study_id: 1',
        'first_name: Ann (A.)',
        'dob: ',
        'sex: Male',
        'comments: ',
        'mugshot: ',
        'Complete? Complete',
      ],
      [
        'Health & Habits',
        'Classic',
        'Record: 1',
        '',
        'race: Letter, Minus',
        'height: ',
        'age: ',
        'hint',
        'smoker: ',
        'Complete? ',
      ],
    ]);
  });

  it('has the label of a missing data code in a file field, and otherwise the name of the file', async () => {
    const kit = fill();
    const { classic } = kit;
    classic.settings.missing_data_codes = 'UNK, Unknown | 5, Not taken';
    classic.files.set(4, { docId: 4, name: 'face.jpg', mimeType: 'image/jpeg', bytes: new Uint8Array() });
    const shown: string[] = [];
    for (const stored of ['4', 'UNK', '5']) {
      const record = classic.records.get('1');
      if (record === undefined) throw new Error('The project has no record 1.');
      ensureRow(record, 100, '', null).values.set('mugshot', stored);
      const [page = []] = await pagesOf(kit, { record: '1', instrument: 'demographics' });
      shown.push(...page.filter((line) => line.startsWith('mugshot: ')));
    }
    expect(shown).toEqual(['mugshot: face.jpg', 'mugshot: Unknown', 'mugshot: Not taken']);
  });

  it('leaves out what is blank in the compact display', async () => {
    expect((await pagesOf(fill(), { record: '2', instrument: 'demographics', compactDisplay: 'TRUE' }))[0]).toEqual([
      'Demographics',
      'Classic',
      'Record: 2',
      '',
      'study_id: 2',
      'first_name: Zoë',
      'sex: Male',
      'Complete? Complete',
    ]);
  });

  it.each(['true', 'false', ''])('has every record when allRecords is there, even as "%s"', async (allRecords) => {
    expect(await titlesOf(fill(), { allRecords, record: '1', instrument: 'health' })).toEqual([
      'Demographics, Record: 1',
      'Health & Habits, Record: 1',
      'Demographics, Record: 2',
      'Health & Habits, Record: 2',
    ]);
  });

  it.each([
    [
      {},
      [
        'Enrollment, Record: 7, Event: Baseline (Arm 1: Drug A)',
        'Exam, Record: 7, Event: Visit (Arm 1: Drug A), Instance: 1',
        'Exam, Record: 7, Event: Visit (Arm 1: Drug A), Instance: 2',
      ],
    ],
    [{ event: 'baseline_arm_1' }, ['Enrollment, Record: 7, Event: Baseline (Arm 1: Drug A)']],
    [{ instrument: 'exam' }, ['Exam, Record: 7, Event: Visit (Arm 1: Drug A), Instance: 1']],
    [{ instrument: 'exam', repeat_instance: '2' }, ['Exam, Record: 7, Event: Visit (Arm 1: Drug A), Instance: 2']],
    [{ instrument: 'exam', event: 'baseline_arm_1' }, ['Exam, Record: 7']],
  ])('of a longitudinal record follows %j', async (more, titles) => {
    const longitudinal = { token: tokens.longitudinal, record: '7' };
    expect(await titlesOf(fill(), { ...longitudinal, ...more })).toEqual(titles);
  });

  it('goes on to another page when one is full', async () => {
    const kit = fill();
    kit.classic.records.get('1')?.rows.get('100||')?.values.set('comments', 'a line\n'.repeat(70));
    const pages = await pagesOf(kit, { record: '1', instrument: 'demographics' });
    expect(pages.map((page) => page.length)).toEqual([54, 27]);
  });

  it('is of the own group only, and blank where values may not be seen', async () => {
    const kit = fill();
    expect(await titlesOf(kit, { token: tokens.classicSite, allRecords: '1' })).toEqual([
      'Demographics, Record: 1',
      'Health & Habits, Record: 1',
    ]);
    const [owner] = kit.classic.users;
    if (owner !== undefined) owner.formsExport = { demographics: 3, health: 0 };
    const pages = await pagesOf(kit, { record: '1' });
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain('first_name: ');
    expect(pages[0]).toContain('sex: Male');
  });

  it.each([
    [{ record: '-1' }, 400, 'The record "-1" does not exist'],
    [{ record: '2', token: tokens.classicSite }, 400, 'The record "2" does not exist'],
    [{ instrument: 'nope' }, 400, 'The value of the parameter "instrument" is not valid'],
    [{ record: '7', token: tokens.longitudinal, event: 'x' }, 400, 'The value of the parameter "event" is not valid'],
    [{ token: tokens.classicWriter }, 403, 'You do not have API Export privileges'],
  ])('is refused for %j', async (parameters, status, error) => {
    const reply = await ask(fill(), parameters);
    expect([reply.status, reply.pdf]).toEqual([status, JSON.stringify({ error })]);
  });
});
