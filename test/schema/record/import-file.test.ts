import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { clinic, classicClinic, everything, keep, stored } from '../../support/clinic.ts';
import { startStudy, type Study, type StudyOptions } from '../../support/study.ts';
import { createStudyClock, subscribeTo } from '../../support/subscription.ts';

const studies: Study[] = [];

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: clinic, ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const document = `mutation ($input: ImportRecordsFileInput!) {
  importRecordsFile(input: $input) {
    rowCount createdCount updatedCount unchangedCount rejectedCount notAttemptedCount unknownCount dryRun
    rows { index record outcome errors { code path message } }
    errors { code path message }
  }
}`;

const upload = (text: string): object => ({
  promise: Promise.resolve({
    filename: 'rows',
    mimetype: 'text/csv',
    createReadStream: () => Readable.from([Buffer.from(text)]),
  }),
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
const importFile = async (study: Study, text: string, more: object = {}): Promise<any> => {
  const input = { project: 'study', format: 'CSV', file: upload(text), ...more };
  const { data, errors } = await study.run(document, { input });
  expect(errors).toEqual([]);
  return data.importRecordsFile;
};

const imports = (study: Study): Record<string, string>[][] =>
  study.calls
    .filter((call) => call['content'] === 'record' && call['data'] !== undefined)
    .map((call) => JSON.parse(call['data'] ?? '') as Record<string, string>[]);

const zero = {
  createdCount: 0,
  updatedCount: 0,
  unchangedCount: 0,
  rejectedCount: 0,
  notAttemptedCount: 0,
  unknownCount: 0,
};

const header = 'record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance';

describe('importRecordsFile', () => {
  it('writes the instruments of a flat row, and leaves blanks as they are', async () => {
    const study = await start();
    keep(study.project, '1', 'baseline_arm_1', { first_name: 'Ada', weight: '60.5', notes: 'kept' });
    const result = await importFile(
      study,
      `${header},first_name,weight,notes,race___1,race____4,demographics_complete,sodium\n` +
        '1,baseline_arm_1,,,Ada,70.1,,1,0,2,\n' +
        '9,baseline_arm_1,,,"Bo ""B"", é",,,,,,\n',
    );
    expect(result).toMatchObject({ ...zero, rowCount: 2, updatedCount: 1, createdCount: 1, rows: [], errors: [] });
    expect(stored(study.project, '1', 'baseline_arm_1')).toEqual({
      first_name: 'Ada',
      weight: '70.1',
      notes: 'kept',
      double: '140.2',
      'race(1)': '1',
      demographics_complete: '2',
    });
    expect(stored(study.project, '9', 'baseline_arm_1')).toMatchObject({ first_name: 'Bo "B", é' });
  });

  it('changes the options of a checkbox whose columns the file has, and no others', async () => {
    const study = await start({ project: classicClinic });
    keep(study.project, '1', 'event_1_arm_1', { first_name: 'Ada' }, { checked: { race: ['-4', 'a'] } });
    const before = imports(study).length;
    await importFile(study, 'record_id,race___1,race____4\n1,1,0\n');
    expect(imports(study).slice(before)).toEqual([[{ record_id: '1', race___1: '1', race____4: '0' }]]);
  });

  it('numbers new instances and names those that are given', async () => {
    const study = await start();
    const result = await importFile(
      study,
      `${header},ae_term\n1,baseline_arm_1,adverse_events,2,Rash\n1,baseline_arm_1,adverse_events,new,Pain\n`,
    );
    expect(result).toMatchObject({ ...zero, createdCount: 2, errors: [] });
    expect(stored(study.project, '1', 'baseline_arm_1', 'adverse_events', 2)).toMatchObject({ ae_term: 'Rash' });
    expect(stored(study.project, '1', 'baseline_arm_1', 'adverse_events', 4)).toMatchObject({ ae_term: 'Pain' });
  });

  it.each([
    ['NDJSON', '{"record_id":"7","first_name":"Gil","weight":61.5}\n\n{"record_id":"8","first_name":null}\n'],
    ['JSON', ' [ {"record_id":"7","first_name":"Gil","weight":"61.5"},\n {"first_name":"","record_id":"8"} ]\n'],
    ['CSV', '\ufeffrecord_id,first_name,weight\r\n7,Gil,61.5\r\n8,,'],
  ])('reads %s', async (format, text) => {
    const study = await start({ project: classicClinic });
    expect(await importFile(study, text, { format })).toMatchObject({ rowCount: 2, createdCount: 2, errors: [] });
    expect(stored(study.project, '7', 'event_1_arm_1')).toMatchObject({ first_name: 'Gil', weight: '61.5' });
    expect(study.project.records.has('8')).toBe(true);
  });

  it('refuses the whole file for one bad row, before anything is sent, and says where it is', async () => {
    const study = await start();
    const before = everything(study.project);
    const result = await importFile(
      study,
      `${header},weight,sodium\n1,baseline_arm_1,,,70.1,\n2,baseline_arm_1,,,x,1\n`,
    );
    expect(result).toMatchObject({ ...zero, rejectedCount: 1, notAttemptedCount: 1 });
    expect(result.rows).toEqual([
      {
        index: 1,
        record: '2',
        outcome: 'REJECTED',
        errors: [expect.objectContaining({ path: ['rows', '1', 'weight'] })],
      },
    ]);
    expect(result.errors).toEqual([
      expect.objectContaining({
        message: '1 of the rows cannot be written, and so nothing was sent: see their errors.',
      }),
    ]);
    expect(everything(study.project)).toEqual(before);
    expect(imports(study)).toEqual([]);
  });

  it('leaves bad rows out with all their instruments, and writes the others, as onBadRow says', async () => {
    const study = await start();
    const text = `${header},weight,sodium\n9,baseline_arm_1,,,70.1,\n2,baseline_arm_1,,,x,1\n3,nowhere,,,70.1,\n`;
    const result = await importFile(study, text, { onBadRow: 'WRITE_GOOD' });
    expect(result).toMatchObject({ ...zero, createdCount: 1, rejectedCount: 2 });
    expect(result.rows.map((row: { index: number }) => row.index)).toEqual([1, 2]);
    expect(result.rows[1].errors).toMatchObject([{ code: 'NOT_FOUND', path: ['rows', '2', 'redcap_event_name'] }]);
    expect(result.errors).toMatchObject([
      { message: '2 of the rows cannot be written, and were left out: see their errors.' },
    ]);
    expect(imports(study)).toEqual([[{ record_id: '9', redcap_event_name: 'baseline_arm_1', weight: '70.1' }]]);
  });

  it('names the columns that the project does not have, and those that no import can write', async () => {
    const study = await start({ project: classicClinic });
    const unknown = await importFile(study, 'record_id,agee,weight,Ada Lovelace\n1,2,3,4\n');
    expect(unknown).toMatchObject({ rowCount: null, rows: [] });
    expect(unknown.errors[0].message).toContain('no such columns: agee, the column at 4.');
    expect((await importFile(study, 'record_id,double\n1,2\n')).errors[0].message).toContain(
      'cannot write these columns: double.',
    );
    expect((await importFile(study, '1,2\n3,4\n')).errors[0].message).toContain('There is no column record_id');
    expect(imports(study)).toEqual([]);
  });

  it.each([
    ['a quote that is not closed', 'record_id,notes\n1,"x\n', 'CSV', 'The file is not CSV'],
    ['a row of other width', 'record_id,notes\n1,a\n2\n', 'CSV', 'Row 2 has another number of cells'],
    ['a list that does not end', '[{"record_id":"1"}', 'JSON', 'The file is not a JSON list'],
    ['a value that is a list', '{"record_id":["1"]}', 'NDJSON', 'The file is not NDJSON'],
    ['no rows', 'record_id\n', 'CSV', 'The file has no rows.'],
  ])('sends nothing of a file with %s', async (_what, text, format, message) => {
    const study = await start({ project: classicClinic });
    const result = await importFile(study, text, { format, onBadRow: 'WRITE_GOOD' });
    expect(result.errors[0].message).toContain(message);
    expect(imports(study)).toEqual([]);
  });

  it('sends nothing of bytes that are not those announced', async () => {
    const study = await start({ project: classicClinic });
    const text = 'record_id,weight\n1,70.1\n';
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(await importFile(study, `${text}2,70.1\n`, { sha256 })).toMatchObject({ errors: [{ path: ['sha256'] }] });
    expect(imports(study)).toEqual([]);
    expect(await importFile(study, text, { sha256 })).toMatchObject({ createdCount: 1, errors: [] });
  });

  it('counts in a dry run what would change, and writes nothing', async () => {
    const study = await start({ project: classicClinic });
    keep(study.project, '1', 'event_1_arm_1', { weight: '70.1' });
    for (const onBadRow of ['REFUSE_ALL', 'WRITE_GOOD']) {
      const result = await importFile(study, 'record_id,weight\n1,70.1\n2,61.0\n', { dryRun: true, onBadRow });
      expect(result).toMatchObject({ ...zero, dryRun: true, unchangedCount: 1, createdCount: 1, errors: [] });
    }
    expect(imports(study)).toEqual([]);
  });
});

const people = (count: number): string =>
  `record_id,first_name\n${Array.from({ length: count }, (_row, index) => `p${String(index)},name ${String(index)}`).join('\n')}\n`;

describe('a long file', () => {
  it('goes to REDCap in parts of a thousand rows, and its progress can be watched', async () => {
    const study = await start({ project: classicClinic });
    const progress: unknown[] = [];
    const idempotencyKey = 'file-1';
    const watch = `{ project(key: "study") { importProgress(idempotencyKey: "${idempotencyKey}") { rowCount settledCount isFinished } } }`;
    const look = async (): Promise<unknown> => (await study.run(watch)).data.project.importProgress;
    const watched = await start({
      project: classicClinic,
      intercept: async (call, answer) => {
        if (call['data'] !== undefined) progress.push((await watched.run(watch)).data.project.importProgress);
        return answer();
      },
    });
    const result = await importFile(watched, people(2_500), { idempotencyKey });
    expect(result).toMatchObject({ ...zero, rowCount: 2_500, createdCount: 2_500, errors: [] });
    expect(imports(watched).map((rows) => rows.length)).toEqual([1_000, 1_000, 500]);
    expect(progress).toEqual(
      [0, 1_000, 2_000].map((settledCount) => ({ rowCount: 2_500, settledCount, isFinished: false })),
    );
    expect(await look()).toBeNull();
    const again = await importFile(watched, people(2_500), { idempotencyKey });
    expect(again).toEqual(result);
    expect(imports(watched)).toHaveLength(3);
    expect((await importFile(watched, people(2), { idempotencyKey })).errors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED' },
    ]);
  });

  it('reports its progress to those who have subscribed, from before it begins until it has ended', async () => {
    const clock = createStudyClock();
    const study = await start({
      project: classicClinic,
      clock,
      // A second passes before each part is written.
      intercept: async (call, answer) => {
        if (call['data'] !== undefined) await clock.fake.advance(1_000);
        return answer();
      },
    });
    const progress = await subscribeTo(
      study,
      'subscription { importProgress(project: "study", idempotencyKey: "file-2") { rowCount settledCount isFinished } }',
    );
    expect(await progress.next()).toBeNull();
    const seen: unknown[] = [];
    const reading = (async () => {
      for (let event = await progress.next(); event !== undefined; event = await progress.next()) seen.push(event);
    })();
    const result = await importFile(study, people(2_500), { idempotencyKey: 'file-2' });
    expect(result).toMatchObject({ createdCount: 2_500, errors: [] });
    await clock.fake.advance(1_000);
    await reading;
    expect(seen).toEqual([
      { rowCount: 2_500, settledCount: 0, isFinished: false },
      { rowCount: 2_500, settledCount: 1_000, isFinished: false },
      { rowCount: 2_500, settledCount: 2_000, isFinished: false },
      { rowCount: 2_500, settledCount: 2_500, isFinished: true },
    ]);
  });

  it('says what was written where it stops in the middle, and sends nothing twice', async () => {
    let writes = 0;
    const study = await start({
      project: classicClinic,
      intercept: (call, answer) => {
        if (call['data'] === undefined) return answer();
        writes += 1;
        return writes === 2 ? Promise.resolve('reset' as const) : answer();
      },
    });
    const result = await importFile(study, people(3_000));
    expect(result).toMatchObject({ ...zero, createdCount: 1_000, unknownCount: 1_000, notAttemptedCount: 1_000 });
    expect(result.rows).toHaveLength(1_000);
    expect(result.rows[0]).toMatchObject({ index: 1_000, record: 'p1000', outcome: 'UNKNOWN' });
    expect(result.errors).toMatchObject([{ code: 'PARTIAL_WRITE' }]);
    expect(writes).toBe(2);
  });

  it('ends with the part that REDCap refuses, or goes on without the rows that it names', async () => {
    const refusing: Partial<StudyOptions> = {
      project: classicClinic,
      intercept: (call, answer) =>
        call['data']?.includes('"p1500"') === true
          ? Promise.resolve(
              Response.json({ error: '"p1500","first_name","name 1500","The record is locked"' }, { status: 400 }),
            )
          : answer(),
    };
    const stopped = await importFile(await start(refusing), people(3_000));
    expect(stopped).toMatchObject({ ...zero, createdCount: 1_000, rejectedCount: 1_000, notAttemptedCount: 1_000 });
    const left = await importFile(await start(refusing), people(3_000), { onBadRow: 'WRITE_GOOD' });
    expect(left).toMatchObject({ ...zero, createdCount: 2_999, rejectedCount: 1 });
    expect(left.rows).toMatchObject([
      { index: 1_500, outcome: 'REJECTED', errors: [{ path: ['rows', '1500', 'first_name'] }] },
    ]);
  });

  it.each(['REFUSE_ALL', 'WRITE_GOOD'])(
    'says what was written wherever REDCap falls silent, where only the rows show how instruments repeat: %s',
    async (onBadRow) => {
      // Two chunks: one of a thousand rows, and one of one row.
      const [head = '', ...rows] = people(1_001).trimEnd().split('\n');
      const text = [`${head},redcap_event_name`, ...rows.map((row) => `${row},baseline_arm_1`)].join('\n');
      const startUntil = (last: number): Promise<Study> => {
        let calls = 0;
        return start({
          intercept: async (call, answer) => {
            if (/^(?:repeatingFormsEvents|project_xml)$/.test(call['content'] ?? '')) {
              return Response.json({ error: 'You do not have Project Design privileges' }, { status: 403 });
            }
            calls += 1;
            return calls > last ? 'reset' : answer();
          },
        });
      };
      const whole = await startUntil(Number.POSITIVE_INFINITY);
      const before = whole.project.records.size;
      expect(await importFile(whole, text, { onBadRow })).toMatchObject({ createdCount: 1_001, errors: [] });
      const first = whole.calls.findIndex((call) => call['data'] !== undefined);
      expect(first).toBeGreaterThan(0);
      // What comes before the first write is counted too; refused calls stand for nothing.
      for (let last = first - 2; last < whole.calls.length - 2; last += 1) {
        const study = await startUntil(last);
        const result = await importFile(study, text, { onBadRow });
        const written = study.project.records.size - before;
        const { createdCount, unknownCount, notAttemptedCount } = result;
        expect([last, createdCount + unknownCount + notAttemptedCount]).toEqual([last, 1_001]);
        expect([last, createdCount <= written && written <= createdCount + unknownCount]).toEqual([last, true]);
        expect([last, result.errors.length > 0]).toEqual([last, true]);
        await study.close();
      }
    },
    60_000,
  );

  it('sees the part that was sent to its end when the caller leaves, and sends no other', async () => {
    const leaving = new AbortController();
    const study = await start({
      project: classicClinic,
      operation: { signal: leaving.signal },
      intercept: (call, answer) => {
        if (call['data']?.includes('"p1500"') === true) leaving.abort();
        return answer();
      },
    });
    const result = await importFile(study, people(3_000), { onBadRow: 'WRITE_GOOD', idempotencyKey: 'left' });
    expect(result).toMatchObject({ ...zero, createdCount: 2_000, notAttemptedCount: 1_000, rows: [] });
    expect(result.errors[0]).toMatchObject({ code: 'PARTIAL_WRITE' });
    expect(imports(study).map((rows) => rows.length)).toEqual([1_000, 1_000]);
  });

  it('says how far it came where its copy of the file cannot be read on', async () => {
    const study = await start({ project: classicClinic });
    const text = people(3_000);
    let reads = 0;
    const createReadStream = (): Readable => {
      reads += 1;
      // The second reading checks the rows, and the third sends them.
      if (reads < 3) return Readable.from([Buffer.from(text)]);
      return Readable.from(
        (function* () {
          yield Buffer.from(text.slice(0, text.indexOf('p2100')));
          throw new Error('the disk is broken');
        })(),
      );
    };
    const file = { promise: Promise.resolve({ filename: 'rows', mimetype: 'text/csv', createReadStream }) };
    const result = await importFile(study, '', { file });
    expect(result).toMatchObject({ ...zero, rowCount: 3_000, createdCount: 2_000, notAttemptedCount: 1_000 });
    expect(result.errors).toMatchObject([
      { code: 'PARTIAL_WRITE' },
      {
        code: 'UPLOAD_INCOMPLETE',
        message: 'The gateway could not read its copy of the file on: only the first 2000 rows were attempted.',
      },
    ]);
  });
});
