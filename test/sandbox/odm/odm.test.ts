import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addUser, ProjectXmlError, readProjectXml, writeProjectXml } from '../../../src/sandbox/odm/index.ts';
import { createStore } from '../../../src/sandbox/state/store.ts';
import { groupXml, itemXml, projectXml, readParts, rowsOf, subjectXml } from './support.ts';
import { runs } from '../../support/runs.ts';

const checkboxXml = (code: string, column: string): string =>
  `<ItemDef OID="c___${column}" Name="c___${column}" DataType="boolean" Length="1" redcap:Variable="c" ` +
  'redcap:FieldType="checkbox"><Question><TranslatedText>C</TranslatedText></Question>' +
  `<CodeListRef CodeListOID="${code}"/></ItemDef>`;

const checkbox = {
  groups: groupXml('c___1', 'c____1', 'c___a'),
  items: checkboxXml('c___1.choices', '1') + checkboxXml('c____1.choices', '_1') + checkboxXml('c___a.choices', 'a'),
  lists:
    '<CodeList OID="c___1.choices" Name="c___1" DataType="boolean" redcap:Variable="c" ' +
    'redcap:CheckboxChoices="1, One|-1, Minus, one|A, Letter"/>',
};

const role = (attributes: string): string =>
  `<GlobalVariables><redcap:UserRolesGroup><redcap:UserRoles role_name="R" unique_role_name="U-1234567890" ${attributes}/>` +
  '</redcap:UserRolesGroup></GlobalVariables>';

const groups = (...labels: string[]): string =>
  `<GlobalVariables><redcap:DataAccessGroupsGroup>${labels
    .map((label) => `<redcap:DataAccessGroups group_name="${label}"/>`)
    .join('')}</redcap:DataAccessGroupsGroup></GlobalVariables>`;

const event = (name: string, arm: number, repeating: 'Yes' | 'No' = 'No'): string =>
  `<StudyEventDef OID="Event.${name}" Name="Visit (Arm ${String(arm)}: Drug ${String(arm)})" Type="Common" Repeating="${repeating}" ` +
  `redcap:UniqueEventName="${name}" redcap:ArmNum="${String(arm)}" redcap:ArmName="Drug ${String(arm)}" ` +
  'redcap:DayOffset="21" redcap:OffsetMin="3" redcap:OffsetMax="4">' +
  '<FormRef FormOID="Form.visit" OrderNumber="1" Mandatory="No" redcap:FormName="visit"/></StudyEventDef>';

const eventData = (name: string, key: number, formKey: number, value: string): string =>
  `<StudyEventData StudyEventOID="Event.${name}" StudyEventRepeatKey="${String(key)}">` +
  `<FormData FormOID="Form.visit" FormRepeatKey="${String(formKey)}"><ItemGroupData ItemGroupOID="visit.id">` +
  `<ItemData ItemOID="note" Value="${value}"/></ItemGroupData></FormData></StudyEventData>`;

const note = { groups: groupXml('note'), items: itemXml('note') };

describe('what is no project XML', () => {
  it.each([
    ['', 'The project XML is empty'],
    ['record_id,age\n1,30\n', 'is not well-formed'],
    ['<html><body>Log in</body></html>', 'This is not a REDCap project XML: its root element is html, not ODM.'],
    ['<ODM><Study></ODM>', 'is not well-formed'],
    ['<ODM xmlns="http://www.cdisc.org/ns/odm/v1.3"><Study/></ODM>', 'has no Study with a MetaDataVersion'],
    ['<ODM><Study><MetaDataVersion/></Study></ODM>', 'The project XML has no fields'],
  ])('is refused with the reason: %j', (xml, reason) => {
    const read = (): unknown => readProjectXml(xml, createStore());
    expect(read).toThrow(ProjectXmlError);
    expect(read).toThrow(reason);
  });
});

