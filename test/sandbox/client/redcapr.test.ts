import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';

import { createSandbox } from '../../../src/sandbox/http/app.ts';
import { loadProjectFile } from '../../../src/sandbox/source/project-file.ts';
import type { SandboxProject } from '../../../src/sandbox/state/project.ts';
import { createStore } from '../../../src/sandbox/state/store.ts';
import { asStored, hasExport, itOnStudies, studyNamed, type KnownStudy } from '../../support/known-study.ts';
import { describeOn } from './cast.ts';
import { inventedProjects, ownProjects } from './redcapr-cast.ts';

/** What REDCapR's own suite asks of a server that has its test projects, and relies on. */
interface RedcapR {
  readonly project: SandboxProject;
  readonly send: (sent: Readonly<Record<string, string>>) => Promise<{ status: number; text: string }>;
  readonly upload: (sent: Readonly<Record<string, string>>, file: File) => Promise<{ status: number; text: string }>;
}

/** Serves one of the test projects at noon of 2024-10-11, its records from eleven o'clock on. */
const serve = (name: string): RedcapR => {
  let now = new Date(2024, 9, 11, 11, 0, 0);
  const store = createStore({ seed: name, now: () => now, variants: asStored });
  const project = loadProjectFile(store, join(studyNamed(name).folder, 'project.xml'));
  now = new Date(2024, 9, 11, 12, 0, 0);
  const handle = createSandbox(store, (error) => {
    throw error;
  });
  const token = project.users[0]?.token ?? '';
  const post = async (body: BodyInit): Promise<{ status: number; text: string }> => {
    const answer = await handle(new Request('http://sandbox.test/api/', { method: 'POST', body }));
    return { status: answer.status, text: await answer.text() };
  };
  return {
    project,
    send: (sent) => post(new URLSearchParams({ token, ...sent })),
    upload: (sent, file) => {
      const form = new FormData();
      for (const [key, value] of Object.entries({ token, ...sent })) form.append(key, value);
      form.append('file', file);
      return post(form);
    },
  };
};

/** What `redcap_read_oneshot` sends when nothing is asked for but everything. */
const readAll: Readonly<Record<string, string>> = {
  content: 'record',
  format: 'csv',
  type: 'flat',
  rawOrLabel: 'raw',
  rawOrLabelHeaders: 'raw',
  exportCheckboxLabel: 'false',
  exportSurveyFields: 'false',
  exportDataAccessGroups: 'false',
  filterLogic: '',
  dateRangeBegin: '',
  dateRangeEnd: '',
  exportBlankForGrayFormStatus: 'false',
};

/** What `redcap_write_oneshot` sends besides the data. */
const write: Readonly<Record<string, string>> = {
  content: 'record',
  format: 'csv',
  type: 'flat',
  overwriteBehavior: 'overwrite',
  returnContent: 'ids',
  returnFormat: 'csv',
};

const readCsv = (text: string): Record<string, string>[] => parse(text, { columns: true, skip_empty_lines: true });

/** As R's `write.csv` does: names and texts in quotes, numbers without, nothing for a missing value. */
const writeCsv = (rows: readonly Readonly<Record<string, string>>[]): string => {
  const quote = (value: string): string =>
    value === '' || /^-?\d+(\.\d+)?$/.test(value) ? value : `"${value.replaceAll('"', '""')}"`;
  const names = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => names.map((name) => quote(row[name] ?? '')).join(','));
  return [names.map((name) => `"${name}"`).join(','), ...lines].join('\n');
};

