import fc from 'fast-check';
import { buildDesign } from '../../../src/graph/design/builder.ts';
import type { Design, EventNode, FieldNode } from '../../../src/graph/design/design.ts';
import type { MetadataRow } from '../../../src/redcap/methods/metadata.ts';
import type { RecordRow } from '../../../src/redcap/methods/record.ts';
import { choices, designRows, eventRow, metadataRow, validated } from './design.ts';

/** A design with rows as REDCap would export them, and the columns in REDCap's order. */
export interface Exported {
  readonly design: Design;
  readonly columns: readonly string[];
  readonly rows: readonly RecordRow[];
}

const forms = ['form_a', 'form_b', 'form_c'];
// The first and the last have one name, as REDCap's events of several arms mostly do.
const events = [eventRow('one_arm_1'), eventRow('two_arm_1'), eventRow('one_arm_2', 2)].map((row) => ({
  ...row,
  event_name: row.unique_event_name.replace(/_arm_\d+$/, ''),
}));

const formFields = (form: string): MetadataRow[] => [
  metadataRow(`${form}_text`, form, 'text'),
  metadataRow(`${form}_num`, form, 'text', validated('number')),
  metadataRow(`${form}_day`, form, 'text', validated('date_ymd')),
  metadataRow(`${form}_sex`, form, 'radio', choices('1, A | 2, B | x, C')),
  metadataRow(`${form}_box`, form, 'checkbox', choices('1, A | -4, B')),
  metadataRow(`${form}_words`, form, 'descriptive'),
];

/** The fields of a form with one of every type that there is, and checkboxes with codes of all kinds. */
export const formFieldsOfAllTypes = (form: string): MetadataRow[] => [
  ...formFields(form),
  metadataRow(`${form}_notes`, form, 'notes'),
  metadataRow(`${form}_int`, form, 'text', validated('integer')),
  metadataRow(`${form}_comma`, form, 'text', validated('number_1dp_comma_decimal')),
  metadataRow(`${form}_at`, form, 'text', validated('datetime_seconds_dmy')),
  metadataRow(`${form}_time`, form, 'text', validated('time')),
  metadataRow(`${form}_drop`, form, 'dropdown', choices('-1, Minus | 0, Zero | a b, Blank | é, Accent | 1.5,')),
  metadataRow(`${form}_odd_box`, form, 'checkbox', choices('0, Zero | -1, Minus | A, Capital | a b, Blank | 1.5,')),
  metadataRow(`${form}_no_box`, form, 'checkbox', { ...choices('1, Only'), field_annotation: '@NOMISSING' }),
  metadataRow(`${form}_yes`, form, 'yesno'),
  metadataRow(`${form}_true`, form, 'truefalse'),
  metadataRow(`${form}_slide`, form, 'slider'),
  metadataRow(`${form}_sum`, form, 'calc', choices('1 + 1')),
  metadataRow(`${form}_sql`, form, 'sql', choices('select 1')),
];

const repeats = fc.constantFrom('NONE', 'INSTRUMENT');

