import fc from 'fast-check';
import type { Design, EventNode, FieldNode } from '../../../src/graph/design/design.ts';
import type { Exported } from '../../graph/support/project-arbitrary.ts';

/** One value to write: as the typed and the untyped import take it, and the cells that are to hold what afterwards. */
export interface WrittenValue {
  readonly field: string;
  readonly part: 'values' | 'erase' | 'missingDataCodes';
  readonly typed: unknown;
  readonly untyped: Readonly<Record<string, unknown>>;
  readonly cells: Readonly<Record<string, string>>;
}

/** One row to import, in both forms. */
export interface WrittenRow {
  readonly record: string;
  readonly event: string | null;
  readonly instrument: string;
  readonly repeats: 'NONE' | 'INSTRUMENT' | 'EVENT';
  /** Null where nothing repeats, and for a new one. */
  readonly instance: number | null;
  readonly isNew: boolean;
  readonly status: keyof typeof statuses | null;
  readonly group: 'site_a' | null;
  readonly values: readonly WrittenValue[];
}

/** What REDCap stores for a status. */
export const statuses = { INCOMPLETE: '0', UNVERIFIED: '1', COMPLETE: '2' } as const;

const text = fc.oneof(
  fc.constantFrom('Ada', ' spaced ', '007', 'a"b,c', 'é 漢 🌍', 'two\nlines', "O'Neil", '[form_a_text]', '=1+1', 'abc'),
  fc.string({ minLength: 1, maxLength: 12 }).filter((given) => given.trim() !== '' && !given.includes('\r')),
);

const ticked = (field: FieldNode, codes: readonly string[]): Record<string, string> => {
  const columns = new Set(codes.map((code) => field.columnByCode.get(code)));
  return Object.fromEntries(field.columns.map((column) => [column, columns.has(column) ? '1' : '0']));
};

type Form = Pick<WrittenValue, 'typed' | 'untyped' | 'cells'>;

/** A value in all its forms; `stored` is REDCap's text. */
const formOf = (field: FieldNode, typed: unknown, untyped: Form['untyped'], stored: string): Form => ({
  typed,
  untyped: { field: field.fieldName, ...untyped },
  cells: { [field.fieldName]: stored },
});

const hasComma = (field: FieldNode): boolean =>
  field.row.text_validation_type_or_show_slider_number.includes('comma_decimal');

/** What is given for a field of this kind; undefined for kinds that an import cannot write. */
const formArbitrary = (field: FieldNode): fc.Arbitrary<Form> | undefined => {
  const codes = (field.choices ?? []).map(({ code }) => code);
  switch (field.kind) {
    case 'text':
      return text.map((raw) => formOf(field, raw, { raw }, raw));
    case 'integer':
      return fc.constantFrom(0, 7, 12, 100).map((n) => formOf(field, n, { number: String(n) }, String(n)));
    case 'number':
      return fc
        .constantFrom('0.0', '-2.0', '1.5', '10.0')
        .map((number) => formOf(field, number, { number }, hasComma(field) ? number.replace('.', ',') : number));
    case 'date':
      return fc.constantFrom('2024-01-31', '1999-12-31').map((date) => formOf(field, date, { date }, date));
    case 'datetime':
      return fc
        .constantFrom('2024-01-31T10:20:30', '2024-02-29T00:00:00')
        .map((dateTime) => formOf(field, dateTime, { dateTime }, dateTime.replace('T', ' ')));
    case 'time':
      return fc.constantFrom('10:20', '23:59').map((raw) => formOf(field, raw, { raw }, raw));
    case 'boolean':
      return fc.boolean().map((is) => formOf(field, is, { raw: is ? '1' : '0' }, is ? '1' : '0'));
    case 'choice':
      return codes.length === 0 ? undefined : fc.constantFrom(...codes).map((raw) => formOf(field, raw, { raw }, raw));
    case 'checkbox':
      return fc.subarray(codes).map((checked) => ({
        typed: { checked },
        untyped: { field: field.fieldName, checked },
        cells: ticked(field, checked),
      }));
    case 'file':
    case 'none':
      return undefined;
  }
};

const isWritable = (field: FieldNode): boolean => !field.isRecordId && field.fieldType !== 'CALC';

const valueArbitrary = (design: Design, field: FieldNode): fc.Arbitrary<WrittenValue>[] => {
  const form = isWritable(field) ? formArbitrary(field) : undefined;
  if (form === undefined) return [];
  const { fieldName } = field;
  const blank = field.kind === 'checkbox' ? ticked(field, []) : { [fieldName]: '' };
  const missing = field.row.field_annotation.includes('@NOMISSING')
    ? []
    : design.missingDataCodes
        .map(({ code }) => code)
        .filter((code) => !field.choices?.some((choice) => choice.code === code));
  const given = form.map((each): WrittenValue => ({ field: fieldName, part: 'values', ...each }));
  const erased = fc.constant<WrittenValue>({
    field: fieldName,
    part: 'erase',
    typed: fieldName,
    untyped: { field: fieldName, erase: true },
    cells: blank,
  });
  const lost = missing.map((code) =>
    fc.constant<WrittenValue>({
      field: fieldName,
      part: 'missingDataCodes',
      typed: { field: fieldName, code },
      untyped: { field: fieldName, raw: code },
      cells: field.kind === 'checkbox' ? ticked(field, [code]) : { [fieldName]: code },
    }),
  );
  return [fc.oneof({ arbitrary: given, weight: 3 }, erased, ...lost)];
};