const without = (row: Readonly<Record<string, string>>, ...names: string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

const describeCasts = describeOn(ownProjects, inventedProjects);

const badToken = 'BAD00000000000000000000000000000';

describeCasts('reading, as REDCapR does it at one go', (cast) => {
  it('has empty lists for no restriction', async () => {
    const { send } = serve(cast.simple);
    const whole = (await send(readAll)).text;
    expect(readCsv(whole)).toHaveLength(cast.records.length);
    expect(Object.keys(readCsv(whole)[0] ?? {})).toHaveLength(cast.columns);
    expect((await send({ ...readAll, records: '', fields: '', forms: '', events: '' })).text).toBe(whole);
  });

  it('has lists with commas', async () => {
    const { send } = serve(cast.simple);
    const [fields, records, csv] = cast.some;
    expect((await send({ ...readAll, fields, records })).text).toBe(csv);
  });

  it('has the columns that were named and no record id', async () => {
    const { send } = serve(cast.simple);
    const [fields, csv, healthCsv] = cast.bare;
    expect((await send({ ...readAll, fields, records: '1' })).text).toBe(csv);
    expect((await send({ ...readAll, forms: 'health', records: '2' })).text).toBe(healthCsv);
  });

  it('has labels of options and groups', async () => {
    const { send } = serve(cast.simple);
    const labels = { ...readAll, rawOrLabel: 'label', exportDataAccessGroups: 'true' };
    const [first] = readCsv((await send({ ...labels, exportCheckboxLabel: 'true' })).text);
    expect(first).toMatchObject(cast.labels);
    expect(readCsv((await send(labels)).text)[0]).toMatchObject(cast.boxes);
  });

  it('has labels in the header, the same one for every form status', async () => {
    const { send } = serve(cast.simple);
    const [header = ''] = (await send({ ...readAll, rawOrLabelHeaders: 'label' })).text.split('\n');
    expect(header.split('Complete?')).toHaveLength(4);
    for (const label of cast.headers) expect(header).toContain(label);
  });

  it.each(cast.filters)('keeps what %s leaves', async (filterLogic, expected) => {
    const { send } = serve(cast.simple);
    const { text } = await send({ ...readAll, filterLogic });
    expect(readCsv(text).map((row) => row[cast.idField])).toEqual(expected);
  });

  it.each([
    ['2018-08-01 03:00:00', '2024-10-11 12:00:00', cast.records.length],
    ['2024-10-11 11:30:00', '', 0],
  ])('finds the records of a served file between %s and %s', async (dateRangeBegin, dateRangeEnd, count) => {
    const { send } = serve(cast.simple);
    expect(readCsv((await send({ ...readAll, dateRangeBegin, dateRangeEnd })).text)).toHaveLength(count);
  });

  it('is a line break where there is nothing', async () => {
    expect(await serve(cast.empty).send(readAll)).toEqual({ status: 200, text: '\n' });
    expect(await serve(cast.simple).send({ ...readAll, records: '99' })).toEqual({ status: 200, text: '\n' });
  });

  it('names the fields that a project does not have', async () => {
    expect(await serve(cast.simple).send({ ...readAll, fields: `${cast.idField},bad_field_1` })).toEqual({
      status: 400,
      text: 'ERROR: The following values in the parameter "fields" are not valid: \'bad_field_1\'',
    });
  });

  it('has EAV in the order of the dictionary, with calculated fields at the end of each record', async () => {
    const { send } = serve(cast.simple);
    const lines = readCsv((await send({ ...readAll, type: 'eav' })).text);
    expect(lines).toHaveLength(cast.lines);
    expect(lines.slice(0, cast.linesOfFirst.length).map((line) => line.field_name)).toEqual(cast.linesOfFirst);
  });

  it('has survey columns', async () => {
    const { send } = serve(cast.survey);
    const [header = ''] = (await send({ ...readAll, exportSurveyFields: 'true' })).text.split('\n');
    expect(header).toMatch(cast.surveyHeader);
  });
});

/** How many records a slice has; the others have two. */
const sliceSizes: Readonly<Record<string, number>> = {
  'clinical-trial-1': 100,
  'arm-single-longitudinal': 1,
  'repeating-instruments': 1,
  archive: 1,
};

/** The whole of a study from slices of its records. */
const readSlices = async ({ send }: RedcapR, study: KnownStudy): Promise<Record<string, string>[]> => {
  const dictionary = readCsv((await send({ content: 'metadata', format: 'csv', forms: '', fields: '' })).text);
  const idField = dictionary[0]?.field_name ?? '';
  const names = readCsv((await send({ ...readAll, fields: idField })).text).map((row) => row[idField] ?? '');
  const ids = [...new Set(names)].sort();
  const size = sliceSizes[study.name] ?? 2;
  const rows: Record<string, string>[] = [];
  for (let start = 0; start < ids.length; start += size) {
    const records = ids.slice(start, start + size).join(',');
    rows.push(...readCsv((await send({ ...readAll, records })).text));
  }
  return rows;
};

describe('reading, as REDCapR does it in batches, on known studies', () => {
  itOnStudies(
    'makes the whole of $name from slices of records',
    async (study) => {
      const served = serve(study.name);
      const rows = await readSlices(served, study);
      const whole = readCsv((await served.send(readAll)).text);
      const inOrder = (all: readonly Record<string, string>[]): string[] =>
        all.map((row) => JSON.stringify(row)).sort();
      expect(inOrder(rows)).toEqual(inOrder(whole));
      expect(rows.length).toBeGreaterThan(0);
    },
    (study) => hasExport(study) && !['empty-rows', 'single-column', 'greenhouse'].includes(study.name),
  );
});

describeCasts('reading, as REDCapR does it in batches', (cast) => {
  it('asks for the names of the records that a filter leaves, and for their rows with the same filter', async () => {
    const { send } = serve(cast.simple);
    const [filterLogic = '', names = []] = cast.filters[0] ?? [];
    const filtered = { ...readAll, filterLogic };
    const { idField } = cast;
    expect((await send({ ...filtered, fields: idField })).text).toBe(`${[idField, ...names].join('\n')}\n`);
    const records = names.join(',');
    expect(readCsv((await send({ ...filtered, records, rawOrLabel: 'label' })).text)).toHaveLength(2);
  });
});

describeCasts('the design, as REDCapR reads it', (cast) => {
  it.each([
    ['arm', 'arms'],
    ['event', 'events'],
    ['formEventMapping', 'form/event mappings'],
  ])('is refused for %s of a classic project, which the client takes for "none"', async (content, words) => {
    expect(await serve(cast.simple).send({ content, format: 'csv', arms: '' })).toEqual({
      status: 400,
      text: `ERROR: You cannot export ${words} for classic projects`,
    });
  });

  it('is refused for the repeating setup of a project without one', async () => {
    // The suite asserts this; redcapAPI never asks such a project.
    expect(await serve(cast.simple).send({ content: 'repeatingFormsEvents', format: 'csv' })).toEqual({
      status: 400,
      text:
        'ERROR: You cannot export repeating instruments and events because the project does not contain any repeating ' +
        'instruments and events',
    });
  });

  it('has events and arms as the server exported them, event ids apart', async () => {
    const { send } = serve(cast.longitudinal);
    const exported = (file: string): Record<string, string>[] => readCsv(studyNamed(cast.longitudinal).read(file));
    expect(readCsv((await send({ content: 'arm', format: 'csv' })).text)).toEqual(exported(cast.armFile));
    const events = readCsv((await send({ content: 'event', format: 'csv' })).text);
    expect(events.map((event) => without(event, 'event_id'))).toEqual(
      exported(cast.eventFile).map((event) => without(event, 'event_id')),
    );
    expect(events.every((event) => Number(event.event_id) > 0)).toBe(true);
  });

  it('has mappings of one arm, and a header alone for an arm that is not there', async () => {
    const { send } = serve(cast.longitudinal);
    const mappings = { content: 'formEventMapping', format: 'csv' };
    expect((await send({ ...mappings, arms: '1' })).text).toBe((await send({ ...mappings, arms: '' })).text);
    expect((await send({ ...mappings, arms: '7' })).text).toBe('arm_num,unique_event_name,form\n');
  });

  it('has groups with numbers, and a header alone where there are none', async () => {
    const dag = { content: 'dag', format: 'csv' };
    expect(readCsv((await serve(cast.simple).send(dag)).text)).toMatchObject(
      cast.groups.map(([name, uniqueName]) => ({ data_access_group_name: name, unique_group_name: uniqueName })),
    );
    expect((await serve(cast.groupless).send(dag)).text).toBe(
      'data_access_group_name,unique_group_name,data_access_group_id\n',
    );
  });

  it('has users as one row, their forms in one cell', async () => {
    const [user] = readCsv((await serve(cast.simple).send({ content: 'user', format: 'csv' })).text);
    expect(user).toMatchObject({
      username: 'sandbox_owner',
      expiration: '',
      design: '1',
      api_export: '1',
      forms_export: cast.forms.map((form) => `${form}:1`).join(','),
    });
  });

  it('has project information as one row with numbers for flags', async () => {
    const [info] = readCsv((await serve(cast.simple).send({ content: 'project', format: 'csv' })).text);
    expect(info).toMatchObject({
      project_title: cast.title,
      in_production: '0',
      project_language: 'English',
      is_longitudinal: '0',
      has_repeating_instruments_or_events: '0',
      record_autonumbering_enabled: '1',
      production_time: '',
      bypass_branching_erase_field_prompt: '0',
    });
  });

  it.each([
    [cast.simple, cast.nextRecord],
    [cast.nonnumeric, '1'],
  ])('names the next record of %s', async (name, expected) => {
    const { send } = serve(name);
    expect((await send({ content: 'generateNextRecordName', format: 'csv' })).text).toBe(expected);
  });

  it('names the next record of a group behind the number of the group', async () => {
    const { project, send } = serve(cast.grouped);
    const [group] = project.dags;
    const [user] = project.users;
    if (group === undefined || user === undefined) throw new Error('The project has no groups');
    project.dags = [{ ...group, groupId: 331 }, ...project.dags.slice(1)];
    user.dagId = 331;
    expect((await send({ content: 'generateNextRecordName', format: 'csv' })).text).toBe(cast.nextInGroup);
  });

  it('is read in slices of forms, and written back from a file', async () => {
    const { send } = serve(cast.simple);
    const health = (await send({ content: 'metadata', format: 'csv', forms: 'health', fields: '' })).text;
    expect(readCsv(health).map((field) => field.field_name)).toEqual(cast.healthFields);
    const whole = (await send({ content: 'metadata', format: 'csv', forms: '', fields: '' })).text;
    const data = writeCsv(readCsv(whole));
    const answer = await send({ content: 'metadata', format: 'csv', returnFormat: 'csv', data });
    expect(answer).toEqual({ status: 200, text: String(cast.fields) });
    expect((await send({ content: 'metadata', format: 'csv', forms: '', fields: '' })).text).toBe(whole);
  });
});

describeCasts('the log, as REDCapR reads it', (cast) => {
  const log = { content: 'log', format: 'csv', beginTime: '2024-10-11 00:00', endTime: '2024-10-11 24:00' };

  it('covers a whole day, whose last minute is written as 24:00', async () => {
    const { send } = serve(cast.simple);
    const lines = readCsv((await send(log)).text);
    expect(lines.map((line) => line.action)).toEqual(
      cast.records.toReversed().map((name) => `Create record (import) ${name}`),
    );
    const nextDay = { ...log, beginTime: '2024-10-12 00:00', endTime: '2024-10-12 24:00' };
    expect((await send(nextDay)).text).toBe('timestamp,username,action,details,record\n');
  });

  it('has the words of a server for exports, and blanks for line breaks', async () => {
    const { send } = serve(cast.simple);
    for (const content of ['instrument', 'dag', 'project']) await send({ content, format: 'csv' });
    await send({ ...write, data: `"${cast.idField}","${cast.notes}"\n${cast.records[1] ?? ''},"One\n\nTwo"` });
    const lines = readCsv((await send({ ...log, beginTime: '2024-10-11 11:30' })).text);
    expect(lines.map((line) => line.details)).toEqual([
      `${cast.notes} = 'One  Two'`,
      'Export project information (API)',
      'Export DAGs (API)',
      'Export instruments (API)',
    ]);
  });
});

describeCasts('writing, as REDCapR does it', (cast) => {
  it('takes back what was read without calculated fields, and leaves files where they are', async () => {
    const { send } = serve(cast.simple);
    const before = readCsv((await send(readAll)).text);
    const rows = before.map((row, index) => ({
      ...without(row, ...cast.calculated),
      [cast.text]: String(1001 + index),
    }));
    const answer = await send({ ...write, data: writeCsv(rows) });
    expect(answer).toEqual({ status: 200, text: ['id', ...cast.records].join('\n') });
    expect(readCsv((await send(readAll)).text)).toEqual(
      before.map((row, index) => ({ ...row, [cast.text]: String(1001 + index) })),
    );
  });

  it('takes the old sign of a document for a file', async () => {
    const { send } = serve(cast.simple);
    const data = `"${cast.idField}","${cast.file}"\n9,"[document]"`;
    expect(await send({ ...write, data })).toEqual({ status: 200, text: 'id\n9' });
    expect((await send({ ...readAll, fields: `${cast.idField},${cast.file}`, records: '9' })).text).toBe(
      `${cast.idField},${cast.file}\n9,\n`,
    );
  });

  it('is refused without the right to import, whatever the columns', async () => {
    const { project, send } = serve(cast.simple);
    const [user] = project.users;
    if (user !== undefined) user.flags = { ...user.flags, api_import: 0 };
    expect(await send({ ...write, data: '"mpg","cyl"\n21,6' })).toEqual({
      status: 403,
      text: 'ERROR: You do not have API Import/Update privileges',
    });
  });

  it('moves a record to another group, where its name stays and the first group no longer sees it', async () => {
    const { project, send } = serve(cast.grouped);
    const withGroups = { ...readAll, exportDataAccessGroups: 'true' };
    const rows = readCsv((await send(withGroups)).text);
    expect(rows.map((row) => row.redcap_data_access_group)).toEqual(cast.groupOfRecords);
    const data = writeCsv(
      rows.map((row, index) => (index === 1 ? { ...row, redcap_data_access_group: cast.movedTo } : row)),
    );
    expect(await send({ ...write, data })).toMatchObject({ status: 200 });
    const [user] = project.users;
    if (user !== undefined) user.dagId = project.dags[0]?.groupId ?? null;
    const seen = (await send(withGroups)).text;
    expect(readCsv(seen).map((row) => row[cast.groupedIdField])).toEqual(cast.left);
    expect(seen).not.toContain('redcap_data_access_group');
  });

  it('deletes records and answers their number, without a format', async () => {
    const { send } = serve(cast.deletable);
    const names = readCsv((await send({ ...readAll, fields: cast.deletableIdField })).text).map(
      (row) => row[cast.deletableIdField] ?? '',
    );
    const deletion = {
      content: 'record',
      action: 'delete',
      'records[0]': names[0] ?? '',
      'records[1]': names[1] ?? '',
    };
    expect(await send(deletion)).toEqual({ status: 200, text: '2' });
    const missing = await send({ content: 'record', action: 'delete', 'records[0]': '1' });
    expect(missing.status).toBe(400);
    expect(missing.text).toContain(
      'One or more of the records provided cannot be deleted because they do not exist in the project. The following ' +
        'records do not exist: 1',
    );
  });

  it('refuses in XML to delete records', async () => {
    const { project, send } = serve(cast.simple);
    const [user] = project.users;
    if (user !== undefined) user.flags = { ...user.flags, record_delete: 0 };
    expect(await send({ content: 'record', action: 'delete', 'records[0]': '1' })).toEqual({
      status: 403,
      text: '<?xml version="1.0" encoding="UTF-8" ?><hash><error>You do not have Delete Record privileges</error></hash>',
    });
  });

  it('uploads a file, and asks for one of a field that does not exist', async () => {
    const { send, upload } = serve(cast.simple);
    const place = { content: 'file', record: '3', field: cast.file, returnFormat: 'csv' };
    const image = new File([new Uint8Array([1, 2, 3])], 'mugshot-9.jpg', { type: 'image/jpeg' });
    expect(await upload({ ...place, action: 'import' }, image)).toEqual({ status: 200, text: '' });
    expect((await send({ ...readAll, fields: cast.file, records: '3' })).text).toBe(`${cast.file}\nmugshot-9.jpg\n`);
    expect(await send({ ...place, action: 'export', field: 'mugshotttttt' })).toEqual({
      status: 400,
      text: "ERROR: The field 'mugshotttttt' does not exist or is not a 'file' field",
    });
  });
});

describeCasts('a bad token', (cast) => {
  it.each([
    'arm',
    'dag',
    'event',
    'exportFieldNames',
    'formEventMapping',
    'instrument',
    'metadata',
    'record',
    'repeatingFormsEvents',
    'user',
  ])('is answered alike for %s', async (content) => {
    expect(await serve(cast.simple).send({ token: badToken, content, format: 'csv' })).toEqual({
      status: 403,
      text: 'ERROR: You do not have permissions to use the API',
    });
  });
});

describe('a wrong address', () => {
  it("is answered with a web server's page, to the letter", async () => {
    const handle = createSandbox(createStore());
    const answer = await handle(new Request('http://sandbox.test/apiFFFF/', { method: 'POST', body: 'token=x' }));
    expect([answer.status, await answer.text()]).toEqual([
      404,
      '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>404 Not Found</title>\n</head><body>\n' +
        '<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>\n</body></html>\n',
    ]);
  });
});
