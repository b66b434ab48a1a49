import { describe, expect, it } from 'vitest';
import { buildDesign } from '../../../src/graph/design/builder.ts';
import { DesignOutdatedError } from '../../../src/graph/record/row-record.ts';
import { recordsFromRows, rowsFromRecords } from '../../../src/graph/record/tree.ts';
import { choices, designOf, designRows, eventRow, metadataRow, validated } from '../support/design.ts';

/** REDCap's recorded project with a repeating instrument, cut to a few columns. */
const repeating = designOf(
  [
    metadataRow('record_id', 'demographics', 'text'),
    metadataRow('date_enrolled', 'demographics', 'text', validated('date_ymd')),
    metadataRow('race', 'demographics', 'checkbox', choices('1, A | 2, B')),
    metadataRow('bp_systolic', 'bp', 'text', validated('integer')),
    metadataRow('bp_flags', 'bp', 'checkbox', choices('1, A')),
  ],
  { repeating: [{ event_name: null, form_name: 'bp', custom_form_label: '' }] },
);
const columns = [
  'record_id',
  'redcap_repeat_instrument',
  'redcap_repeat_instance',
  'date_enrolled',
  'race___1',
  'race___2',
  'demographics_complete',
  'bp_systolic',
  'bp_flags___1',
  'bp_complete',
];
const row = (...cells: string[]): Record<string, string> =>
  Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));

describe('recordsFromRows', () => {
  it('makes an instance of each row of a repeating instrument', () => {
    const rows = [
      row('1', '', '', '2019-10-14', '1', '0', '2', '', '', ''),
      row('1', 'bp', '1', '', '', '', '', '110', '0', '2'),
      row('1', 'bp', '3', '', '', '', '', '112', '0', '2'),
    ];
    const [record] = recordsFromRows(rows, repeating, []);
    const nodes = record?.events.flatMap((event) => event.instruments) ?? [];
    expect(nodes.map((node) => [node.instrument.name, node.repeatKind, node.repeatInstance])).toEqual([
      ['demographics', 'NONE', null],
      ['bp', 'INSTRUMENT', 1],
      ['bp', 'INSTRUMENT', 3],
    ]);
    expect(nodes[2]?.cells).toEqual({
      record_id: '1',
      redcap_repeat_instrument: 'bp',
      redcap_repeat_instance: '3',
      bp_systolic: '112',
      bp_flags___1: '0',
      bp_complete: '2',
    });
    expect(rowsFromRecords(record ? [record] : [], repeating, columns)).toEqual(rows);
  });

  it('reads each export by its own columns, also where the same list of names was requested before', () => {
    const requested = ['record_id', 'bp_systolic', 'bp_complete'];
    const bp = row('1', 'bp', '1', '', '', '', '', '110', '0', '2');
    const { bp_complete: status, ...rest } = bp;
    const ids = ['record_id', 'redcap_repeat_instrument', 'redcap_repeat_instance'];
    const cellsOf = (given: Record<string, string>): (readonly string[])[] =>
      recordsFromRows([given], repeating, requested).flatMap(({ events }) =>
        events.flatMap(({ instruments }) => instruments.map(({ cells }) => Object.keys(cells))),
      );
    expect(status).toBe('2');
    expect(cellsOf(bp)).toEqual([[...ids, 'bp_systolic', 'bp_complete']]);
    expect(cellsOf(rest)).toEqual([[...ids, 'bp_systolic']]);
    expect(cellsOf({ ...rest, bp_complete: '2' })).toEqual([[...ids, 'bp_systolic', 'bp_complete']]);
    expect(cellsOf({ ...bp, extra: '1' })).toEqual([[...ids, 'extra', 'bp_systolic', 'bp_complete']]);
  });

  it('has no instrument of an untouched form, whose checkboxes are 0 and whose status is blank', () => {
    const rows = [row('1', '', '', '', '0', '0', '', '', '', '')];
    const [record] = recordsFromRows(rows, repeating, []);
    expect(record?.events).toHaveLength(1);
    expect(record?.events[0]?.instruments).toEqual([]);
    expect(rowsFromRecords(record ? [record] : [], repeating, columns)).toEqual(rows);
  });

  it.each([
    ['a status', { demographics_complete: '0' }],
    ['a value', { date_enrolled: '2019-10-14' }],
    ['the value 0', { date_enrolled: '0' }],
    ['a ticked box', { race___2: '1' }],
  ])('takes an instrument as saved for %s', (_what, cells) => {
    const [record] = recordsFromRows([{ ...row('1', '', '', '', '0', '0'), ...cells }], repeating, []);
    expect(record?.events[0]?.instruments.map((node) => node.instrument.name)).toEqual(['demographics']);
  });

  it('makes a record of rows of repeating instruments alone, without an own row', () => {
    const rows = [row('7', 'bp', '1', '', '', '', '', '110', '0', '')];
    const [record] = recordsFromRows(rows, repeating, []);
    expect(record?.name).toBe('7');
    expect(record?.events[0]?.ownCells).toBeNull();
    expect(rowsFromRecords(record ? [record] : [], repeating, columns)).toEqual(rows);
  });

  it('learns from the rows what repeats when the set-up could not be read', () => {
    const unread = buildDesign({ ...repeating.rows, repeating: null });
    const rows = [
      row('1', '', '', '2019-10-14', '1', '0', '2', '', '', ''),
      row('1', 'bp', '1', '', '', '', '', '110', '0', '2'),
    ];
    const records = recordsFromRows(rows, unread, []);
    expect(records[0]?.events[0]?.instruments.map((node) => node.repeatKind)).toEqual(['NONE', 'INSTRUMENT']);
    expect(rowsFromRecords(records, unread, columns)).toEqual(rows);
  });

  it('leaves out what REDCap answered beyond what was asked for', () => {
    const rows = [row('1', '', '', '2019-10-14', '1', '0', '2')];
    const [record] = recordsFromRows(rows, repeating, ['record_id', 'race']);
    expect([...(record?.columns ?? [])]).toEqual([
      'record_id',
      'redcap_repeat_instrument',
      'redcap_repeat_instance',
      'race___1',
      'race___2',
    ]);
    expect(record?.events[0]?.instruments[0]?.cells['date_enrolled']).toBeUndefined();
  });

  it('refuses rows without the record id, which belong to nobody', () => {
    expect(() => recordsFromRows([{ date_enrolled: '2019-10-14' }], repeating, [])).toThrow(
      'the rows have no column record_id: ask for the record id field too',
    );
  });
});

