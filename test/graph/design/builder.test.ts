import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildDesign } from '../../../src/graph/design/builder.ts';
import type { DesignRows } from '../../../src/graph/design/design.ts';
import { choices, designOf, designRows, eventRow, metadataRow, validated } from '../support/design.ts';

const metadata = [
  metadataRow('id', 'base', 'text', validated('integer')),
  metadataRow('dob', 'base', 'text', validated('date_ymd')),
  metadataRow('note', 'base', 'descriptive'),
  metadataRow('race', 'visit', 'checkbox', choices('1, A | B | -4, C')),
  metadataRow('scan', 'visit', 'file'),
];
const fieldNames = [
  { original_field_name: 'race', choice_value: '1', export_field_name: 'race___1' },
  { original_field_name: 'race', choice_value: '-4', export_field_name: 'race____4' },
  { original_field_name: 'race', choice_value: 'NASK', export_field_name: 'race___nask' },
];
const longitudinalRows = designRows(metadata, {
  project: { is_longitudinal: true, missing_data_codes: 'NASK, Not asked' },
  fieldNames,
  arms: [
    { arm_num: 2, name: 'B' },
    { arm_num: 1, name: 'A' },
  ],
  events: [eventRow('start_arm_1'), eventRow('extra_arm_1'), eventRow('start_arm_2', 2)],
  mappings: [
    { arm_num: 1, unique_event_name: 'extra_arm_1', form: 'visit' },
    { arm_num: 1, unique_event_name: 'start_arm_1', form: 'visit' },
    { arm_num: 1, unique_event_name: 'start_arm_1', form: 'base' },
    { arm_num: 2, unique_event_name: 'start_arm_2', form: 'visit' },
  ],
  repeating: [
    { event_name: 'start_arm_2', form_name: 'visit', custom_form_label: '[dob]' },
    { event_name: 'extra_arm_1', form_name: '', custom_form_label: '' },
  ],
});

describe('buildDesign', () => {
  const design = buildDesign(longitudinalRows);

  it('takes a record id as text whatever its validation', () => {
    expect(design.recordIdField).toMatchObject({ fieldName: 'id', kind: 'text', isRecordId: true });
  });

  it('knows the columns of every field', () => {
    expect(design.fields.map((field) => [field.fieldName, field.columns])).toEqual([
      ['id', ['id']],
      ['dob', ['dob']],
      ['note', []],
      ['race', ['race___1', 'race____4', 'race___nask']],
      ['scan', ['scan']],
    ]);
    expect(design.fieldOfColumn('race____4')).toMatchObject({ code: '-4', field: { fieldName: 'race' } });
    expect(design.fieldOfColumn('dob')).toMatchObject({ code: null, field: { fieldName: 'dob' } });
    expect(design.fieldOfColumn('visit_complete')).toBeUndefined();
  });

  it('cuts choices at the known codes and leaves missing data codes out of them', () => {
    expect(design.field('race')?.choices).toEqual([
      { code: '1', label: 'A | B' },
      { code: '-4', label: 'C' },
    ]);
  });

  it('works columns out where Export Field Names is silent', () => {
    const field = designOf(metadata, { project: { missing_data_codes: 'NASK, Not asked' } }).field('race');
    expect([...(field?.columnByCode ?? [])]).toEqual([
      ['1', 'race___1'],
      ['B', 'race___b'],
      ['-4', 'race____4'],
      ['NASK', 'race___nask'],
    ]);
  });

  it('puts arms, mappings and repeating in project order', () => {
    expect(design.arms.map((arm) => arm.armNum)).toEqual([1, 2]);
    expect(design.mappings.map((mapping) => `${mapping.event.uniqueEventName} ${mapping.instrument.name}`)).toEqual([
      'start_arm_1 base',
      'start_arm_1 visit',
      'extra_arm_1 visit',
      'start_arm_2 visit',
    ]);
    expect(design.eventsOf('visit').map((event) => event.uniqueEventName)).toEqual([
      'start_arm_1',
      'extra_arm_1',
      'start_arm_2',
    ]);
    expect(design.instrumentsOf(design.event('start_arm_1') ?? null).map((item) => item.name)).toEqual([
      'base',
      'visit',
    ]);
  });

  it('knows how one instrument repeats from event to event', () => {
    const kind = (event: string): string => design.repeatKind(design.event(event) ?? null, 'visit');
    expect([kind('start_arm_1'), kind('extra_arm_1'), kind('start_arm_2')]).toEqual(['NONE', 'EVENT', 'INSTRUMENT']);
    expect(design.event('extra_arm_1')?.isRepeating).toBe(true);
    expect(design.repeating.map((entry) => entry.customLabel)).toEqual([null, '[dob]']);
  });

  it('has no events in a classic project, where every instrument is at hand', () => {
    const classic = buildDesign({
      ...longitudinalRows,
      project: { ...longitudinalRows.project, is_longitudinal: false },
      repeating: [{ event_name: null, form_name: 'visit', custom_form_label: '' }],
    });
    expect(classic.events).toEqual([]);
    expect(classic.arms).toEqual([]);
    expect(classic.instrumentsOf(null).map((item) => item.name)).toEqual(['base', 'visit']);
    expect(classic.repeatKind(null, 'visit')).toBe('INSTRUMENT');
    expect(classic.repeatKind(null, 'base')).toBe('NONE');
  });

  it.each([
    ['text', '', 'text'],
    ['text', 'integer', 'integer'],
    ['text', 'number', 'number'],
    ['text', 'number_2dp', 'number'],
    ['text', 'number_comma_decimal', 'number'],
    ['text', 'number_3dp_comma_decimal', 'number'],
    ['text', 'date_mdy', 'date'],
    ['text', 'datetime_dmy', 'datetime'],
    ['text', 'datetime_seconds_ymd', 'datetime'],
    ['text', 'time', 'time'],
    ['text', 'time_mm_ss', 'time'],
    ['text', 'email', 'text'],
    ['text', 'our_own_number', 'text'],
    ['notes', '', 'text'],
    ['calc', '', 'number'],
    ['dropdown', 'autocomplete', 'choice'],
    ['radio', '', 'choice'],
    ['checkbox', '', 'checkbox'],
    ['yesno', '', 'boolean'],
    ['truefalse', '', 'boolean'],
    ['slider', 'number', 'integer'],
    ['file', '', 'file'],
    ['file', 'signature', 'file'],
    ['descriptive', '', 'none'],
    ['sql', '', 'text'],
    ['unheard_of', '', 'text'],
  ])('reads a %s field with validation "%s" as %s', (type, validation, kind) => {
    const field = designOf([metadataRow('id', 'f', 'text'), metadataRow('x', 'f', type, validated(validation))]).field(
      'x',
    );
    expect(field?.kind).toBe(kind);
  });

  it('is built of odd rows: empty, twice, pointing nowhere', () => {
    const odd = buildDesign({
      ...longitudinalRows,
      metadata: [],
      instruments: [],
      arms: [],
      repeating: [{ event_name: 'nowhere', form_name: 'nothing', custom_form_label: '' }],
    });
    expect(odd.recordIdField.fieldName).toBe('record_id');
    expect(odd.mappings).toEqual([]);
    expect(odd.repeating).toEqual([]);
    const twice = buildDesign({
      ...longitudinalRows,
      metadata: [...metadata, metadataRow('dob', 'later', 'notes')],
      events: [...longitudinalRows.events, { ...eventRow('start_arm_1'), event_name: 'again' }],
      mappings: [...longitudinalRows.mappings, ...longitudinalRows.mappings],
    });
    expect(twice.field('dob')?.fieldType).toBe('TEXT');
    expect(twice.events).toHaveLength(3);
    expect(twice.event('start_arm_1')?.eventName).toBe('start_arm_1');
    expect(twice.mappings).toHaveLength(4);
  });
});

