import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { createSandbox } from '../../../src/sandbox/http/app.ts';
import { addUser, makeAllRights, readProjectXml, writeProjectXml } from '../../../src/sandbox/odm/index.ts';
import { openArchive } from '../../../src/sandbox/state/archive.ts';
import type { SandboxProject } from '../../../src/sandbox/state/project.ts';
import { createStore } from '../../../src/sandbox/state/store.ts';
import { groupXml, itemXml, projectXml } from './support.ts';

const attachment =
  '<redcap:Attachment DocName="map.png" MimeType="image/png"><![CDATA[iVBORw0KGgo=]]></redcap:Attachment>';

const eventXml = (name: string, label: string, more: string): string =>
  `<StudyEventDef OID="Event.${name}" Name="${label}" Type="Common" Repeating="No" redcap:EventName="${label}" ` +
  `redcap:UniqueEventName="${name}" redcap:ArmNum="1" redcap:ArmName="Arm 1" redcap:DayOffset="1" ${more}>` +
  '<FormRef FormOID="Form.visit" OrderNumber="1" Mandatory="No" redcap:FormName="visit"/></StudyEventDef>';

const dataXml = (event: string, items: string, more = ''): string =>
  `<StudyEventData StudyEventOID="Event.${event}" StudyEventRepeatKey="1" redcap:UniqueEventName="${event}"${more}>` +
  '<FormData FormOID="Form.visit" FormRepeatKey="1"><ItemGroupData ItemGroupOID="visit.id" ItemGroupRepeatKey="1">' +
  `${items}</ItemGroupData></FormData></StudyEventData>`;

/** A longitudinal file with something unknown in every part of it. */
const file = projectXml({
  globals:
    '<GlobalVariables><StudyName>Kept</StudyName><redcap:AlertsGroup><redcap:Alerts form_name="visit" title="A"/>' +
    '<redcap:Alerts form_name="other" title="B"/></redcap:AlertsGroup></GlobalVariables>',
  events:
    eventXml('first_arm_1', 'First', 'redcap:Colour="red"') + eventXml('last_arm_1', 'Last', 'redcap:Colour="blue"'),
  groups: groupXml('pain', 'info', 'secret'),
  items:
    itemXml('pain', 'redcap:TextValidationType="number" redcap:Icon="face"').replace(
      '"text" redcap:T',
      '"slider" redcap:T',
    ) +
    itemXml('info', 'redcap:InlineImage="1"', attachment).replace('FieldType="text"', 'FieldType="descriptive"') +
    itemXml('secret', 'redcap:Identifier="y"'),
  data:
    '<SubjectData SubjectKey="1" redcap:RecordIdField="id" TransactionType="Insert">' +
    dataXml(
      'first_arm_1',
      '<ItemData ItemOID="id" Value="1"/><ItemData ItemOID="pain" Value="7" redcap:Comment="asked twice">' +
        '<Annotation SeqNum="1"/></ItemData><ItemData ItemOID="secret" Value="Ada" redcap:Comment="nee Byron"/>' +
        '<ItemData ItemOID="later" Value="unread"/>',
    ) +
    dataXml(
      'last_arm_1',
      '<ItemData ItemOID="id" Value="1"/><ItemData ItemOID="pain" Value="5"/>',
      ' redcap:Late="1"',
    ) +
    '</SubjectData><SubjectData SubjectKey="2" redcap:RecordIdField="id"/>',
});

const start = (xml = file) => {
  const store = createStore({ seed: 'kept' });
  const project = readProjectXml(xml, store);
  store.projects.set(project.projectId, project);
  const token = addUser(project, store, { username: 'owner', rights: 'all' }).token ?? '';
  const handle = createSandbox(store);
  const post = async (parameters: Readonly<Record<string, string>>, as = token): Promise<string> => {
    const body = new URLSearchParams({ token: as, format: 'json', returnFormat: 'json', ...parameters });
    return (await handle(new Request('http://sandbox/api/', { method: 'POST', body }))).text();
  };
  const read = async (more: Readonly<Record<string, string>> = {}, as = token): Promise<string> =>
    post({ content: 'project_xml', ...more }, as);
  const readFields = async (): Promise<Record<string, string>[]> =>
    JSON.parse(await post({ content: 'metadata' })) as Record<string, string>[];
  const writeFields = async (fields: readonly Record<string, string>[]): Promise<string> =>
    post({ content: 'metadata', data: JSON.stringify(fields) });
  return { store, project, post, read, readFields, writeFields };
};

