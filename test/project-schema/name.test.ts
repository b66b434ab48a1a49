import fc from 'fast-check';
import { assertEnumValueName, assertName } from 'graphql';
import { describe, expect, it } from 'vitest';
import { graphName, isOrdinary, nameAll, nothingOwn, spellingsOf, type Own } from '../../src/project-schema/name.ts';
import { languageWords } from '../../src/project-schema/reserved-word.ts';
import { nameTypes, typeSuffixes } from '../../src/project-schema/type-name.ts';
import { ownTypeNames, readVocabulary } from '../../src/project-schema/vocabulary.ts';
import { schema } from '../../src/schema/index.ts';
import { designOf, eventRow, metadataRow } from '../graph/support/design.ts';
import { runs } from '../support/runs.ts';
import { foldType, sharedNames, spellingsByGenerators } from './support/generator-name.ts';

const own: Own = { spellings: spellingsOf(['id', 'status', 'event', 'repeatKind']), suffix: 'field' };
const fieldName = (name: string): string => graphName(name, own);
const taken: ReadonlySet<string> = new Set([...Object.keys(schema.getTypeMap()), ...ownTypeNames]);
const typeName = (instrument: string): string => nameTypes([instrument], taken).get(instrument) ?? '';
/** Two names that are spelled in the same way and whose hashes begin in the same way. */
const MEET = ['嬵一', '扤一'] as const;
const typesOf = (type: string): string[] => [type, ...typeSuffixes.map((suffix) => `${type}_${suffix}`)];

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
      ...['followup', 'follow_up', 'repeat_kind', 'repeatkind', 'class', 'class_', 'status_field', 'record_row_args'],
      'n'.repeat(151),
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
      [
        ...new Set([
          ...names,
          ...names.map((name) => name.replaceAll('_', '')),
          ...names.map((name) => name.toLowerCase()),
        ]),
      ],
      [...new Set([...names.map((name) => typeName(name)), ...names])],
      [...new Set([...names.map((name) => `${fieldName(name)}List`), ...names])],
    ),
  );

