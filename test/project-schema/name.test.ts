import fc from 'fast-check';
import { assertEnumValueName, assertName } from 'graphql';
import { describe, expect, it } from 'vitest';
import { graphName, nameAll, reservedValues, typeName } from '../../src/project-schema/name.ts';
import { ownTypeNames, readVocabulary } from '../../src/project-schema/vocabulary.ts';
import { schema } from '../../src/schema/index.ts';
import { designOf, metadataRow } from '../graph/support/design.ts';
import { runs } from '../support/runs.ts';

const reserved: ReadonlySet<string> = new Set(['id', 'status', 'event', ...reservedValues]);
const isReserved = (name: string): boolean => reserved.has(name);
const fieldName = (name: string): string => graphName(name, isReserved);
const taken: ReadonlySet<string> = new Set([...Object.keys(schema.getTypeMap()), ...ownTypeNames]);

/** What is put behind a type's name for what is made around the instrument. */
const suffixes = [
  'Event',
  'Connection',
  'Edge',
  'Filter',
  'Row',
  'Input',
  'Field',
  'WritableField',
  'MissingDataInput',
];
const typesOf = (type: string): string[] => [type, ...suffixes.map((suffix) => `${type}_${suffix}`)];

/** Names as REDCap has them, names as people hurt programs with, and names that look like what others become. */
const anyName: fc.Arbitrary<string> = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/),
  fc.stringMatching(/^[a-cA-C_12]{0,6}$/),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    ...[
      '',
      '_',
      '__',
      '___',
      '1',
      '_1',
      '__1',
      'id',
      'id_',
      'id__',
      '_id',
      'ID',
      'true',
      'true_',
      'null',
      'é',
      'éList',
    ],
    ...['1st', '_1st', '1stList', '_1stList', '1stList_', 'vitals', 'vitalsList', 'vitalsList_', 'week2', 'week_2'],
    ...[
      'week__2',
      'Week_2',
      'vitals_event',
      'Vitals_Event',
      'vitals_',
      'record',
      'record_instrument',
      'a__b',
      'ab',
      'a_b',
    ],
    ...[
      'constructor',
      'hasOwnProperty',
      '__proto__',
      '__typename',
      'toString',
      '\u{1f600}',
      '\ud800',
      '\ud801',
      '\udfff',
    ],
  ),
);
/** With names that others become, among them those that are spelled with a hash. */
const anyNames: fc.Arbitrary<string[]> = fc
  .uniqueArray(anyName, { maxLength: 30 })
  .chain((names) =>
    fc.constantFrom(
      names,
      [...new Set([...names, ...names.map(fieldName)])],
      [...new Set([...names.map((name) => typeName(name, taken)), ...names])],
      [...new Set([...names.map((name) => `${fieldName(name)}List`), ...names])],
    ),
  );

