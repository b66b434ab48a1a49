import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type {
  ImportRecordsInput,
  ImportRecordsResult,
  InstrumentRowInput,
} from '../../../src/writers/record/import-type.ts';
import { bondsOf, partsOf } from '../../../src/writers/record/import-part.ts';
import { seriesOf } from '../../../src/writers/record/instance-number.ts';
import type { PlannedRow } from '../../../src/writers/record/row-plan.ts';
import { importRecords } from '../../../src/writers/record/import.ts';
import { classicClinic, clinic, everything, keep, stored } from '../../support/clinic.ts';
import { runs } from '../../support/runs.ts';
import { startStudy, type SandboxCall, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: classicClinic, ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const write = async (
  study: Study,
  rows: readonly InstrumentRowInput[],
  more: Partial<ImportRecordsInput> = {},
): Promise<ImportRecordsResult> => {
  const { context } = await study.run('{ __typename }');
  const source = context.projects.get('study');
  if (source === undefined) throw new Error('the study has no project');
  const input = { assignRecordNames: false, dryRun: false, verify: true, ...more, rows };
  return importRecords(context, source, input);
};

const isImport = (call: SandboxCall): boolean => call['content'] === 'record' && call['data'] !== undefined;

const rowsOf = (call: SandboxCall): Record<string, string>[] =>
  JSON.parse(call['data'] ?? '[]') as Record<string, string>[];

/** How many rows each import had. */
const sizes = (study: Study): number[] => study.calls.filter(isImport).map((call) => rowsOf(call).length);

const people = (count: number): InstrumentRowInput[] =>
  Array.from({ length: count }, (_, index) => ({
    record: `p${String(index)}`,
    instrument: 'demographics',
    values: [{ field: 'first_name', raw: `name ${String(index)}` }],
  }));

/** Rows with others in their places, by index. */
const changed = (
  rows: readonly InstrumentRowInput[],
  changes: Readonly<Record<number, Partial<InstrumentRowInput>>>,
): InstrumentRowInput[] => rows.map((row, index) => ({ ...row, ...changes[index] }));

/** How many rows came to each outcome. */
const outcomes = ({ rows }: ImportRecordsResult): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(rows, ({ outcome }) => outcome)].map(([outcome, all]) => [outcome, all.length]));

/** The outcomes, paths and words of rows with errors. */
const complaints = ({ rows }: ImportRecordsResult): string[] =>
  rows.flatMap(({ outcome, errors }) =>
    errors.map(({ path, message }) => `${outcome} ${path.join('.')}: ${message.slice(0, 60)}`),
  );

const codes = ({ errors }: ImportRecordsResult): string[] => errors.map(({ code }) => code);

type Answer = () => Promise<Response>;

/** Does something else than answering to imports with a row of this record. */
const onRecord = (
  record: string,
  act: (answer: Answer) => Promise<Response | 'reset'>,
): Pick<StudyOptions, 'intercept'> => ({
  intercept: (call, answer) =>
    isImport(call) && rowsOf(call).some((row) => row['record_id'] === record) ? act(answer) : answer(),
});

const bad = { values: [{ field: 'weight', number: 'heavy' }] };

