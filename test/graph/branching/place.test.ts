import { describe, expect, it } from 'vitest';
import { compileBranching } from '../../../src/graph/branching/branching.ts';
import type { Design } from '../../../src/graph/design/design.ts';
import { readAbsence, readValue } from '../../../src/graph/value/read.ts';
import { recordsFromRows } from '../../../src/graph/record/tree.ts';
import type { InstrumentDataNode, RecordNode } from '../../../src/graph/record/record.ts';
import type { RecordRow } from '../../../src/redcap/methods/record.ts';
import { designOf, eventRow, metadataRow } from '../support/design.ts';

const designated = (event: string, ...forms: string[]) =>
  forms.map((form) => ({ arm_num: 1, unique_event_name: event, form }));

/** `base` and `events` plain, `many` repeats by itself in `start` and is plain in `end`; `visit` repeats as a whole. */
const study = (repeating: boolean | null = true): Design =>
  designOf(
    [
      metadataRow('id', 'base', 'text'),
      metadataRow('sex', 'base', 'text'),
      metadataRow('test', 'base', 'text', { branching_logic: "[sex] = '1'" }),
      metadataRow('term', 'many', 'text'),
      metadataRow('grade', 'many', 'text'),
      metadataRow('pulse', 'vitals', 'text'),
      metadataRow('note', 'extra', 'text'),
    ],
    {
      project: { is_longitudinal: true, has_repeating_instruments_or_events: true },
      events: [eventRow('start_arm_1'), eventRow('visit_arm_1'), eventRow('end_arm_1')],
      mappings: [
        ...designated('start_arm_1', 'base', 'many', 'vitals'),
        ...designated('visit_arm_1', 'vitals', 'extra'),
        ...designated('end_arm_1', 'many', 'vitals'),
      ],
      repeating: repeating
        ? [
            { event_name: 'start_arm_1', form_name: 'many', custom_form_label: '' },
            { event_name: 'visit_arm_1', form_name: '', custom_form_label: '' },
          ]
        : null,
    },
  );

const row = (event: string, instrument: string, instance: string, cells: RecordRow): RecordRow => ({
  id: '1',
  redcap_event_name: event,
  redcap_repeat_instrument: instrument,
  redcap_repeat_instance: instance,
  ...Object.fromEntries(['sex', 'test', 'term', 'grade', 'pulse', 'note'].map((name) => [name, ''])),
  ...cells,
});

const rows = [
  row('start_arm_1', '', '', { sex: '0', pulse: '60' }),
  row('start_arm_1', 'many', '1', { term: 'Rash' }),
  row('start_arm_1', 'many', '3', { term: 'Fever', grade: '2' }),
  row('visit_arm_1', '', '1', { pulse: '71', note: 'a' }),
  row('visit_arm_1', '', '2', { pulse: '72', note: 'b' }),
  row('visit_arm_1', '', '3', { note: 'c' }),
  row('end_arm_1', '', '', { term: 'Cough' }),
];

const recordOf = (design: Design): RecordNode => {
  const [record] = recordsFromRows(rows, design, []);
  if (record === undefined) throw new Error('the rows make one record');
  return record;
};

const placeOf = (design: Design, event: string, instrument: string, instance: number | null): InstrumentDataNode => {
  const place = recordOf(design)
    .events.flatMap(({ instruments }) => instruments)
    .find(
      (data) =>
        data.event?.uniqueEventName === event &&
        data.instrument.name === instrument &&
        data.repeatInstance === instance,
    );
  if (place === undefined) throw new Error('there is data at the place');
  return place;
};

type Place = readonly [event: string, instrument: string, instance: number | null];
const start: Place = ['start_arm_1', 'base', null];
const startMany: Place = ['start_arm_1', 'many', 3];
const secondVisit: Place = ['visit_arm_1', 'extra', 2];
const thirdVisit: Place = ['visit_arm_1', 'extra', 3];
const end: Place = ['end_arm_1', 'many', null];

const design = study();
const shown = (logic: string, place: Place, of = design): boolean | null | undefined =>
  compileBranching(logic, of)?.isShown(placeOf(of, ...place));

