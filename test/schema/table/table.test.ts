import { afterEach, describe, expect, it } from 'vitest';
import { exportVersion } from '../../../src/redcap/methods/version.ts';
import { addUser } from '../../../src/sandbox/odm/index.ts';
import { fetchDownload } from '../../support/fetch.ts';
import { clinic, keep } from '../../support/clinic.ts';
import { inventedStudies } from '../../support/known-study.ts';
import { manyRecordsXml } from '../../support/many-records.ts';
import { recordsAsked } from '../../support/records-asked.ts';
import { projectFromXml, startStudy, type SandboxCall, type Study, type StudyOptions } from '../../support/study.ts';
import { fetchTable, openTableOf, readCsvRows, readNdjsonRows, readParquetFooter, readParquetRows } from './support.ts';

const studies: Study[] = [];

const start = async (project: StudyOptions['project'], options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project, ...options });
  studies.push(study);
  return study;
};

const startMany = (count: number, options: Partial<StudyOptions> = {}): Promise<Study> =>
  start(projectFromXml(manyRecordsXml(count)), options);

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const isBatch = (call: SandboxCall): boolean => call['records[0]'] !== undefined;

/** Leaves some rows out of every answer to an export by names. */
const withoutRows =
  (isLeftOut: (row: Record<string, string>) => boolean): NonNullable<StudyOptions['intercept']> =>
  async (call, answer) => {
    const response = await answer();
    if (!isBatch(call)) return response;
    const rows = (await response.json()) as Record<string, string>[];
    return Response.json(rows.filter((row) => !isLeftOut(row)));
  };