describe('an import of more rows than a part holds', () => {
  it('is sent in parts, and not again', async () => {
    const study = await start();
    const result = await write(study, people(2500));
    expect([outcomes(result), result.errors]).toEqual([{ CREATED: 2500 }, []]);
    expect(sizes(study)).toEqual([1000, 1000, 500]);
    expect(result.rows.map(({ index }) => index)).toEqual(people(2500).map((_, index) => index));
    expect(stored(study.project, 'p2499', 'event_1_arm_1')).toMatchObject({ first_name: 'name 2499' });
    study.forget();
    expect(outcomes(await write(study, people(2500)))).toEqual({ UNCHANGED: 2500 });
    expect(sizes(study)).toEqual([]);
  });

  it('is sent in parts by the bytes of its values too', async () => {
    const study = await start();
    const long = people(30).map((row) => ({ ...row, values: [{ field: 'notes', raw: 'x'.repeat(100_000) }] }));
    expect(outcomes(await write(study, long))).toEqual({ CREATED: 30 });
    expect(sizes(study)).toEqual([10, 10, 10]);
  });

  it('goes on after an answer that was lost, where the looks show that the part is stored', async () => {
    const loses = async (answer: Answer): Promise<'reset'> => {
      await answer();
      return 'reset';
    };
    const study = await start(onRecord('p1500', loses));
    const result = await write(study, people(3000));
    expect([outcomes(result), result.errors]).toEqual([{ CREATED: 3000 }, []]);
    expect(sizes(study)).toEqual([1000, 1000, 1000]);
  });

  it.each(['REFUSE_ALL', 'WRITE_GOOD'] as const)('ends at a part of which nothing is known (%s)', async (onBadRow) => {
    const study = await start(onRecord('p1500', () => Promise.resolve('reset')));
    const result = await write(study, people(3000), { onBadRow });
    expect(outcomes(result)).toEqual({ CREATED: 1000, UNKNOWN: 1000, NOT_ATTEMPTED: 1000 });
    expect(result.rows.findIndex(({ outcome }) => outcome === 'UNKNOWN')).toBe(1000);
    expect(codes(result)).toEqual(['PARTIAL_WRITE']);
    expect(sizes(study)).toEqual([1000, 1000]);
    expect(study.project.records.has('p2000')).toBe(false);
  });

  it('sees the part that was sent to its end when the caller leaves, and sends no other', async () => {
    const leaving = new AbortController();
    const leave = (answer: Answer): Promise<Response> => {
      leaving.abort();
      return answer();
    };
    const study = await start({ ...onRecord('p1500', leave), operation: { signal: leaving.signal } });
    const result = await write(study, people(3000), { idempotencyKey: 'left' });
    expect(outcomes(result)).toEqual({ CREATED: 2000, NOT_ATTEMPTED: 1000 });
    expect(codes(result)[0]).toBe('PARTIAL_WRITE');
    expect(sizes(study)).toEqual([1000, 1000]);
    const asked = await study.run(`{ operation(id: "${String(result.errors[0]?.operationId)}") { state } }`);
    expect(asked.data.operation).toEqual({ state: 'PARTLY' });
    expect(outcomes(await write(study, people(3000), { idempotencyKey: 'left' }))).toEqual(outcomes(result));
  });

  it('says what is stored where REDCap fails before a later part is sent', async () => {
    let imports = 0;
    const study = await start({
      intercept: (call, answer) => {
        if (isImport(call)) imports += 1;
        const isLater = imports === 1 && call['records[0]'] === 'p1000';
        return isLater ? Promise.resolve(Response.json({ error: 'no' }, { status: 403 })) : answer();
      },
    });
    const result = await write(study, people(1500));
    expect(outcomes(result)).toEqual({ CREATED: 1000, NOT_ATTEMPTED: 500 });
    expect(codes(result)).toEqual(['PARTIAL_WRITE', 'FORBIDDEN_RIGHT']);
  });

  it('keeps the rows of a growing series together, so that no number is given twice', async () => {
    const study = await start({ project: clinic });
    const event = 'baseline_arm_1';
    const own = { record: '1', event, instrument: 'adverse_events' };
    const added = Array.from({ length: 1200 }, (_, index) => ({
      ...own,
      newInstance: true,
      values: [{ field: 'ae_term', raw: `term ${String(index)}` }],
    }));
    const named = { ...own, repeatInstance: 4, values: [{ field: 'ae_term', raw: 'the fourth' }] };
    const result = await write(study, [...added, named]);
    expect([outcomes(result), result.errors]).toEqual([{ CREATED: 1201 }, []]);
    expect(stored(study.project, '1', event, 'adverse_events', 4)).toMatchObject({ ae_term: 'the fourth' });
    expect(new Set(result.rows.map(({ repeatInstance }) => repeatInstance)).size).toBe(1201);
    expect(result.rows[0]?.repeatInstance).toBe(5);
  });

  it('lets REDCap name new records in every part, each with a name of its own', async () => {
    const study = await start();
    const rows = people(2200).map(({ record: _record, ...row }, index) => ({ ...row, clientRef: `c${String(index)}` }));
    const result = await write(study, rows, { assignRecordNames: true });
    expect([outcomes(result), result.errors]).toEqual([{ CREATED: 2200 }, []]);
    expect(new Set(result.rows.map(({ record }) => record)).size).toBe(2200);
    const last = result.rows[2199]?.record ?? '';
    expect(stored(study.project, last, 'event_1_arm_1')).toMatchObject({ first_name: 'name 2199' });
    expect(sizes(study)).toEqual([1000, 1000, 200]);
  });
});