/** Everything in `file` that the sandbox has no use for. */
const unknown = [
  'redcap:Colour="red"',
  'redcap:Colour="blue"',
  'redcap:Icon="face"',
  'redcap:InlineImage="1"',
  attachment,
  'TransactionType="Insert"',
  'redcap:Comment="asked twice"',
  'redcap:Comment="nee Byron"',
  '<Annotation SeqNum="1"/>',
  '<ItemData ItemOID="later" Value="unread"/>',
  'redcap:Late="1"',
  '<redcap:Alerts form_name="visit" title="A"/>',
  '<redcap:Alerts form_name="other" title="B"/>',
  '<SubjectData SubjectKey="2" redcap:RecordIdField="id">',
];

/** Which of them are not in a text. */
const missing = (xml: string): string[] => unknown.filter((text) => !xml.includes(text));

describe('what the sandbox has no use for in a project XML', () => {
  it('is in Export Project XML', async () => {
    expect(missing(await start().read())).toEqual([]);
  });

  it('is there after a restart', async () => {
    const { store, project } = start();
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
    try {
      const archive = await openArchive(folder, store, { delayMs: 2_000_000_000 });
      archive.touch();
      await archive.flush();
      const again = createStore();
      await openArchive(folder, again);
      expect(again.projects.get(project.projectId)).toEqual(project);
      expect(missing(writeProjectXml(again.projects.get(project.projectId) ?? project))).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('stays when the dictionary is sent back as it was', async () => {
    const { read, readFields, writeFields } = start();
    await writeFields(await readFields());
    expect(missing(await read())).toEqual([]);
  });

  it('stays with a field that changes, whose own new values count', async () => {
    const { read, readFields, writeFields } = start();
    const fields = await readFields();
    await writeFields(
      fields.map((row) => (row['field_name'] === 'pain' ? { ...row, field_note: 'new', field_label: 'Pain?' } : row)),
    );
    const xml = await read();
    expect(missing(xml)).toEqual([]);
    expect(xml).toContain('redcap:FieldNote="new"');
    expect(xml).toContain('<TranslatedText>Pain?</TranslatedText>');
  });

  it('goes with a field that is removed, and does not come back with a field of the same name', async () => {
    const { read, readFields, writeFields } = start();
    const fields = await readFields();
    const gone = ['redcap:InlineImage="1"', attachment];
    await writeFields(fields.filter((row) => row['field_name'] !== 'info'));
    expect(missing(await read())).toEqual(gone);
    await writeFields(fields);
    expect(missing(await read())).toEqual(gone);
  });

  it('goes with a form that is removed', async () => {
    const { read, readFields, writeFields } = start();
    await writeFields((await readFields()).map((row) => ({ ...row, form_name: 'fresh' })));
    const xml = await read();
    expect(xml).not.toContain('<redcap:Alerts form_name="visit" title="A"/>');
    expect(xml).toContain('<redcap:Alerts form_name="other" title="B"/>');
  });

  it('follows an event to its new name, with its data', async () => {
    const { read, post } = start();
    const row = { unique_event_name: 'last_arm_1', event_name: 'Goodbye', arm_num: '1' };
    await post({ content: 'event', action: 'import', override: '0', data: JSON.stringify([row]) });
    const xml = await read();
    expect(missing(xml)).toEqual([]);
    expect(xml).toMatch(/OID="Event.goodbye_arm_1"[^>]*redcap:Colour="blue"/);
    expect(xml).toMatch(/StudyEventOID="Event.goodbye_arm_1"[^>]*redcap:Late="1"/);
  });

  it('follows a data access group to its new label', async () => {
    const group = '<redcap:DataAccessGroups group_name="Lyon" redcap:Site="7"/>';
    const globals = `<GlobalVariables><redcap:DataAccessGroupsGroup>${group}</redcap:DataAccessGroupsGroup></GlobalVariables>`;
    const { read, post } = start(projectXml({ globals }));
    const row = { data_access_group_name: 'Lyon Sud', unique_group_name: 'lyon' };
    await post({ content: 'dag', action: 'import', data: JSON.stringify([row]) });
    expect(await read()).toContain('<redcap:DataAccessGroups group_name="Lyon Sud" redcap:Site="7"/>');
  });

  it('goes with an event that is removed', async () => {
    const { read, post } = start();
    await post({ content: 'event', action: 'delete', 'events[0]': 'last_arm_1' });
    expect(missing(await read())).toEqual(['redcap:Colour="blue"', 'redcap:Late="1"']);
  });

  it('follows a record to its new name, and goes with it', async () => {
    const { read, post } = start();
    await post({ content: 'record', action: 'rename', record: '1', new_record_name: '9' });
    expect(missing(await read())).toEqual([]);
    await post({ content: 'record', action: 'delete', 'records[0]': '9' });
    expect(missing(await read())).toEqual([
      'TransactionType="Insert"',
      'redcap:Comment="asked twice"',
      'redcap:Comment="nee Byron"',
      '<Annotation SeqNum="1"/>',
      '<ItemData ItemOID="later" Value="unread"/>',
      'redcap:Late="1"',
    ]);
  });

  it('is not in an export for a user who may not see all data, unless it stands with a value that the user sees', async () => {
    const { store, project, read } = start();
    const rights = { ...makeAllRights(['visit']), formsExport: { visit: 3 } };
    const token = addUser(project, store, { username: 'reader', rights }).token ?? '';
    const xml = await read({}, token);
    expect(xml).toContain('redcap:Comment="asked twice"');
    expect(xml).not.toContain('nee Byron');
    expect(xml).not.toContain('ItemOID="later"');
  });

  it('is not in an export of chosen data, but for the design', async () => {
    const xml = await start().read({ 'records[0]': '1', 'fields[0]': 'id' });
    expect(xml).toContain(attachment);
    expect(xml).not.toContain('ItemOID="later"');
    expect(xml).not.toContain('redcap:Comment');
  });

  it('does not outweigh the title that Create Project gives', () => {
    const made = (): SandboxProject => readProjectXml(file, createStore(), { project_title: 'Mine' });
    expect(writeProjectXml(made())).toContain('<StudyName>Mine</StudyName>');
  });
});

describe('the item groups of a file', () => {
  const groups =
    '<ItemGroupDef OID="visit.a" Name="One" Repeating="No"><ItemRef ItemOID="id" Mandatory="No" redcap:Variable="id"/>' +
    '</ItemGroupDef><ItemGroupDef OID="visit.b" Name="Two" Repeating="No">' +
    '<ItemRef ItemOID="note" Mandatory="No" redcap:Variable="note"/></ItemGroupDef>';
  const forms =
    '<FormDef OID="Form.visit" Name="Visit" Repeating="No" redcap:FormName="visit">' +
    '<ItemGroupRef ItemGroupOID="visit.a" Mandatory="No"/><ItemGroupRef ItemGroupOID="visit.b" Mandatory="No"/></FormDef>';
  const xml = projectXml({ forms, groups, items: itemXml('note') });

  it('are written as they were, until the form changes', async () => {
    const { read, readFields, writeFields } = start(xml);
    const listGroups = async (): Promise<(string | undefined)[]> =>
      [...(await read()).matchAll(/<ItemGroupDef OID="([^"]*)"/g)].map(([, oid]) => oid);
    expect(await listGroups()).toEqual(['visit.a', 'visit.b', 'visit.visit_complete']);
    const [id, note] = await readFields();
    await writeFields([{ ...id }, { ...note }, { ...note, field_name: 'more' }]);
    expect(await listGroups()).toEqual(['visit.id', 'visit.visit_complete']);
  });
});
