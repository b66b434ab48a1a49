import { describe, expect, it } from 'vitest';

import { createSandbox } from '../../../../src/sandbox/http/app.ts';
import { addUser, readProjectXml, writeProjectXml } from '../../../../src/sandbox/odm/index.ts';
import { ensureRow } from '../../../../src/sandbox/state/rows.ts';
import { createStore } from '../../../../src/sandbox/state/store.ts';
import { itOnStudies, studyNamed, type KnownStudy } from '../../../support/known-study.ts';
import { itWith, requirement } from '../../../support/requirement.ts';
import type { SandboxKit } from '../../support.ts';
import { makeSandbox, tokens } from '../../support.ts';

const fill = (attributes: Record<string, string>): SandboxKit => {
  const kit = makeSandbox();
  const { classic, longitudinal } = kit;
  const add = (name: string, dagId: number, values: Record<string, string>): void => {
    const record = { name, dagId, surveyIdentifier: '', rows: new Map() };
    classic.records.set(name, record);
    const row = ensureRow(record, 100, '', null);
    for (const [field, value] of Object.entries(values)) row.values.set(field, value);
    row.checked.set('race', new Set(['1', 'A']));
  };
  add('10', 20, { first_name: 'Zoe', sex: '1', height: '9' });
  add('2', 21, { first_name: 'ann', sex: '0', height: '10', comments: 'a\nb\r\nc' });
  add('1', 21, { first_name: 'Bob', sex: '1', height: 'UNK' });
  classic.reports = [{ reportId: 3, attributes }];
  longitudinal.reports = [{ reportId: 3, attributes }];
  const record = { name: '7', dagId: null, surveyIdentifier: '', rows: new Map() };
  longitudinal.records.set('7', record);
  ensureRow(record, 201, '', null).values.set('consented', '1');
  ensureRow(record, 202, '', 1).values.set('weight', '61');
  ensureRow(record, 202, '', 2).values.set('weight', '72');
  longitudinal.records.set('8', { name: '8', dagId: null, surveyIdentifier: '', rows: new Map() });
  return kit;
};

const ask = { token: tokens.classic, content: 'report', report_id: '3' };

const jsonOf = (attributes: Record<string, string>, more: Readonly<Record<string, string>> = {}): Promise<unknown> =>
  fill(attributes).postJson({ ...ask, ...more });

