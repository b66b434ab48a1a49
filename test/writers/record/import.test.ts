import { afterEach, describe, expect, it } from 'vitest';
import type {
  ImportRecordsInput,
  ImportRecordsResult,
  InstrumentRowInput,
} from '../../../src/writers/record/import-type.ts';
import { importRecords } from '../../../src/writers/record/import.ts';
import { addUser } from '../../../src/sandbox/odm/index.ts';
import type { UserDefinition } from '../../../src/sandbox/state/project.ts';
import { classicClinic, clinic, everything, keep, stored } from '../../support/clinic.ts';
import { createSkippingClock } from '../../support/skipping-clock.ts';
import { startStudy, type SandboxCall, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: clinic, ...options });
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
  as = study.owner,
): Promise<ImportRecordsResult> => {
  const { context } = await study.run('{ __typename }', {}, as);
  const source = context.projects.get('study');
  if (source === undefined) throw new Error('the study has no project');
  const input = { assignRecordNames: false, dryRun: false, verify: true, ...more, rows };
  return importRecords(context, source, input);
};

const isImport = (call: SandboxCall): boolean => call['content'] === 'record' && call['data'] !== undefined;
const imports = (study: Study): SandboxCall[] => study.calls.filter(isImport);

type Answer = () => Promise<Response>;

/** Does something else than answering to the import with this number, counted from 1. */
const onImport = (number: number, act: (answer: Answer) => Promise<Response | 'reset'>): Partial<StudyOptions> => {
  let seen = 0;
  return {
    intercept: (call, answer) => {
      if (isImport(call)) seen += 1;
      return isImport(call) && seen === number ? act(answer) : answer();
    },
  };
};

const losesAnswer = async (answer: Answer): Promise<'reset'> => {
  await answer();
  return 'reset';
};
const losesRequest = (): Promise<'reset'> => Promise.resolve('reset');

const baseline = { record: '1', event: 'baseline_arm_1', instrument: 'demographics' };
const weigh = { ...baseline, values: [{ field: 'weight', number: '70.1' }] };
const report = {
  record: '1',
  event: 'baseline_arm_1',
  instrument: 'adverse_events',
  newInstance: true,
  values: [{ field: 'ae_term', raw: 'Cough' }],
};