describe('the table of records', () => {
  it.each(inventedStudies)("of $name has REDCap's rows and columns", async (known) => {
    const study = await start(projectFromXml(known.xml()));
    const exported = readCsvRows(
      Buffer.from(
        await study.post({ content: 'record', type: 'flat', format: 'csv', exportBlankForGrayFormStatus: 'true' }),
      ),
    );
    const table = readCsvRows(await fetchTable(study, ''));
    const byText = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
    expect(byText(table)).toEqual(byText(exported));
  });

  it('has the groups and survey fields where they are asked for', async () => {
    const study = await start(clinic);
    await study.post({
      content: 'dag',
      action: 'import',
      format: 'json',
      data: '[{"data_access_group_name":"Lyon","unique_group_name":""}]',
    });
    const table = readCsvRows(await fetchTable(study, 'groupColumn: true, surveyFields: true, fields: ["sex"]'));
    expect(Object.keys(table[0] ?? {})).toEqual([
      'record_id',
      'redcap_event_name',
      'redcap_repeat_instrument',
      'redcap_repeat_instance',
      'redcap_data_access_group',
      'sex',
    ]);
  });

  it('has only rows of the events, of records that the filter selects', async () => {
    const study = await start(clinic);
    keep(study.project, '2', 'unscheduled_arm_1', { pulse: '70' }, { repeatInstrument: '', instance: 1 });
    const args = 'fields: ["first_name", "pulse"], columns: TIDY';
    const rows = readCsvRows(await fetchTable(study, `${args}, where: { field: "first_name", eq: "Bo" }`));
    expect(rows.map((row) => [row['record_id'], row['redcap_event_name'], row['pulse']])).toEqual([
      ['2', 'baseline_arm_1', ''],
      ['2', 'unscheduled_arm_1', '70'],
    ]);
    const limited = readCsvRows(await fetchTable(study, `${args}, events: ["unscheduled_arm_1"]`));
    expect(limited.map((row) => [row['record_id'], row['pulse']])).toEqual([['2', '70']]);
  });

  it('is asked for in batches, the next when the one before has been read', async () => {
    const study = await startMany(1_200);
    const { body, summary } = await openTableOf(study, 'format: NDJSON');
    expect(study.calls.filter(isBatch)).toHaveLength(1);
    for await (const chunk of body) {
      expect(chunk.length).toBeGreaterThan(0);
      expect(study.calls.filter(isBatch)).toHaveLength(1);
      break;
    }
    expect(summary?.().rows).toBe(500);
    study.forget();
    const rows = readNdjsonRows(await fetchTable(study, 'format: NDJSON'));
    expect(rows.map((row) => row['id'])).toEqual(Array.from({ length: 1_200 }, (_, index) => String(index + 1)));
    expect(study.calls.filter(isBatch).map((call) => recordsAsked(call).length)).toEqual([500, 500, 200]);
  });

  it('is made in small pieces, however many rows one record has', async () => {
    const study = await startMany(0);
    const eventId = study.project.events[0]?.eventId ?? 0;
    study.project.repeating.push({ eventId, form: 'base', customLabel: '' });
    const rows = Array.from({ length: 6_000 }, (_, index) => ({
      id: '1',
      redcap_repeat_instrument: 'base',
      redcap_repeat_instance: String(index + 1),
      age: String(index),
    }));
    await study.post({ content: 'record', action: 'import', type: 'flat', format: 'json', data: JSON.stringify(rows) });
    const lines: number[] = [];
    for await (const piece of (await openTableOf(study, 'instrument: "base", format: CSV')).body) {
      lines.push(Buffer.from(piece).toString().split('\n').length - 1);
    }
    expect(lines.reduce((sum, count) => sum + count)).toBe(6_001);
    expect(Math.max(...lines)).toBeLessThan(3_000);
  });

  it('is asked for in halves of what is too much for REDCap', async () => {
    const study = await startMany(700, {
      intercept: async (call, answer) =>
        call['records[300]'] === undefined
          ? answer()
          : Response.json(
              { error: 'REDCap ran out of server memory. The request cannot be processed.' },
              { status: 400 },
            ),
    });
    expect(readCsvRows(await fetchTable(study, ''))).toHaveLength(700);
  });

  it('fails in the middle where REDCap does, and never looks whole', async () => {
    let batches = 0;
    const study = await startMany(700, {
      intercept: async (call, answer) =>
        isBatch(call) && (batches += 1) > 1 ? new Response('x', { status: 403 }) : answer(),
    });
    const { body } = await openTableOf(study, 'format: CSV');
    const read = async (): Promise<void> => {
      for await (const chunk of body) expect(chunk.length).toBeGreaterThan(0);
    };
    await expect(read()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('what a table says of itself', () => {
  const endings = async (study: Study, args = ''): Promise<readonly unknown[]> => {
    const lines = (await fetchTable(study, `format: NDJSON, summary: true ${args}`)).toString().trim().split('\n');
    const parquet = readParquetFooter(await fetchTable(study, `format: PARQUET ${args}`));
    const inFooter = parquet.key_value_metadata?.find(({ key }) => key === 'redcap_graphql_summary');
    const opened = await openTableOf(study, `format: CSV ${args}`);
    for await (const chunk of opened.body) expect(chunk).toBeInstanceOf(Uint8Array);
    return [JSON.parse(lines.at(-1) ?? ''), JSON.parse(inFooter?.value ?? ''), opened.summary?.()];
  };

  it('is that it is complete, in every format', async () => {
    const whole = { complete: true, rows: 3, omittedFields: [], missingRecords: [] };
    expect(await endings(await startMany(3))).toEqual([whole, whole, whole]);
  });

  it('names records that did not come, asked for twice', async () => {
    const study = await startMany(3, { intercept: withoutRows(({ id }) => id === '2') });
    const missing = { complete: false, rows: 2, omittedFields: [], missingRecords: ['2'] };
    expect(await endings(study)).toEqual([missing, missing, missing]);
  });

  it('names fields that export rights withhold, which have no column', async () => {
    const study = await start(clinic);
    const reader = addUser(study.project, study.store, {
      username: 'reader',
      rights: {
        flags: { api_export: 1 },
        forms: {},
        formsExport: Object.fromEntries(
          study.project.instruments.map(({ name }) => [name, name === 'demographics' ? 3 : 1]),
        ),
      },
    });
    const { body, omittedFields, summary } = await openTableOf(study, 'instrument: "demographics"', reader);
    let text = '';
    for await (const chunk of body) text += Buffer.from(chunk).toString();
    expect(omittedFields).toEqual(['first_name']);
    expect(text.split('\n')[0]).not.toContain('first_name');
    expect(summary?.()).toEqual({ complete: false, rows: 2, omittedFields: ['first_name'], missingRecords: [] });
  });

  it('is in a Parquet file without rows, too', async () => {
    const study = await startMany(0);
    const bytes = await fetchTable(study, 'format: PARQUET');
    expect(await readParquetRows(bytes)).toEqual([]);
    expect(readParquetFooter(bytes).schema.map(({ name }) => name)).toContain('age');
  });
});

describe('the table of an instrument', () => {
  it('has the rows that satisfy a filter themselves, whoever evaluates it', async () => {
    const study = await start(clinic);
    for (const filter of [
      'where: { field: "ae_term", eq: "Rash" }',
      'where: { field: "ae_term", startsWith: "ra" }',
      `filterLogic: "[ae_term] = 'Rash'"`,
    ]) {
      const rows = readCsvRows(await fetchTable(study, `instrument: "adverse_events", ${filter}, values: BOTH`));
      expect(rows).toEqual([
        {
          record_id: '1',
          redcap_event_name: 'baseline_arm_1',
          redcap_repeat_instrument: 'adverse_events',
          redcap_repeat_instance: '1',
          ae_term: 'Rash',
          ae_grade: '1',
          ae_grade__label: 'Mild',
          ae_report: '',
          adverse_events_complete: rows[0]?.['adverse_events_complete'],
          adverse_events_complete__label: rows[0]?.['adverse_events_complete__label'],
        },
      ]);
    }
  });
});

describe('the table of a report', () => {
  const withReport: StudyOptions['project'] = (store) => {
    const made = clinic(store);
    made.project.reports = [{ reportId: 3, attributes: { redcap_reports_fields: 'record_id,sex,race,weight' } }];
    return made;
  };

  it("has the report's rows and columns, with labels where they are asked for", async () => {
    const study = await start(withReport);
    const exported = JSON.parse(await study.post({ content: 'report', report_id: '3', format: 'json' })) as object[];
    expect(readCsvRows(await fetchTable(study, 'reportId: 3'))).toEqual(exported);
    const [first] = readCsvRows(await fetchTable(study, 'reportId: 3, values: LABELS'));
    expect(first).toMatchObject({ record_id: '1', sex: 'Female', race___1: 'Checked', race____4: 'Unchecked' });
    const [typed] = await readParquetRows(await fetchTable(study, 'reportId: 3, format: PARQUET'));
    expect(typed).toMatchObject({ sex: '0', sex__label: 'Female', race___1: true, weight: 61.5 });
  });

  it('gives the token back when its reader leaves in the middle', async () => {
    const study = await start(withReport);
    const { body } = await openTableOf(study, 'reportId: 3');
    await body[Symbol.asyncIterator]().return?.();
    const context = study.contextOf({});
    const source = context.projects.get('study');
    // A call that must be alone waits for all that are under way.
    await source?.writeAlone(exportVersion, undefined);
    expect(study.callsOf('version')).toHaveLength(1);
  });
});

describe('CSV for Excel', () => {
  it('begins with a byte order mark and has no cell that begins like a formula', async () => {
    const study = await start(clinic);
    for (const [index, start] of ['=', '+', '-', '@', '\t', '\r'].entries()) {
      keep(study.project, String(index + 3), 'baseline_arm_1', {
        first_name: `${start}1+1`,
        demographics_complete: '0',
      });
    }
    const args = 'instrument: "demographics", fields: ["first_name"]';
    const safe = await fetchTable(study, `${args}, excelSafe: true`);
    expect([...safe.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const names = (bytes: Buffer): string[] => readCsvRows(bytes).map((row) => row['first_name'] ?? '');
    expect(names(safe).slice(2)).toEqual(["'=1+1", "'+1+1", "'-1+1", "'@1+1", "'\t1+1", "'\r1+1"]);
    const plain = await fetchTable(study, args);
    expect(plain[0]).not.toBe(0xef);
    expect(names(plain).slice(2)).toEqual(['=1+1', '+1+1', '-1+1', '@1+1', '\t1+1', '\r1+1']);
  });
});

describe("a project's own graph", () => {
  it('has the same table, without the key of the project', async () => {
    const study = await start(clinic);
    const { data, errors } = await study.runTyped(
      '{ project { tableDownload(instrument: "adverse_events", fields: ["ae_term"]) { downloadUrl } } }',
    );
    expect(errors).toEqual([]);
    const fetched = await fetchDownload(study, data.project.tableDownload.downloadUrl);
    expect(fetched?.fileName).toBe('study.adverse_events.csv');
    expect(fetched?.bytes).toEqual(await fetchTable(study, 'instrument: "adverse_events", fields: ["ae_term"]'));
  });
});

describe('several tables at once', () => {
  it('take turns at REDCap, each with one call at a time', async () => {
    let under = 0;
    let most = 0;
    const study = await startMany(1_100, {
      intercept: async (call, answer) => {
        if (!isBatch(call)) return answer();
        under += 1;
        most = Math.max(most, under);
        const response = await answer();
        under -= 1;
        return response;
      },
    });
    const tables = await Promise.all([1, 2, 3].map(() => fetchTable(study, 'format: NDJSON')));
    expect(tables.map((bytes) => readNdjsonRows(bytes).length)).toEqual([1_100, 1_100, 1_100]);
    expect(most).toBeLessThanOrEqual(3);
    expect(study.calls.filter(isBatch)).toHaveLength(9);
  });
});

describe('tables that share one place at REDCap', () => {
  it('are given it in turn, and a small query of somebody else waits for one turn of each', async () => {
    const asked: string[] = [];
    let small: Promise<unknown> = Promise.resolve();
    const study: Study = await startMany(2_600, {
      transport: { maxConnections: 1 },
      intercept: async (call, answer) => {
        if (call['filterLogic'] !== undefined) asked.push('small');
        else if (isBatch(call)) asked.push(call['fields[1]'] ?? '');
        const isMiddle = asked.length === 6 && call['fields[1]'] === asked[5];
        if (isMiddle) {
          small = study.run(
            `{ project(key: "study") { records(first: 1, filterLogic: "[age] = '21'") { nodes { name } } } }`,
          );
        }
        return answer();
      },
    });
    await Promise.all(
      ['age', 'site', 'comment'].map((field) => fetchTable(study, `format: NDJSON, fields: ["${field}"]`)),
    );
    expect(await small).toMatchObject({ errors: [] });
    const tables = asked.filter((name) => name !== 'small');
    expect(Object.values(Object.groupBy(tables, (name) => name)).map((calls) => calls?.length)).toEqual([6, 6, 6]);
    // No table is ever more than two calls ahead of another.
    const counts = new Map(['age', 'site', 'comment'].map((name) => [name, 0]));
    for (const name of tables) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(2);
    }
    expect(asked.indexOf('small')).toBeGreaterThan(5);
    expect(asked.indexOf('small')).toBeLessThanOrEqual(6 + 3);
  });
});

describe('the arguments of a table', () => {
  it.each([
    ['instrument: "nope"', 'instrument'],
    ['fields: ["nope"]', 'fields'],
    ['fields: []', 'fields'],
    ['instrument: "labs", fields: ["sex"]', 'fields'],
    ['fields: ["welcome"]', 'fields'],
    ['events: ["nope"]', 'events'],
    ['events: []', 'events'],
    ['reportId: 0', 'reportId'],
    ['reportId: 3, fields: ["sex"]', 'fields'],
    ['reportId: 3, columns: TIDY', 'columns'],
    ['format: PARQUET, excelSafe: true', 'excelSafe'],
    ['format: CSV, summary: true', 'summary'],
    ['where: { field: "sex", eq: "0" }, filterLogic: "[sex] = 0"', 'filterLogic'],
    ['instrument: "adverse_events", where: { field: "sex", eq: "0" }', 'where'],
  ])('are refused before any call for rows: %s', async (args, argument) => {
    const study = await start(clinic);
    const { errors } = await study.run(`{ project(key: "study") { tableDownload(${args}) { downloadUrl } } }`);
    expect(errors.map(({ extensions }) => [extensions['code'], extensions['argument']])).toEqual([
      ['BAD_USER_INPUT', argument],
    ]);
    expect(study.callsOf('record')).toEqual([]);
  });
});