describe('a report', () => {
  it('has its own columns in its own order, as text', async () => {
    expect(await jsonOf({ redcap_reports_fields: 'study_id,height,first_name,health_complete,gone' })).toEqual([
      { study_id: '1', height: 'UNK', first_name: 'Bob', health_complete: '0' },
      { study_id: '2', height: '10', first_name: 'ann', health_complete: '0' },
      { study_id: '10', height: '9', first_name: 'Zoe', health_complete: '0' },
    ]);
    const { text } = await fill({ redcap_reports_fields: 'study_id,height,first_name' }).post({
      ...ask,
      format: 'csv',
    });
    expect(text).toBe('study_id,height,first_name\n1,UNK,Bob\n2,10,ann\n10,9,Zoe\n');
  });

  it('has the record id only when it is a column of it', async () => {
    expect(await jsonOf({ redcap_reports_fields: 'sex' })).toEqual([{ sex: '1' }, { sex: '0' }, { sex: '1' }]);
  });

  it.each([
    [{ orderby_field1: 'study_id', orderby_sort1: 'DESC' }, ['10', '2', '1']],
    [{ orderby_field1: 'first_name', orderby_sort1: 'ASC' }, ['2', '1', '10']],
    [{ orderby_field1: 'height', orderby_sort1: 'ASC' }, ['10', '2', '1']],
    [{ orderby_field1: 'comments', orderby_sort1: 'DESC' }, ['2', '1', '10']],
    [
      { orderby_field1: 'sex', orderby_sort1: 'DESC', orderby_field2: 'height', orderby_sort2: 'DESC' },
      ['1', '10', '2'],
    ],
  ])('is sorted by %j', async (order, names) => {
    const rows = await jsonOf({ redcap_reports_fields: 'study_id', ...order });
    expect(rows).toEqual(names.map((study_id) => ({ study_id })));
  });

  it('puts two blanks in the place of a line break when it says so', async () => {
    const logic = { advanced_logic: "[study_id] = '2'", redcap_reports_fields: 'comments' };
    expect(await jsonOf({ ...logic, remove_line_breaks_in_values: '1' })).toEqual([{ comments: 'a  b  c' }]);
    expect(await jsonOf({ ...logic, remove_line_breaks_in_values: '0' })).toEqual([{ comments: 'a\nb\r\nc' }]);
  });

  it('combines the options of a checkbox when it says so', async () => {
    const fields = { redcap_reports_fields: 'race', advanced_logic: "[study_id] = '2'" };
    expect(await jsonOf({ ...fields, combine_checkbox_values: '1' })).toEqual([{ race: '1,A' }]);
    expect(await jsonOf(fields)).toEqual([{ race___1: '1', race___a: '1', race____4: '0' }]);
  });

  it('has labels when the caller wants them, not the columns of the caller', async () => {
    const attributes = { redcap_reports_fields: 'study_id,sex', advanced_logic: "[sex] = '0'" };
    expect(await jsonOf(attributes, { rawOrLabel: 'label', fields: 'height', records: '1' })).toEqual([
      { study_id: '2', sex: 'Female' },
    ]);
    const csv = { format: 'csv', rawOrLabelHeaders: 'label', csvDelimiter: ';' };
    expect((await fill(attributes).post({ ...ask, ...csv })).text).toBe('study_id;sex\n2;0\n');
  });

  it('has groups when it says so, and those of its filter only', async () => {
    const attributes = { redcap_reports_fields: 'study_id', output_dags: '1', redcap_reports_filter_dags: 'north' };
    expect(await jsonOf(attributes)).toEqual([{ study_id: '10', redcap_data_access_group: 'north' }]);
  });

  it('leaves missing data codes out unless it says otherwise', async () => {
    const attributes = { redcap_reports_fields: 'height', advanced_logic: "[study_id] = '1'" };
    for (const [output, height] of [
      ['0', ''],
      ['1', 'UNK'],
    ] as const) {
      const kit = fill({ ...attributes, output_missing_data_codes: output });
      kit.classic.settings.missing_data_codes = 'UNK, Unknown';
      expect(await kit.postJson(ask)).toEqual([{ height }]);
    }
  });

  it('is blank when nothing meets its filter', async () => {
    const attributes = { redcap_reports_fields: 'study_id', advanced_logic: "[sex] = '7'" };
    expect(await jsonOf(attributes)).toEqual([]);
    expect((await fill(attributes).post({ ...ask, format: 'csv' })).text).toBe('\n');
  });

  it('is CDISC ODM when that is asked for', async () => {
    const { text } = await fill({ redcap_reports_fields: 'study_id,sex' }).post({ ...ask, format: 'odm' });
    expect(text).toContain('<ItemData ItemOID="sex" Value="1"/>');
    expect(text).not.toContain('ItemOID="height" Value');
  });
});

describe('a report of a longitudinal project', () => {
  const visit = { ...ask, token: tokens.longitudinal };
  const fields = { redcap_reports_fields: 'record_id,weight', advanced_logic: '[weight] > 70' };
  const keys = { record_id: '7', redcap_repeat_instrument: '' };

  it('has the rows that meet its filter, or whole records', async () => {
    const second = { ...keys, redcap_event_name: 'visit_arm_1', redcap_repeat_instance: 2, weight: '72' };
    expect(await jsonOf({ ...fields, filter_type: 'EVENT' }, visit)).toEqual([second]);
    expect(await jsonOf({ ...fields, filter_type: 'RECORD' }, visit)).toEqual([
      { ...keys, redcap_event_name: 'baseline_arm_1', redcap_repeat_instance: '', weight: '' },
      { ...keys, redcap_event_name: 'visit_arm_1', redcap_repeat_instance: 1, weight: '61' },
      second,
    ]);
  });

  it('has the events of its filter only', async () => {
    const events = { redcap_reports_filter_events: 'baseline_arm_1,gone_arm_9' };
    expect(await jsonOf({ redcap_reports_fields: 'consented', ...events }, visit)).toEqual([{ consented: '1' }]);
  });
});

