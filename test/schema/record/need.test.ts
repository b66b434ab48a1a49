import { describe, expect, it } from 'vitest';
import { createProjectSchema } from '../../../src/project-schema/index.ts';
import { schema as staticSchema } from '../../../src/schema/index.ts';
import { instrumentPart, isAsking, savedNeed, selectedNeed, wholeRecord } from '../../../src/schema/record/need.ts';
import { designOf, eventRow, metadataRow } from '../../graph/support/design.ts';
import { selectedBelow } from '../support/selection.ts';

const dictionary = [
  metadataRow('id', 'base', 'text'),
  metadataRow('sex', 'base', 'text'),
  metadataRow('values', 'labs', 'text'),
  metadataRow('sodium', 'labs', 'text', { branching_logic: "[start_arm_1][sex] = '1' and [values] = ''" }),
];

const parts = {
  project: { is_longitudinal: true },
  events: [eventRow('start_arm_1'), eventRow('end_arm_1')],
  mappings: [
    { arm_num: 1, unique_event_name: 'start_arm_1', form: 'base' },
    { arm_num: 1, unique_event_name: 'end_arm_1', form: 'labs' },
  ],
};

const design = designOf(dictionary, parts);

const withGone = createProjectSchema(designOf([...dictionary, metadataRow('gone', 'labs', 'text')], parts), new Set());

/** What is needed of the record by the design as it is, in a schema of an earlier one, which had a variable more. */
const needOf = (selection: string) => {
  const source = `{ record(name: "1") { labs { ${selection} } } }`;
  const { fields, events } = selectedNeed(selectedBelow(withGone, source, 'record'), wholeRecord(design));
  return { fields: [...fields], events: events && [...events] };
};

describe('what a selection in a schema typed by the dictionary needs', () => {
  it('is the variables that are selected, in the events of their instrument', () => {
    expect(needOf('sodium { raw value }')).toEqual({
      fields: ['labs_complete', 'sodium'],
      events: ['end_arm_1'],
    });
  });

  it('is, for an absence, also what the branching logic looks at, in the events that it names', () => {
    expect(needOf('sodium { absence }')).toEqual({
      fields: ['labs_complete', 'sodium', 'sex', 'values'],
      events: ['end_arm_1', 'start_arm_1'],
    });
  });

  it('is no more for the absence of a variable without branching logic', () => {
    expect(needOf('values { absence } sodium { raw }')).toEqual({
      fields: ['labs_complete', 'values', 'sodium'],
      events: ['end_arm_1'],
    });
  });

  it('is nothing of a variable that the design no longer has', () => {
    expect(needOf('gone { absence }')).toEqual({ fields: ['labs_complete'], events: ['end_arm_1'] });
  });
});

describe('what a selection of saved data needs', () => {
  it('is limited to no event where its own events are not', () => {
    const [instrument] = design.instruments.filter(({ name }) => name === 'labs');
    if (instrument === undefined) throw new Error('the design has labs');
    const source = '{ project(key: "p") { instrumentData(instrument: "labs") { nodes { values { absence } } } } }';
    const selections = selectedBelow(staticSchema, source, 'instrumentData');
    const need = savedNeed(selections, instrumentPart(design, instrument, null));
    expect([...need.fields]).toEqual(['labs_complete', 'values', 'sodium', 'sex']);
    expect(need.events).toBeNull();
  });
});

describe('what a selection of records needs', () => {
  const needIn = (selection: string) =>
    selectedNeed(selectedBelow(staticSchema, selection, 'records'), wholeRecord(design));
  const page = (record: string): string =>
    `{ project(key: "p") { records { nodes { ${record} } pageInfo { endCursor } completeness { isComplete } } } }`;

  it('is nothing for names and ids, which are known from the list', () => {
    const need = needIn(page('id name'));
    expect(need).toEqual({ fields: new Set(), events: new Set(), dataAccessGroup: false, surveyFields: false });
    expect(isAsking(need)).toBe(false);
  });

  it.each([
    ['arms { name }', { events: null }],
    ['dataAccessGroup { uniqueGroupName }', { dataAccessGroup: true }],
    ['events(uniqueEventNames: ["end_arm_1"]) { repeatInstance }', { events: new Set(['end_arm_1']) }],
    [
      'instances(instrument: "labs") { survey { isStarted } }',
      { fields: new Set(['labs_complete']), events: new Set(['end_arm_1']), surveyFields: true },
    ],
    [
      'instances(instrument: "labs") { record { arms { name } } }',
      { fields: new Set(['labs_complete']), events: null },
    ],
    ['events { value(field: "sex") { raw } }', { fields: new Set(['sex']), events: null }],
  ])('is asked of REDCap for %s', (record, wanted) => {
    const need = needIn(page(record));
    expect(need).toEqual({
      fields: new Set(),
      events: new Set(),
      dataAccessGroup: false,
      surveyFields: false,
      ...wanted,
    });
    expect(isAsking(need)).toBe(true);
  });

  it('is the same for edges as for nodes', () => {
    const selection = 'instances(instrument: "labs") { value(field: "sodium") { absence } }';
    const edges = `{ project(key: "p") { records { edges { cursor node { ${selection} } } } } }`;
    expect(needIn(edges)).toEqual(needIn(page(selection)));
  });
});

describe('what a selection on a node needs', () => {
  const SOURCE = `{ node(id: "x") { id
    ... on Record { dataAccessGroup { uniqueGroupName } }
    ... on InstrumentData { values(fields: ["sex"]) { raw } }
    ... on Field { fieldName } } }`;

  it('is what is selected of the type that the node has', () => {
    const names = (type: string) => selectedBelow(staticSchema, SOURCE, 'node', type).map(({ name }) => name);
    expect(names('Record')).toEqual(['id', 'dataAccessGroup']);
    expect(names('InstrumentData')).toEqual(['id', 'values']);
    expect(selectedNeed(selectedBelow(staticSchema, SOURCE, 'node', 'Record'), wholeRecord(design))).toEqual({
      fields: new Set(),
      events: new Set(),
      dataAccessGroup: true,
      surveyFields: false,
    });
  });
});