it('names a design by r- and 12 hex digits, and by the 64 of its digest', () => {
  const { revision, digest } = buildDesign(longitudinalRows);
  expect(revision).toMatch(/^r-[0-9a-f]{12}$/);
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
});

it('has another digest with other export columns', () => {
  const [row] = longitudinalRows.fieldNames;
  const fieldNames = [{ original_field_name: 'x', choice_value: '1', export_field_name: 'x___1', ...row }];
  const renamed = fieldNames.map((name) => ({ ...name, export_field_name: 'x___other' }));
  const digests = [fieldNames, renamed].map((names) => buildDesign({ ...longitudinalRows, fieldNames: names }).digest);
  expect(digests[0]).not.toBe(digests[1]);
});

describe.each(['revision', 'digest'] as const)('the %s of a design', (name) => {
  const revision = (change: Partial<DesignRows>): string => buildDesign({ ...longitudinalRows, ...change })[name];
  const base = revision({});

  it('is the same whatever the order of rows without an order', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...longitudinalRows.mappings], { minLength: 4 }),
        fc.shuffledSubarray([...longitudinalRows.arms], { minLength: 2 }),
        fc.shuffledSubarray([...(longitudinalRows.repeating ?? [])], { minLength: 2 }),
        (mappings, arms, repeating) => {
          expect(revision({ mappings, arms, repeating })).toBe(base);
        },
      ),
    );
  });

  it('is the same after a new title, status or event id', () => {
    const project = { ...longitudinalRows.project, project_title: 'Other', in_production: true };
    expect(revision({ project })).toBe(base);
    expect(revision({ events: longitudinalRows.events.map((row) => ({ ...row, event_id: 7 })) })).toBe(base);
  });

  it.each<[string, Partial<DesignRows>]>([
    ['a field', { metadata: metadata.slice(0, 4) }],
    ['the order of fields', { metadata: [...metadata.slice(0, 3), ...metadata.slice(3).reverse()] }],
    ['a label', { metadata: metadata.map((row) => ({ ...row, field_label: `${row.field_label}!` })) }],
    [
      'an instrument label',
      { instruments: longitudinalRows.instruments.map((row) => ({ ...row, instrument_label: 'x' })) },
    ],
    ['the order of instruments', { instruments: longitudinalRows.instruments.toReversed() }],
    ['an arm', { arms: [{ arm_num: 1, name: 'A' }] }],
    ['an event name', { events: longitudinalRows.events.map((row) => ({ ...row, event_name: 'x' })) }],
    ['an offset', { events: longitudinalRows.events.map((row) => ({ ...row, day_offset: 3 })) }],
    ['the order of events', { events: longitudinalRows.events.toReversed() }],
    ['a mapping', { mappings: longitudinalRows.mappings.slice(1) }],
    ['what repeats', { repeating: [] }],
    ['missing data codes', { project: { ...longitudinalRows.project, missing_data_codes: '' } }],
    ['longitudinal', { project: { ...longitudinalRows.project, is_longitudinal: false } }],
  ])('changes with %s', (_what, change) => {
    expect(revision(change)).not.toBe(base);
  });
});