describe('a lost answer', () => {
  it('is looked up: what was written is done, and sent once', async () => {
    const study = await start(onImport(1, losesAnswer));
    const result = await write(study, [weigh]);
    expect(result.errors).toEqual([]);
    expect(result.rows.map(({ outcome, repeatInstance }) => [outcome, repeatInstance])).toEqual([['UPDATED', null]]);
    expect(study.clock.pauses).toEqual([]);
    expect(imports(study)).toHaveLength(1);
  });

  it('is looked up again and again, and stays unknown when nothing is to be seen: REDCap may write it later', async () => {
    const study = await start(onImport(1, losesRequest));
    const before = everything(study.project);
    expect(await write(study, [weigh])).toMatchObject({
      errors: [{ code: 'UNKNOWN_OUTCOME', isRetryable: false }],
      rows: [
        {
          outcome: 'UNKNOWN',
          changes: [{ name: 'weight', outcome: 'UNKNOWN' }],
          errors: [{ code: 'UNKNOWN_OUTCOME', path: ['rows', '0'] }],
        },
      ],
    });
    expect(study.clock.pauses).toEqual([2_000, 5_000, 15_000]);
    expect(everything(study.project)).toEqual(before);
  });

  it('may be sent again with its idempotency key, which looks and writes nothing twice', async () => {
    let commit: Answer | undefined;
    const study = await start(
      onImport(1, (answer) => {
        commit = answer;
        return losesRequest();
      }),
    );
    const unknown = { errors: [{ code: 'UNKNOWN_OUTCOME', isRetryable: true }], rows: [{ outcome: 'UNKNOWN' }] };
    expect(await write(study, [weigh], { idempotencyKey: 'k' })).toMatchObject(unknown);
    expect(await write(study, [weigh], { idempotencyKey: 'k' })).toMatchObject(unknown);
    await commit?.();
    expect(await write(study, [weigh], { idempotencyKey: 'k' })).toMatchObject({
      errors: [],
      rows: [{ outcome: 'UPDATED' }],
    });
    expect(imports(study)).toHaveLength(1);
  });

  it('finds a commit that comes late', async () => {
    let commit: Answer | undefined;
    const study = await start({
      ...onImport(1, (answer) => {
        commit = answer;
        return losesRequest();
      }),
      clock: createSkippingClock(async (milliseconds) => {
        if (milliseconds === 5_000) await commit?.();
      }),
    });
    const result = await write(study, [weigh]);
    expect(result).toMatchObject({ errors: [], rows: [{ outcome: 'UPDATED' }] });
    expect(study.clock.pauses).toEqual([2_000, 5_000]);
    expect(stored(study.project, '1', 'baseline_arm_1')?.['weight']).toBe('70.1');
  });

  it('stays unknown when REDCap cannot be read, and the same key looks again instead of sending', async () => {
    let isDown = false;
    const study = await start({
      intercept: async (call, answer) => {
        if (isDown) return new Response('', { status: 503 });
        const real = await answer();
        isDown = isImport(call);
        return isDown ? 'reset' : real;
      },
    });
    const first = await write(study, [weigh, report], { idempotencyKey: 'k' });
    expect(first).toMatchObject({
      errors: [{ code: 'UNKNOWN_OUTCOME' }],
      rows: [
        { outcome: 'UNKNOWN', changes: [{ name: 'weight', outcome: 'UNKNOWN' }] },
        { outcome: 'UNKNOWN', repeatInstance: null },
      ],
    });
    isDown = false;
    const second = await write(study, [weigh, report], { idempotencyKey: 'k' });
    expect(second).toMatchObject({
      errors: [{ code: 'PARTIAL_WRITE' }],
      rows: [
        { outcome: 'UPDATED', errors: [] },
        { outcome: 'UNKNOWN', repeatInstance: null },
      ],
    });
    expect(imports(study)).toHaveLength(1);
    expect(stored(study.project, '1', 'baseline_arm_1', 'adverse_events', 5)).toBeUndefined();
  });

  it('of a new instance is not taken for done because somebody else has added one', async () => {
    const theirs = { ae_term: 'Theirs' };
    const study = await start(
      onImport(1, () => {
        keep(study.project, '1', 'baseline_arm_1', theirs, { repeatInstrument: 'adverse_events', instance: 4 });
        return losesRequest();
      }),
    );
    expect(await write(study, [report])).toMatchObject({
      errors: [{ code: 'UNKNOWN_OUTCOME' }],
      rows: [{ outcome: 'UNKNOWN', repeatInstance: null }],
    });
  });

  it('of a new instance that nobody can distinguish from another stays unknown, and its key sends nothing again', async () => {
    const study = await start(
      onImport(1, async (answer) => {
        await answer();
        const place = { repeatInstrument: 'adverse_events', instance: 5 };
        keep(study.project, '1', 'baseline_arm_1', { ae_term: 'Cough' }, place);
        return 'reset';
      }),
    );
    const first = await write(study, [report], { idempotencyKey: 'k' });
    expect(first).toMatchObject({ errors: [{ code: 'UNKNOWN_OUTCOME' }], rows: [{ outcome: 'UNKNOWN' }] });
    expect(await write(study, [report], { idempotencyKey: 'k' })).toEqual(first);
    expect(imports(study)).toHaveLength(1);
  });

  it('of a new instance that is not to be seen stays unknown', async () => {
    const study = await start(onImport(1, losesRequest));
    expect(await write(study, [report])).toMatchObject({
      errors: [{ code: 'UNKNOWN_OUTCOME', isRetryable: false }],
      rows: [{ outcome: 'UNKNOWN', repeatInstance: null }],
    });
    expect(stored(study.project, '1', 'baseline_arm_1', 'adverse_events', 4)).toBeUndefined();
  });

  const unseen = 'Whether this was written is not known. Read the record back before you write it again.';
  const saying = (what: string): string =>
    unseen.replace('known.', `known. What was sent is in ${what}, new since: nothing shows who wrote it.`);
  const enrolled = {
    event: 'baseline_arm_1',
    instrument: 'demographics',
    values: [{ field: 'first_name', raw: 'Cy' }],
  };
  const cough = (study: Study, instance: number): void => {
    keep(study.project, '1', 'baseline_arm_1', { ae_term: 'Cough' }, { repeatInstrument: 'adverse_events', instance });
  };
  const enrol = (study: Study, first_name: string): void => {
    keep(study.project, '77', 'baseline_arm_1', { first_name });
  };
  interface Happening {
    readonly row: ImportRecordsInput['rows'][number];
    readonly isDone?: boolean;
    readonly others?: (study: Study) => void;
    readonly says: string;
  }

  it.each<[title: string, happening: Happening]>([
    ['an instance, which REDCap has added', { row: report, isDone: true, says: saying('instance 4') }],
    [
      'an instance, which somebody else has added',
      { row: report, others: (study) => cough(study, 4), says: saying('instance 4') },
    ],
    [
      'an instance, which both have added',
      { row: report, isDone: true, others: (study) => cough(study, 5), says: saying('instances 4, 5') },
    ],
    ['an instance, which nobody has added', { row: report, says: unseen }],
    ['a record, which REDCap has made', { row: enrolled, isDone: true, says: saying('record 3') }],
    [
      'a record, which somebody else has made',
      { row: enrolled, others: (study) => enrol(study, 'Cy'), says: saying('record 77') },
    ],
    ['a record, beside another one', { row: enrolled, others: (study) => enrol(study, 'Di'), says: unseen }],
  ])('of %s, is never taken for done: it says what was seen', async (_title, { row, isDone = false, others, says }) => {
    const study = await start(
      onImport(1, async (answer) => {
        if (isDone) await answer();
        others?.(study);
        return 'reset';
      }),
    );
    const more = { assignRecordNames: row === enrolled, idempotencyKey: 'k' };
    const first = await write(study, [row], more);
    expect(first).toMatchObject({ errors: [{ code: 'UNKNOWN_OUTCOME' }], rows: [{ outcome: 'UNKNOWN' }] });
    expect(first.rows[0]).toMatchObject({ repeatInstance: null, errors: [{ code: 'UNKNOWN_OUTCOME', message: says }] });
    expect(await write(study, [row], more)).toEqual(first);
    expect(imports(study)).toHaveLength(1);
    // Where all that was sent is to be seen, no later look would show more.
    expect(study.clock.pauses).toEqual(says === unseen ? [2_000, 5_000, 15_000] : []);
  });

  it('of a new record that nobody can distinguish from another stays unknown and is never sent again', async () => {
    const study = await start({
      ...onImport(1, async (answer) => {
        await answer();
        keep(study.project, '77', 'baseline_arm_1', { first_name: 'Cy' });
        return 'reset';
      }),
    });
    const row = { event: 'baseline_arm_1', instrument: 'demographics', values: [{ field: 'first_name', raw: 'Cy' }] };
    const enrol = (): Promise<ImportRecordsResult> =>
      write(study, [row], { assignRecordNames: true, idempotencyKey: 'k' });
    const first = await enrol();
    expect(first).toMatchObject({
      errors: [{ code: 'UNKNOWN_OUTCOME' }],
      rows: [{ outcome: 'UNKNOWN', record: null }],
    });
    expect(await enrol()).toEqual(first);
    expect(imports(study)).toHaveLength(1);
  });

  it('of new records that were never made stays unknown', async () => {
    const study = await start(onImport(1, losesRequest));
    const row = { event: 'baseline_arm_1', instrument: 'demographics', values: [{ field: 'first_name', raw: 'Cy' }] };
    const result = await write(study, [row], { assignRecordNames: true });
    expect(result).toMatchObject({ errors: [{ code: 'UNKNOWN_OUTCOME' }], rows: [{ outcome: 'UNKNOWN' }] });
    expect(study.project.records.size).toBe(2);
  });
});