describe('the design in a project XML', () => {
  it('is classic with one internal event when there is no StudyEventDef', () => {
    const project = readParts({});
    expect(project.settings.is_longitudinal).toBe(false);
    expect(project.arms).toEqual([{ armNum: 1, name: 'Arm 1' }]);
    expect(project.events.map((each) => [each.uniqueEventName, each.eventId === project.internalEventId])).toEqual([
      ['event_1_arm_1', true],
    ]);
  });

  it('takes its ids from the store, and is not yet among the projects', () => {
    const store = createStore();
    store.nextProjectId = 40;
    store.nextEventId = 500;
    const project = readProjectXml(projectXml(), store);
    expect([project.projectId, project.events[0]?.eventId]).toEqual([40, 500]);
    expect([store.nextProjectId, store.nextEventId, store.projects.size]).toEqual([41, 501, 0]);
  });

  it('is read whatever the prefix and scheme of the REDCap namespace', () => {
    const xml = projectXml(note).replaceAll('redcap:', 'r:').replace('xmlns:redcap="https', 'xmlns:r="http');
    expect(readProjectXml(xml, createStore()).fields.map((field) => field.field_name)).toEqual(['id', 'note']);
  });

  it('is read where nobody declared the REDCap namespace', () => {
    const xml = projectXml(note).replace(' xmlns:redcap="https://projectredcap.org"', '');
    expect(readProjectXml(xml, createStore()).fields.map((field) => field.field_name)).toEqual(['id', 'note']);
  });

  it('is read past a byte order mark and blank lines', () => {
    expect(readProjectXml(`\ufeff\r\n${projectXml()}\n`, createStore()).fields).toHaveLength(1);
  });

  it('is read past unknown elements, missing sections and items defined twice', () => {
    const project = readParts({
      ...note,
      items: `${itemXml('note', 'redcap:FieldNote="first"')}${itemXml('note', 'redcap:FieldNote="second"')}<New a="1"/>`,
    });
    expect(project.fields.map((field) => field.field_note)).toEqual(['', 'first']);
    expect(project.settings.project_title).toBe('');
  });

  it('has settings that overrides outweigh', () => {
    const globals =
      '<GlobalVariables><StudyName>From the file</StudyName><redcap:Purpose>4</redcap:Purpose>' +
      '<redcap:RecordAutonumberingEnabled>0</redcap:RecordAutonumberingEnabled></GlobalVariables>';
    const project = readProjectXml(projectXml({ globals }), createStore(), { project_title: 'Mine' });
    expect(project.settings).toMatchObject({ project_title: 'Mine', purpose: 4, record_autonumbering_enabled: false });
  });

  it('has the names of types, validations and limits that the API has', () => {
    const limits =
      '<RangeCheck Comparator="GE" SoftHard="Soft"><CheckValue>2020-01-01T08:00</CheckValue></RangeCheck>' +
      '<RangeCheck Comparator="LE" SoftHard="Soft"><CheckValue>now</CheckValue></RangeCheck>';
    const xml = projectXml({
      groups: groupXml('a', 'b', 'd'),
      items:
        itemXml('a', 'redcap:TextValidationType="int"') +
        itemXml('b').replace('FieldType="text"', 'FieldType="textarea"') +
        itemXml('d', 'redcap:TextValidationType="datetime_dmy"', limits),
    });
    const fields = readProjectXml(xml, createStore()).fields.slice(1);
    expect(
      fields.map((field) => [
        field.field_type,
        field.text_validation_type_or_show_slider_number,
        field.text_validation_min,
        field.text_validation_max,
      ]),
    ).toEqual([
      ['text', 'integer', '', ''],
      ['notes', '', '', ''],
      ['text', 'datetime_dmy', '2020-01-01 08:00', 'now'],
    ]);
  });

  it('prefers a label with markup to the plain one', () => {
    const formatted = '<redcap:FormattedTranslatedText>&lt;b&gt;Note&lt;/b&gt;</redcap:FormattedTranslatedText>';
    const xml = projectXml(note).replace('note</TranslatedText>', `note</TranslatedText>${formatted}`);
    expect(readProjectXml(xml, createStore()).fields[1]?.field_label).toBe('<b>Note</b>');
  });

  it.each(['CRP <LLOQ?', '<LLOQ (but >LOD)', 'x<y and y>z', '1<x<2 & <NA>'])(
    'keeps text behind a less-than sign that is no tag, when it is written and read again: %s',
    (label) => {
      const project = readProjectXml(projectXml(note), createStore());
      const fields = project.fields.map((field) => ({ ...field, field_label: label }));
      const xml = writeProjectXml({ ...project, fields });
      expect(xml).not.toContain('FormattedTranslatedText');
      expect(readProjectXml(xml, createStore()).fields[1]?.field_label).toBe(label);
    },
  );

  it('has a required field where the item is mandatory', () => {
    const xml = projectXml(note).replace('ItemOID="note" Mandatory="No"', 'ItemOID="note" Mandatory="Yes"');
    expect(readProjectXml(xml, createStore()).fields[1]?.required_field).toBe('y');
  });

  it('has checkbox choices with their real codes, spaced as they stand there', () => {
    expect(readParts(checkbox).fields.map((field) => field.select_choices_or_calculations)).toEqual([
      '',
      '1, One|-1, Minus, one|A, Letter',
    ]);
  });

  it.each([
    ['1, Fish|2, Meat', 'radio', '0, F|1, M'],
    ['1, Fish|2, Meat', 'select', '0, F|1, M'],
    ['1, Fish | 2, Meat', 'radio', '0, F | 1, M'],
    ['1, Fish', 'radio', '0, F | 1, M'],
    [null, 'radio', '0, F | 1, M'],
  ])('spaces other choices as the checkbox with %s does: %s', (boxes, type, expected) => {
    const list = (name: string, more: string, codes: readonly (readonly [string, string])[]): string =>
      `<CodeList OID="${name}.choices" Name="${name}" DataType="text"${more}>${codes
        .map(
          ([code, label]) =>
            `<CodeListItem CodedValue="${code}"><Decode><TranslatedText>${label}</TranslatedText></Decode></CodeListItem>`,
        )
        .join('')}</CodeList>`;
    const reference = (name: string): string => `<CodeListRef CodeListOID="${name}.choices"/>`;
    const { fields } = readParts({
      groups: groupXml('sex', ...(boxes === null ? [] : ['food'])),
      items:
        itemXml('sex', '', reference('sex')).replace('FieldType="text"', `FieldType="${type}"`) +
        itemXml('food', '', reference('food')).replace('FieldType="text"', 'FieldType="checkbox"'),
      lists:
        list('sex', '', [
          ['0', 'F'],
          ['1', 'M'],
        ]) + (boxes === null ? '' : list('food', ` redcap:CheckboxChoices="${boxes}"`, [['1', 'Checked']])),
    });
    expect(fields.slice(1).map((field) => field.select_choices_or_calculations)).toEqual(
      boxes === null ? [expected] : [expected, boxes],
    );
  });

  it('has arms and events with names free of the arm, and what is filled in at each', () => {
    const project = readParts({ events: event('visit_arm_2', 2) + event('visit_arm_1', 1) });
    expect(project.settings.is_longitudinal).toBe(true);
    expect(project.internalEventId).toBeNull();
    expect(project.arms).toEqual([
      { armNum: 1, name: 'Drug 1' },
      { armNum: 2, name: 'Drug 2' },
    ]);
    expect(project.events.map((each) => [each.uniqueEventName, each.eventName, each.armNum, each.dayOffset])).toEqual([
      ['visit_arm_1', 'Visit', 1, 21],
      ['visit_arm_2', 'Visit', 2, 21],
    ]);
    expect(project.mappings).toHaveLength(2);
  });
});