/** Classic and longitudinal projects with any mapping and any mixture of what repeats, and these fields on each form. */
export const designArbitraryOf = (fieldsOf: (form: string) => MetadataRow[]): fc.Arbitrary<Design> =>
  fc
    .record({
      isLongitudinal: fc.boolean(),
      mapped: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
      repeatingEvents: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      repeatingForms: fc.array(repeats, { minLength: 9, maxLength: 9 }),
      missing: fc.constantFrom('', 'NASK, Not asked | -99, Unknown'),
    })
    .map(({ isLongitudinal, mapped, repeatingEvents, repeatingForms, missing }) => {
      const places = isLongitudinal ? events : [null];
      const repeating = places.flatMap((event, place) => [
        ...(event && repeatingEvents[place]
          ? [{ event_name: event.unique_event_name, form_name: '', custom_form_label: '' }]
          : []),
        ...forms.flatMap((form, index) => {
          const isRepeating = repeatingForms[place * 3 + index] === 'INSTRUMENT' && !(event && repeatingEvents[place]);
          return isRepeating
            ? [{ event_name: event?.unique_event_name ?? null, form_name: form, custom_form_label: '' }]
            : [];
        }),
      ]);
      const mappings = events.flatMap((event, place) =>
        forms
          .filter((_form, index) => mapped[place * 3 + index])
          .map((form) => ({ arm_num: event.arm_num, unique_event_name: event.unique_event_name, form })),
      );
      return buildDesign(
        designRows([metadataRow('id', 'form_a', 'text'), ...forms.flatMap(fieldsOf)], {
          project: {
            is_longitudinal: isLongitudinal,
            has_repeating_instruments_or_events: repeating.length > 0,
            missing_data_codes: missing,
          },
          ...(isLongitudinal
            ? {
                arms: [
                  { arm_num: 1, name: 'A' },
                  { arm_num: 2, name: 'B' },
                ],
                events,
                mappings,
              }
            : {}),
          repeating,
        }),
      );
    });

export const designArbitrary: fc.Arbitrary<Design> = designArbitraryOf(formFields);

/** Of random projects most repeat everywhere, which leaves little for REDCap's logic: of this one an event at most does. */
export const calm = ({ rows }: Design): Design => {
  const repeating = (rows.repeating ?? []).filter(({ event_name }) => event_name === 'two_arm_1');
  const project = { ...rows.project, has_repeating_instruments_or_events: repeating.length > 0 };
  return buildDesign({ ...rows, repeating, project });
};

/** A design of these with a valid export of it: REDCap's columns, row order, blanks and zeros. */
export const exportArbitraryOf = (designs: fc.Arbitrary<Design>): fc.Arbitrary<Exported> =>
  designs.chain((design) => {
    const columns = exportColumns(design);
    return fc
      .uniqueArray(fc.constantFrom('1', '007', '331-1', 'a b', 'é'), { minLength: 1, maxLength: 3 })
      .chain((names) => fc.tuple(...names.map((name) => recordRows(design, columns, name))))
      .map((records) => ({ design, columns, rows: records.flat() }));
  });

export const exportArbitrary: fc.Arbitrary<Exported> = exportArbitraryOf(designArbitrary);

const exportColumns = (design: Design): string[] => [
  'id',
  ...(design.isLongitudinal ? ['redcap_event_name'] : []),
  ...(design.hasRepeating ? ['redcap_repeat_instrument', 'redcap_repeat_instance'] : []),
  'redcap_data_access_group',
  'redcap_survey_identifier',
  ...design.instruments.flatMap((instrument) => [
    `${instrument.name}_timestamp`,
    ...design.fieldsOf(instrument.name).flatMap((field) => (field.isRecordId ? [] : field.columns)),
    instrument.statusColumn,
  ]),
];

const recordRows = (design: Design, columns: readonly string[], name: string): fc.Arbitrary<RecordRow[]> => {
  const places = design.isLongitudinal ? design.events : [null];
  return fc
    .tuple(fc.constantFrom('', 'site_a'), ...places.map((event) => eventRows(design, columns, event)))
    .map(([group, ...rows]) => rows.flat().map((row) => ({ ...row, id: name, redcap_data_access_group: group })));
};