describe('a report is refused', () => {
  it.each(['4', 'x', '03'])('for the unknown number %s', async (report_id) => {
    expect(await fill({}).post({ ...ask, report_id, format: 'json' })).toMatchObject({
      status: 400,
      text: '{"error":"The value of the parameter \\"report_id\\" is not valid"}',
    });
  });

  it('without a number, and without rights', async () => {
    expect(await jsonOf({}, { report_id: '' })).toEqual({ error: 'The required parameter "report_id" is missing' });
    expect(await jsonOf({}, { token: tokens.classicWriter })).toEqual({
      error: 'You do not have API Export privileges',
    });
    const kit = fill({ redcap_reports_fields: 'first_name,sex,height' });
    const [owner] = kit.classic.users;
    if (owner !== undefined) owner.formsExport = { demographics: 3, health: 0 };
    expect(await kit.postJson(ask)).toEqual([{ sex: '1' }, { sex: '0' }, { sex: '1' }]);
    if (owner !== undefined) owner.formsExport = { demographics: 0, health: 0 };
    expect((await kit.post(ask)).status).toBe(403);
  });

  it('by group: a user of a group sees its records only', async () => {
    expect(await jsonOf({ redcap_reports_fields: 'study_id' }, { token: tokens.classicSite })).toEqual([
      { study_id: '10' },
    ]);
  });

  it('and is logged as an export of data', async () => {
    const kit = fill({ redcap_reports_fields: 'study_id' });
    await kit.postJson(ask);
    expect(kit.classic.log).toMatchObject([
      { action: 'Data Export (API) ', details: "report_id = '3', export_format = 'json'" },
    ]);
  });
});

const load = (study: KnownStudy) => {
  const store = createStore({ seed: study.name });
  const project = readProjectXml(study.xml(), store);
  const { token } = addUser(project, store, { username: 'owner', rights: 'all' });
  store.projects.set(project.projectId, project);
  const ask = async (report_id: string, format: string): Promise<string> => {
    const body = new URLSearchParams({ token: token ?? '', content: 'report', format, report_id });
    const response = await createSandbox(store)(new Request('http://a.test/api/', { method: 'POST', body }));
    return response.text();
  };
  return { project, ask };
};

describe("a known study's reports", () => {
  itWith(requirement.recordedProjects, 'are numbered in order and answered, in a recorded project', async () => {
    const { ask } = load(studyNamed('simple'));
    const header = (await ask('1', 'csv')).split('\n')[0];
    expect(header).toBe('record_id,height,health_complete,address,ethnicity');
    expect(JSON.parse(await ask('2', 'json'))).toEqual([
      { record_id: '1', race: '5' },
      { record_id: '2', race: '3,5' },
      { record_id: '3', race: '4,5' },
      { record_id: '4', race: '2,5' },
      { record_id: '5', race: '1,6' },
    ]);
  });

  it('are numbered in order and answered, with their filters, in the lighthouse', async () => {
    const { ask } = load(studyNamed('lighthouse'));
    expect(await ask('1', 'csv')).toBe(
      'keeper_id,name,tower\n1,"Ada Fern",1\n2,"Tom ""Buoy"" Reed",2\n3,"Ines, the younger",3\n10,"Ole O\'Dell",\n',
    );
    expect(JSON.parse(await ask('2', 'json'))).toEqual([{ keeper_id: '2', weight: '81.5', bmi: '25.2' }]);
  });

  it('have rows for instances, and filters for each row, in the orchestra', async () => {
    const { ask } = load(studyNamed('orchestra'));
    expect(JSON.parse(await ask('1', 'json'))).toMatchObject([
      { player: '1', redcap_repeat_instrument: 'injury', redcap_repeat_instance: 4, part: '1', on: '' },
    ]);
  });

  itOnStudies(
    'go into the XML again as they came ($name)',
    (study) => {
      const { project } = load(study);
      const group = /\t<redcap:ReportsGroup>[\s\S]*<\/redcap:ReportsGroup>\n/;
      const given = group.exec(study.xml())?.[0];
      expect(given).toBeDefined();
      expect(group.exec(writeProjectXml(project))?.[0]).toBe(given);
      expect(writeProjectXml(project).match(/<redcap:ReportsGroup>/g)).toHaveLength(1);
    },
    ({ name }) =>
      ['simple', 'repeating-instruments', 'beehives', 'lighthouse', 'monastery', 'orchestra'].includes(name),
  );
});