describe('roles in a project XML', () => {
  it('have the rights under the names of the API', () => {
    const [first] = readParts({
      globals: role(
        'data_logging="1" graphical="1" participants="1" lock_record="2" data_quality_design="1" api_export="1" ' +
          'data_entry="[visit,3][gone,1]" data_export_instruments="[visit,2]"',
      ),
    }).roles;
    expect(first).toMatchObject({
      roleLabel: 'R',
      uniqueRoleName: 'U-1234567890',
      forms: { visit: 3 },
      formsExport: { visit: 2 },
    });
    expect(Object.entries(first?.flags ?? {}).filter(([, value]) => value > 0)).toEqual([
      ['stats_and_charts', 1],
      ['manage_survey_participants', 1],
      ['logging', 1],
      ['data_quality_create', 1],
      ['api_export', 1],
      ['lock_records', 2],
    ]);
  });

  it.each([
    ['2', 2],
    ['128', 128],
    ['138', 138],
    ['154', 154],
  ])('keep the code %s of a data entry right', (code, expected) => {
    expect(readParts({ globals: role(`data_entry="[visit,${code}]"`) }).roles[0]?.forms).toEqual({ visit: expected });
  });

  it('keep a form out of reach that they do not list', () => {
    expect(readParts({ globals: role('') }).roles[0]).toMatchObject({ forms: { visit: 0 }, formsExport: { visit: 0 } });
  });
});