describe('bad rows in several parts', () => {
  const rows = changed(people(2500), { 17: bad, 1700: { instrument: 'nothing' } });

  it.each([true, false])('refuse all by default, and nothing is sent (dry run: %s)', async (dryRun) => {
    const study = await start();
    const before = everything(study.project);
    const result = await write(study, rows, { dryRun });
    expect(outcomes(result)).toEqual({ REJECTED: 2, NOT_ATTEMPTED: 2498 });
    expect(codes(result)).toEqual(['VALIDATION']);
    expect(everything(study.project)).toEqual(before);
    expect(sizes(study)).toEqual([]);
  });

  it('refuse all where only what is stored shows them', async () => {
    const study = await start();
    keep(study.project, 'P1700', 'event_1_arm_1', { first_name: 'Ada' });
    study.store.variants['record-name-case'] = 'ignored';
    const result = await write(study, people(2500));
    expect(outcomes(result)).toEqual({ REJECTED: 1, NOT_ATTEMPTED: 2499 });
    expect(sizes(study)).toEqual([]);
  });

  it('are left out with their reasons where the good ones are to be written', async () => {
    const study = await start();
    const dry = await write(study, rows, { onBadRow: 'WRITE_GOOD', dryRun: true });
    expect([outcomes(dry), sizes(study)]).toEqual([{ CREATED: 2498, REJECTED: 2 }, []]);
    const result = await write(study, rows, { onBadRow: 'WRITE_GOOD' });
    expect(outcomes(result)).toEqual({ CREATED: 2498, REJECTED: 2 });
    expect(complaints(result)).toEqual([
      'REJECTED rows.17.values.0: weight (text, number_1dp) takes a decimal number with at mos',
      'REJECTED rows.1700.instrument: There is no instrument with this unique name. Project.instru',
    ]);
    expect(result.errors.map(({ code, path, message }) => [code, path, message])).toEqual([
      [codes(result)[0], ['rows'], '2 of the rows cannot be written, and were left out: see their errors.'],
    ]);
    expect(sizes(study)).toEqual([1000, 1000, 498]);
    expect(study.project.records.has('p17')).toBe(false);
  });

  it('make an import one that is done in part, for who asks later what became of it', async () => {
    const study = await start();
    const { context } = await study.run('{ __typename }');
    const source = context.projects.get('study');
    if (source === undefined) throw new Error('the study has no project');
    const outcomeOf = async (given: readonly InstrumentRowInput[]): Promise<unknown> => {
      const operation = context.operations.start('importRecords', context.subject);
      const input = {
        assignRecordNames: false,
        dryRun: false,
        verify: true,
        onBadRow: 'WRITE_GOOD',
        rows: given,
      } as const;
      await importRecords({ ...context, operation }, source, input);
      await operation.end();
      return (await context.operations.journal.get(operation.operationId))?.open;
    };
    expect(await outcomeOf(people(2))).toMatchObject({ outcome: 'done' });
    expect(await outcomeOf(changed(people(4), { 3: bad }))).toMatchObject({
      outcome: 'partly',
    });
  });

  it('are left out of an import of typed rows too, each named where it stands', async () => {
    const study = await start();
    const { data, errors } = await study.runTyped(`mutation { importRecords(input: {
      demographics: [{ record: "a", values: { first_name: "Ada" } }, { record: "b", status: NOT_STARTED }]
      vitals: [{ record: "c", values: { pulse: 60 } }]
      onBadRow: WRITE_GOOD
    }) { rows { path outcome errors { path } } createdCount rejectedCount } }`);
    expect(errors).toEqual([]);
    expect(data.importRecords).toEqual({
      rows: [
        { path: ['demographics', '0'], outcome: 'CREATED', errors: [] },
        { path: ['demographics', '1'], outcome: 'REJECTED', errors: [{ path: ['demographics', '1', 'status'] }] },
        { path: ['vitals', '0'], outcome: 'CREATED', errors: [] },
      ],
      createdCount: 2,
      rejectedCount: 1,
    });
  });

  it('take the rows with them that belong into the same new record', async () => {
    const study = await start();
    const own = { instrument: 'demographics', values: [{ field: 'first_name', raw: 'Ada' }] };
    const tied = [
      { ...own, clientRef: 'a' },
      { clientRef: 'a', instrument: 'vitals', values: [{ field: 'pulse', number: 'fast' }] },
      { ...own, clientRef: 'b' },
    ];
    const before = study.project.records.size;
    const result = await write(study, tied, { assignRecordNames: true, onBadRow: 'WRITE_GOOD' });
    expect(result.rows.map(({ outcome }) => outcome)).toEqual(['NOT_ATTEMPTED', 'REJECTED', 'CREATED']);
    expect(complaints(result)[0]).toBe(
      'NOT_ATTEMPTED rows.0: rows.1, which has the same clientRef, cannot be written: cor',
    );
    expect(study.project.records.size).toBe(before + 1);
  });
});