describe('a new record that REDCap named', () => {
  const row = { event: 'baseline_arm_1', instrument: 'demographics', values: [{ field: 'first_name', raw: 'Cy' }] };

  it("is read back while the operation's time stands still", async () => {
    let holds = 0;
    const seen: [kind: string, holds: number][] = [];
    const study = await start({
      intercept: (call, answer) => {
        if (call['content'] === 'record') seen.push([isImport(call) ? 'import' : 'export', holds]);
        return answer();
      },
    });
    const hold = (): (() => void) => {
      holds += 1;
      return () => {
        holds -= 1;
      };
    };
    const { context } = await study.run('{ __typename }');
    const source = context.projects.get('study');
    if (source === undefined) throw new Error('the study has no project');
    const input = { rows: [row], assignRecordNames: true, dryRun: false, verify: true };
    const result = await importRecords({ ...context, hold }, source, input);
    expect(result).toMatchObject({ errors: [], rows: [{ outcome: 'CREATED', record: '3' }] });
    expect(seen.slice(seen.findIndex(([kind]) => kind === 'import'))).toEqual([
      ['import', 1],
      ['export', 1],
    ]);
    expect(holds).toBe(0);
  });

  it('keeps its name when the reading back fails, and what is stored is unknown', async () => {
    let isSent = false;
    const study = await start({
      intercept: (call, answer) => {
        if (isSent) return Promise.resolve(new Response('', { status: 503 }));
        isSent = isImport(call);
        return answer();
      },
    });
    expect(await write(study, [row], { assignRecordNames: true })).toMatchObject({
      errors: [{ code: 'UNKNOWN_OUTCOME' }],
      rows: [{ outcome: 'UNKNOWN', record: '3' }],
    });
  });
});

