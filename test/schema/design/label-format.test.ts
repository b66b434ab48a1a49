import { getNamedType, isObjectType, type GraphQLField } from 'graphql';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/graph/dictionary/label.ts';
import { schema } from '../../../src/schema/index.ts';
import { studyNamed } from '../../support/known-study.ts';
import { shareStarted } from '../../support/started-study.ts';
import type { Study } from '../../support/study.ts';

const start = shareStarted();

/** An event as it is read, and as it is sent back: by the number of its arm. */
interface ReadEvent {
  readonly arm: { readonly armNum: number };
  readonly uniqueEventName: string;
  readonly eventName: string;
  readonly customEventLabel: string | null;
}

/** What repeats, as it is read. */
interface ReadSetup {
  readonly event: object | null;
  readonly instrument: { readonly name: string } | null;
  readonly customLabel: string | null;
}

const textFields = (): (readonly [string, GraphQLField<unknown, unknown>])[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      Object.values(isObjectType(type) ? type.getFields() : {})
        .filter((field) => getNamedType(field.type).name === 'String')
        .map((field) => [`${type.name}.${field.name}`, field] as const),
    );

const hasFormat = ({ args }: GraphQLField<unknown, unknown>): boolean =>
  args.some(({ type }) => getNamedType(type).name === 'LabelFormat');

/** Labels, titles and notes that the graph gives as REDCap stores them, and in no other form. */
const asStored = [
  'Arm.name',
  'DataAccessGroup.dataAccessGroupName',
  'Event.customEventLabel',
  'Event.eventName',
  'Field.sliderLabels',
  'Project.projectNotes',
  'Project.projectTitle',
  'ProjectSettings.customRecordLabel',
  'ProjectSettings.projectNotes',
  'ProjectSettings.projectTitle',
  'RepeatingSetup.customLabel',
  'UserRole.roleLabel',
];