describe('a name in the graph', () => {
  it.each([
    ['ae_term', 'ae_term'],
    ['a', 'a'],
    ['q1_11', 'q1_11'],
    ['21_day_arm_1', '_21_day_arm_1'],
    ['1', '_1'],
    ['status', 'status_field'],
    ['status_field', 'status_field_field'],
    ['status_fields', 'status_fields'],
    ['repeat_kind', 'repeat_kind_field'],
    ['repeatkind', 'repeatkind_field'],
    ['true', 'true_'],
    ['class', 'class_'],
    ['lambda', 'lambda_'],
    ['constructor', 'constructor_'],
    ['type', 'type'],
    ['AE_Term', 'AE_Term__c20881'],
    ['_hidden', 'hidden__6fb003'],
    ['double__underscore', 'double_underscore__f7b63e'],
    ['class_', 'class__26982f'],
    ['toString', 'toString__b3c7bb'],
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

  it.each(Object.entries(languageWords).flatMap(([language, words]) => words.map((word) => [language, word] as const)))(
    'is no word that %s reserves: %s',
    (_language, word) => {
      expect(fieldName(word)).toBe(`${word}_`);
    },
  );

  it('is a name that GraphQL takes, and no two are the same for a generator, nor one of the gateway', () => {
    fc.assert(
      fc.property(anyNames, (names) => {
        const found = [...nameAll(names, own).values()];
        for (const name of found) {
          expect(() => assertName(name)).not.toThrow();
          expect(() => assertEnumValueName(name)).not.toThrow();
          expect(name.startsWith('__')).toBe(false);
        }
        expect(sharedNames([...found, 'id', 'status', 'event', 'repeatKind'], spellingsByGenerators)).toEqual([]);
      }),
      { numRuns: runs(500) },
    );
  });

  it('is kept as it is wherever it can be', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,3}(_?[a-z0-9]{5,9}){1,3}$/), (name) => {
        fc.pre(!['constructor', 'repeatkind', 'repeat_kind'].includes(name.replace(/(_field)+$/, '')));
        fc.pre(!Object.values(languageWords).flat().includes(name));
        expect(fieldName(name)).toBe(name);
      }),
    );
  });

  it('stays the same whatever is added, before it or behind it', () => {
    fc.assert(
      fc.property(anyNames, anyNames, (names, added) => {
        const before = nameAll(names, own);
        for (const all of [
          [...added, ...names],
          [...names, ...added],
        ]) {
          const after = nameAll([...new Set(all)], own);
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
    ['record', 'Record_Instrument'],
    ['instrument_data', 'InstrumentData_Instrument'],
    ['instrumentdata', 'Instrumentdata_Instrument'],
    ['record_where', 'RecordWhere_Instrument'],
    ['record_vitals_args', 'RecordVitalsArgs_Instrument'],
    ['record_instrument', 'RecordInstrument'],
    ['2nd_visit', 'X2ndVisit'],
    ['vitals_', 'Vitals__541b96'],
    ['Vitals', 'Vitals__bc63d1'],
    ['__x', 'X__93937c'],
    ['a__b', 'A_b__22c370'],
    ['', 'X__e3b0c4'],
  ])('%j is %s', (instrument, expected) => {
    expect(typeName(instrument)).toBe(expected);
  });

  it.each([
    'maybe',
    'exact',
    'scalars',
    'partial',
    'date',
    'string',
    'error',
    'object',
    'array',
    'any',
    'none',
    'unit',
  ])('is none that a generator or its language has: %s', (instrument) => {
    expect(typeName(instrument)).toMatch(/^[A-Z][a-z]+_Instrument$/);
  });

  it('gets a hash where a shorter name has the type for a generator that ignores capitals or underscores', () => {
    const names = nameTypes(['follow_up', 'adverse_event', 'adverse', 'followup', 'vitals'], taken);
    expect(Object.fromEntries(names)).toEqual({
      vitals: 'Vitals',
      adverse: 'Adverse',
      followup: 'Followup',
      follow_up: 'FollowUp__bb25cc',
      adverse_event: 'AdverseEvent__99fa2b',
    });
  });

  it('meets no other type, neither a static one nor one made around another instrument, in any order', () => {
    fc.assert(
      fc.property(anyNames, (names) => {
        const types = nameTypes(names, taken);
        expect(nameTypes([...names].reverse(), taken)).toEqual(types);
        const found = [...types.values()].flatMap(typesOf);
        const ours = [...taken].filter((name) => !name.startsWith('__'));
        for (const name of found) expect(() => assertName(name)).not.toThrow();
        expect(sharedNames([...found, ...ours], foldType)).toEqual([]);
        for (const name of found) expect(name.length).toBeLessThanOrEqual(240);
      }),
      { numRuns: runs(500) },
    );
  });
});

describe('names of a design', () => {
  const designWith = (instruments: readonly string[]) =>
    designOf(
      [
        metadataRow('record_id', 'first', 'text'),
        ...instruments.map((name, index) => metadataRow(`field_${String(index)}`, name, 'text')),
      ],
      {
        project: { is_longitudinal: true },
        events: [eventRow('a_arm_1'), eventRow('b_arm_1')],
        mappings: ['first', ...instruments].flatMap((form) =>
          ['a_arm_1', 'b_arm_1'].map((unique_event_name) => ({ arm_num: 1, unique_event_name, form })),
        ),
      },
    );
  const vocabularyOf = (instruments: readonly string[]) =>
    readVocabulary(designWith(instruments), new Set(), schema).instruments;

  it('are those of instruments, each beside the list of every other one', () => {
    fc.assert(
      fc.property(anyNames, (names) => {
        const words = vocabularyOf(names);
        expect(words.map(({ instrument }) => instrument.name)).toEqual([...new Set(['first', ...names])]);
        const fields = words.flatMap(({ name, listName }) => [name, listName]);
        const ours = ['and', 'or', 'not', 'name', 'events', 'rows', 'dryRun', 'idempotencyKey', 'dataAccessGroups'];
        expect(sharedNames([...fields, ...ours], spellingsByGenerators)).toEqual([]);
      }),
      { numRuns: runs(200) },
    );
  });

  it('are those of instruments, whose arguments become types, also without capitals and underscores', () => {
    const words = vocabularyOf(['follow_up', 'fol_low_up', 'followup', 'week_2', 'week2']);
    expect(words.map(({ name, listName }) => [name, listName])).toEqual([
      ['first', 'firstList'],
      ['follow_up__bb25cc', 'follow_up__bb25ccList'],
      ['fol_low_up__1d9e95', 'fol_low_up__1d9e95List'],
      ['followup', 'followupList'],
      ['week_2', 'week_2List'],
      ['week2', 'week2List'],
    ]);
  });

  it('keep an instrument’s name beside the list of another, which gets a hash', () => {
    const words = vocabularyOf(['medication', 'medication_list', 'problem', 'problemlist', 'vitals']);
    expect(words.map(({ name, listName }) => [name, listName])).toEqual([
      ['first', 'firstList'],
      ['medication', 'medicationList__43cd79'],
      ['medication_list', 'medication_listList'],
      ['problem', 'problemList__1926db'],
      ['problemlist', 'problemlistList'],
      ['vitals', 'vitalsList'],
    ]);
  });

  it.each([
    ['float', 'Float_Instrument'],
    ['int', 'Int_Instrument'],
    ['id', 'Id_Instrument'],
    ['subscription', 'Subscription_Instrument'],
    ['query', 'Query_Instrument'],
    ['mutation', 'Mutation_Instrument'],
    ['order_direction', 'OrderDirection_Instrument'],
  ])('give an instrument %s a type of another name than one that is there: %s', (instrument, expected) => {
    const word = vocabularyOf([instrument]).find((candidate) => candidate.instrument.name === instrument);
    expect(word?.typeName).toBe(expected);
  });

  it('are distinct even where six digits of two hashes meet', () => {
    const names = nameAll(MEET, nothingOwn);
    expect(MEET.map((name) => graphName(name, nothingOwn))).toEqual(['x__1b9b90', 'x__1b9b90']);
    expect(MEET.map((name) => isOrdinary(name))).toEqual([false, false]);
    expect(names.get(MEET[0])).toBe('x__1b9b90');
    expect(names.get(MEET[1])).toMatch(/^x__[0-9a-f]{64}$/);
    expect(nameAll([...MEET].reverse(), nothingOwn).get(MEET[0])).toBe('x__1b9b90');
  });
});
