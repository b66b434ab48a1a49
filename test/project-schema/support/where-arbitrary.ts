import fc from 'fast-check';
import type { Design, FieldNode } from '../../../src/graph/design/design.ts';
import type { MetadataRow } from '../../../src/redcap/methods/metadata.ts';
import { choices, metadataRow, validated } from '../../graph/support/design.ts';

/** A typed filter as a caller gives it. */
export type Where = Readonly<Record<string, unknown>>;

/** The fields of a form, one of each kind that has a filter of its own. */
export const formFieldsOfAllFilters = (form: string): MetadataRow[] => [
  metadataRow(`${form}_text`, form, 'text'),
  metadataRow(`${form}_num`, form, 'text', validated('number')),
  metadataRow(`${form}_int`, form, 'text', validated('integer')),
  metadataRow(`${form}_day`, form, 'text', validated('date_dmy')),
  metadataRow(`${form}_at`, form, 'text', validated('datetime_seconds_mdy')),
  metadataRow(`${form}_time`, form, 'text', validated('time')),
  metadataRow(`${form}_grade`, form, 'radio', choices('1, A | 2, B | 10, C')),
  metadataRow(`${form}_sex`, form, 'dropdown', choices('1, A | 2, B | x, C')),
  metadataRow(`${form}_yes`, form, 'yesno'),
  metadataRow(`${form}_box`, form, 'checkbox', choices('1, A | -4, B')),
  metadataRow(`${form}_sum`, form, 'calc', choices('1 + 1')),
  metadataRow(`${form}_scan`, form, 'file'),
];

const equality = (operand: fc.Arbitrary<unknown>): Readonly<Record<string, fc.Arbitrary<unknown>>> => ({
  eq: operand,
  ne: operand,
  in: fc.array(operand, { minLength: 1, maxLength: 3 }),
});

const ordering = (operand: fc.Arbitrary<unknown>): Readonly<Record<string, fc.Arbitrary<unknown>>> => ({
  gt: operand,
  gte: operand,
  lt: operand,
  lte: operand,
});

/** The operators of a field with what may be given for each. */
const operatorsOf = (field: FieldNode, design: Design): Readonly<Record<string, fc.Arbitrary<unknown>>> => {
  const codes = design.missingDataCodes.map(({ code }) => code);
  const isBlank = { isBlank: fc.boolean() };
  const common = codes.length === 0 ? isBlank : { ...isBlank, missingDataCode: fc.constantFrom(...codes) };
  const compared = (...operands: readonly unknown[]): Readonly<Record<string, fc.Arbitrary<unknown>>> => {
    const operand = fc.constantFrom(...operands);
    return { ...equality(operand), ...ordering(operand), ...common };
  };
  switch (field.kind) {
    case 'text': {
      const searched = fc.constantFrom('A', 'b', "t's", '[x]', 'two', '0', 'o');
      const texts = fc.constantFrom('abc', 'ABC', 'a b', '007', '7', "it's", '[x] "y"', 'two\nlines', 'a and b');
      return { ...equality(texts), contains: searched, startsWith: searched, ...common };
    }
    case 'integer':
      return compared(
        0,
        7,
        -12,
        5,
        -99,
        5_000_000_000,
        '9007199254740992',
        '9007199254740993',
        '-12345678901234567890',
      );
    case 'number':
      return compared('5', '5.0', '-2', '1.25', '-99', '10', '0');
    case 'date':
      return compared('2024-01-31', '2024-02-01', '1999-12-31');
    case 'datetime':
      return compared('2024-01-31T10:20:30', '2024-01-31T10:20', '2024-02-01T00:00:00');
    case 'time':
      return compared('10:20', '09:05', '23:59');
    case 'boolean': {
      const answer = fc.boolean();
      return { eq: answer, ne: answer, ...common };
    }
    case 'choice': {
      const given = (field.choices ?? []).map(({ code }) => code);
      const code = fc.constantFrom(...given);
      return { ...equality(code), ...(given.includes('x') ? {} : ordering(code)), ...common };
    }
    case 'checkbox': {
      const list = fc.subarray(['1', '-4'], { minLength: 1 });
      return { checked: list, notChecked: list, ...common };
    }
    case 'file':
    case 'none':
      return isBlank;
  }
};