describe('an import that is not stored as it was sent', () => {
  it('shows which values are stored when REDCap accepts all and stores some', async () => {
    const study = await start(
      onImport(1, () => {
        keep(study.project, '1', 'baseline_arm_1', { first_name: 'Ada', sex: '1', weight: '61.5' });
        return Promise.resolve(Response.json(['1']));
      }),
    );
    const row = {
      ...baseline,
      values: [
        { field: 'sex', raw: '1' },
        { field: 'weight', number: '70' },
      ],
    };
    expect(await write(study, [row])).toMatchObject({
      errors: [{ code: 'PARTIAL_WRITE' }],
      rows: [
        {
          outcome: 'UNKNOWN',
          changes: [
            { name: 'sex', outcome: 'UPDATED' },
            { name: 'weight', outcome: 'REJECTED' },
          ],
          errors: [{ code: 'PARTIAL_WRITE', path: ['rows', '0'] }],
        },
      ],
    });
  });

  it('is read back although nobody asked for it when REDCap names fewer records than were sent', async () => {
    const study = await start(onImport(1, () => Promise.resolve(Response.json(['2']))));
    const result = await write(study, [weigh], { verify: false });
    expect(result).toMatchObject({ errors: [{ code: 'PARTIAL_WRITE' }], rows: [{ outcome: 'UNKNOWN' }] });
  });

  it('shows what was written when REDCap refuses the erasures after the rest', async () => {
    const refuse = { error: 'You may not erase' };
    const study = await start(onImport(2, () => Promise.resolve(Response.json(refuse, { status: 400 }))));
    const rows = [weigh, { ...baseline, record: '2', values: [{ field: 'first_name', erase: true }] }];
    expect(await write(study, rows)).toMatchObject({
      errors: [{ code: 'PARTIAL_WRITE' }, { code: 'REDCAP_REJECTED', redcapMessage: 'You may not erase' }],
      rows: [{ outcome: 'UPDATED' }, { outcome: 'REJECTED' }],
    });
    expect(stored(study.project, '2', 'baseline_arm_1')).toMatchObject({ first_name: 'Bo' });
  });

  it('is believed without a look when that is asked for', async () => {
    const study = await start();
    await study.run('{ project(key: "study") { designRevision } }');
    study.forget();
    expect(await write(study, [weigh], { verify: false })).toMatchObject({
      errors: [],
      rows: [{ outcome: 'UPDATED' }],
    });
    expect(study.calls).toHaveLength(2);
  });
});

describe('an answer that leaves records out', () => {
  it('is asked for again before it is believed that there is nothing to erase', async () => {
    let hides = true;
    const study = await start({
      intercept: async (call, answer) => {
        if (call['content'] !== 'record' || call['data'] !== undefined || !hides) return answer();
        hides = false;
        return Response.json([]);
      },
    });
    const row = { ...baseline, values: [{ field: 'first_name', erase: true }] };
    expect(await write(study, [row])).toMatchObject({ errors: [], rows: [{ outcome: 'UPDATED' }] });
    expect(stored(study.project, '1', 'baseline_arm_1')).not.toHaveProperty('first_name');
  });
});

