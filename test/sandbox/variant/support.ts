import type { StoredRecord } from '../../../src/sandbox/state/project.ts';
import { ensureRow } from '../../../src/sandbox/state/rows.ts';
import type { Variants } from '../../../src/sandbox/variant/variant.ts';
import { groupXml, itemXml, projectXml, subjectXml } from '../odm/support.ts';
import type { SandboxKit } from '../support.ts';
import { makeSandbox, tokens } from '../support.ts';

const choicesXml =
  '<CodeList OID="box___1.choices" Name="box___1" DataType="boolean" redcap:CheckboxChoices="1, Fish|2, Meat">' +
  '<CodeListItem CodedValue="1"><Decode><TranslatedText>Checked</TranslatedText></Decode></CodeListItem></CodeList>';

/** A project XML with a checkbox, a note of two lines, and a calculated field with its input. */
const smallXml = projectXml({
  groups: groupXml('box___1', 'weight', 'double', 'note'),
  items:
    itemXml('box___1', '', '<CodeListRef CodeListOID="box___1.choices"/>')
      .replace('redcap:Variable="box___1"', 'redcap:Variable="box"')
      .replace('redcap:FieldType="text"', 'redcap:FieldType="checkbox"') +
    itemXml('weight') +
    itemXml('double', 'redcap:Calculation="[weight] * 2"').replace('FieldType="text"', 'FieldType="calc"') +
    itemXml('note').replace('FieldType="text"', 'FieldType="textarea"'),
  lists: choicesXml,
  data: subjectXml(
    '<ItemData ItemOID="weight" Value="80"/><ItemData ItemOID="double" Value="160"/>' +
      '<ItemData ItemOID="note" Value="one\r\ntwo"/>',
  ),
});

/** Creates a project of the small XML, and asks one call of it as its creator. */
export const askNewProject = async (
  variants: Partial<Variants>,
  asked: Readonly<Record<string, string>>,
): Promise<unknown> => {
  const { store, post, postJson } = makeSandbox({ variants });
  const data = '[{"project_title":"Small","purpose":0}]';
  const { text: token } = await post({
    token: store.superToken,
    content: 'project',
    format: 'json',
    data,
    odm: smallXml,
  });
  return postJson({ token, ...asked });
};

/** A longitudinal project with a survey in its second event, and three records: in both events, in one, in another arm. */
export const sketchSurvey = (variants: Partial<Variants>): SandboxKit => {
  const kit = makeSandbox({ variants });
  const { longitudinal } = kit;
  longitudinal.settings.surveys_enabled = true;
  longitudinal.surveys = [{ form: 'exam', attributes: {} }];
  const add = (name: string, eventIds: readonly number[]): StoredRecord => {
    const record: StoredRecord = { name, dagId: null, surveyIdentifier: '', rows: new Map() };
    longitudinal.records.set(name, record);
    for (const eventId of eventIds) ensureRow(record, eventId, '', eventId === 202 ? 1 : null);
    return record;
  };
  add('answered', [201, 202]).rows.get('202||1')?.timestamps.set('exam', '2024-01-01 00:00:00');
  add('begun', [201, 202]);
  add('enrolled', [201]);
  add('elsewhere', [203]);
  return kit;
};

/** The records on the list of the survey. */
export const listNames = async (kit: SandboxKit): Promise<unknown> => {
  const sent = { token: tokens.longitudinal, content: 'participantList', instrument: 'exam', event: 'visit_arm_1' };
  return ((await kit.postJson(sent)) as { record: string }[]).map(({ record }) => record);
};