describe('data access groups in a project XML', () => {
  it('have unique names made of their labels', () => {
    const labels = ['dag-a', 'Site A (North)', 'Integration Test DAG', 'Integration Test DAB'];
    expect(readParts({ globals: groups(...labels) }).dags.map((dag) => dag.uniqueName)).toEqual([
      'daga',
      'site_a_north',
      'integration_test_d',
      'integration_test_db',
    ]);
  });

  it('have the unique name of the data where no label leads to it', () => {
    const data = subjectXml('<ItemData ItemOID="redcap_data_access_group" Value="moskva"/>');
    const project = readParts({ globals: groups('Москва', 'Lyon'), data });
    // Two groups have no records by name, so the name is a third group of its own.
    expect(project.dags.map((dag) => [dag.name, dag.uniqueName])).toEqual([
      ['Москва', 'group_1'],
      ['Lyon', 'lyon'],
      ['moskva', 'moskva'],
    ]);
    expect(project.records.get('7')?.dagId).toBe(3);
    const alone = readParts({ globals: groups('Москва'), data });
    expect(alone.dags.map((dag) => [dag.name, dag.uniqueName])).toEqual([['Москва', 'moskva']]);
    expect(alone.records.get('7')?.dagId).toBe(1);
  });
});

describe('randomizations in a project XML', () => {
  const randomization = (attributes: string): string => `<redcap:Randomization ${attributes}/>`;
  const globals =
    '<GlobalVariables><redcap:RandomizationEnabled>1</redcap:RandomizationEnabled><redcap:RandomizationGroup>' +
    randomization(
      'stratified="1" group_by="" target_field="a" target_event="x" source_field1="b" source_event1="x" source_field2=""',
    ) +
    randomization('stratified="0" group_by="DAG" target_field="c" target_event="x" trigger_option="1"') +
    randomization(
      'stratified="0" group_by="FIELD" target_field="b" target_event="x" source_field1="a" source_event1="x"',
    ) +
    randomization('stratified="0" group_by="" target_field="gone" target_event="x"') +
    '</redcap:RandomizationGroup></GlobalVariables>';
  const radio = (name: string): string => itemXml(name).replace('FieldType="text"', 'FieldType="radio"');
  const parts = { globals, groups: groupXml('a', 'b', 'c'), items: radio('a') + radio('b') + itemXml('c') };

  it('have their target, strata and groups, and no table', () => {
    const project = readParts(parts);
    const eventId = project.events[0]?.eventId;
    const target = { targetEventId: eventId, table: [] };
    expect(project.settings.randomization_enabled).toBe(true);
    expect(project.randomizations).toEqual([
      {
        ...target,
        randomizationId: 1,
        targetField: 'a',
        strata: [{ field: 'b', eventId }],
        byGroup: false,
        isConcealed: false,
      },
      // The number of an allocation in a text field conceals the treatment.
      { ...target, randomizationId: 2, targetField: 'c', strata: [], byGroup: true, isConcealed: true },
      {
        ...target,
        randomizationId: 3,
        targetField: 'b',
        strata: [{ field: 'a', eventId }],
        byGroup: false,
        isConcealed: false,
      },
    ]);
  });

  it('are written again as they were, also those that the sandbox cannot use', () => {
    const elements = (xml: string): string[] =>
      [...xml.matchAll(/<redcap:Randomization [^>]*>/g)].map(([element]) =>
        // The sandbox writes all fifteen places of strata, as REDCap does.
        element.replaceAll(/ (source|trigger)_[a-z_]*\d*=""/g, ''),
      );
    expect(elements(writeProjectXml(readParts(parts)))).toEqual(elements(projectXml(parts)));
  });
});