const parts = ['values', 'erase', 'missingDataCodes'] as const;

/** Values of some fields, in the order in which the typed import reads them. */
const valuesArbitrary = (design: Design, instrument: string): fc.Arbitrary<WrittenValue[]> => {
  const all = design.fieldsOf(instrument).flatMap((field) => valueArbitrary(design, field));
  return fc
    .subarray(all, { maxLength: 6 })
    .chain((chosen) => fc.tuple(...chosen))
    .map((values) => parts.flatMap((part) => values.filter((value) => value.part === part)));
};

const rowArbitrary = (design: Design, event: EventNode | null, instrument: string): fc.Arbitrary<WrittenRow> => {
  const repeats = design.repeatKind(event, instrument);
  const place = { event: event?.uniqueEventName ?? null, instrument, repeats };
  const instance =
    repeats === 'NONE' ? fc.constant(null) : fc.option(fc.integer({ min: 1, max: 6 }), { freq: 3, nil: null });
  return fc
    .record({
      record: fc.constantFrom('1', '007', '331-1', 'a b', 'new'),
      instance,
      status: fc.option(fc.constantFrom('INCOMPLETE', 'UNVERIFIED', 'COMPLETE'), { nil: null }),
      group: fc.option(fc.constant('site_a' as const), { freq: 8, nil: null }),
      values: valuesArbitrary(design, instrument),
    })
    .map((row) => ({ ...place, ...row, isNew: repeats !== 'NONE' && row.instance === null }));
};

/** Where a row is written; two new instances of one series are two places. */
const placeOf = ({ record, event, instrument, instance, isNew }: WrittenRow): string | symbol =>
  isNew ? Symbol('new') : JSON.stringify([record, event, instrument, instance]);

const order = (design: Design): readonly string[] => design.instruments.map(({ name }) => name);

/** Rows for a project, in the order of its instruments; none where nothing can hold anything. */
export const rowsArbitrary = (design: Design): fc.Arbitrary<WrittenRow[]> => {
  const places = (design.isLongitudinal ? design.events : [null]).flatMap((event) =>
    design.instrumentsOf(event).map(({ name }) => rowArbitrary(design, event, name)),
  );
  if (places.length === 0) return fc.constant([]);
  return fc
    .uniqueArray(fc.oneof(...places), { selector: placeOf, minLength: 1, maxLength: 6 })
    .map((rows) => order(design).flatMap((name) => rows.filter(({ instrument }) => instrument === name)));
};

/** The rows without those that would be the same new instance of an event, were all rows of a record tied by one clientRef. */
export const untieable = (rows: readonly WrittenRow[]): WrittenRow[] => {
  const seen = new Set<string>();
  return rows.filter(({ record, event, instrument, repeats, isNew }) => {
    if (!isNew || repeats !== 'EVENT') return true;
    const place = JSON.stringify([record, event, instrument]);
    return !seen.has(place) && seen.add(place).size > 0;
  });
};

/** A project with data, and rows to import into it. */
export const importArbitraryOf = (
  studies: fc.Arbitrary<Exported>,
): fc.Arbitrary<{ readonly exported: Exported; readonly rows: readonly WrittenRow[] }> =>
  studies.chain((exported) => rowsArbitrary(exported.design).map((rows) => ({ exported, rows })));

/** Whether the record is named, or is a new one, and its name here just what ties its rows. */
type Naming = 'record' | 'clientRef';

const keysOf = (
  { record, event, instance, isNew, status, group }: WrittenRow,
  naming: Naming,
): Record<string, unknown> => ({
  [naming]: record,
  ...(event === null ? {} : { event }),
  ...(instance === null ? {} : { repeatInstance: instance }),
  ...(isNew ? { newInstance: true } : {}),
  ...(status === null ? {} : { status }),
  ...(group === null ? {} : { dataAccessGroup: group }),
});

const typedRow = (row: WrittenRow, naming: Naming): Record<string, unknown> => {
  const partOf = (part: WrittenValue['part']) => row.values.filter((value) => value.part === part);
  const missing = partOf('missingDataCodes').map(({ typed }) => typed);
  return {
    ...keysOf(row, naming),
    values: Object.fromEntries(partOf('values').map(({ field, typed }) => [field, typed])),
    erase: partOf('erase').map(({ typed }) => typed),
    ...(missing.length === 0 ? {} : { missingDataCodes: missing }),
  };
};

/** The lists of rows of a typed import. */
export const typedLists = (rows: readonly WrittenRow[], naming: Naming = 'record'): Record<string, unknown> =>
  Object.fromEntries(
    [...Map.groupBy(rows, ({ instrument }) => instrument)].map(([instrument, own]) => [
      instrument,
      own.map((row) => typedRow(row, naming)),
    ]),
  );

/** The list of rows of the untyped import that is the same. */
export const untypedRows = (rows: readonly WrittenRow[], naming: Naming = 'record'): Record<string, unknown>[] =>
  rows.map((row) => ({
    ...keysOf(row, naming),
    instrument: row.instrument,
    values: row.values.map(({ untyped }) => untyped),
  }));