describe('a reference of branching logic', () => {
  it.each<[string, Place, boolean | null, string]>([
    ["[sex] = '0'", start, true, 'the same event'],
    ["[pulse] = '60'", start, true, 'another instrument of the event'],
    ["[term] = 'Fever'", startMany, true, 'the same instance of the own instrument'],
    ["[grade] = '2'", startMany, true, 'the same instance of the own instrument'],
    ["[sex] = '0'", startMany, true, "the event's own row, from an instance"],
    ["[pulse] = '60'", startMany, true, "the event's own row, from an instance"],
    ["[term] = ''", start, null, 'no instance, from the own row'],
    ["[pulse] = '72'", secondVisit, true, 'the same instance of the event'],
    ["[pulse] = ''", thirdVisit, true, 'an instrument that is not saved in the instance of the event'],
    ["[sex] = ''", secondVisit, true, 'an instrument that is not designated for the event'],
    ["[term] = 'Cough'", end, true, 'an instrument that is plain here and repeats elsewhere'],
    ["[pulse] = ''", end, true, 'an instrument that is not saved in the event'],
    ["[id] = '1'", secondVisit, true, 'the name of the record'],
  ])('%s at %j is %s: %s', (logic, place, expected) => {
    expect(shown(logic, place)).toBe(expected);
  });

  it.each<[string, Place, boolean | null, string]>([
    ["[start_arm_1][sex] = '0'", secondVisit, true, 'the own row of the event that is named'],
    ["[start_arm_1][pulse] = '60'", end, true, 'the own row of the event that is named'],
    ["[end_arm_1][term] = 'Cough'", startMany, true, 'an instrument that is plain there'],
    ["[end_arm_1][pulse] = ''", start, true, 'nothing is saved there'],
    ["[start_arm_1][term] = 'Rash'", end, null, 'an instrument that repeats there'],
    ["[start_arm_1][term] = 'Fever'", startMany, true, 'the own event by its name'],
    ["[visit_arm_1][pulse] = '71'", start, null, 'an event that repeats'],
    ["[visit_arm_1][pulse] = '72'", secondVisit, true, 'the own event by its name'],
    ["[end_arm_1][sex] = ''", start, true, 'an instrument that is not designated there'],
  ])('to an event: %s at %j is %s: %s', (logic, place, expected) => {
    expect(shown(logic, place)).toBe(expected);
  });

  it.each<[string, Place, boolean | null, string]>([
    ["[term][1] = 'Rash'", startMany, true, 'of the own instrument'],
    ["[term][1] = 'Rash'", start, true, 'from the own row'],
    ["[term][2] = ''", start, true, 'a gap'],
    ["[start_arm_1][term][3] = 'Fever'", end, true, 'in another event'],
    ["[visit_arm_1][pulse][1] = '71'", start, true, 'of another event that repeats'],
    ["[pulse][1] = '71'", secondVisit, true, 'of the own event'],
    ["[sex][1] = '0'", start, null, 'of what does not repeat'],
  ])('to an instance: %s at %j is %s: %s', (logic, place, expected) => {
    expect(shown(logic, place)).toBe(expected);
  });

  it.each<[string, Place, boolean | null]>([
    ["[term] = 'Fever'", startMany, true],
    ["[sex] = '0'", startMany, true],
    ["[pulse] = '72'", secondVisit, true],
    ["[term] = 'Rash'", start, null],
    ["[end_arm_1][term] = 'Cough'", start, true],
  ])('is resolved by the rows where the token may not read what repeats: %s at %j is %s', (logic, place, expected) => {
    expect(shown(logic, place, study(null))).toBe(expected);
  });

  it('names its events, and that of the place only where it says so', () => {
    const branching = compileBranching(
      "[start_arm_1][sex] = '1' and [visit_arm_1][pulse][2] = '' and [term] = ''",
      design,
    );
    expect([...(branching?.events ?? [])]).toEqual(['start_arm_1', 'visit_arm_1']);
    expect([...(branching?.fields ?? [])]).toEqual(['sex', 'pulse', 'term']);
  });
});

describe('why there is no value', () => {
  const columns = new Set(['id', 'sex', 'test']);
  const place = placeOf(design, ...start);
  const withheld = { ...place, record: { ...place.record, columns: new Set(['id', 'test']) } };
  const test = design.fields[2];
  if (test === undefined) throw new Error('the design has a field with branching logic');

  it.each([
    ['a value', '1', {}, place, null],
    ['a value in a hidden field', 'x', {}, place, null],
    ['blank, hidden', '', {}, place, 'HIDDEN'],
    ['blank, and what hides it withheld', '', {}, withheld, 'BLANK'],
    ['nothing saved', '', { exists: false }, place, 'FORM_NOT_STARTED'],
    ['not designated', '', { isDesignated: false }, place, 'NOT_DESIGNATED'],
    ['not designated, of course not saved', '', { exists: false, isDesignated: false }, place, 'NOT_DESIGNATED'],
    ['a value though not designated', 'x', { isDesignated: false }, place, null],
    ['withheld', '', { columns: new Set(['id']), exists: false, isDesignated: false }, place, 'NOT_EXPORTED'],
  ])('%s', (_what, cell, context, at, expected) => {
    const value = readValue(test, { test: cell }, { design, columns, exists: true, ...context });
    expect(readAbsence(value, at, design)).toBe(expected);
  });

  it('is blank where the logic shows the field, and where it cannot be evaluated', () => {
    const withLogic = (branching_logic: string) =>
      designOf([
        metadataRow('id', 'base', 'text'),
        metadataRow('sex', 'base', 'text'),
        metadataRow('test', 'base', 'text', { branching_logic }),
      ]);
    const absence = (logic: string) => {
      const own = withLogic(logic);
      const [record] = recordsFromRows([{ id: '1', sex: '0', test: '' }], own, []);
      const data = record?.events[0]?.instruments[0];
      const field = own.field('test');
      if (data === undefined || field === undefined) throw new Error('the row holds something');
      return readAbsence(
        readValue(field, data.cells, { design: own, columns: data.record.columns, exists: true }),
        data,
        own,
      );
    };
    expect(absence("[sex] = '1'")).toBe('HIDDEN');
    expect(absence("[sex] = '0'")).toBe('BLANK');
    expect(absence("[user-name] = 'x' and [sex] = '1'")).toBe('BLANK');
    expect(absence('')).toBe('BLANK');
  });
});