describe('the data in a project XML', () => {
  it('keep line breaks and tabs that stand raw in attributes', () => {
    const data = subjectXml(
      '<ItemData ItemOID="note" Value="one\ntwo\r\n\tthree &lt;b&gt; &quot;x&quot; &#039; &amp;"/>',
    );
    expect(rowsOf(readParts({ ...note, data }))[0]?.values.get('note')).toBe('one\ntwo\n\tthree <b> "x" \' &');
  });

  it.each([
    ['raw', 'one\r\ntwo\r\n', 'one\ntwo\n'],
    ['as references', 'one&#13;&#10;two', 'one\r\ntwo'],
    ['alone', 'one\rtwo', 'one\rtwo'],
  ])('have a carriage return with a line feed as a line feed, unless it is spelled: %s', (_how, written, value) => {
    const data = subjectXml(`<ItemData ItemOID="note" Value="${written}"/>`);
    expect(rowsOf(readParts({ ...note, data }))[0]?.values.get('note')).toBe(value);
  });

  // EVIDENCE.md#control-characters-in-xml
  it.each(['\u0001', '\u000b', '\u001f', '\ufffe'])(
    'are refused with a character that no XML may hold: %j',
    (control) => {
      const data = subjectXml(`<ItemData ItemOID="note" Value="one\ntwo \ttab${control}c"/>`);
      expect(() => readParts({ ...note, data })).toThrow(
        /^The project XML has a control character in line \d+, column 9\. Take it out\.$/,
      );
    },
  );

  it('have a blank between date and time', () => {
    const items = itemXml('note', 'redcap:TextValidationType="datetime_seconds_mdy"');
    const data = subjectXml('<ItemData ItemOID="note" Value="2024-10-13T20:39:30"/>');
    expect(rowsOf(readParts({ ...note, items, data }))[0]?.values.get('note')).toBe('2024-10-13 20:39:30');
  });

  it('have the T of a text that only looks like a date and time', () => {
    const data = subjectXml('<ItemData ItemOID="note" Value="2024-10-13T20:39:30"/>');
    expect(rowsOf(readParts({ ...note, data }))[0]?.values.get('note')).toBe('2024-10-13T20:39:30');
  });

  it('have the real codes of checked boxes', () => {
    const data = subjectXml(
      '<ItemData ItemOID="c___1" Value="0"/><ItemData ItemOID="c____1" Value="1"/><ItemData ItemOID="c___a" Value="1"/>',
    );
    expect(rowsOf(readParts({ ...checkbox, data }))[0]?.checked).toEqual(new Map([['c', new Set(['-1', 'A'])]]));
  });

  it('make no row of a form with nothing but unchecked boxes', () => {
    const data = subjectXml('<ItemData ItemOID="c___1" Value="0"/>').replace('<ItemData ItemOID="id" Value="7"/>', '');
    const project = readParts({ ...checkbox, data });
    expect([...project.records.keys()]).toEqual(['7']);
    expect(rowsOf(project)).toEqual([]);
  });

  it('have a status only where one is stored', () => {
    const xml = (status: string): string => subjectXml(status);
    expect(rowsOf(readParts({ data: xml('<ItemData ItemOID="visit_complete" Value="0"/>') }))[0]?.values).toEqual(
      new Map([['visit_complete', '0']]),
    );
    expect(rowsOf(readParts({ data: xml('') }))[0]?.values).toEqual(new Map());
  });

  it('have survey timestamps and identifiers apart from the fields', () => {
    const data = subjectXml(
      '<ItemData ItemOID="redcap_survey_identifier" Value="A-7"/>' +
        '<ItemData ItemOID="visit_timestamp" Value="[not completed]"/>',
    );
    const project = readParts({ data });
    expect(project.records.get('7')?.surveyIdentifier).toBe('A-7');
    expect(rowsOf(project)[0]?.timestamps).toEqual(new Map([['visit', '[not completed]']]));
    expect(rowsOf(project)[0]?.values.size).toBe(0);
  });

  it('bring files with their names, types and bytes', () => {
    const items = itemXml('note').replace('FieldType="text"', 'FieldType="file"');
    const data = subjectXml(
      '<ItemDataBase64Binary ItemOID="note" redcap:DocName="a &amp; b.bin" redcap:MimeType="x/y"><![CDATA[AP8N\nCg==]]>' +
        '</ItemDataBase64Binary>',
    );
    const project = readParts({ ...note, items, data });
    expect(rowsOf(project)[0]?.values.get('note')).toBe('1');
    expect(project.files.get(1)).toEqual({
      docId: 1,
      name: 'a & b.bin',
      mimeType: 'x/y',
      bytes: new Uint8Array([0, 255, 13, 10]),
    });
    expect(project.nextDocId).toBe(2);
  });

  it('go to the instance of a repeating event, of a repeating form, or to the base row', () => {
    const globals =
      '<GlobalVariables><redcap:RepeatingInstrumentsAndEvents><redcap:RepeatingInstruments>' +
      '<redcap:RepeatingInstrument redcap:UniqueEventName="b_arm_1" redcap:RepeatInstrument="visit" redcap:CustomLabel="[note]"/>' +
      '</redcap:RepeatingInstruments></redcap:RepeatingInstrumentsAndEvents></GlobalVariables>';
    const project = readParts({
      ...note,
      globals,
      events: event('a_arm_1', 1, 'Yes') + event('b_arm_1', 1) + event('c_arm_1', 1),
      data:
        '<SubjectData SubjectKey="7">' +
        eventData('a_arm_1', 3, 1, 'event') +
        eventData('b_arm_1', 1, 2, 'form') +
        eventData('c_arm_1', 1, 1, 'base') +
        eventData('unknown_arm_1', 1, 1, 'lost') +
        '</SubjectData>',
    });
    expect(project.repeating).toEqual([
      { eventId: 2, form: 'visit', customLabel: '[note]' },
      { eventId: 1, form: '', customLabel: '' },
    ]);
    expect(
      rowsOf(project).map((row) => [row.eventId, row.repeatInstrument, row.instance, row.values.get('note')]),
    ).toEqual([
      [1, '', 3, 'event'],
      [2, 'visit', 2, 'form'],
      [3, '', null, 'base'],
    ]);
  });
});