/** One or two of the operators. */
const operation = (operators: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Where> =>
  fc
    .subarray(Object.keys(operators), { minLength: 1, maxLength: Math.min(2, Object.keys(operators).length) })
    .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, operators[name] ?? fc.constant(null)]))));

const combined = (part: fc.Arbitrary<Where>, leaf: fc.Arbitrary<Where>): fc.Arbitrary<Where> => {
  const parts = fc.array(part, { minLength: 1, maxLength: 2 });
  return fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    { weight: 7, arbitrary: leaf },
    { weight: 1, arbitrary: parts.map((and): Where => ({ and })) },
    { weight: 1, arbitrary: parts.map((or): Where => ({ or })) },
    { weight: 1, arbitrary: part.map((not): Where => ({ not })) },
  );
};

/** Any filter of what is saved of an instrument, without an event. */
const instanceArbitrary = (instrument: string, design: Design): fc.Arbitrary<Where> => {
  const fields = design.fieldsOf(instrument).filter(({ isRecordId, kind }) => !isRecordId && kind !== 'none');
  const status = equality(fc.constantFrom('INCOMPLETE', 'UNVERIFIED', 'COMPLETE', 'NOT_STARTED'));
  const condition = fc.oneof(
    { weight: fields.length, arbitrary: fc.constantFrom(...fields).chain((field) => named(field, design)) },
    { weight: 1, arbitrary: operation(status).map((filter): Where => ({ status: filter })) },
  );
  const leaf = fc.oneof(
    { weight: 5, arbitrary: condition },
    { weight: 1, arbitrary: fc.tuple(condition, condition).map(([one, other]): Where => ({ ...one, ...other })) },
  );
  return fc.letrec<{ filter: Where }>((tie) => ({ filter: combined(tie('filter'), leaf) })).filter;
};

const named = (field: FieldNode, design: Design): fc.Arbitrary<Where> =>
  operation(operatorsOf(field, design)).map((filter): Where => ({ [field.fieldName]: filter }));

/** Any filter of an instrument's table: an event or not, a condition or not. */
export const tableWhereArbitrary = (instrument: string, design: Design): fc.Arbitrary<Where> => {
  const events = design.eventsOf(instrument).map(({ uniqueEventName }) => uniqueEventName);
  return fc
    .record({
      event: fc.option(events.length < 2 ? fc.constant(null) : fc.constantFrom(...events), { freq: 1 }),
      filter: fc.oneof({ weight: 9, arbitrary: instanceArbitrary(instrument, design) }, fc.constant<Where>({})),
    })
    .map(({ event, filter }) => (event === null ? filter : { event, ...filter }));
};

/** Any filter of records in the schema of a project. `instruments` are those in it. */
export const whereArbitrary = (instruments: readonly string[], design: Design): fc.Arbitrary<Where> => {
  const group = fc.subarray(['', 'site_a'], { minLength: 1 }).map((names): Where => ({ dataAccessGroups: names }));
  const instrument = fc
    .constantFrom(...instruments)
    .chain((name) => tableWhereArbitrary(name, design).map((filter): Where => ({ [name]: filter })));
  const leaf = fc.oneof(
    { weight: 8, arbitrary: instrument },
    { weight: 1, arbitrary: group },
    { weight: 2, arbitrary: fc.tuple(instrument, instrument).map(([one, other]): Where => ({ ...one, ...other })) },
  );
  return fc.letrec<{ where: Where }>((tie) => ({ where: combined(tie('where'), leaf) })).where;
};