describe("REDCap's own refusals", () => {
  const groups =
    "The record, or the data access group that is given, is not of the group of the token's user. A user of a group writes records of that group alone.";

  /** A user of Lyon, where record 1 is of Kampala and record 2 of Lyon. */
  const startInGroups = async (): Promise<{ study: Study; as: UserDefinition }> => {
    const study = await start();
    const [lyon, kampala] = study.project.dags.map(({ groupId }) => groupId);
    Object.assign(study.project.records.get('1') ?? {}, { dagId: kampala });
    Object.assign(study.project.records.get('2') ?? {}, { dagId: lyon });
    const as = addUser(study.project, study.store, { username: 'nurse', rights: 'all', dagId: lyon ?? 0 });
    return { study, as };
  };

  it('of a record of another data access group say so, at the record', async () => {
    const { study, as } = await startInGroups();
    const { errors, rows } = await write(study, [weigh], {}, as);
    expect(errors).toMatchObject([{ code: 'REDCAP_REJECTED', message: `REDCap refused it. ${groups}` }]);
    expect(rows).toMatchObject([
      {
        outcome: 'REJECTED',
        errors: [
          { code: 'REDCAP_REJECTED', path: ['rows', '0', 'record'], message: `REDCap refused this row: ${groups}` },
        ],
      },
    ]);
  });

  it('of another data access group for a record say so, at the group', async () => {
    const { study, as } = await startInGroups();
    const row = { ...weigh, record: '2', dataAccessGroup: 'kampala' };
    const { errors, rows } = await write(study, [row], {}, as);
    expect(errors).toMatchObject([{ code: 'REDCAP_REJECTED', message: `REDCap refused it. ${groups}` }]);
    expect(rows[0]?.errors).toMatchObject([{ path: ['rows', '0', 'dataAccessGroup'] }]);
  });

  it('of a new record are put to the one value that they can be about', async () => {
    const study = await start();
    study.project.settings.secondary_unique_field = 'first_name';
    const row = { event: 'baseline_arm_1', instrument: 'demographics', values: [{ field: 'first_name', raw: 'Ada' }] };
    expect(await write(study, [row], { assignRecordNames: true })).toMatchObject({
      errors: [{ code: 'REDCAP_REJECTED' }],
      rows: [{ outcome: 'REJECTED', record: null, errors: [{ path: ['rows', '0', 'values', '0'] }] }],
    });
  });

  it('are put to the value that they are about, without the value', async () => {
    const complaint = '"1","weight","70.1","This value is odd"';
    const study = await start(onImport(1, () => Promise.resolve(Response.json({ error: complaint }, { status: 400 }))));
    const result = await write(study, [{ ...baseline, values: [{ field: 'sex', raw: '1' }, ...weigh.values] }, report]);
    expect(result).toMatchObject({
      errors: [{ code: 'REDCAP_REJECTED' }],
      rows: [
        { outcome: 'REJECTED', errors: [{ code: 'REDCAP_REJECTED', path: ['rows', '0', 'values', '1'] }] },
        { outcome: 'REJECTED', errors: [] },
      ],
    });
    expect(result.rows[0]?.errors[0]?.message).not.toContain('70.1');
  });

  it('leave it unknown what is stored when the look after them fails', async () => {
    let isRefused = false;
    const study = await start({
      intercept: (call, answer) => {
        if (isRefused) return Promise.resolve(new Response('', { status: 503 }));
        if (!isImport(call)) return answer();
        isRefused = true;
        return Promise.resolve(Response.json({ error: 'It is not allowed' }, { status: 400 }));
      },
    });
    expect(await write(study, [weigh])).toMatchObject({
      errors: [
        { code: 'UNKNOWN_OUTCOME', isRetryable: false },
        { code: 'REDCAP_REJECTED', isRetryable: false, redcapMessage: 'It is not allowed' },
      ],
      rows: [{ outcome: 'UNKNOWN', errors: [{ code: 'UNKNOWN_OUTCOME', path: ['rows', '0'] }] }],
    });
    expect(imports(study)).toHaveLength(1);
  });

  it('name the right that is missing', async () => {
    const study = await start();
    study.owner.flags['api_import'] = 0;
    expect(await write(study, [weigh])).toMatchObject({
      errors: [{ code: 'FORBIDDEN_RIGHT', missingRight: 'API Import/Update' }],
      rows: [{ outcome: 'REJECTED' }],
    });
  });

  it.each<[string, () => Response]>([
    ['asks to wait', () => new Response('', { status: 429, headers: { 'retry-after': '3600' } })],
    ['is offline', () => new Response('<html><body>REDCap is currently offline</body></html>', { status: 503 })],
  ])('refuse what was sent when REDCap %s', async (_title, answer) => {
    const study = await start(onImport(1, () => Promise.resolve(answer())));
    const named = { errors: [{ code: 'REDCAP_UNAVAILABLE', isRetryable: true }], rows: [{ outcome: 'REJECTED' }] };
    expect(await write(study, [weigh])).toMatchObject(named);
    expect(imports(study)).toHaveLength(1);
  });

  it('of the reading before leave everything as it is', async () => {
    const study = await start({
      intercept: (call, answer) =>
        call['content'] === 'record' ? Promise.resolve(new Response('', { status: 503 })) : answer(),
    });
    expect(await write(study, [weigh])).toMatchObject({
      errors: [{ code: 'REDCAP_UNAVAILABLE', isRetryable: true }],
      rows: [{ outcome: 'NOT_ATTEMPTED' }],
    });
    expect(imports(study)).toEqual([]);
  });
});