describe('writing a project XML', () => {
  const project = readParts({
    ...note,
    data:
      subjectXml('<ItemData ItemOID="note" Value="seven"/>') + subjectXml('<ItemData ItemOID="note" Value="8"/>', '8'),
  });

  it('leaves the data out when only the design is wanted, and says so', () => {
    const xml = writeProjectXml(project, { metadataOnly: true });
    expect(xml).not.toContain('ClinicalData');
    expect(xml).toContain('This file contains the project metadata for REDCap project');
  });

  it('limits the data to the records and fields that are asked for, never the design', () => {
    const xml = writeProjectXml(project, { records: ['8'], fields: ['id'] });
    expect([...xml.matchAll(/<ItemData [^>]*>/g)].map(([item]) => item)).toEqual([
      '<ItemData ItemOID="id" Value="8"/>',
    ]);
    expect(xml).toContain('<ItemDef OID="note"');
  });

  it('limits the data to the events that are asked for', () => {
    const longitudinal = readParts({
      ...note,
      events: event('a_arm_1', 1) + event('b_arm_1', 1),
      data: `<SubjectData SubjectKey="7">${eventData('a_arm_1', 1, 1, 'a')}${eventData('b_arm_1', 1, 1, 'b')}</SubjectData>`,
    });
    const xml = writeProjectXml(longitudinal, { events: ['b_arm_1'] });
    expect([...xml.matchAll(/<StudyEventData StudyEventOID="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'Event.b_arm_1',
    ]);
  });

  it('names event, arm and instance as REDCap does', () => {
    const xml = writeProjectXml(
      readParts({
        ...note,
        events: event('a_arm_1', 1, 'Yes') + event('a_arm_2', 2),
        data: `<SubjectData SubjectKey="7">${eventData('a_arm_1', 2, 1, 'a')}</SubjectData>`,
      }),
    );
    expect(xml).toContain(
      '\t<StudyEventDef OID="Event.a_arm_1" Name="Visit (Arm 1: Drug 1)" Type="Common" Repeating="Yes" ' +
        'redcap:EventName="Visit" redcap:CustomEventLabel="" redcap:UniqueEventName="a_arm_1" redcap:ArmNum="1" ' +
        'redcap:ArmName="Drug 1" redcap:DayOffset="21" redcap:OffsetMin="3" redcap:OffsetMax="4">\n',
    );
    expect(xml).toContain(
      '\t\t<StudyEventData StudyEventOID="Event.a_arm_1" StudyEventRepeatKey="2" redcap:UniqueEventName="a_arm_1">\n',
    );
  });

  it('gives back every text that a value can be', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.constantFrom('', '\n', '\r\n', '\t', ']]>'),
        (a, b) => {
          const text = `${a}${b}"'<&>${a}`;
          const stored = structuredClone(project);
          rowsOf(stored)[0]?.values.set('note', text);
          const read = readProjectXml(
            writeProjectXml(stored),
            createStore({ variants: { 'xml-line-breaks': 'kept' } }),
          );
          expect(rowsOf(read)[0]?.values.get('note')).toBe(text);
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it('gives back every label, note and title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const stored = structuredClone(project);
        const field = stored.fields[1];
        if (field !== undefined) {
          field.field_label = text;
          field.field_note = text;
          field.field_annotation = `@DEFAULT="${text}"`;
        }
        stored.settings.project_title = text;
        const read = readProjectXml(writeProjectXml(stored), createStore({ variants: { 'xml-line-breaks': 'kept' } }));
        expect(read.fields).toEqual(stored.fields);
        expect(read.settings).toEqual(stored.settings);
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('adding a user', () => {
  it('gives all rights on every form, and a token of the store', () => {
    const store = createStore({ seed: 'users' });
    const project = readProjectXml(projectXml(), store);
    const user = addUser(project, store, { username: 'ada', rights: 'all' });
    expect(project.users).toEqual([user]);
    expect(user).toMatchObject({
      username: 'ada',
      role: null,
      dagId: null,
      forms: { visit: 1 },
      formsExport: { visit: 1 },
    });
    expect(user.token).toMatch(/^[0-9A-F]{32}$/);
    expect(Object.values(user.flags)).not.toContain(0);
  });
});