describe('recordsFromRows of a longitudinal project', () => {
  const metadata = [
    metadataRow('id', 'base', 'text'),
    metadataRow('weight', 'visit', 'text', validated('number')),
    metadataRow('box', 'visit', 'checkbox', choices('1, A')),
  ];
  const rows = designRows(metadata, {
    project: { is_longitudinal: true, has_repeating_instruments_or_events: true },
    arms: [
      { arm_num: 1, name: 'Drug A' },
      { arm_num: 2, name: 'Drug B' },
    ],
    events: [eventRow('start_arm_1'), eventRow('extra_arm_1'), eventRow('start_arm_2', 2)],
    mappings: [
      { arm_num: 1, unique_event_name: 'start_arm_1', form: 'base' },
      { arm_num: 1, unique_event_name: 'start_arm_1', form: 'visit' },
      { arm_num: 1, unique_event_name: 'extra_arm_1', form: 'visit' },
      { arm_num: 2, unique_event_name: 'start_arm_2', form: 'visit' },
    ],
    repeating: [
      { event_name: 'extra_arm_1', form_name: '', custom_form_label: '' },
      { event_name: 'start_arm_2', form_name: 'visit', custom_form_label: '' },
    ],
  });
  const design = buildDesign(rows);
  const visitColumns = [
    'id',
    'redcap_event_name',
    'redcap_repeat_instrument',
    'redcap_repeat_instance',
    'base_complete',
    'weight',
    'box___1',
    'visit_complete',
  ];
  const visit = (...cells: string[]): Record<string, string> =>
    Object.fromEntries(visitColumns.map((column, index) => [column, cells[index] ?? '']));

  it('keeps one instrument that is plain, in a repeating event and repeating by itself apart', () => {
    const exported = [
      visit('1', 'start_arm_1', '', '', '2', '70', '0', '2'),
      visit('1', 'extra_arm_1', '', '1', '', '71', '1', '0'),
      visit('1', 'extra_arm_1', '', '2', '', '72', '0', '0'),
      visit('1', 'start_arm_2', '', '', '', '', '', ''),
      visit('1', 'start_arm_2', 'visit', '1', '', '73', '0', '1'),
    ];
    const records = recordsFromRows(exported, design, []);
    expect(records).toHaveLength(1);
    expect(
      records[0]?.events.map((event) => [
        event.event?.uniqueEventName,
        event.repeatInstance,
        event.instruments.map((node) => `${node.instrument.name} ${node.repeatKind} ${String(node.repeatInstance)}`),
      ]),
    ).toEqual([
      ['start_arm_1', null, ['base NONE null', 'visit NONE null']],
      ['extra_arm_1', 1, ['visit EVENT 1']],
      ['extra_arm_1', 2, ['visit EVENT 2']],
      ['start_arm_2', null, ['visit INSTRUMENT 1']],
    ]);
    expect(rowsFromRecords(records, design, visitColumns)).toEqual(exported);
  });

  it('ignores cells of an instrument that is not designated for the event', () => {
    const records = recordsFromRows([visit('1', 'extra_arm_1', '', '1', '2', '71', '0', '')], design, []);
    expect(records[0]?.events[0]?.instruments.map((node) => node.instrument.name)).toEqual(['visit']);
  });

  it('says that the design is outdated when a row names an event that it does not have', () => {
    expect(() => recordsFromRows([visit('1', 'new_arm_1')], design, [])).toThrow(DesignOutdatedError);
  });
});