describe('every label of the graph', () => {
  it('can be read in plain text and in HTML, or is as REDCap stores it', () => {
    const labels = textFields().filter(
      ([name]) => /label|header|note|title/i.test(name.split('.')[1] ?? '') || asStored.includes(name),
    );
    const names = labels.map(([name]) => name);
    expect(names.length).toBeGreaterThan(20);
    const without = labels.filter(([, field]) => !hasFormat(field)).map(([name]) => name);
    expect(without.toSorted()).toEqual(asStored);
  });

  /** A text that is another in plain text, or nothing where it is taken for HTML. */
  const odd = (what: string): string => `<LOD> & <b>${what}</b> &lt;5`;

  const fill = ({ project }: Study): void => {
    for (const arm of project.arms) arm.name = odd(`arm ${String(arm.armNum)}`);
    for (const event of project.events) {
      event.eventName = odd(`event ${String(event.eventId)}`);
      event.customEventLabel = odd('custom');
    }
    for (const group of project.dags) group.name = odd(`group ${group.uniqueName}`);
    for (const role of project.roles) role.roleLabel = odd(`role ${role.uniqueRoleName}`);
    for (const form of project.instruments) form.label = odd(`form ${form.name}`);
    for (const entry of project.repeating.filter(({ form }) => form !== '')) entry.customLabel = odd('instance');
    for (const field of project.fields) {
      field.field_label = odd(`field ${field.field_name}`);
      field.section_header = odd('section');
      field.field_note = odd('note');
    }
    Object.assign(project.settings, {
      project_title: odd('title'),
      project_notes: odd('notes'),
      custom_record_label: odd('record'),
    });
  };

  it('is what was stored, in the design, the settings and the access, whatever it looks like', async () => {
    const study = await start(studyNamed('orchestra'));
    fill(study);
    const { data, errors } = await study.run(`{ project(key: "study") {
      projectTitle projectNotes settings { projectTitle projectNotes customRecordLabel }
      arms { armNum name } events { eventId eventName customEventLabel }
      dataAccessGroups { uniqueGroupName dataAccessGroupName } userRoles { uniqueRoleName roleLabel }
      repeatingInstrumentsAndEvents { instrument { name } customLabel }
      instruments { name label html: label(format: HTML) }
      metadata { fieldName fieldLabel html: fieldLabel(format: HTML)
        sectionHeader headerHtml: sectionHeader(format: HTML) fieldNote noteHtml: fieldNote(format: HTML) }
    } }`);
    expect(errors).toEqual([]);
    const read = data.project;
    expect(read.projectTitle).toBe(odd('title'));
    expect(read.projectNotes).toBe(odd('notes'));
    expect(read.settings).toEqual({
      projectTitle: odd('title'),
      projectNotes: odd('notes'),
      customRecordLabel: odd('record'),
    });
    for (const { armNum, name } of read.arms) expect(name).toBe(odd(`arm ${String(armNum)}`));
    for (const { eventId, eventName, customEventLabel } of read.events) {
      expect([eventName, customEventLabel]).toEqual([odd(`event ${String(eventId)}`), odd('custom')]);
    }
    for (const { uniqueGroupName, dataAccessGroupName } of read.dataAccessGroups) {
      expect(dataAccessGroupName).toBe(odd(`group ${String(uniqueGroupName)}`));
    }
    for (const { uniqueRoleName, roleLabel } of read.userRoles)
      expect(roleLabel).toBe(odd(`role ${String(uniqueRoleName)}`));
    for (const { instrument, customLabel } of read.repeatingInstrumentsAndEvents) {
      expect(customLabel ?? '').toBe(instrument === null ? '' : odd('instance'));
    }
    for (const { name, label, html } of read.instruments) {
      expect([html, label]).toEqual([odd(`form ${String(name)}`), plainText(html)]);
    }
    for (const field of read.metadata) {
      expect(field).toEqual({
        fieldName: field.fieldName,
        fieldLabel: `<LOD> & field ${String(field.fieldName)} <5`,
        html: odd(`field ${String(field.fieldName)}`),
        sectionHeader: '<LOD> & section <5',
        headerHtml: odd('section'),
        fieldNote: '<LOD> & note <5',
        noteHtml: odd('note'),
      });
    }
    const lists = [read.arms, read.events, read.dataAccessGroups, read.userRoles, read.repeatingInstrumentsAndEvents];
    expect(lists.map(({ length }) => length > 0)).toEqual([true, true, true, true, true]);
  });

  it('can be sent back as it was read, and nothing changes', async () => {
    const study = await start(studyNamed('orchestra'));
    fill(study);
    const { data } = await study.run(`{ project(key: "study") {
      arms { armNum name } events { arm { armNum } uniqueEventName eventName customEventLabel }
      dataAccessGroups { uniqueGroupName dataAccessGroupName } userRoles { uniqueRoleName roleLabel }
      repeatingInstrumentsAndEvents { event { uniqueEventName } instrument { name } customLabel }
    } }`);
    const { arms, events, dataAccessGroups, userRoles, repeatingInstrumentsAndEvents } = data.project;
    const input = { project: 'study', dryRun: true };
    const sent: readonly (readonly [string, string, Record<string, unknown>])[] = [
      ['importArms', 'ImportArmsInput', { arms }],
      [
        'importEvents',
        'ImportEventsInput',
        { events: events.map(({ arm, ...rest }: ReadEvent) => ({ armNum: arm.armNum, ...rest })) },
      ],
      ['importDataAccessGroups', 'ImportDataAccessGroupsInput', { groups: dataAccessGroups }],
      ['importUserRoles', 'ImportUserRolesInput', { roles: userRoles }],
      [
        'importRepeatingInstrumentsAndEvents',
        'ImportRepeatingInput',
        {
          entries: repeatingInstrumentsAndEvents.map(({ event, instrument, customLabel }: ReadSetup) => ({
            event,
            instrument: instrument?.name,
            customLabel,
          })),
        },
      ],
    ];
    for (const [mutation, type, rest] of sent) {
      const answer = await study.run(
        `mutation ($input: ${type}!) { ${mutation}(input: $input) { changes { subject detail } errors { message } } }`,
        { input: { ...input, ...rest } },
      );
      expect([mutation, answer.errors, answer.data?.[mutation]]).toEqual([mutation, [], { changes: [], errors: [] }]);
    }
  });
});