describe('withheld columns', () => {
  it('are written and reported as unknown, because they cannot be read back', async () => {
    const study = await start();
    study.owner.formsExport['demographics'] = 3;
    const row = {
      ...baseline,
      values: [
        { field: 'first_name', raw: 'Ann' },
        { field: 'sex', raw: '1' },
      ],
    };
    expect(await write(study, [row])).toMatchObject({
      errors: [],
      rows: [
        {
          outcome: 'UPDATED',
          changes: [
            { name: 'first_name', outcome: 'UNKNOWN' },
            { name: 'sex', outcome: 'UPDATED' },
          ],
        },
      ],
    });
    expect(stored(study.project, '1', 'baseline_arm_1')).toMatchObject({ first_name: 'Ann', sex: '1' });
  });
});

describe('many rows', () => {
  const rows = Array.from({ length: 1_000 }, (_, index) => ({
    record: String(index + 1),
    instrument: 'demographics',
    values: [
      { field: 'first_name', raw: `Name ${String(index)}` },
      { field: 'race', checked: ['1'] },
    ],
  }));

  it('are sent in one import and read in exports of 500 records', async () => {
    const study = await start({ project: classicClinic });
    await study.run('{ project(key: "study") { designRevision } }');
    study.forget();
    const result = await write(study, rows);
    expect(result.errors).toEqual([]);
    expect(new Set(result.rows.map(({ outcome }) => outcome))).toEqual(new Set(['CREATED']));
    expect(study.project.records.size).toBe(1_000);
    expect(imports(study)).toHaveLength(1);
    expect(study.calls).toHaveLength(5);
    expect(await write(study, rows)).toMatchObject({ errors: [] });
    expect(imports(study)).toHaveLength(1);
  });

  it('are not sent when one of them is wrong', async () => {
    const study = await start({ project: classicClinic });
    const wrong = rows.map((row, index) =>
      index === 617 ? { ...row, values: [...row.values, { field: 'weight', number: '70.123' }] } : row,
    );
    const result = await write(study, wrong);
    expect(result.rows.filter(({ errors }) => errors.length > 0).map(({ index }) => index)).toEqual([617]);
    expect(result.rows[617]?.errors).toMatchObject([{ path: ['rows', '617', 'values', '2'] }]);
    expect(imports(study)).toEqual([]);
  });

  it('are refused above ten thousand', async () => {
    const study = await start({ project: classicClinic });
    const many = Array.from({ length: 10_001 }, () => ({ record: '1', instrument: 'demographics', values: [] }));
    expect(await write(study, many)).toMatchObject({ errors: [{ code: 'VALIDATION', path: ['rows'] }] });
  });
});