describe('rows that only REDCap refuses', () => {
  const unique = async (): Promise<Study> => {
    const study = await start();
    study.project.settings.secondary_unique_field = 'first_name';
    keep(study.project, 'other', 'event_1_arm_1', { first_name: 'name 1200' });
    keep(study.project, 'another', 'event_1_arm_1', { first_name: 'name 2100' });
    return study;
  };

  it('end an import that is to be whole, and the parts before are said to be stored', async () => {
    const study = await unique();
    const result = await write(study, people(2500));
    expect(outcomes(result)).toEqual({ CREATED: 1000, REJECTED: 1000, NOT_ATTEMPTED: 500 });
    expect(codes(result)).toEqual(['PARTIAL_WRITE', 'REDCAP_REJECTED']);
    expect(complaints(result)).toEqual([
      'REJECTED rows.1200.values.0: REDCap refused this value: Another record has this value alr',
    ]);
  });

  it('are left out of their parts, which are sent again without them', async () => {
    const study = await unique();
    const result = await write(study, people(2500), { onBadRow: 'WRITE_GOOD' });
    expect(outcomes(result)).toEqual({ CREATED: 2498, REJECTED: 2 });
    expect(complaints(result)).toEqual([
      'REJECTED rows.1200.values.0: REDCap refused this value: Another record has this value alr',
      'REJECTED rows.2100.values.0: REDCap refused this value: Another record has this value alr',
    ]);
    expect(codes(result)).toEqual(['REDCAP_REJECTED', 'REDCAP_REJECTED', 'REDCAP_REJECTED']);
    expect(sizes(study)).toEqual([1000, 1000, 999, 500, 499]);
  });

  it('are found by halves where REDCap names none', async () => {
    const refuse = (): Promise<Response> =>
      Promise.resolve(Response.json({ error: 'The request could not be processed.' }, { status: 400 }));
    const study = await start(onRecord('p1500', refuse));
    const result = await write(study, people(2500), { onBadRow: 'WRITE_GOOD' });
    expect(outcomes(result)).toEqual({ CREATED: 2499, REJECTED: 1 });
    expect(complaints(result)).toEqual([
      'REJECTED rows.1500: REDCap refused this row; its words are in redcapMessage of t',
    ]);
    expect(codes(result)).toEqual(['REDCAP_REJECTED', 'REDCAP_REJECTED']);
    expect(study.project.records.has('p1499') && study.project.records.has('p1501')).toBe(true);
    expect(study.project.records.has('p1500')).toBe(false);
  });

  it('end the import where REDCap refuses everything', async () => {
    const refuse = (): Promise<Response> => Promise.resolve(Response.json({ error: 'Not now.' }, { status: 400 }));
    const study = await start({ intercept: (call, answer) => (isImport(call) ? refuse() : answer()) });
    const result = await write(study, people(3000), { onBadRow: 'WRITE_GOOD' });
    expect(outcomes(result)['CREATED']).toBeUndefined();
    expect(outcomes(result)['NOT_ATTEMPTED']).toBeGreaterThanOrEqual(2000);
    expect(sizes(study)).toHaveLength(100);
  });
});