/** Rows of one event: none, its own row or its instances, and those of its repeating instruments. */
const eventRows = (design: Design, columns: readonly string[], event: EventNode | null): fc.Arbitrary<RecordRow[]> => {
  const instruments = design.instrumentsOf(event).map((instrument) => instrument.name);
  const own = instruments.filter((name) => design.repeatKind(event, name) !== 'INSTRUMENT');
  const repeating = instruments.filter((name) => design.repeatKind(event, name) === 'INSTRUMENT');
  const instances = fc
    .uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 3 })
    .map((list) => list.sort((a, b) => a - b));
  const ownPlaces = event?.isRepeating
    ? instances.map((list) => list.map((instance) => ({ instrument: '', instance: String(instance) })))
    : fc.boolean().map((isThere) => (isThere ? [{ instrument: '', instance: '' }] : []));
  const instancePlaces = fc
    .tuple(
      ...repeating.map((name) =>
        instances.map((list) => list.map((instance) => ({ instrument: name, instance: String(instance) }))),
      ),
    )
    .map((lists) => lists.flat());
  return fc.tuple(ownPlaces, instancePlaces).chain(([base, repeated]) =>
    fc.tuple(
      ...[...base, ...repeated].map(({ instrument, instance }) =>
        cellsOf(design, instrument === '' ? own : [instrument], instrument !== '').map((cells) => {
          const keys: Record<string, string> = {
            redcap_event_name: event?.uniqueEventName ?? '',
            redcap_repeat_instrument: instrument,
            redcap_repeat_instance: instance,
          };
          return Object.fromEntries(columns.map((column) => [column, keys[column] ?? cells[column] ?? '']));
        }),
      ),
    ),
  );
};

/** Cells of these instruments; an untouched one has zeros in its checkboxes, an instance is always touched. */
const cellsOf = (design: Design, instruments: readonly string[], mustBeSaved: boolean): fc.Arbitrary<RecordRow> => {
  const parts = instruments.map((name) =>
    fc
      .tuple(fc.boolean(), savedCells(design, name))
      .map(([isSaved, cells]): RecordRow =>
        isSaved || mustBeSaved
          ? cells
          : Object.fromEntries(
              [...Object.keys(cells)].map((column) => [column, column.includes('_box___') ? '0' : '']),
            ),
      ),
  );
  return fc
    .tuple(fc.constantFrom('', 'anna@example.org'), ...parts)
    .map(([identifier, ...cells]) => Object.assign({ redcap_survey_identifier: identifier }, ...cells) as RecordRow);
};

const savedCells = (design: Design, instrument: string): fc.Arbitrary<RecordRow> => {
  const fields = design.fieldsOf(instrument).filter((field) => !field.isRecordId);
  const cells = fields.flatMap((field) => field.columns.map((column) => [column, cellOf(field, design)] as const));
  return fc.record({
    ...Object.fromEntries(cells),
    [`${instrument}_timestamp`]: fc.constantFrom('', '[not completed]', '2024-01-01 10:00:00'),
    [`${instrument}_complete`]: fc.constantFrom('0', '1', '2'),
  });
};

/** Integers beyond what a number of JSON, or double precision, distinguishes from its neighbours. */
const largeIntegers = ['9007199254740992', '9007199254740993', '-12345678901234567890'];

/** What a cell of a field may hold: blanks, valid texts, missing data codes, and texts older than the validation. */
export const cellOf = (field: FieldNode, design: Design): fc.Arbitrary<string> => {
  const missing = design.missingDataCodes.map((choice) => choice.code);
  const texts: Readonly<Record<string, readonly string[]>> = {
    text: ['abc', 'ABC', 'a b', '0', '007', '7', "it's", '[x] "y"', 'two\nlines', ...missing],
    number: ['0', '5', '5.0', '-2', '10', '1.25', 'older text', ...missing],
    date: ['2024-01-31', '2024-02-01', '1999-12-31', 'older text', ...missing],
    choice: ['1', '2', 'x', '3', ...missing],
    checkbox: ['0', '1'],
    integer: ['0', '-12', '007', '5000000000', ...largeIntegers, 'older text', ...missing],
    datetime: ['2024-01-31 10:20:30', '2024-01-31', 'older text', ...missing],
    time: ['10:20', '24:00', 'older text', ...missing],
    boolean: ['0', '1', '2', ...missing],
  };
  const blank = field.kind === 'checkbox' ? [] : [''];
  return fc.constantFrom(...blank, ...(texts[field.kind] ?? ['x']));
};