describe('a name in the graph', () => {
  it.each([
    ['ae_term', 'ae_term'],
    ['AE_Term', 'AE_Term'],
    ['_hidden', '_hidden'],
    ['a', 'a'],
    ['double__underscore', 'double__underscore'],
    ['21_day_arm_1', '_21_day_arm_1'],
    ['1', '_1'],
    ['status', 'status_'],
    ['status_', 'status__'],
    ['status__', 'status___'],
    ['true', 'true_'],
    ['constructor', 'constructor_'],
    ['toString', 'toString_'],
    ['Status', 'Status'],
    ['__typename', 'typename__db22df'],
    ['__1', 'x1__504054'],
    ['_1', 'x1__6f103c'],
    ['größe', 'gr_e__59480a'],
    ['1 st', 'x1_st__fbfb7c'],
    ['', 'x__e3b0c4'],
    ['gr_e__59480a', 'gr_e_59480a__42f225'],
  ])('of %j is %s', (name, expected) => {
    expect(fieldName(name)).toBe(expected);
  });

  it('is a name that GraphQL takes, and no two are the same', () => {
    fc.assert(
      fc.property(anyNames, (names) => {
        const found = [...names.map(fieldName)];
        for (const name of found) {
          expect(() => assertName(name)).not.toThrow();
          expect(() => assertEnumValueName(name)).not.toThrow();
          expect(name.startsWith('__')).toBe(false);
          expect(reserved.has(name)).toBe(false);
        }
        expect(new Set(found).size).toBe(names.length);
      }),
      { numRuns: runs(500) },
    );
  });

  it('is kept as it is wherever it can be', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z](_?[a-z0-9])*$/), (name) => {
        expect(fieldName(name)).toBe(reserved.has(name) ? `${name}_` : name);
      }),
    );
  });

  it('stays the same whatever is added, before it or behind it', () => {
    fc.assert(
      fc.property(anyNames, anyNames, (names, added) => {
        const before = nameAll(names, fieldName);
        for (const all of [
          [...added, ...names],
          [...names, ...added],
        ]) {
          const after = nameAll([...new Set(all)], fieldName);
          expect(names.map((name) => after.get(name))).toEqual(names.map((name) => before.get(name)));
        }
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('the name of an instrument’s type', () => {
  it.each([
    ['adverse_events', 'AdverseEvents'],
    ['a_b', 'AB'],
    ['ab', 'Ab'],
    ['week2', 'Week2'],
    ['week_2', 'Week_2'],
    ['vitals_', 'Vitals_'],
    ['record', 'Record_Instrument'],
    ['instrument_data', 'InstrumentData_Instrument'],
    ['record_where', 'RecordWhere_Instrument'],
    ['record_instrument', 'RecordInstrument'],
    ['2nd_visit', '_2ndVisit'],
    ['Vitals', 'Vitals__bc63d1'],
    ['__x', 'X__93937c'],
    ['a__b', 'A_b__22c370'],
    ['', 'X__e3b0c4'],
  ])('%j is %s', (instrument, expected) => {
    expect(typeName(instrument, taken)).toBe(expected);
  });

  it('meets no other type: neither a static one nor one that is made around another instrument', () => {
    fc.assert(
      fc.property(anyNames, (names) => {
        const found = names.flatMap((name) => typesOf(typeName(name, taken)));
        for (const name of found) expect(() => assertName(name)).not.toThrow();
        expect(new Set(found).size).toBe(found.length);
        expect(found.filter((name) => taken.has(name))).toEqual([]);
      }),
      { numRuns: runs(500) },
    );
  });
});

describe('names of a design', () => {
  const vocabularyOf = (instruments: readonly string[]) =>
    readVocabulary(
      designOf([
        metadataRow('record_id', 'first', 'text'),
        ...instruments.map((name, index) => metadataRow(`field_${String(index)}`, name, 'text')),
      ]),
      new Set(),
      schema,
    ).instruments;

  it('are those of instruments, each beside the list of every other one', () => {
    fc.assert(
      fc.property(anyNames, (names) => {
        const words = vocabularyOf(names);
        expect(words.map(({ instrument }) => instrument.name)).toEqual([...new Set(['first', ...names])]);
        const fields = words.flatMap(({ name }) => [name, `${name}List`]);
        expect(new Set(fields).size).toBe(fields.length);
        expect(
          fields.filter((name) => ['and', 'or', 'not', 'name', 'events', 'rows', 'dryRun'].includes(name)),
        ).toEqual([]);
      }),
      { numRuns: runs(200) },
    );
  });

  it.each([
    ['float', 'Float_Instrument'],
    ['int', 'Int_Instrument'],
    ['id', 'Id'],
    ['subscription', 'Subscription_Instrument'],
    ['query', 'Query_Instrument'],
    ['mutation', 'Mutation_Instrument'],
    ['order_direction', 'OrderDirection_Instrument'],
  ])('give an instrument %s a type of another name than one that is there: %s', (instrument, expected) => {
    const word = vocabularyOf([instrument]).find((candidate) => candidate.instrument.name === instrument);
    expect(word?.typeName).toBe(expected);
  });

  it('are distinct even where six digits of two hashes meet', () => {
    const meet = (name: string): string => (name === 'c' ? 'c' : 'same');
    const names = nameAll(['a', 'b', 'c'], meet);
    expect(names.get('a')).toBe('same');
    expect(names.get('b')).toMatch(/^same_[0-9a-f]{64}$/);
    expect(names.get('c')).toBe('c');
  });
});
