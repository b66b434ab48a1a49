import { describe, expect, it } from 'vitest';
import { findHiddenReference } from '../../src/policy/logic.ts';
import { readSight } from '../../src/policy/sight.ts';
import { metadataColumns, type MetadataRow } from '../../src/redcap/methods/metadata.ts';

const field = (name: string, more: Partial<MetadataRow> = {}): MetadataRow =>
  // The cast is sound: there is an entry for each of the columns.
  ({
    ...Object.fromEntries(metadataColumns.map((column) => [column, ''])),
    field_name: name,
    form_name: 'demographics',
    field_type: 'text',
    ...more,
  }) as MetadataRow;

const rows = [
  field('record_id'),
  field('name', { identifier: 'y' }),
  field('age'),
  field('race', { field_type: 'checkbox' }),
  field('kin', { field_type: 'checkbox', identifier: 'y' }),
  field('sodium', { form_name: 'labs' }),
];

const sight = readSight({ instruments: ['demographics'], identifiers: false }, rows);

describe('a filter of REDCap', () => {
  it.each([
    ["[age] > 40 and [record_id] <> ''"],
    ['[baseline_arm_1][age] = 1'],
    ["[race(1)] = '1' or [demographics_complete] = '2'"],
    ['[event-name] = "x" and [age][2] = 3'],
    ['1 = 1'],
  ])('passes where all that it looks at may be seen: %s', (logic) => {
    expect(findHiddenReference(logic, sight)).toBeNull();
  });

  it.each([
    ["[name] = 'Ada'", 'name'],
    ["[NAME] = 'Ada'", 'NAME'],
    ["[baseline_arm_1][name] = 'Ada'", 'name'],
    ['[kin(1)] = 1', 'kin(1)'],
    ['[sodium] > 1', 'sodium'],
    ["[labs_complete] = '2'", 'labs_complete'],
    ['[redcap_survey_identifier] <> ""', 'redcap_survey_identifier'],
    ['[unheard_of] = 1', 'unheard_of'],
    ['[aggregate-min:name] = 1', 'aggregate-min:name'],
    ['[name:value] = 1', 'name:value'],
    ["'[' <> '' and [name] = 1", "' <> '' and [name"],
    ['[age] = 1 and [na', 'na'],
    ['[age[name]] = 1', 'age[name'],
  ])('is held back where it may look at something else: %s', (logic, hidden) => {
    expect(findHiddenReference(logic, sight)).toBe(hidden);
  });
});

describe('a column of an export', () => {
  it.each([
    ['record_id', true],
    ['age', true],
    ['race___1', true],
    ['race____4', true],
    ['demographics_complete', true],
    ['demographics_timestamp', true],
    ['redcap_event_name', true],
    ['redcap_data_access_group', true],
    ['name', false],
    ['kin___1', false],
    ['sodium', false],
    ['labs_complete', false],
    ['labs_timestamp', false],
    ['redcap_survey_identifier', false],
    ['age___1', false],
    ['of_next_version', false],
  ])('is seen or not: %s', (column, seen) => {
    expect(sight.seesColumn(column)).toBe(seen);
  });
});

describe('record names that are identifiers', () => {
  it('are kept back by a policy without identifiers alone', () => {
    const marked = [field('record_id', { identifier: 'y' }), ...rows.slice(1)];
    expect(readSight({ instruments: 'all', identifiers: false }, marked).areNamesWithheld).toBe(true);
    expect(readSight({ instruments: 'all', identifiers: true }, marked).areNamesWithheld).toBe(false);
  });
});