describe('the progress of an import', () => {
  const progress =
    '{ project(key: "study") { importProgress(idempotencyKey: "k-1") { rowCount settledCount isFinished } } }';
  const importing = `mutation ($rows: [InstrumentRowInput!]!) {
    importRecords(input: { project: "study", rows: $rows, idempotencyKey: "k-1" }) { createdCount errors { code } }
  }`;

  it('is seen by its key, part by part, by its caller alone', async () => {
    const seen: unknown[] = [];
    let study: Study | undefined = undefined;
    const look = async (as?: Study['owner']): Promise<void> => {
      const current = study;
      if (current === undefined) return;
      const { data, errors } = await current.run(progress, {}, as);
      expect(errors).toEqual([]);
      seen.push(data.project.importProgress);
    };
    study = await start({
      intercept: async (call, answer) => {
        if (isImport(call)) await look();
        return answer();
      },
    });
    await look();
    const { data } = await study.run(importing, { rows: people(2500) });
    expect(data.importRecords).toEqual({ createdCount: 2500, errors: [] });
    await look();
    await look({ ...study.owner, username: 'somebody' });
    expect(seen).toEqual([
      null,
      { rowCount: 2500, settledCount: 0, isFinished: false },
      { rowCount: 2500, settledCount: 1000, isFinished: false },
      { rowCount: 2500, settledCount: 2000, isFinished: false },
      { rowCount: 2500, settledCount: 2500, isFinished: true },
      null,
    ]);
  });
});

describe('the parts of an import', () => {
  it('hold each row once, in order, tear nothing apart, and are no larger than they must be', async () => {
    const study = await start({ project: clinic });
    const { context } = await study.run('{ __typename }');
    const source = context.projects.get('study');
    if (source === undefined) throw new Error('the study has no project');
    const design = await source.design();
    const event = design.event('baseline_arm_1') ?? null;
    const [demographics, adverse] = [design.instrument('demographics'), design.instrument('adverse_events')];
    if (demographics === undefined || adverse === undefined) throw new Error('the clinic lacks an instrument');
    const rowArbitrary = fc.record({
      record: fc.constantFrom('1', '2', '3'),
      repeats: fc.boolean(),
      isNew: fc.boolean(),
      instance: fc.integer({ min: 1, max: 3 }),
      length: fc.integer({ min: 0, max: 300 }),
    });
    const plan = (
      row: typeof rowArbitrary extends fc.Arbitrary<infer Row> ? Row : never,
      index: number,
    ): PlannedRow => ({
      record: row.record,
      event,
      instrument: row.repeats ? adverse : demographics,
      kind: row.repeats ? 'INSTRUMENT' : 'NONE',
      instance: row.repeats && !row.isNew ? row.instance : null,
      index,
      clientRef: null,
      target:
        row.repeats && row.isNew
          ? { kind: 'new instance', instance: { mark: String(index), after: 0 } }
          : { kind: 'known' },
      expected: [],
      isExpectedNew: false,
      values: [{ name: 'notes', index: 0, cells: { notes: 'x'.repeat(row.length) }, isErased: false }],
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(rowArbitrary, { maxLength: 40 }),
        fc.integer({ min: 1, max: 8 }),
        async (given, most) => {
          const rows = given.map(plan);
          const parts = await partsOf(rows, { rows: most, bytes: 1000 });
          expect(
            parts
              .flat()
              .map(({ index }) => index)
              .sort((a, b) => a - b),
          ).toEqual(rows.map(({ index }) => index));
          const partOf = new Map(parts.flatMap((part, at) => part.map((row) => [row.index, at] as const)));
          for (const row of rows) {
            for (const other of rows) {
              const isOneSeries = seriesOf(row) === seriesOf(other);
              const grows = rows.some((any) => seriesOf(any) === seriesOf(row) && any.target.kind === 'new instance');
              const belong = isOneSeries && (grows || row.instance === other.instance);
              if (belong) expect(partOf.get(other.index)).toBe(partOf.get(row.index));
            }
          }
          for (const part of parts) {
            const bonds = await bondsOf(part);
            if (bonds.length > 1) expect(part.length).toBeLessThanOrEqual(most);
          }
        },
      ),
      { numRuns: runs(200) },
    );
  });
});
